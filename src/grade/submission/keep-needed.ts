import { isDocument, isInNodeModules } from './left-out.js';
import { SubmittedProject } from './project.js';
import type { Languages } from './languages.js';
import type { Contents } from './submitted-file.js';
import { TRANSPILED } from './transpile.js';

/** Leaves out what no program of the submission uses: packages that nothing imports, documents that no source names. */
export function keepNeeded({ files, leftOut }: Contents, languages: Languages): Contents {
  const project = new SubmittedProject(files, languages);
  const modules = files.some(({ path }) => isInNodeModules(path));
  const imports = new Set(
    modules
      ? project.sources.flatMap((source) =>
          source.language.needs(source, project).map(({ name }) => name.split('/')[0] ?? ''),
        )
      : [],
  );
  const isUsed = files.some(({ path }) => imports.has(/(?:^|\/)node_modules\/([^/]+)/.exec(path)?.[1] ?? '\n'));
  const why = (path: string): string | undefined => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.startsWith(`${TRANSPILED}/`)) return 'wirelab makes a folder of that name itself';
    if (isInNodeModules(path)) return isUsed ? undefined : 'nothing imports these packages';
    return isDocument(path) && !project.sources.some(({ text }) => text.includes(name))
      ? 'a document that no program names'
      : undefined;
  };
  const dropped = new Map(
    files.flatMap(({ path }): [string, string][] => {
      const reason = why(path);
      return reason === undefined ? [] : [[path.replace(/(^|\/)node_modules\/.*/, '$1node_modules'), reason]];
    }),
  );
  return {
    files: files.filter(({ path }) => why(path) === undefined),
    leftOut: [...leftOut, ...Array.from(dropped, ([path, reason]) => ({ path, why: reason }))],
  };
}
