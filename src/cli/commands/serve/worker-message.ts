import type { Endpoint } from '../../../transport/listener.js';

/** What a worker tells the process that started it. */
export type WorkerMessage =
  | { readonly type: 'listening'; readonly address: Endpoint }
  /** It cannot listen: the message is one line for people. */
  | { readonly type: 'failed'; readonly message: string };

/** What a worker is told: to stop as on a signal. */
export type WorkerOrder = 'stop';
