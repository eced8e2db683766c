import type { Failure } from '../../client/failure.js';
import { duration } from '../../client/step-failure.js';
import { quoteBytes } from '../../core/show-bytes.js';
import type { Look } from './look.js';
import { afterPrompt, socketText, waitsForInput } from './does-instead.js';

/** What is known of a server that runs and does not come up. */
export interface NotListening {
  readonly look: Look;
  readonly printed: string;
  readonly transport: 'tcp' | 'udp';
  readonly afterMs: number;
}

/** Why a server that runs listens nowhere. */
export function notListening({ look, printed, transport, afterMs }: NotListening): Failure {
  const said = printed === '' ? '' : `; it printed ${quoteBytes(Buffer.from(printed.slice(-200)), 120)}`;
  const other = look.sockets.find((socket) =>
    transport === 'tcp' ? socket.transport === 'udp' : socket.state === 'listen',
  );
  if (other !== undefined) {
    const [used, meant, how] = transport === 'tcp' ? ['UDP', 'TCP', 'SOCK_STREAM'] : ['TCP', 'UDP', 'SOCK_DGRAM'];
    return {
      kind: 'wrong-transport',
      message: `the program uses ${used} (port ${other.local.port}); this lab is about ${meant}: make the socket with ${how}`,
    };
  }
  if (waitsForInput(look) || (look.waits.length === 0 && isQuestion(printed))) {
    return {
      kind: 'waits-for-input',
      message: `the program waits for somebody to type${afterPrompt(printed)}, before it listens. Say in wirelab.yaml what to type: server: {stdin: "…"}`,
    };
  }
  const peer = look.sockets.find(
    ({ transport: by, state }) => by === 'tcp' && (state === 'established' || state === 'syn-sent'),
  );
  if (peer !== undefined)
    return {
      kind: 'never-listened',
      message: `the program connects to ${socketText(peer.remote)} and listens nowhere: a server listens, and waits for its clients`,
    };
  if (look.isBusy)
    return {
      kind: 'busy-loop',
      message: `the program computes all the time, and listens on no port after ${duration(afterMs)}: is there a loop without an end before listen?${said}`,
    };
  const sleeps = look.waits.some(({ does }) => does === 'sleep') ? ': it sleeps' : '';
  return {
    kind: 'never-listened',
    message: `the program runs, and listens on no port after ${duration(afterMs)}${sleeps}${said}. Does it call bind and listen, or does it wait for something before?`,
  };
}

function isQuestion(printed: string): boolean {
  return printed !== '' && !printed.endsWith('\n');
}
