import { isInNodeModules, whyFolderLeftOut, whyLeftOutByContent, whyLeftOutByName, type LeftOut } from './left-out.js';
import { Refusal, shownName } from './refusal.js';
import type { SubmissionLimits } from './submission-limits.js';
import type { Contents, SubmittedFile } from './submitted-file.js';

const MOST_NAMED = 50; // of the files that are left out

/** What the reader has to do with an entry: read at most `limit` bytes of it, or nothing. */
export interface WantedEntry {
  readonly path: string;
  readonly limit: number;
}

/** Takes the entries of a folder or an archive one by one, and refuses what breaks a rule. */
export class EntryCollector {
  readonly #limits: SubmissionLimits;
  readonly #isArchive: boolean;
  readonly #files: SubmittedFile[] = [];
  readonly #leftOut = new Map<string, string>();
  /** By the name in small letters: what systems that do not tell them apart would make of it. */
  readonly #taken = new Map<string, { readonly path: string; readonly isFolder: boolean }>();
  #seen = 0;
  #entries = 0;
  #bytes = 0;
  #modules: { entries: number; bytes: number } | undefined = { entries: 0, bytes: 0 };

  constructor(limits: SubmissionLimits, isArchive: boolean) {
    this.#limits = limits;
    this.#isArchive = isArchive;
  }

  /** An entry that is a folder. False: nothing in it is wanted. */
  folder(name: string): boolean {
    const path = this.#pathOf(name);
    if (path === '') return true;
    if (this.#why(`${path}/x`) !== undefined) return this.#leave(path, this.#why(`${path}/x`) as string);
    this.#claim(name, path, true);
    this.#count(name, path);
    return true;
  }

  /** An entry that is a file of this size, as far as is known. `undefined`: it is not wanted, and need not be read. */
  file(name: string, size: number): WantedEntry | undefined {
    const path = this.#pathOf(name);
    if (path === '') throw new Refusal(shownName(name), 'a file without a name');
    const why = this.#why(path) ?? whyLeftOutByName(path);
    if (why !== undefined) {
      this.#leave(path, why);
      return undefined;
    }
    this.#claim(name, path, false);
    if (!this.#count(name, path)) return undefined;
    if (size > this.#limits.fileBytes) throw this.#tooLarge(name);
    return { path, limit: this.#limits.fileBytes };
  }

  /** An entry that is neither: a link, a device. Archives may not have such; in a folder it stays where it is. */
  other(name: string, what: string): void {
    const path = this.#pathOf(name);
    const why = this.#why(path);
    if (why !== undefined || !this.#isArchive) this.#leave(path, why ?? `${what}, which is not followed`);
    else throw new Refusal(shownName(name), `${what}: only plain files and folders are taken`);
  }

  /** The bytes of a file that is wanted. */
  add({ path }: WantedEntry, bytes: Uint8Array, packedSize?: number): void {
    const { fileBytes, totalBytes, ratio, ratioFrom } = this.#limits;
    if (bytes.length > fileBytes) throw this.#tooLarge(path);
    if (packedSize !== undefined && bytes.length > ratioFrom && bytes.length > packedSize * ratio) {
      throw new Refusal(shownName(path), `more than ${ratio} times larger than in the archive`);
    }
    const why = whyLeftOutByContent(bytes);
    if (why !== undefined) {
      this.#leave(path, why);
      return;
    }
    if (isInNodeModules(path)) {
      if (this.#modules !== undefined && (this.#modules.bytes += bytes.length) > fileBytes) this.#dropModules();
      if (this.#modules === undefined) return;
    } else if ((this.#bytes += bytes.length) > totalBytes) {
      throw new Refusal(undefined, `more than ${shownSize(totalBytes)} in all`);
    }
    this.#files.push({ path, bytes });
  }

  /** A file or folder that cannot be read. */
  leave(path: string, why: string): void {
    this.#leave(path, why);
  }

  contents(): Contents {
    return { files: this.#files, leftOut: Array.from(this.#leftOut, ([path, why]): LeftOut => ({ path, why })) };
  }

  #pathOf(name: string): string {
    if (++this.#seen > this.#limits.entriesSeen)
      throw new Refusal(undefined, `more than ${this.#limits.entriesSeen} entries`);
    return entryPath(name, this.#limits.depth);
  }

  #why(path: string): string | undefined {
    return (
      whyFolderLeftOut(path) ??
      (this.#modules === undefined && isInNodeModules(path)
        ? 'too many packages: only what the program needs is kept'
        : undefined)
    );
  }

  #claim(name: string, path: string, isFolder: boolean): void {
    const parts = path.split('/');
    parts.forEach((_, index) => {
      const isLast = index === parts.length - 1;
      this.#claimOne(name, parts.slice(0, index + 1).join('/'), !isLast || isFolder, isLast);
    });
  }

  #claimOne(name: string, path: string, isFolder: boolean, isEntry: boolean): void {
    const key = this.#isArchive ? path.normalize('NFC').toLowerCase() : path;
    const other = this.#taken.get(key);
    if (other === undefined) this.#taken.set(key, { path, isFolder });
    else if (other.path !== path)
      throw new Refusal(shownName(name), `differs from ${shownName(other.path)} in capital letters only`);
    else if (other.isFolder !== isFolder)
      throw new Refusal(shownName(name), `${shownName(path)} is both a file and a folder`);
    else if (isEntry && !isFolder) throw new Refusal(shownName(name), 'is there twice');
  }

  /** False when this one is one too many of `node_modules`, which is dropped as a whole then. */
  #count(name: string, path: string): boolean {
    if (isInNodeModules(`${path}/`)) {
      if (this.#modules !== undefined && ++this.#modules.entries > this.#limits.entries) this.#dropModules();
      return this.#modules !== undefined;
    }
    if (++this.#entries > this.#limits.entries)
      throw new Refusal(shownName(name), `more than ${this.#limits.entries} files and folders`);
    return true;
  }

  #dropModules(): void {
    this.#modules = undefined;
    const kept = this.#files.filter(({ path }) => !isInNodeModules(path));
    this.#files.splice(0, Infinity, ...kept);
    this.#leave('node_modules', 'too many packages: only what the program needs is kept');
  }

  /** A folder that is left out is named once, not with everything in it. */
  #leave(path: string, why: string): false {
    const parts = path.split('/');
    const top = parts.findIndex(
      (_, index) => whyFolderLeftOut(`${parts.slice(0, index + 1).join('/')}/x`) !== undefined,
    );
    const named = top < 0 ? path : parts.slice(0, top + 1).join('/');
    if (this.#leftOut.size < MOST_NAMED) this.#leftOut.set(named, why);
    return false;
  }

  #tooLarge(name: string): Refusal {
    return new Refusal(shownName(name), `larger than ${shownSize(this.#limits.fileBytes)}`);
  }
}

function shownSize(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${bytes} bytes`;
}

const LONGEST_PART = 255; // bytes; what Linux takes
const LONGEST_PATH = 1024;

/**
 * The path inside the submission that an entry's name means: `./a//b/` is `a/b`, and the top folder is the empty text. Throws a
 * Refusal for a name that leads elsewhere, or that shows as something else than it is.
 */
function entryPath(name: string, deepest: number): string {
  const refuse = (rule: string): never => {
    throw new Refusal(shownName(name), rule);
  };
  if (name === '') refuse('an entry has no name');
  if (/\p{Cc}/u.test(name)) refuse('a control character in the name');
  if (/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/.test(name))
    refuse('an invisible character that changes how the name is shown');
  if (/\p{Cs}/u.test(name)) refuse('a name that is no text');
  if (name.includes('\\')) refuse('a backslash in the name: pack it again, with / between folders');
  if (name.startsWith('/')) refuse('an absolute name');
  if (/^[A-Za-z]:/.test(name)) refuse('a drive letter in the name');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) refuse('".." in the name leads out of the submission');
  if (parts.length > deepest) refuse(`${parts.length} folders deep, limit is ${deepest}`);
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_PART)) refuse(`a name of more than ${LONGEST_PART} bytes`);
  const path = parts.join('/');
  if (Buffer.byteLength(path) > LONGEST_PATH) refuse(`a path of more than ${LONGEST_PATH} bytes`);
  return path;
}
