import type { ReportWriter } from '../report-writer.js';

/** The report itself: schema 1. */
export default {
  name: 'json',
  summary: 'the report itself, schema 1, for programs',
  extension: 'json',
  write: (report) => `${JSON.stringify(report, null, 2)}\n`,
} satisfies ReportWriter;
