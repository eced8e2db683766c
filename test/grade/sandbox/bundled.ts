import { build } from 'esbuild';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

let bundling: Promise<string> | undefined;

/** The worker of the tests as one file of JavaScript: from source a start takes seconds, and the tests start many. */
export function bundledWorker(): Promise<string> {
  bundling ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirelab-worker-'));
    process.on('exit', () => { rmSync(folder, { recursive: true, force: true }); });
    chmodSync(folder, 0o755);
    const outfile = join(folder, 'worker.mjs');
    await build({ entryPoints: [fileURLToPath(new URL('./remote-worker.ts', import.meta.url))], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
    return outfile;
  })();
  return bundling;
}
