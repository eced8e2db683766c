import type { Failure } from '../../client/failure.js';
import { byteCount } from '../../core/show-bytes.js';
import type { Transport } from '../../lab/lab.js';
import type { SocketEntry } from '../sandbox/socket-table.js';
import type { Look } from './look.js';
import type { Finding } from './observer.js';
import { afterPrompt, doesInstead, socketText, waitsForInput } from './does-instead.js';

/** What is known of a client that does not do what is waited for. */
export interface SilentClient {
  readonly look: Look;
  readonly printed: string;
  /** Where it is waited for, in words. */
  readonly places: string;
  /** Connections that were refused since it began. */
  readonly refused: number;
  /** How many times it has connected. */
  readonly accepted: number;
  readonly transport: Transport;
}

/** Why a client that runs does not connect. */
export function neverConnected(
  failure: Failure,
  { look, printed, places, refused, accepted, transport }: SilentClient,
): Failure {
  const as = (kind: Failure['kind'], message: string): Failure => ({ ...failure, kind, message });
  if (waitsForInput(look))
    return as('waits-for-input', `the client did not connect: it waits for somebody to type${afterPrompt(printed)}`);
  const elsewhere = look.sockets.find(isConnection);
  if (transport === 'udp' && elsewhere !== undefined)
    return as('wrong-transport', 'the client uses TCP; this lab is about UDP: make the socket with SOCK_DGRAM');
  if (accepted === 0 && elsewhere !== undefined)
    return as(
      'connected-elsewhere',
      `the client connects to ${socketText(elsewhere.remote)}; its server is at ${places}`,
    );
  if (accepted === 0 && refused > 0) return as('connected-elsewhere', refusedText(refused, places, transport));
  const isUdp = look.sockets.some((socket) => socket.transport === 'udp');
  if (isUdp && transport === 'udp')
    return as(
      'never-connected',
      'the client has a UDP socket, and nothing came from it: does it send to the right address and port?',
    );
  if (isUdp)
    return as(
      'wrong-transport',
      'the client uses UDP; this lab is about TCP: make the socket with SOCK_STREAM, and connect it',
    );
  const listens = look.sockets.find(({ state }) => state === 'listen');
  if (listens !== undefined)
    return as(
      'never-connected',
      `the client listens on port ${listens.local.port} and does not connect: is that the server?`,
    );
  if (look.isBusy)
    return as('busy-loop', 'the client computes all the time, and does not connect: is there a loop without an end?');
  const again = accepted === 0 ? 'did not connect' : 'did not connect again';
  return as('never-connected', `the client runs, and ${again}: ${doesInstead(look) ?? 'what does it wait for?'}`);
}

/** `the client tried to connect once and was refused: …`. */
export function refusedText(refused: number, places: string, transport: Transport): string {
  const times = refused === 1 ? 'once' : `${refused} times`;
  const what =
    transport === 'udp' ? `sent ${times} to a port where nobody listens` : `tried to connect ${times} and was refused`;
  return `the client ${what}: it goes to another port than its server's, which is at ${places}`;
}

/** That a client was found at another port than its server's. */
export function metElsewhere(port: number, places: string): Finding {
  return {
    kind: 'other-port',
    message: `the client goes to port ${port}, and was met there; its server is at ${places}: use the port of the lab, or the one that the client is given`,
  };
}

/** Why a client that has connected sends nothing more: a fault that says more. */
export function silentClient(failure: Failure, { look, printed }: Pick<SilentClient, 'look' | 'printed'>): Failure {
  const more = (kind: Failure['kind'], text: string): Failure => ({
    ...failure,
    kind: failure.kind === 'incomplete' ? failure.kind : kind,
    message: `${failure.message}. ${text}`,
  });
  const connections = look.sockets.filter(isConnection);
  const unread = connections.find(({ received }) => received > 0);
  if (look.isBusy)
    return more(
      'busy-loop',
      'The client computes all the time: is there a loop that does not end, or that asks again and again without waiting?',
    );
  if (waitsForInput(look))
    return more('waits-for-input', `The client waits for somebody to type${afterPrompt(printed)}`);
  if (unread !== undefined)
    return more(
      'accepted-never-read',
      `${byteCount(unread.received)} from the server wait that the client does not read`,
    );
  const inodes = new Set(connections.map(({ inode }) => inode));
  if (look.waits.some(({ does, socket }) => does === 'read' && socket !== undefined && inodes.has(socket))) {
    return more(
      'both-wait',
      'The client waits in recv for the server, while the server waits for the client: what the client has to say is not on its way; does it wait for more than was sent, or keep its own bytes in a buffer?',
    );
  }
  const instead = doesInstead(look, inodes);
  return instead === undefined ? failure : more(failure.kind, `The client does something else: ${instead}`);
}

function isConnection({ transport, state }: SocketEntry): boolean {
  return transport === 'tcp' && (state === 'established' || state === 'syn-sent' || state === 'close-wait');
}

const AFTER_END =
  'the message came only when the server had ended its direction: the client has to send it at once, not when the stream ends';

/** A player's fault as it reads where a script plays the server and the program is the client. */
export function failureOfClient(failure: Failure): Failure {
  if (failure.kind === 'after-end') return { ...failure, message: AFTER_END };
  // Before the first quotation mark all words are the player's own.
  const [words = ''] = failure.message.split('"', 1);
  const own = words.replace(/\bthe server\b/, 'the client').replace(/\bthe right reply\b/, 'the right message');
  return { ...failure, message: own + failure.message.slice(words.length) };
}
