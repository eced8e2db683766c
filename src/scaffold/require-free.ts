import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pluginFiles, pluginFolders } from '../compose/plugin-files.js';
import { UsageError } from '../errors/usage-error.js';
import type { Place } from './place.js';

const FOLDER = /^(\d{2,})-(.+)$/;

/** Refuses a name that a handler or framing has: one of this installation, or a file at the place. Throws a UsageError. */
export function requireFree(what: 'handler' | 'framing', name: string, { root, isCheckout }: Place): void {
  const built = what === 'handler' ? 'handlers' : 'src/framings';
  const folder = what === 'handler' || !isCheckout ? `${what}s` : built;
  const file = [`${folder}/${name}.ts`, `${folder}/${name}.js`].find((path) => existsSync(join(root, path)));
  if (file !== undefined) throw taken(what, name, `${file} is there`);
  if (pluginFiles(built).has(name)) throw taken(what, name, 'wirelab brings one of that name');
}

/** The number that the next lab gets. Throws a UsageError when there is a lab of that name. */
export function nextLabNumber(name: string, { root }: Place): number {
  const folders = [
    ...pluginFolders('labs', FOLDER, 'lab').map((path) => basename(path)),
    ...labsIn(join(root, 'labs')),
  ];
  const same = folders.find((folder) => FOLDER.exec(folder)?.[2] === name);
  if (same !== undefined) throw taken('lab', name, `there is ${same}`);
  return Math.max(0, ...folders.map((folder) => Number(FOLDER.exec(folder)?.[1] ?? 0))) + 1;
}

function labsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function taken(what: string, name: string, why: string): UsageError {
  return new UsageError(`the name ${name} is taken: ${why}; choose another, such as wirelab new ${what} my-${name}`);
}
