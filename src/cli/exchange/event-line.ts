import type { CloseReason } from '../../core/handler.js';
import { quoteBytes } from '../../core/show-bytes.js';
import type { ServerEvent } from '../../server/server-event.js';
import { impairmentText, type ImpairmentEvent } from '../../impairment/impairment-event.js';
import { bytesJson } from './bytes-json.js';
import { countText } from '../../text/count-text.js';
import { visible } from '../../text/visible-text.js';
import { errorText } from '../../errors/error-text.js';
import { endpointText } from '../../transport/link-error.js';

const reasons: Readonly<Record<CloseReason, string>> = {
  peer: 'the client ended it',
  handler: 'the handler ended it',
  reset: 'the connection broke',
  idle: 'silent for too long (--idle-timeout)',
  'slow-frame': 'a message was begun and not finished in time (--frame-timeout)',
  'slow-reader': 'the client does not read what it is sent',
  'protocol-error': 'the client broke the protocol',
  'handler-error': 'the handler failed',
  shutdown: 'the server is stopping',
};

/** One line for an event of the server, or `undefined` for one that a log leaves out. */
export function eventLine(event: ServerEvent): string | undefined {
  switch (event.type) {
    case 'listening':
      return `listening on ${endpointText(event.address)}`;
    case 'opened':
      return `#${event.session} opened from ${endpointText(event.peer)}, ${event.active} active`;
    case 'message':
      return `#${event.session} message of ${countText(event.payload.length, 'byte')}: ${quoteBytes(event.payload)}`;
    case 'failed':
      return `#${event.session} failed: ${errorText(event.error)}`;
    case 'closed':
      return `#${event.session} closed: ${reasons[event.reason]}; ${countText(event.messages, 'message')}, ${countText(event.bytes, 'byte')}, ${event.active} active`;
    case 'waiting':
      return `${endpointText(event.peer)} waits for its turn, ${event.waiting} waiting`;
    case 'refused':
      return `${endpointText(event.peer)} refused: ${event.limit}`;
    case 'fault':
      return impairmentText(event.fault);
    case 'logged':
      return event.level === 'warn' ? `warning: ${visible(event.line)}` : visible(event.line);
    case 'trouble':
      return `trouble: ${event.error.message}`;
    case 'stopping':
      return event.active === 0
        ? 'stopping'
        : `stopping, ${countText(event.active, 'connection')} still open (the same signal again ends them)`;
    case 'stopped':
      return 'stopped';
    case 'received':
    case 'sent':
    case 'reply':
      return undefined;
  }
}

/** The event as a JSON document, or `undefined` for one that a log leaves out. Bytes are base64; `text` is there when they are UTF-8. */
export function eventJson(event: ServerEvent): object | undefined {
  switch (event.type) {
    case 'message':
      return { type: event.type, session: event.session, size: event.payload.length, ...bytesJson(event.payload) };
    case 'failed':
      return { ...event, error: errorText(event.error) };
    case 'fault':
      return { type: event.type, ...impairmentJson(event.fault) };
    case 'trouble':
      return { type: event.type, error: event.error.message };
    case 'received':
    case 'sent':
    case 'reply':
      return undefined;
    default:
      return event;
  }
}

/** What a network has done, for a JSON document. */
export function impairmentJson(event: ImpairmentEvent): object {
  if (!('bytes' in event)) return event;
  const { bytes, ...failure } = event;
  return { ...failure, size: bytes.length, ...bytesJson(bytes) };
}
