/** How much a submission may be. Sizes are in bytes. */
export interface SubmissionLimits {
  /** Files and folders that are kept. */
  readonly entries: number;
  /** Files and folders in all, with those that are left out: a `node_modules` has thousands. */
  readonly entriesSeen: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** What the archive itself may have, and what a compressed tar may become before it is looked into. */
  readonly archiveBytes: number;
  readonly streamBytes: number;
  /** Folders within folders. */
  readonly depth: number;
  /** How many times larger than in the archive a file may be. Counts for files above `ratioFrom`: short ones of one letter are honest. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const MB = 1024 * 1024;

export const DEFAULT_LIMITS: SubmissionLimits = {
  entries: 2000,
  entriesSeen: 50_000,
  fileBytes: 16 * MB,
  totalBytes: 32 * MB,
  archiveBytes: 128 * MB,
  streamBytes: 512 * MB,
  depth: 20,
  ratio: 100,
  ratioFrom: 4 * MB,
};
