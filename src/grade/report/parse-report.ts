import * as z from 'zod';
import { ruleBreaks } from './report-rules.js';
import { reportSchema, type Report } from './report.js';

const strictSchema = reportSchema.superRefine((report, context) => {
  for (const { path, message } of ruleBreaks(report)) context.addIssue({ code: 'custom', path, message });
});

/** The report that `data` is. Throws an Error with one line for each thing that is wrong with it. */
export function parseReport(data: unknown): Report {
  const result = strictSchema.safeParse(data);
  if (result.success) return result.data;
  throw new Error(`this is no report of schema 1:\n${z.prettifyError(result.error)}`);
}

/** The JSON schema of a report. What a schema cannot say (that the points add up, say) `parseReport` sees to. */
export function reportJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema);
  return { $schema, title: 'Wirelab report, schema 1', ...rest };
}
