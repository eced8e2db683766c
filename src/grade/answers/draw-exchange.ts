import { createHash } from 'node:crypto';
import { frameBytes, joinBytes } from '../../core/frame-bytes.js';
import { EventStream } from '../../core/event-stream.js';
import { payloadBytes } from '../../core/exchange.js';
import type { Framing } from '../../core/framing.js';
import type { Handler } from '../../core/handler.js';
import { ReplyBuffer } from '../../core/reply-buffer.js';
import { Session } from '../../core/session.js';
import type { DrawnRun, SeenExchange } from '../../lab/question.js';

/** The lab's server without a network. */
export interface Reference {
  readonly handler: Handler<unknown>;
  readonly framing: Framing;
  readonly maxFrame: number;
  readonly datagrams: boolean;
}

/** An exchange that was drawn, to be shown and to be asked about. */
export interface Drawn extends SeenExchange {
  readonly datagrams: boolean;
}

/** What the reference answers to messages that are drawn by `seed`: the same seed, the same exchange. */
export function drawExchange(
  { messages, least, most }: DrawnRun,
  seed: string,
  { handler, framing, maxFrame, datagrams }: Reference,
): Drawn {
  const draw = drawing(seed);
  const firstSequence = datagrams
    ? { client: 0, server: 0 }
    : { client: 1000 * (1 + draw(40)), server: 1000 * (50 + draw(40)) };
  const left = [...messages];
  const count = least + draw(most - least + 1);
  const segments: { from: 'client' | 'server'; bytes: Uint8Array }[] = [];
  let written: Uint8Array[] = [];
  let isOpen = true as boolean; // the wire ends it
  const wire = {
    write: (chunks: readonly Uint8Array[]): boolean => {
      written.push(joinBytes(chunks)); // copied: the memory is used again
      return true;
    },
    end: (): void => {
      isOpen = false;
    },
  };
  const take = (): void => {
    const bytes = joinBytes(written);
    written = [];
    if (bytes.length > 0) segments.push({ from: 'server', bytes });
  };
  const session = new Session(
    1,
    { handler, framing, maxFrame, replies: new ReplyBuffer(), events: new EventStream() },
    wire,
  );
  take();
  for (let sent = 0; sent < count && left.length > 0 && isOpen; sent++) {
    const [message = ''] = left.splice(draw(left.length), 1);
    const bytes = frameBytes(framing, payloadBytes(message));
    segments.push({ from: 'client', bytes });
    session.receive(bytes.slice());
    take();
  }
  return { firstSequence, segments, datagrams };
}

/** Numbers from 0 to below `limit`, one after another: the same for the same seed, on every machine. */
function drawing(seed: string): (limit: number) => number {
  let index = 0;
  return (limit) => createHash('sha256').update(`${index++} ${seed}`).digest().readUInt32BE() % limit;
}
