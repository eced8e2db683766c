import { quoteBytes } from '../../core/show-bytes.js';
import type { SocketEndpoint } from '../sandbox/socket-table.js';
import type { Look } from './look.js';

const TYPED = 0; // the descriptor of standard input

/** True where it waits for somebody to type. */
export function waitsForInput({ waits }: Pick<Look, 'waits'>): boolean {
  return waits.some(({ does, descriptor }) => does === 'read' && descriptor === TYPED);
}

/** What it has printed last, a question perhaps: `, after "name: "`. */
export function afterPrompt(printed: string): string {
  const line = printed.split('\n').at(-1) ?? '';
  return line === '' ? '' : `, after ${quoteBytes(Buffer.from(line.slice(-80)), 80)}`;
}

/** `127.0.0.1:8000`. */
export function socketText({ address, port }: SocketEndpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** What a program does in place of what it should do, from the calls in which its threads are. */
export function doesInstead(
  { waits }: Pick<Look, 'waits'>,
  sockets: ReadonlySet<number> = new Set(),
): string | undefined {
  const others = waits.filter(({ socket }) => socket === undefined || !sockets.has(socket));
  if (others.some(({ does, socket }) => does === 'read' && socket !== undefined))
    return 'it waits for another connection to send something';
  if (others.some(({ does, socket }) => does === 'write' && socket !== undefined))
    return 'it waits until another connection takes what it sends';
  if (others.some(({ does }) => does === 'accept')) return 'it waits in accept for the next client';
  if (others.some(({ does }) => does === 'sleep')) return 'it sleeps';
  return undefined;
}
