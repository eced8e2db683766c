import { defined } from '../../core/defined.js';
import type { Project } from './language.js';
import type { Languages } from './languages.js';
import type { LeftOut } from './left-out.js';
import type { Diagnosis } from './diagnosis.js';

const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  cs: 'C#',
  rb: 'Ruby',
  php: 'PHP',
  kt: 'Kotlin',
  swift: 'Swift',
  pl: 'Perl',
  lua: 'Lua',
  vb: 'Visual Basic',
  hs: 'Haskell',
  scala: 'Scala',
  sh: 'a shell script',
  m: 'Objective-C',
  dart: 'Dart',
  ex: 'Elixir',
  erl: 'Erlang',
};
const LACKS: Readonly<Record<string, string>> = { client: 'does not connect to a server', server: 'does not listen' };
const MOST_NAMED = 5;

/** Why there is nothing to run, from what was found instead, and what to write in `wirelab.yaml`. */
export function explainNoProgram(
  project: Project,
  leftOut: readonly LeftOut[],
  wanted: string,
  languages: Languages,
): Diagnosis {
  const found = (message: string, file?: string): Diagnosis => ({
    kind: 'no-program',
    message,
    ...defined({ file }),
    stops: true,
  });
  const paths = project.files.map(({ path }) => path);
  const disguised = project.files.flatMap(({ path, bytes }) => {
    const language =
      project.source(path) === undefined && /\.(?:txt|text|md|doc)$/i.test(path) ? languages.byLook(bytes) : undefined;
    return language === undefined ? [] : [{ path, language }];
  })[0];
  if (disguised !== undefined)
    return found(
      `${disguised.path} looks like ${disguised.language.title}: give it the ending of a program`,
      disguised.path,
    );
  const notebook = paths.find((path) => path.endsWith('.ipynb'));
  if (notebook !== undefined) return found(`${notebook} is a notebook: save what is in it as a .py file`, notebook);
  const other = paths
    .map((path) => ({ path, language: OTHER_LANGUAGES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] }))
    .find(({ language }) => language !== undefined);
  if (project.sources.length === 0 && other !== undefined) {
    return found(
      `${other.path} is ${other.language as string}; programs are taken in ${languages.titles.join(', ')}; others only where their language is installed and wirelab.yaml says how they start: server: {start: "…"}`,
      other.path,
    );
  }
  const compiled = leftOut.find(({ why }) => why.startsWith('compiled') || why.startsWith('a compiled'));
  if (project.sources.length === 0 && compiled !== undefined)
    return found(
      `${compiled.path} is ${compiled.why.replace(/^compiled/, 'a compiled file of')}: hand in the source`,
      compiled.path,
    );
  const hint = `say in wirelab.yaml how it starts: ${wanted === 'client' ? 'client' : 'server'}: {start: "python3 FILE"}`;
  const sources = project.sources.map(({ path }) => path);
  if (sources.length > 0)
    return found(
      `no ${wanted} found: ${named(sources)} ${LACKS[wanted] ?? 'neither listens nor connects'}; ${hint}`,
      sources[0],
    );
  if (paths.length > 0) return found(`no program found among ${named(paths)}; hand in the source, or ${hint}`);
  return {
    kind: 'empty',
    message:
      leftOut.length === 0
        ? 'the submission is empty'
        : `nothing is left of the submission: ${leftOut
            .slice(0, MOST_NAMED)
            .map(({ path, why }) => `${path} (${why})`)
            .join(', ')}`,
    stops: true,
  };
}

function named(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return `${paths.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
