import { defined } from '../../core/defined.js';
import { basename } from 'node:path';
import type { Analysis, TakeOptions } from './analysis.js';
import { diagnoseProgram } from './diagnose-program.js';
import type { Diagnosis } from './diagnosis.js';
import { explainNoProgram } from './explain-no-program.js';
import { findAnswers, findHandler } from './find-handler.js';
import { findPrograms } from './find-programs.js';
import { isInstalled } from './is-installed.js';
import { keepNeeded } from './keep-needed.js';
import type { Languages } from './languages.js';
import type { Made } from './make-program.js';
import type { SubmittedProgram } from './submitted-program.js';
import { SubmittedProject } from './project.js';
import { readContents } from './read-contents.js';
import { Refusal } from './refusal.js';
import type { SubmissionSettings } from './submission-settings.js';
import { stageFiles } from './stage-files.js';
import { DEFAULT_LIMITS } from './submission-limits.js';
import type { NotGradable, Submission } from './submission.js';
import { sha256Of, type Contents, type SubmittedFile } from './submitted-file.js';
import { takeHandler } from './take-handler.js';
import { transpile } from './transpile.js';

/**
 * Takes a file, a folder, a zip or a tar: reads it by the rules, works out what it is and how it is run, and stages it. Runs nothing of it.
 * Whatever the student got wrong makes it NotGradable; only a path at which nothing is throws (SubmissionPathError).
 */
export async function takeSubmission(path: string, options: TakeOptions): Promise<Submission | NotGradable> {
  const name = basename(path);
  let contents: Contents;
  try {
    contents = await readContents(path, { ...DEFAULT_LIMITS, ...options.limits });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return notGradable({ name, leftOut: [] }, [
      {
        kind: 'refused',
        message: `the submission is not taken: ${error.message}`,
        ...defined({ file: error.entry }),
        stops: true,
      },
    ]);
  }
  const analysis = await analyseContents(name, contents, options);
  if (!analysis.gradable) return analysis;
  const { staged, ...rest } = analysis;
  const stage = await stageFiles(staged, options.tmpdir);
  return { ...rest, folder: stage.folder, dispose: () => stage.dispose() };
}

/** All of it but reading and staging. */
export async function analyseContents(
  name: string,
  contents: Contents,
  options: TakeOptions,
): Promise<Analysis | NotGradable> {
  const { files, leftOut } = keepNeeded(contents, options.languages);
  const about = { name, leftOut, sha256: sha256Of(files) };
  const settings = await settingsOf(files, options.languages);
  if ('diagnoses' in settings) return notGradable(about, settings.diagnoses);
  const project = new SubmittedProject(files, options.languages);
  const common = {
    ...about,
    files: files.map(({ path, bytes }) => ({ path, size: bytes.length })),
    gradable: true as const,
  };

  const handler =
    settings.handler ??
    (options.role === undefined || options.role === 'handler' ? findHandler(project)?.path : undefined);
  if (options.role === 'handler' || (options.role === undefined && handler !== undefined))
    return takeHandler({ file: handler, project, common, files }, options);

  const answers = findAnswers(project, options.role === 'answers');
  if (options.role === 'answers') {
    return answers === undefined
      ? notGradable(about, [
          { kind: 'no-program', message: 'no answers found: hand in a file answers.md', stops: true },
        ])
      : { ...common, role: 'answers', answers, candidates: [], diagnoses: [], staged: files };
  }
  const roles =
    options.role === 'server' || options.role === 'client' ? [options.role] : (['server', 'client'] as const);
  const { server, client, candidates, diagnoses } = findPrograms(project, settings, roles, options);
  const made = [server, client].filter((one) => one !== undefined);
  const missing =
    options.role === 'both' ? roles.filter((role) => !made.some(({ program }) => program.role === role)) : [];
  if (made.length === 0 || missing.length > 0) {
    if (options.role === undefined && answers !== undefined)
      return { ...common, role: 'answers', answers, candidates: [], diagnoses: [], staged: files };
    return notGradable(about, [
      explainNoProgram(
        project,
        leftOut,
        missing[0] ?? (roles.length === 1 ? roles[0] : undefined) ?? 'program',
        options.languages,
      ),
    ]);
  }
  const found = [...diagnoses, ...once(made.flatMap((one) => diagnoseProgram(one, project)))];
  const uninstalled = missingTools(made, options.languages, options.isInstalled ?? isInstalled);
  if (uninstalled.length > 0) return notGradable(about, [...uninstalled, ...found]);

  const hasTypeScript = made.some(({ program }) => program.language === 'typescript');
  const transpiled = hasTypeScript ? await transpile(files, project.sources) : { files: [], diagnoses: [] };
  const used = new Set(made.flatMap(({ program }) => program.sources));
  const only = server === undefined ? 'client' : 'server';
  return {
    ...common,
    role: made.length > 1 ? 'both' : only,
    ...defined({
      server: server === undefined ? undefined : server.program,
      client: client === undefined ? undefined : client.program,
      answers,
    }),
    candidates: candidates.map(({ role, source, score, reasons }) => ({ role, file: source.path, score, reasons })),
    diagnoses: [...transpiled.diagnoses.filter(({ file }) => file !== undefined && used.has(file)), ...found],
    staged: [...files, ...transpiled.files],
  };
}

async function settingsOf(
  files: readonly SubmittedFile[],
  languages: Languages,
): Promise<SubmissionSettings | { readonly diagnoses: readonly Diagnosis[] }> {
  const file = files.find(({ path }) => path === 'wirelab.yaml') ?? files.find(({ path }) => path === 'wirelab.yml');
  if (file === undefined) return {};
  const { readSettings } = await import('./read-settings.js'); // its libraries take 60 ms to load, and most submissions have none
  const settings = readSettings(file.path, file.bytes, languages);
  return Array.isArray(settings) ? { diagnoses: settings as readonly Diagnosis[] } : (settings as SubmissionSettings);
}

function missingTools(made: readonly Made[], languages: Languages, isThere: (program: string) => boolean): Diagnosis[] {
  return once(
    made.flatMap(({ program }: { readonly program: SubmittedProgram }) => {
      const missing = program.tools.filter((tool) => !isThere(tool.program));
      if (missing.length === 0) return [];
      const title = languages.named(program.language)?.title ?? 'its language';
      const packages = missing.map((tool) => tool.package).join(' ');
      return [
        {
          kind: 'language-missing' as const,
          message: `${program.file ?? 'the program'} is ${title}, which is not installed on this machine; whoever grades installs it with: apt-get install ${packages}`,
          ...defined({ file: program.file }),
          stops: true,
        },
      ];
    }),
  );
}

/** A file that server and client share has its mistakes once. */
function once(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return [...new Map(diagnoses.map((diagnosis) => [diagnosis.message, diagnosis])).values()];
}

function notGradable(
  { name, leftOut, sha256 }: Pick<NotGradable, 'name' | 'leftOut' | 'sha256'>,
  diagnoses: readonly Diagnosis[],
): NotGradable {
  return {
    gradable: false,
    name,
    ...defined({ sha256 }),
    reason: diagnoses.find(({ stops }) => stops)?.message ?? 'it cannot be graded',
    diagnoses,
    leftOut,
  };
}
