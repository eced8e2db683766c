import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import type { Check } from '../../lab/check.js';
import { parseReport } from '../report/parse-report.js';
import type { Report } from '../report/report.js';
import { visible } from '../../text/visible-text.js';
import { readZip } from '../submission/read-zip.js';
import { Refusal, shownName } from '../submission/refusal.js';
import type { SubmissionLimits } from '../submission/submission-limits.js';
import { parseChecks } from './check-data.js';
import { parseExchange, type RecordedExchange } from './exchange-data.js';
import { BUNDLE_SCHEMA, bundleSchemaOf, parseManifest, type Manifest } from './manifest.js';

const MB = 1024 * 1024;
const LIMITS: SubmissionLimits = {
  entries: 3000,
  entriesSeen: 3000,
  fileBytes: 16 * MB,
  totalBytes: 64 * MB,
  archiveBytes: 64 * MB,
  streamBytes: 64 * MB,
  depth: 21, // of a submission, and its own folder
  ratio: 1000,
  ratioFrom: 4 * MB,
};

/** A bundle that was read: every part has the right shape, and the checksum of the manifest. */
export interface Bundle {
  readonly manifest: Manifest;
  readonly report: Report;
  readonly checks: readonly Check[];
  readonly exchanges: ReadonlyMap<string, RecordedExchange>;
}

/** A file that is no bundle, or a damaged one. The message is one line. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/** Reads a bundle, which may be anybody's: its size, its names and its shape are bounded, and nothing of it is written or run. Throws a BundleError. */
export async function readBundle(path: string): Promise<Bundle> {
  const files = await filesOf(path);
  const manifest = parsed('manifest.json', files, (data) => {
    refuseOtherSchema(bundleSchemaOf(data));
    return parseManifest(data);
  });
  for (const { path: name, size, sha256 } of manifest.files) {
    const bytes = files.get(name);
    if (bytes === undefined) throw new BundleError(`${shownName(name)} is missing from the bundle`);
    if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new BundleError(`${shownName(name)} is not what the manifest says: the bundle was damaged or changed`);
  }
  const unlisted = [...files.keys()].find(
    (name) => name !== 'manifest.json' && !manifest.files.some(({ path: listed }) => listed === name),
  );
  if (unlisted !== undefined)
    throw new BundleError(`${shownName(unlisted)} is not in the manifest: somebody has added it`);
  const report = parsed('report.json', files, parseReport);
  const checks = parsed('checks.json', files, parseChecks);
  const double = checks.find(({ id }, index) => checks.findIndex((check) => check.id === id) < index);
  if (double !== undefined) throw new BundleError(`checks.json has ${double.id} twice`);
  const { lab, role, seed } = manifest;
  if (report.role !== role || report.seed !== seed || report.lab.slug !== lab.slug)
    throw new BundleError('report.json and manifest.json are about different gradings');
  const exchanges = new Map<string, RecordedExchange>();
  for (const { id } of checks) {
    const name = `exchanges/${id}.json`;
    if (files.has(name)) exchanges.set(id, parsed(name, files, parseExchange));
  }
  return { manifest, report, checks, exchanges };
}

async function filesOf(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const shown = visible(path, 300);
  try {
    const file = await open(path);
    const head = Buffer.alloc(4);
    try {
      const about = await file.stat();
      if (!about.isFile()) throw new BundleError(`${shown} is no file`);
      if (about.size > LIMITS.archiveBytes)
        throw new BundleError(
          `${shown} has ${String(about.size)} bytes, a bundle at most ${String(LIMITS.archiveBytes)}`,
        );
      await file.read(head, 0, head.length, 0);
    } finally {
      await file.close();
    }
    if (head.readUInt32LE() !== 0x04034b50)
      throw new BundleError(`${shown} is no replay bundle: wirelab grade --bundle FILE writes one`);
    const { files } = await readZip(path, LIMITS);
    return new Map(files.map((one) => [one.path, one.bytes]));
  } catch (error) {
    if (error instanceof BundleError) throw error;
    if (error instanceof Refusal) throw new BundleError(`${shown} is not opened: ${error.message}`);
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BundleError(
      code === 'ENOENT' ? `${shown}: there is no such file` : `${shown} cannot be read: ${message}`,
    );
  }
}

function parsed<T>(name: string, files: ReadonlyMap<string, Uint8Array>, parse: (data: unknown) => T): T {
  const bytes = files.get(name);
  if (bytes === undefined) throw new BundleError(`it has no ${name}: this is no replay bundle of wirelab`);
  try {
    return parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(`${name} is not as it has to be: ${firstWords(error)}`);
  }
}

function refuseOtherSchema(schema: number | undefined): void {
  if (schema === undefined || schema === BUNDLE_SCHEMA) return;
  const [age, help] = schema < BUNDLE_SCHEMA ? ['an older', 'grade again'] : ['a newer', 'take that one'];
  throw new BundleError(
    `the bundle was made by ${age} version of wirelab (schema ${String(schema)}, this one reads ${String(BUNDLE_SCHEMA)}): ${help}`,
  );
}

function firstWords(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return visible(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`, 300);
  }
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  return visible(lines.slice(0, 3).join(' '), 300);
}
