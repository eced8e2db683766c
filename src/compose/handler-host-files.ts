import { defined } from '../core/defined.js';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from './home.js';
import { UsageError } from '../errors/usage-error.js';
import type { Lab } from '../lab/lab.js';
import type { HandlerHost } from '../grade/submission/handler-host.js';
import type { SubmittedFile } from '../grade/submission/submitted-file.js';

const MAIN = 'wirelab/host.js';

/** The server that serves a student's handler as the lab's own handler is served. */
export async function handlerHost({
  server: { framing, transport, mode, backlog, idleTimeout, handler },
}: Lab): Promise<HandlerHost> {
  const files = await hostFiles();
  const [plugin = ''] = framing.split(':');
  if (!files.some(({ path }) => path === `wirelab/framings/${plugin}.js`)) {
    throw new UsageError(
      `handlers cannot be graded in this lab: its framing ${framing} is not one of Wirelab's own${existsSync(join(home, 'handler-host')) ? ', or was not there when Wirelab was built' : ''}`,
    );
  }
  const colon = handler.indexOf(':');
  return {
    files,
    main: MAIN,
    serving: {
      framing,
      transport,
      ...defined({ mode, backlog, idleTimeout }),
      ...(colon < 0 ? {} : { parameter: handler.slice(colon + 1) }),
    },
  };
}

async function hostFiles(): Promise<readonly SubmittedFile[]> {
  const folder = join(home, 'handler-host');
  if (!existsSync(folder)) {
    // From source: bundled as the build does it.
    const bundler = (await import(pathToFileURL(join(home, 'scripts/handler-host.mjs')).href)) as {
      handlerHost: () => Promise<readonly SubmittedFile[]>;
    };
    return bundler.handlerHost();
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return { path: path.slice(folder.length + 1), bytes: await readFile(path) };
      }),
  );
}
