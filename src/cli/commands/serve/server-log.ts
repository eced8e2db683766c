import type { Listener } from '../../../core/event-stream.js';
import type { ServerEvent } from '../../../server/server-event.js';
import { countText } from '../../../text/count-text.js';
import { eventJson, eventLine } from '../../exchange/event-line.js';

// A busy server receives more messages than anybody can read: this many are told in each window, the others counted.
const WINDOW = 100;
const TOLD = 200;

// What the process that started the workers tells for all of them.
const WHOLE_SERVER: ReadonlySet<string> = new Set<ServerEvent['type']>(['listening', 'stopping', 'stopped']);

/**
 * Writes a line for what a server tells; `worker` is the number of this process where there are several. Lines of one turn of
 * the event loop go out together.
 */
export function serverLog(write: (text: string) => void, json: boolean, worker?: number): Listener<ServerEvent> {
  const prefix = worker === undefined || json ? '' : `[${worker}] `;
  const isTold = ({ type }: ServerEvent): boolean => worker === undefined || !WHOLE_SERVER.has(type);
  let waiting = '';
  let windowEnd = 0;
  let told = 0;
  let untold = 0;

  const put = (line: string): void => {
    if (waiting === '') {
      setImmediate(() => {
        const text = waiting;
        waiting = '';
        write(text);
      });
    }
    waiting += `${prefix}${line}\n`;
  };
  const summarize = (): void => {
    if (untold > 0) put(`… and ${countText(untold, 'more message')}`);
    untold = 0;
  };

  if (json) {
    return (event, at) => {
      const document = isTold(event) ? eventJson(event) : undefined;
      if (document !== undefined) put(eventText(at, worker === undefined ? document : { worker, ...document }));
    };
  }
  return (event, at) => {
    if (at >= windowEnd) {
      summarize();
      told = 0;
      windowEnd = at + WINDOW;
    }
    if (event.type === 'message' && ++told > TOLD) {
      if (++untold === 1) setTimeout(summarize, WINDOW).unref();
      return;
    }
    const line = isTold(event) ? eventLine(event) : undefined;
    if (line === undefined) return;
    if (event.type !== 'message') summarize();
    put(line);
  };
}

/** An event as a line of JSON, with its time in milliseconds. */
export function eventText(at: number, event: object): string {
  return JSON.stringify({ t: Math.round(at * 1000) / 1000, ...event });
}
