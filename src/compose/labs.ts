import { basename, join, relative, resolve } from 'node:path';
import { unknownName } from '../text/nearest.js';
import { usualValues } from '../lab/dimension.js';
import { CheckOrderError, inOrder } from '../lab/in-order.js';
import type { Lab } from '../lab/lab.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import type { Key, KeyFor } from '../lab/question-key.js';
import { loadModule } from './load-module.js';
import { moduleIfAny, moduleIn, pluginFolders, sourceOf, type PluginPlaces } from './plugin-files.js';
import { handedOutValues, withValues } from './student-variant.js';
import { UsageError } from '../errors/usage-error.js';
import { userModules } from './user-services.js';

const FOLDER = /^(\d{2,})-([a-z0-9][a-z0-9-]*)$/;

/** All labs of an installation, by number. Throws a UsageError when two have the same number or name, or one is not whole. */
export async function allLabs(installation?: PluginPlaces): Promise<readonly NumberedLab[]> {
  return Promise.all(labFolders(installation).map(loadLab));
}

/** The lab with this number, slug or folder name, or in the folder at this path. Throws a UsageError that names what exists. */
export async function findLab(reference: string): Promise<NumberedLab> {
  const folder = /[/\\]/.test(reference)
    ? resolve(reference)
    : labFolders().find((path) => {
        const { number, slug, name } = partsOf(path);
        return reference === slug || reference === name || (/^\d+$/.test(reference) && Number(reference) === number);
      });
  if (folder !== undefined) return loadLab(folder);
  const known = labFolders().map((path) => partsOf(path).name);
  const slugs = known.map((name) => name.replace(/^\d+-/, ''));
  throw new UsageError(unknownName('lab', reference, /^\d+$/.test(reference) ? known : slugs));
}

/** A lab with the folder of its sources, not of what was built of them. Throws a UsageError where they are not there. */
export async function labSources(reference: string): Promise<NumberedLab> {
  const lab = await findLab(reference);
  const folder = sourceOf(lab.folder);
  if (moduleIfAny(folder, 'lab')?.endsWith('.ts') !== true)
    throw new UsageError(
      `lab ${lab.number} ${lab.slug} is here only as it was built: take a checkout of wirelab, which has its sources`,
    );
  return { ...lab, folder };
}

/** The key to the questions of a lab, as it is for its values; `undefined` where it is not there: students do not have it. */
export async function labKey({
  folder,
  variants,
  variant,
}: Pick<NumberedLab, 'folder' | 'variants' | 'variant'>): Promise<Key | undefined> {
  const path = moduleIfAny(folder, 'key');
  if (path === undefined) return undefined;
  const key = (await loadModule(path)) as Key | KeyFor;
  return typeof key === 'function' ? key(variant ?? usualValues(variants?.dimensions ?? {})) : key;
}

/** What a lab is called by on the command line: its slug, or the path of a folder that is not of the installation. */
export function labReference({ slug, folder }: Pick<NumberedLab, 'slug' | 'folder'>): string {
  const isOurs = labFolders().some((path) => path === folder || sourceOf(path) === folder);
  return isOurs ? slug : `./${relative(process.cwd(), folder)}`;
}

function labFolders(installation?: PluginPlaces): readonly string[] {
  const folders = pluginFolders('labs', FOLDER, 'lab', installation);
  requireDistinct(folders, 'number', (path) => partsOf(path).number);
  requireDistinct(folders, 'name', (path) => partsOf(path).slug);
  return folders;
}

function requireDistinct(folders: readonly string[], what: string, key: (folder: string) => unknown): void {
  const taken = new Map<unknown, string>();
  for (const folder of folders) {
    const other = taken.get(key(folder));
    if (other !== undefined) throw new UsageError(`${other} and ${folder} have the same ${what}: rename one of them`);
    taken.set(key(folder), folder);
  }
}

function partsOf(folder: string): { number: number; slug: string; name: string } {
  const name = basename(folder);
  const [, number, slug] = FOLDER.exec(name) ?? [];
  if (number === undefined || slug === undefined)
    throw new UsageError(`${folder} is no lab: its folder would be called NN-slug, such as 15-echo`);
  return { number: Number(number), slug, name };
}

async function loadLab(folder: string): Promise<NumberedLab> {
  const { number, slug } = partsOf(folder);
  const path = moduleIn(folder, 'lab');
  const lab = (await loadModule(path, 'lab')) as Lab;
  for (const [part, type] of Object.entries({ title: 'string', summary: 'string', server: 'object' })) {
    const actual = typeof (lab as unknown as Readonly<Record<string, unknown>>)[part];
    if (actual !== type) throw new UsageError(`${path}: ${part} has to be a ${type}, is ${actual}`);
  }
  requireOrder(path, lab);
  const services = userModules(lab.services, `${path}: services`, path);
  const numbered = {
    ...lab,
    number,
    slug,
    folder,
    ...(services.length === 0 ? {} : { services }),
    server: { ...lab.server, handler: placed(lab.server.handler, folder), framing: placed(lab.server.framing, folder) },
  };
  const values = handedOutValues(folder, lab.variants?.dimensions);
  return values === undefined ? numbered : withValues(numbered, values);
}

/** Throws a UsageError for checks that need what does not exist, or one another. */
function requireOrder(path: string, { checks = {} }: Lab): void {
  for (const list of [checks.server, checks.client]) {
    try {
      inOrder(list ?? []);
    } catch (error) {
      throw error instanceof CheckOrderError ? new UsageError(`${path}: ${error.message}`) : error;
    }
  }
}

/** A file that a lab names as a handler or a framing is named from its own folder, so that the lab works from wherever it is called. */
function placed(reference: string, folder: string): string {
  return /^\.{1,2}\//.test(reference) ? join(sourceOf(folder), reference) : reference;
}
