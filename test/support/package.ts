import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtCheckout, emptyFolder } from './checkout.js';
import { isBuilt } from './wirelab.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A folder in which the package is installed as npm would do it, only that what it depends on are links into this checkout, so
 * that no network is needed. `removeFolders` takes it away.
 */
export function installedPackage(): string {
  const folder = emptyFolder();
  const source = isBuilt() ? PROJECT : builtCheckout();
  const report = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: source,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(report.toString()) as [{ filename: string }];
  const installed = join(folder, 'node_modules/wirelab');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies))
    symlinkSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name));
  return folder;
}
