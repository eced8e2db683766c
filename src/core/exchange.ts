/** A message's payload: text stands for its UTF-8 bytes. */
export type Payload = string | Uint8Array;

/** One thing that a client sends and what comes of it. A list of these, in order, is a conversation with a handler. */
export interface Exchange {
  /** Which client acts; a name that was not used before connects first. Default: the only one. */
  readonly client?: string;
  /** Missing: the client only connects (if it has not), or listens. */
  readonly send?: Payload;
  /** What this client then receives, in order. */
  readonly replies?: readonly Payload[];
  /** What other clients receive, by name. */
  readonly others?: Readonly<Record<string, readonly Payload[]>>;
  /** The server closes this client's connection afterwards. */
  readonly closes?: boolean;
}

const encoder = new TextEncoder();

/** The bytes of a payload. */
export function payloadBytes(payload: Payload): Uint8Array {
  return typeof payload === 'string' ? encoder.encode(payload) : payload;
}
