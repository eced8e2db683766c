import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { isInNodeModules, whyFolderLeftOut, whyLeftOutByName } from './left-out.js';

/** How to watch. */
export interface WatchOptions {
  /** Files that are not looked at, such as the report that is written after each change. */
  readonly except?: readonly string[];
  /** Told that this machine cannot watch. */
  readonly failed: (error: Error) => void;
}

// Changes that come closer together are one. Of a file that changes twice within 50 ms chokidar tells once: what is read after this has both.
const SETTLES = 100;
const LONGEST = 1000; // a program that writes without pause is not waited for

/** Watches a file or a folder, through being removed, renamed and made again. */
export class PathWatch {
  readonly #changed = new Set<string>();
  #close: () => Promise<void> = () => Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #firstAt = 0;
  #isSettled = false;
  #wake: () => void = () => undefined;

  /** Resolves when it watches: no change after that is missed. */
  static async start(path: string, { except = [], failed }: WatchOptions): Promise<PathWatch> {
    const { watch } = await import('chokidar');
    const watching = new PathWatch();
    const top = await realpath(path);
    const unwanted = except.map((file) => resolve(file));
    // The folder above is watched: what is saved by renaming, or removed and made again, is another file under the same name.
    const above = dirname(top);
    const watcher = watch(above, {
      ignored: (one) => {
        if (one === above) return false;
        if (one !== top && !one.startsWith(top + sep)) return true;
        // A report is written beside its place first, and then moved there.
        return (
          unwanted.some((file) => one === file || one.startsWith(`${file}.`)) ||
          isOfTools(relative(top, one).replaceAll(sep, '/'))
        );
      },
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      usePolling: false,
    });
    watching.#close = () => watcher.close();
    await new Promise<void>((done) => {
      watcher.once('ready', done);
      watcher.on('error', (error) => {
        failed(error as Error);
        done();
      });
    });
    watcher.on('all', (_event, one) => {
      if (one !== above) watching.#note(relative(top, one).replaceAll(sep, '/'));
    });
    return watching;
  }

  /**
   * Resolves when something has changed since the last call and no more changes come: to the paths below the one that is
   * watched, which itself is the empty text.
   */
  async changed(): Promise<readonly string[]> {
    if (!this.#isSettled)
      await new Promise<void>((done) => {
        this.#wake = done;
      });
    const paths = [...this.#changed];
    this.#changed.clear();
    this.#isSettled = false;
    return paths;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#close();
  }

  #note(path: string): void {
    const now = performance.now();
    if (this.#changed.size === 0) this.#firstAt = now;
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#isSettled = true;
        this.#wake();
      },
      Math.max(0, Math.min(SETTLES, this.#firstAt + LONGEST - now)),
    );
  }
}

/** True for what tools make: builds, caches, backups, packages. */
function isOfTools(path: string): boolean {
  return (
    path !== '' &&
    ((whyLeftOutByName(path) ?? whyFolderLeftOut(`${path}/x`)) !== undefined || isInNodeModules(`${path}/x`))
  );
}
