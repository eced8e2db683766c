import { Spawned, type Ended } from '../support/spawned.js';

/** Where the servers of these tests are. */
export const HOST = '127.0.0.1';

/** A program that talks to a port of this machine: what is typed goes out, what comes is printed. */
export interface RealClient {
  /** What has to be installed. */
  readonly needed: string;
  readonly start: (port: number) => Spawned;
}

/** A client that is called with words that hold its port. */
export function realClient(needed: string, words: (port: number) => readonly string[]): RealClient {
  return { needed, start: (port) => new Spawned(needed, words(port)) };
}

/** Gives a client all of its input; what the end of its input means is its own affair. */
export async function typeAll(client: Spawned, input: string | Uint8Array): Promise<Ended> {
  client.write(input);
  client.endInput();
  return client.end();
}

/** A line of output that is exactly this. */
export function line(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}$`, 'm');
}
