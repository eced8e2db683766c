import { evidenceIn, type Evidence } from './evidence.js';
import type { Project, Source } from './language.js';
import { joined } from './project.js';

/** A file that may be the server or the client of a submission. */
export interface Candidate {
  readonly role: 'server' | 'client';
  readonly source: Source;
  readonly reach: readonly Source[];
  readonly evidence: readonly Evidence[];
  readonly score: number;
  /** What the score is made of, in words. */
  readonly reasons: readonly string[];
}

/** What is known of the work that was asked for. */
export interface WantedProgram {
  readonly transport?: 'tcp' | 'udp';
}

const SERVER_NAME = /serv|sever|receiv|listen|host(?!name)|daemon|recv/i;
const CLIENT_NAME = /cli|send|transmit|connect|request|ping(?!_?serv)|talker/i;
const OTHER_NAME = { mixed: -8, plain: -3 }; // points for the name of the other role
const PLAIN_NAMES = {
  server: /^(?:tcp|udp|echo|main|my)?[_-]?serv[ei]?r$/i,
  client: /^(?:tcp|udp|echo|main|my)?[_-]?client$/i,
};
const ASIDE =
  /(?:^|\/)(?:tests?|examples?|old|backup|bak|archive|draft)s?\/|(?:^|\/)test_|_test\.|\.test\.|(?:old|backup|copy|bak)(?:[ _-]?\d*)?\.\w+$|\(\d+\)\.\w+$/i;

/** The programs that may be the server or the client, the likeliest first. */
export function findCandidates(project: Project, wanted: WantedProgram = {}): readonly Candidate[] {
  const startable = project.sources.flatMap((source) => {
    const why = source.language.startable(source);
    return why === undefined || isCompiledTwin(source, project) ? [] : [{ source, why }];
  });
  const starts = startOf(project);
  const reached = new Map(startable.map(({ source }) => [source, new Set(project.reach(source))]));
  return startable
    .flatMap(({ source, why }) =>
      (['server', 'client'] as const).flatMap((role): Candidate[] => {
        const reach = project.reach(source);
        const evidence = reach.flatMap((file) => evidenceIn(file));
        const isImported = startable.some(
          (other) =>
            other.source !== source &&
            reached.get(other.source)?.has(source) === true &&
            reached.get(source)?.has(other.source) !== true,
        );
        const points = score(role, source, evidence, {
          isImported,
          isStarted: starts.has(source.path),
          transport: wanted.transport,
        });
        const total = points.reduce((sum, [value]) => sum + value, 0);
        if (total <= 0) return [];
        return [
          {
            role,
            source,
            reach,
            evidence,
            score: total,
            reasons: [...points.filter(([value]) => value > 0).map(([, reason]) => reason), why],
          },
        ];
      }),
    )
    .sort(
      (a, b) =>
        b.score - a.score || a.source.path.length - b.source.path.length || (a.source.path < b.source.path ? -1 : 1),
    );
}

interface About {
  readonly isImported: boolean;
  readonly isStarted: boolean;
  readonly transport: 'tcp' | 'udp' | undefined;
}

type Point = readonly [value: number, reason: string];

function score(
  role: Candidate['role'],
  source: Source,
  evidence: readonly Evidence[],
  { isImported, isStarted, transport }: About,
): Point[] {
  const [ours, theirs] = role === 'server' ? ['listens', 'connects'] : ['connects', 'listens'];
  const own = evidence.find(({ does }) => does === ours);
  const isMixed = own !== undefined && evidence.some(({ does }) => does === theirs);
  // Two files that were made for one role seldom play the other: names count as much as half the evidence.
  const [itsName, otherName] = role === 'server' ? [SERVER_NAME, CLIENT_NAME] : [CLIENT_NAME, SERVER_NAME];
  const isNamed = itsName.test(source.stem);
  const isOther = otherName.test(source.stem) && !isNamed;
  if (own === undefined && (!isNamed || isOther || evidence.length > 0)) return [];
  const points: Point[] = [
    own === undefined ? [1, 'its name says so'] : [isMixed ? 6 : 10, `it ${own.does}: ${own.where}`],
    [isNamed ? 3 : 0, 'its name says so'],
    [isOther ? OTHER_NAME[isMixed ? 'mixed' : 'plain'] : 0, 'its name says so'],
    [PLAIN_NAMES[role].test(source.stem) ? 1 : 0, 'it has the plainest name'],
    [isStarted ? 4 : 0, 'package.json starts it'],
    [isImported ? -5 : 0, 'another program uses it'],
    [ASIDE.test(source.path) ? -4 : 0, 'it lies aside'],
    [-Math.min(2, source.folder.split('/').length - 1) * 0.5, 'it lies deep'],
  ];
  if (transport !== undefined && own !== undefined) {
    const speaks = evidence.some((other) => other.does === ours && other.transport === transport);
    points.push([speaks ? 2 : -2, `it speaks ${transport.toUpperCase()}`]);
  }
  return points;
}

/** `server.js` beside `server.ts` was made from it. */
function isCompiledTwin(source: Source, project: Project): boolean {
  return source.language.name === 'javascript' && project.has(source.path.replace(/js$/, 'ts'));
}

/** The files that a package.json starts. */
function startOf(project: Project): ReadonlySet<string> {
  return new Set(
    project.files
      .filter(({ path }) => /(?:^|\/)package\.json$/.test(path) && !path.includes('node_modules/'))
      .flatMap(({ path }) => {
        const folder = path.replace(/\/?package\.json$/, '');
        return startedBy(project.text(path) ?? '').flatMap((name) => {
          const file = joined(folder, name);
          return file === undefined ? [] : [file, `${file}.js`, joined(file, 'index.js') as string];
        });
      }),
  );
}

function startedBy(json: string): string[] {
  try {
    const { main, scripts } = JSON.parse(json) as { main?: unknown; scripts?: Record<string, unknown> | null };
    const start =
      typeof scripts?.start === 'string' ? scripts.start.split(/\s+/).filter((word) => /\.[cm]?[jt]s$/.test(word)) : [];
    return [...start, ...(typeof main === 'string' ? [main] : [])];
  } catch {
    return []; // package.json is somebody else's, and may be anything
  }
}
