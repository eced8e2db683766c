import type { Clock } from './clock.js';

/** What the promise resolves to, or `undefined` when it takes longer than `ms` or the signal is aborted first. */
export function withinTime<T>(
  promise: Promise<T>,
  clock: Clock,
  ms: number,
  signal?: AbortSignal,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      cancel();
      signal?.removeEventListener('abort', give);
      resolve(undefined);
    };
    const cancel = clock.after(ms, give);
    signal?.addEventListener('abort', give);
    promise
      .finally(() => {
        cancel();
        signal?.removeEventListener('abort', give);
      })
      .then(resolve, reject);
  });
}
