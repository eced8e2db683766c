import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram } from '../../src/bench/build.js';
import { findProgram } from '../../src/bench/find-program.js';
import { NativeLoad } from '../../src/bench/native-load.js';
import { compilers, nativeRecipe } from '../../src/bench/peers.js';
import { unpinned } from '../../src/bench/pinning.js';
import { skipBecause } from '../support/needs.js';

/** Never aborted. */
export const signal: AbortSignal = new AbortController().signal;

/** The folder in which `bench/` lies. */
export const home = fileURLToPath(new URL('../..', import.meta.url));

/** The path of a program of bench/native. Skips the test where it cannot be built, but not in CI. */
export async function native(test: Mocha.Context, name: 'load' | 'limit'): Promise<string> {
  const compiler = process.platform === 'linux' ? findProgram(...compilers) : undefined;
  if (compiler !== undefined) return join(await buildProgram(nativeRecipe(home, name, compiler), signal), name);
  if (process.env.CI !== undefined) throw new Error('no C compiler in CI: install one');
  skipBecause(test, 'missing: a C compiler');
}

/** The load generator in C, bound to no processor. */
export async function nativeLoad(test: Mocha.Context): Promise<NativeLoad> {
  return new NativeLoad(await native(test, 'load'), unpinned, signal);
}
