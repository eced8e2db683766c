import { maskSource, type Masked } from './mask-source.js';
import type { Found, Language, Source } from './language.js';

const LONGEST_LINE = 1000; // of what is looked at: longer ones are written by programs

/** A source, of which is looked at what is asked for. */
export class SourceFile implements Source {
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  #masked: Masked | undefined;
  #code: readonly string[] | undefined;
  #bare: readonly string[] | undefined;

  constructor(path: string, language: Language, bytes: Uint8Array) {
    this.path = path;
    this.language = language;
    this.text = decoded(bytes).replace(/\r\n?/g, '\n');
  }

  get stem(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  }

  get folder(): string {
    return folderOf(this.path);
  }

  get code(): readonly string[] {
    return (this.#code ??= lines(this.#mask().code));
  }

  get bare(): readonly string[] {
    return (this.#bare ??= lines(this.#mask().bare));
  }

  get isEmpty(): boolean {
    return this.code.every((line) => line.trim() === '');
  }

  find(pattern: RegExp): Found[] {
    return this.#findIn(this.bare, pattern);
  }

  findInStrings(pattern: RegExp): Found[] {
    return this.#findIn(this.code, pattern);
  }

  has(pattern: RegExp): boolean {
    return this.bare.some((line) => pattern.test(line));
  }

  hasInStrings(pattern: RegExp): boolean {
    return this.code.some((line) => pattern.test(line));
  }

  where(line: number): string {
    return `${this.path}:${line}`;
  }

  #findIn(where: readonly string[], pattern: RegExp): Found[] {
    return where.flatMap((text, index) => {
      const match = pattern.exec(text);
      return match === null ? [] : [{ line: index + 1, code: this.code[index] as string, match }];
    });
  }

  #mask(): Masked {
    return (this.#masked ??= maskSource(this.text, this.language.style));
  }
}

/** The folder of a path, or the empty text. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** The path of a file in a folder of the submission. */
export function inFolder(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The path from one folder of the submission to a file in it. */
export function pathFrom(folder: string, path: string): string {
  if (folder === '') return path;
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  return `../${pathFrom(folderOf(folder), path)}`;
}

/** Runs of space become one: they mean nothing, and what is blank would cost every pattern its square. */
function lines(text: string): string[] {
  return text.split('\n').map((line) =>
    line
      .slice(0, LONGEST_LINE)
      .replace(/[^\S\n]{2,}/g, ' ')
      .trimEnd(),
  );
}

/** Text in UTF-8, in UTF-16 as editors of Windows write it, or in Latin-1. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** The program that is made of a source: next to it, and under another name than that of any other one. */
export function programOf({ stem }: Source): string {
  return `wirelab-${stem}`;
}
