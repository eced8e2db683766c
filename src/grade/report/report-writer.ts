import { forStudent } from './for-student.js';
import type { Report } from './report.js';

/** How a report is written. */
export interface WriteOptions {
  /** Who reads it. A student is not shown the bytes of hidden checks. Default: student. */
  readonly audience?: 'student' | 'staff';
  /** Columns of the terminal. Default: 80. */
  readonly width?: number;
  /** Colours of a terminal. Default: none. */
  readonly colour?: boolean;
  /** A secret that what a program printed cannot contain, for formats that need one. Default: random. */
  readonly token?: string;
  /** What this exercise is called where the points go, for formats that have to say it. Default: the slug of the lab. */
  readonly problem?: string;
}

/** One format of a report: the default export of `writers/NAME.ts`. */
export interface ReportWriter {
  readonly name: string;
  /** One line for people: what reads this format. */
  readonly summary: string;
  /** Of a file that holds it, without the dot. */
  readonly extension: string;
  /** The format can mark a check as hidden from the student, and so is given everything. */
  readonly marksHidden?: boolean;
  write(report: Report, options: WriteOptions): string;
}

/** The report in this format, with what its reader may see. This, not `write`, is the way to use a writer. */
export function writeReport(writer: ReportWriter, report: Report, options: WriteOptions = {}): string {
  // Such a format marks whole checks as hidden, and no part of one: students would read in it what the right answer to a question is.
  const isWhole = writer.marksHidden === true ? report.role !== 'answers' : options.audience === 'staff';
  return writer.write(isWhole ? report : forStudent(report), options);
}
