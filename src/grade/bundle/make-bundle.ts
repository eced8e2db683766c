import { defined } from '../../core/defined.js';
import { createHash } from 'node:crypto';
import type { Transcript } from '../../client/transcript.js';
import type { Check } from '../../lab/check.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { forStudent } from '../report/for-student.js';
import type { Report } from '../report/report.js';
import type { SubmittedFile } from '../submission/submitted-file.js';
import { bundleReadme } from './bundle-readme.js';
import { checkData, fitsBundle } from './check-data.js';
import { exchangeCapture } from './exchange-capture.js';
import { exchangeData, keptExchange } from './exchange-data.js';
import { BUNDLE_SCHEMA, type Manifest } from './manifest.js';
import { storeZip } from '../../files/store-zip.js';

/** What was recorded while a program was graded. */
export interface Recording {
  /** The most that any wait took; missing where nothing was waited for. */
  readonly deadlineMs?: number;
  /** By the id of the check. */
  readonly transcripts: ReadonlyMap<string, Transcript>;
}

/** What a bundle is made of. */
export interface BundleParts {
  readonly report: Report;
  readonly lab: Pick<NumberedLab, 'number' | 'slug' | 'title' | 'variant'>;
  readonly checks: readonly Check[];
  readonly recording: Recording;
  readonly audience: 'student' | 'staff';
  /** What was handed in, where it is to be in the bundle. */
  readonly submission?: readonly SubmittedFile[];
}

/** The bytes of a bundle: the same for the same parts. */
export function makeBundle({ report: whole, lab, checks, recording, audience, submission }: BundleParts): Uint8Array {
  if (whole.role !== 'server' && whole.role !== 'client')
    throw new RangeError(`a bundle is of a server or a client, not of ${whole.role}`);
  const { role } = whole;
  const report = withoutPlaces(audience === 'staff' ? whole : forStudent(whole), role);
  const ran = new Set(report.checks.map(({ id }) => id));
  // To a student a hidden check is not told, whether it passed or not.
  const shown = checks.filter(
    (check) => ran.has(check.id) && fitsBundle(check) && (audience === 'staff' || check.hidden !== true),
  );
  const start = Date.parse(report.startedAt);
  const files: SubmittedFile[] = [
    file('README.txt', bundleReadme(report, submission !== undefined)),
    file('report.json', json(report)),
    file('checks.json', json(shown.map(checkData))),
    ...shown.flatMap(({ id }) => {
      const transcript = recording.transcripts.get(id) ?? [];
      if (transcript.length === 0) return [];
      const kept = keptExchange(transcript);
      return [
        file(`exchanges/${id}.json`, json(exchangeData(kept))),
        { path: `exchanges/${id}.pcapng`, bytes: exchangeCapture(kept.entries, start) },
      ];
    }),
    ...[...(submission ?? [])]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, bytes }) => ({ path: `submission/${path}`, bytes })),
  ];
  const { number, slug, title, variant } = lab;
  const manifest: Manifest = {
    kind: 'wirelab replay bundle',
    schema: BUNDLE_SCHEMA,
    tool: report.tool,
    lab: { number, slug, title, ...defined({ variant: variant === undefined ? undefined : { ...variant } }) },
    role,
    seed: report.seed,
    deadlineMs: recording.deadlineMs ?? null,
    audience,
    submission: { name: report.submission.name, sha256: report.submission.sha256, included: submission !== undefined },
    files: files.map(({ path, bytes }) => ({
      path,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
  const [readme, ...rest] = files;
  return storeZip([...(readme === undefined ? [] : [readme]), file('manifest.json', json(manifest)), ...rest]);
}

/** The report without where the submission lay and whose it is: a bundle is passed on. */
function withoutPlaces(report: Report, role: 'server' | 'client'): Report {
  const { lab, submission, seed } = report;
  return {
    ...report,
    checks: report.checks.map(({ replay, ...check }) =>
      replay === undefined
        ? check
        : {
            ...check,
            replay: [
              'wirelab',
              'grade',
              lab.slug,
              submission.name,
              '--role',
              submission.handler === undefined ? role : 'handler',
              '--seed',
              String(seed),
              '--only',
              check.id,
            ],
          },
    ),
  };
}

function file(path: string, text: string): SubmittedFile {
  return { path, bytes: Buffer.from(text) };
}

function json(document: unknown): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}
