import type { CloseReason } from './handler.js';

/** What happens in one session. `session` is the id of its peer; bytes may be kept. */
export type SessionEvent =
  | { readonly type: 'received' | 'sent'; readonly session: number; readonly bytes: Uint8Array }
  | { readonly type: 'message' | 'reply'; readonly session: number; readonly payload: Uint8Array }
  | { readonly type: 'failed'; readonly session: number; readonly reason: CloseReason; readonly error: unknown };
