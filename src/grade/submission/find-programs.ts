import type { Diagnosis } from './diagnosis.js';
import { findCandidates, type Candidate, type WantedProgram } from './find-candidates.js';
import type { Project } from './language.js';
import type { Languages } from './languages.js';
import { makeProgram, namedCandidate, startedFile, statedProgram, type Made } from './make-program.js';
import type { SubmissionSettings } from './submission-settings.js';

/** The programs of a submission, one for each role that it has. */
export interface Programs {
  readonly server: Made | undefined;
  readonly client: Made | undefined;
  readonly candidates: readonly Candidate[];
  readonly diagnoses: readonly Diagnosis[];
}

/** Finds the server and the client, or the one that is wanted; `wirelab.yaml` goes before everything else. */
export function findPrograms(
  project: Project,
  settings: SubmissionSettings,
  roles: readonly ('server' | 'client')[],
  wanted: WantedProgram & { readonly languages: Languages },
): Programs {
  const candidates = findCandidates(project, wanted).filter(({ role }) => roles.includes(role));
  const diagnoses: Diagnosis[] = [];
  const taken = new Map<'server' | 'client', Candidate>();
  const find = (role: 'server' | 'client'): Made | undefined => {
    if (!roles.includes(role)) return undefined;
    const said = settings[role];
    const file = said === undefined ? undefined : startedFile(said, project);
    if (said?.start !== undefined && file === undefined) return statedProgram(role, said, said.start, wanted.languages);
    const [best, second] = candidates.filter((candidate) => candidate.role === role);
    const candidate = file === undefined ? best : namedCandidate(role, file, project);
    if (candidate === undefined) return undefined;
    taken.set(role, candidate);
    if (file === undefined && second?.score === candidate.score)
      diagnoses.push(severalPrograms(role, candidate, second));
    return makeProgram(candidate, project, said);
  };
  const server = find('server');
  const client = find('client');
  // One program that listens and connects (a relay, a node among equals) is what it does first.
  const [a, b] = [taken.get('server'), taken.get('client')];
  if (roles.length === 2 && a !== undefined && a.source === b?.source && !hasModes(server, client)) {
    return {
      ...(a.score >= b.score ? { server, client: undefined } : { server: undefined, client }),
      candidates,
      diagnoses,
    };
  }
  return { server, client, candidates, diagnoses };
}

/** `chat.py server` and `chat.py client`: one file that is both. */
function hasModes(server: Made | undefined, client: Made | undefined): boolean {
  return server?.program.start.argv.join('\n') !== client?.program.start.argv.join('\n');
}

function severalPrograms(role: string, first: Candidate, second: Candidate): Diagnosis {
  return {
    kind: 'several-programs',
    message: `${first.source.path} and ${second.source.path} may both be the ${role}; ${first.source.path} is taken: for another say in wirelab.yaml ${role}: {start: "${second.source.path}"}`,
    file: first.source.path,
    stops: false,
  };
}
