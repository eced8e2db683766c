import { defined } from '../../core/defined.js';
import type { Analysis, TakeOptions } from './analysis.js';
import type { Diagnosis } from './diagnosis.js';
import { isHandler } from './find-handler.js';
import { hostedProgram, withHost } from './handler-host.js';
import type { Project, Source } from './language.js';
import type { NotGradable } from './submission.js';
import type { SubmittedFile } from './submitted-file.js';
import { transpile } from './transpile.js';

const EXAMPLE = '"export default class …" with connect(peer), which returns an object with receive(message)';

/** What is known of a submission that has to be a handler. */
export interface HandlerParts {
  /** As it was found, or as `wirelab.yaml` names it. */
  readonly file: string | undefined;
  readonly project: Project;
  readonly common: Omit<Analysis, 'role' | 'staged' | 'candidates' | 'diagnoses'>;
  readonly files: readonly SubmittedFile[];
}

/** Takes a handler: made JavaScript, whatever it is written in, and put beside the server that serves it. */
export async function takeHandler(
  { file, project, common, files }: HandlerParts,
  { host }: TakeOptions,
): Promise<Analysis | NotGradable> {
  const source = file === undefined ? undefined : project.source(file.replace(/^\.\//, ''));
  if (source === undefined || !isHandler(source)) {
    const { name, sha256, leftOut } = common;
    const message = whyNone(file, source, project);
    return {
      gradable: false,
      name,
      sha256,
      reason: message,
      diagnoses: [{ kind: 'no-program', message, ...defined({ file }), stops: true }],
      leftOut,
    };
  }
  const diagnoses = source.language.diagnose(source, project.reach(source), project).map(inOwnWords);
  const found = { ...common, role: 'handler', handler: source.path, candidates: [] } as const;
  if (host === undefined) return { ...found, diagnoses, staged: files };
  const { files: made, diagnoses: mistakes } = await transpile(files, project.sources, { asModules: true });
  const used = new Set(project.reach(source).map(({ path }) => path));
  const server = await host();
  return {
    ...found,
    server: hostedProgram(source, project, server),
    diagnoses: [...mistakes.filter((mistake) => mistake.file !== undefined && used.has(mistake.file)), ...diagnoses],
    staged: withHost([...files, ...made], server),
  };
}

function whyNone(file: string | undefined, source: Source | undefined, project: Project): string {
  if (file !== undefined)
    return source === undefined
      ? `wirelab.yaml names the handler ${file}, and there is no such .ts or .js file`
      : `${file} is no handler: it lacks ${EXAMPLE}`;
  const scripts = project.sources.filter(
    ({ language }) => language.name === 'typescript' || language.name === 'javascript',
  );
  const [only] = scripts;
  if (only !== undefined && scripts.length === 1) return `${only.path} is no handler: it lacks ${EXAMPLE}`;
  return `no handler found: hand in a .ts or .js file that has ${EXAMPLE}`;
}

/** The handlers of Wirelab itself import from its folders. */
function inOwnWords(diagnosis: Diagnosis): Diagnosis {
  const own = /needs (\S*\/src\/(?:core|tokens)\S*),/.exec(diagnosis.message)?.[1];
  return own === undefined
    ? diagnosis
    : {
        ...diagnosis,
        message: `${diagnosis.file ?? ''}:${diagnosis.line ?? 1} imports ${own}: in a file of your own import it from "wirelab/core"`,
      };
}
