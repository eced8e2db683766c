/** How often something is done, and how much of it at once. */
export interface RepeatOptions {
  readonly times: number;
  readonly jobs: number;
  readonly signal?: AbortSignal;
}

/**
 * Does something so often, `jobs` of them at a time; each is told its index, and which of the `jobs` places it has. Resolves to
 * what there is: all of it, or, once the signal is aborted, what was done by then. Rejects with the first other failure, when
 * nothing runs any more.
 */
export async function repeat<T>(
  { times, jobs, signal }: RepeatOptions,
  act: (index: number, place: number) => Promise<T>,
): Promise<T[]> {
  const results = new Map<number, T>();
  const failures: unknown[] = [];
  let next = 0;
  const isAborted = (): boolean => signal?.aborted === true;
  const work = async (place: number): Promise<void> => {
    while (next < times && failures.length === 0 && !isAborted()) {
      const index = next++;
      try {
        results.set(index, await act(index, place));
      } catch (error) {
        if (!isAborted()) failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, times) }, (_, place) => work(place)));
  if (failures.length > 0) throw failures[0];
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
