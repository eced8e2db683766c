import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import type { Handler } from '../../src/core/handler.js';

type HandlerClass = new (parameter?: string) => Handler<unknown, unknown>;

const FOLDER = new URL('../../handlers/', import.meta.url);

const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  ack: ['OK {n}'],
  crc: ['11', 'CRC-5/USB', 'CRC-12/UMTS', 'CRC-32/ISO-HDLC', 'CRC-82/DARC'],
  gateway: ['temperature=-10,humidity=50'],
  request: ['menu'],
  reverse: ['codepoint', 'byte'],
};

/** Every handler in the folder without a parameter, and once for each value in the table: what makes a new one. */
export async function allHandlers(): Promise<(() => Handler<unknown, unknown>)[]> {
  const files = readdirSync(FOLDER).filter((file) => /^[a-z0-9][a-z0-9-]*\.(ts|js)$/.test(file));
  return (await Promise.all(files.sort().map(handlersIn))).flat();
}

async function handlersIn(file: string): Promise<(() => Handler<unknown, unknown>)[]> {
  const { default: HandlerType } = (await import(new URL(file, FOLDER).href)) as { default: HandlerClass };
  const values = PARAMETERS[file.replace(/\..*/, '')];
  if (values === undefined && new HandlerType().parameter !== undefined) {
    throw new Error(`${file} takes a parameter: give values for it in test/support/all-handlers.ts`);
  }
  return [undefined, ...(values ?? [])].map((value) => () => new HandlerType(value));
}
