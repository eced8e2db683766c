/** What the grader tells a worker when it starts it. */
export interface WorkerSetup {
  /** False only when the grader was told to go without a sandbox. */
  readonly boxed: boolean;
  /** Without a sandbox: a word in the environment of all programs, by which what they leave behind is known. */
  readonly mark?: string;
  /** Where the worker sees the submission. Nobody can write there. */
  readonly submission: string;
  /** A folder of the worker's own, empty at its start. */
  readonly scratch: string;
  /** Node's program, when it does not lie in /usr. */
  readonly node?: string;
  /** Folders outside /usr that programs need, such as those of a compiler; boxes have them at the same place. */
  readonly toolchains: readonly string[];
  /** Folders in /usr that programs must not see: where the grader is installed. */
  readonly masked: readonly string[];
}

let known: WorkerSetup | undefined;

/** The setup of this worker. Only what the grader has started has one. */
export function workerSetup(): WorkerSetup {
  known ??= (JSON.parse(process.argv[2] ?? 'null') as WorkerSetup | undefined) ?? undefined;
  if (known === undefined) throw new Error('this is no worker: the grader starts workers');
  return known;
}
