import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import type { Handler } from '../../src/core/handler.js';

type HandlerClass = new (parameter?: string) => Handler<unknown, unknown>;

const FOLDER = new URL('../../handlers/', import.meta.url);

/** Values for the handlers that take a parameter, by name. */
export const handlerParameters: Readonly<Record<string, readonly string[]>> = {
  ack: ['OK {n}', 'got it', '✓'],
  crc: [
    '1011',
    '11',
    '100000100110000010001110110110111',
    'CRC-32/ISO-HDLC',
    'crc-3/gsm',
    'CRC-5/USB',
    'CRC-82/DARC',
    'CRC-12/UMTS',
  ],
  gateway: [
    'temperature=30.5',
    'temperature=-10,humidity=50',
    'humidity=50,temperature=-2147483.646',
    'temperature=2147483.646',
    'order=value-quantity-unit-sequence-device,temperature=30',
  ],
  request: ['bank', 'menu'],
  reverse: ['grapheme', 'codepoint', 'byte'],
};

/** Every handler in the folder without a parameter, and once for each value in the table: what makes a new one. */
export async function allHandlers(): Promise<(() => Handler<unknown, unknown>)[]> {
  const files = readdirSync(FOLDER).filter((file) => /^[a-z0-9][a-z0-9-]*\.(ts|js)$/.test(file));
  return (await Promise.all(files.sort().map(handlersIn))).flat();
}

async function handlersIn(file: string): Promise<(() => Handler<unknown, unknown>)[]> {
  const { default: HandlerType } = (await import(new URL(file, FOLDER).href)) as { default: HandlerClass };
  const values = handlerParameters[file.replace(/\..*/, '')];
  if (values === undefined && new HandlerType().parameter !== undefined) {
    throw new Error(`${file} takes a parameter: give values for it in test/support/all-handlers.ts`);
  }
  return [undefined, ...(values ?? [])].map((value) => () => new HandlerType(value));
}
