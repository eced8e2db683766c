import { expect } from 'chai';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import type { TakeOptions } from '../../../src/grade/submission/analysis.js';
import type { NotGradable, Submission } from '../../../src/grade/submission/submission.js';
import { takeSubmission } from '../../../src/grade/submission/take-submission.js';
import { emptyFolder } from '../../support/checkout.js';
import type { TarEntry } from '../../support/tar-writer.js';
import type { ZipEntry } from '../../support/zip-writer.js';

/** A server that can be graded. */
export const SERVER =
  'import socket\ns = socket.socket()\ns.bind(("127.0.0.1", 65432))\ns.listen()\nc, a = s.accept()\nc.sendall(c.recv(1024))\n';
export const MB = 1024 * 1024;

/** It, as an entry of a zip and of a tar. */
export const good: ZipEntry = { name: 'server.py', data: SERVER };
export const goodTar: TarEntry = { name: 'server.py', data: SERVER };

/** Takes submissions that lie in a folder of its own, and sees to it that nothing stays of those that are refused. */
export class Taker {
  readonly folder = emptyFolder();
  readonly #taken: Submission[] = [];

  /** Takes a file of this name and content. */
  async take(name: string, bytes: Uint8Array, options?: Partial<TakeOptions>): Promise<Submission | NotGradable> {
    const path = join(this.folder, name);
    writeFileSync(path, bytes);
    return this.takePath(path, options);
  }

  /** Takes a file or folder that is there. */
  async takePath(path: string, options: Partial<TakeOptions> = {}): Promise<Submission | NotGradable> {
    const stages = join(this.folder, '.stages');
    mkdirSync(stages, { recursive: true });
    const before = readdirSync(stages).length;
    const languages = await loadLanguages();
    const result = await takeSubmission(path, { languages, isInstalled: () => true, tmpdir: stages, ...options });
    if (result.gradable) this.#taken.push(result);
    else expect(readdirSync(stages), 'nothing is staged of what is refused').to.have.lengthOf(before);
    return result;
  }

  /** Takes a file that has to be gradable. */
  async accepted(name: string, bytes: Uint8Array, options?: Partial<TakeOptions>): Promise<Submission> {
    const result = await this.take(name, bytes, options);
    return result.gradable ? result : expect.fail(result.reason);
  }

  async dispose(): Promise<void> {
    for (const one of this.#taken.splice(0)) await one.dispose();
  }
}
