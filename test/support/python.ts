import { Spawned, type SpawnOptions } from './spawned.js';

// What it prints comes at once and in UTF-8, whatever the machine's language.
const ENVIRONMENT = { PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' };

/** Starts a Python program. */
export function python(file: string, args: readonly string[] = [], options: SpawnOptions = {}): Spawned {
  return new Spawned('python3', [file, ...args], { ...options, env: { ...ENVIRONMENT, ...options.env } });
}
