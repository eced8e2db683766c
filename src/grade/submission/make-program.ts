import { needsShell, shellWords } from './shell-words.js';
import type { ProgramCommand } from './program-command.js';
import { findArguments, type Argument } from './find-arguments.js';
import type { Candidate } from './find-candidates.js';
import { findPorts, type PortEvidence } from './find-ports.js';
import { evidenceIn } from './evidence.js';
import type { Language, Project, Source } from './language.js';
import type { Languages } from './languages.js';
import type { SubmittedProgram } from './submitted-program.js';
import type { ProgramSettings } from './submission-settings.js';

/** A program, and what it is given on its command line that nobody knows. */
export interface Made {
  readonly program: SubmittedProgram;
  readonly entry: Source | undefined;
  readonly reach: readonly Source[];
  readonly unknown: readonly Argument[];
}

/** The program that a file is the beginning of; what `wirelab.yaml` says goes before what was worked out. */
export function makeProgram(candidate: Candidate, project: Project, settings: ProgramSettings = {}): Made {
  const { role, source, reach, evidence, reasons } = candidate;
  const plan = source.language.plan(source, reach, project);
  const { args, unknown } = findArguments(reach, role);
  const ports = findPorts(reach);
  const inEnvironment = ports.find(({ from }) => from === 'env')?.variable;
  const env = {
    ...plan.env,
    ...(inEnvironment === undefined ? {} : { [inEnvironment]: '{port}' }),
    ...asTexts(settings.env),
  };
  const build = settings.build === undefined ? plan.build : [{ ...shellWords(settings.build), cwd: '', env: {} }];
  const start =
    settings.start === undefined || isFileOf(settings.start, source)
      ? { argv: plan.argv, cwd: plan.cwd }
      : { ...shellWords(settings.start), cwd: '' };
  const own = start.argv === plan.argv;
  return {
    program: {
      role,
      language: source.language.name,
      complaints: source.language.complaints,
      file: source.path,
      sources: reach.map(({ path }) => path),
      transport: evidence.find(({ does }) => does === (role === 'server' ? 'listens' : 'connects'))?.transport,
      build,
      check: plan.check,
      start: {
        argv: [...start.argv, ...(settings.args?.map(String) ?? (own ? args : []))],
        cwd: start.cwd,
        env,
        ...typed(settings),
      },
      tools: settings.build === undefined && own ? plan.tools : [],
      ports: stated(settings, ports),
      readsStdin: readsStdin(reach),
      evidence,
      reasons,
    },
    entry: source,
    reach,
    unknown: settings.args === undefined && own ? unknown : [],
  };
}

/** A program of which only `wirelab.yaml` knows how it starts. */
export function statedProgram(
  role: SubmittedProgram['role'],
  settings: ProgramSettings,
  start: string,
  languages: Languages,
): Made {
  const build: ProgramCommand[] =
    settings.build === undefined ? [] : [{ ...shellWords(settings.build), cwd: '', env: {} }];
  const { argv } = shellWords(start);
  return {
    program: {
      role,
      language: settings.language,
      complaints: languages.named(settings.language)?.complaints ?? [],
      file: undefined,
      sources: [],
      transport: undefined,
      build,
      check: [],
      start: {
        argv: [...argv, ...(settings.args ?? []).map(String)],
        cwd: '',
        env: asTexts(settings.env),
        ...typed(settings),
      },
      tools: [],
      ports: stated(settings, []),
      readsStdin: undefined,
      evidence: [],
      reasons: ['wirelab.yaml says how it starts'],
    },
    entry: undefined,
    reach: [],
    unknown: [],
  };
}

/** The file that `start` names, alone or as the word behind an interpreter: `server.py`, `python3 src/server.py`. */
export function startedFile(settings: ProgramSettings, project: Project): Source | undefined {
  if (settings.start === undefined || needsShell(settings.start)) return undefined;
  const sources = shellWords(settings.start).argv.flatMap((word) => project.source(word.replace(/^\.\//, '')) ?? []);
  return sources[0];
}

/** The candidate for a file that was named, whatever else may be likelier. */
export function namedCandidate(role: SubmittedProgram['role'], source: Source, project: Project): Candidate {
  const reach = project.reach(source);
  return {
    role,
    source,
    reach,
    evidence: reach.flatMap((file) => evidenceIn(file)),
    score: Infinity,
    reasons: ['wirelab.yaml names it'],
  };
}

function isFileOf(start: string, source: Source): boolean {
  return shellWords(start).argv.join(' ').replace(/^\.\//, '') === source.path;
}

function typed({ stdin }: ProgramSettings): { stdin?: string } {
  return stdin === undefined ? {} : { stdin: stdin.endsWith('\n') ? stdin : `${stdin}\n` };
}

function stated({ port }: ProgramSettings, found: readonly PortEvidence[]): readonly PortEvidence[] {
  return port === undefined ? found : [{ from: 'code', port, where: 'wirelab.yaml' }, ...found];
}

function readsStdin(reach: readonly Source[]): string | undefined {
  for (const source of reach) {
    const [first] = source.find(stdinOf(source.language));
    if (first !== undefined) return source.where(first.line);
  }
  return undefined;
}

function stdinOf({ inputs }: Language): RegExp {
  return inputs.stdin;
}

function asTexts(env: ProgramSettings['env'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}
