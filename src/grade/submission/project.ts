import type { Project, Source } from './language.js';
import type { Languages } from './languages.js';
import { isInNodeModules } from './left-out.js';
import { SourceFile } from './source.js';
import type { SubmittedFile } from './submitted-file.js';

const LONGEST_SOURCE = 1024 * 1024;
const MOST_SOURCES = 200; // the uppermost ones: how they hang together costs their square

/** The files of a submission, looked through once. */
export class SubmittedProject implements Project {
  readonly files: readonly SubmittedFile[];
  readonly sources: readonly Source[];
  readonly #bytes: ReadonlyMap<string, Uint8Array>;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #reach = new Map<Source, readonly Source[]>();
  readonly #needs = new Map<Source, ReadonlySet<Source>>();

  constructor(files: readonly SubmittedFile[], languages: Languages) {
    this.files = files;
    this.#bytes = new Map(files.map(({ path, bytes }) => [path, bytes]));
    this.sources = files
      .filter(({ path, bytes }) => !isInNodeModules(path) && bytes.length <= LONGEST_SOURCE)
      .flatMap(({ path, bytes }) => {
        const language = languages.ofFile(path, bytes);
        return language === undefined ? [] : [{ path, bytes, language }];
      })
      .sort((a, b) => a.path.split('/').length - b.path.split('/').length || (a.path < b.path ? -1 : 1))
      .slice(0, MOST_SOURCES)
      .map(({ path, bytes, language }) => new SourceFile(path, language, bytes))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    this.#sources = new Map(this.sources.map((source) => [source.path, source]));
  }

  has(path: string): boolean {
    return this.#bytes.has(path);
  }

  source(path: string): Source | undefined {
    return this.#sources.get(path);
  }

  text(path: string): string | undefined {
    const bytes = this.#bytes.get(path);
    return bytes === undefined || bytes.length > LONGEST_SOURCE ? undefined : new TextDecoder().decode(bytes);
  }

  reach(entry: Source): readonly Source[] {
    const known = this.#reach.get(entry);
    if (known !== undefined) return known;
    const found = new Set([entry]);
    // What is added while the set is walked is walked too.
    for (const source of found) {
      for (const needed of this.#needed(source)) found.add(needed);
    }
    const reach = [...found];
    this.#reach.set(entry, reach);
    return reach;
  }

  #needed(source: Source): ReadonlySet<Source> {
    const known = this.#needs.get(source);
    if (known !== undefined) return known;
    const needed = new Set(
      source.language.needs(source, this).flatMap(({ path }) => (path === undefined ? [] : (this.source(path) ?? []))),
    );
    this.#needs.set(source, needed);
    return needed;
  }
}

/** Joins a folder of the submission with a relative path. `undefined`: it leads out of the submission. */
export function joined(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
