import type { Diagnosis } from './diagnosis.js';
import type { Project, Source } from './language.js';
import type { Made } from './make-program.js';

// Of another machine: neither this one, nor "all", nor a group.
const ADDRESS =
  /["'`](?:\w+:\/\/)?((?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168|169\.254|(?!0|127|22[4-9]|23\d|255)\d{1,3})\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?::\d+)?["'`]/;
const READ =
  /\b(?:open|File|FileReader|FileInputStream|fopen|readFileSync|ifstream|ReadFile|os\.Open|File::open|Scanner\s*\(\s*new\s+File)\s*\(\s*"?'?([^"'(),]+\.\w{1,5})["']\s*(?:,\s*["']([^"']*)["'])?/;

/** What is wrong with a program, or will be when it runs, as far as its source shows. */
export function diagnoseProgram({ program, entry, reach, unknown }: Made, project: Project): Diagnosis[] {
  if (entry === undefined) return [];
  return [
    ...entry.language.diagnose(entry, reach, project),
    ...reach.flatMap((source) => [
      ...graphical(source),
      ...foreignAddresses(source, program.role),
      ...missingFiles(source, project),
    ]),
    ...(program.start.stdin === undefined ? operator(program, reach) : []),
    ...unknown.map(({ position, where, name }): Diagnosis => ({
      kind: 'arguments',
      message: `${where} takes ${name === undefined ? `argument ${position}` : `${name} as argument ${position}`}, and nobody knows what it should be: say it in wirelab.yaml, such as ${program.role}: {args: ["…", "{port}"]}`,
      ...placeOf(where),
      stops: true,
    })),
  ];
}

function graphical(source: Source): Diagnosis[] {
  const { graphics } = source.language.signs;
  const [first] = graphics === undefined ? [] : source.findInStrings(graphics);
  if (first === undefined) return [];
  return [
    {
      kind: 'gui',
      message: `${source.where(first.line)} uses ${first.match[1] as string}: a program with windows cannot be graded, as there is no screen; hand in one that does without`,
      file: source.path,
      line: first.line,
      says: first.code.trim(),
      stops: true,
    },
  ];
}

function foreignAddresses(source: Source, role: 'server' | 'client'): Diagnosis[] {
  // 8.8.8.8 is asked for the own address, and nothing is sent there.
  const [first] = source
    .findInStrings(ADDRESS)
    .filter(
      ({ match }) =>
        !/^(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1)$/.test(match[1] as string) &&
        (match[1] as string).split('.').length === 4,
    );
  if (first === undefined) return [];
  const advice =
    role === 'server'
      ? 'bind to "" or 0.0.0.0, which is every address of the machine it runs on'
      : 'connect to 127.0.0.1, or take the address as an argument';
  return [
    {
      kind: 'foreign-address',
      message: `${source.where(first.line)} holds ${first.match[1] as string}, the address of another machine: ${advice}`,
      file: source.path,
      line: first.line,
      says: first.code.trim(),
      stops: false,
    },
  ];
}

function missingFiles(source: Source, project: Project): Diagnosis[] {
  return source.findInStrings(READ).flatMap(({ line, code, match: [, name = '', mode = 'r'] }) => {
    const isRead = mode.startsWith('r') && !/write|Writer|OutputStream|ofstream/i.test(code);
    const isThere = project.files.some(
      ({ path }) => path === name || path.endsWith(`/${name.replace(/^(?:\.{1,2}\/)+/, '')}`),
    );
    if (!isRead || isThere || /[%{}$*]/.test(name)) return [];
    return [
      {
        kind: 'missing-file',
        message: `${source.where(line)} reads ${name}, which is not in the submission: hand it in too`,
        file: source.path,
        line,
        says: code.trim(),
        stops: false,
      },
    ];
  });
}

function operator({ role, ports, readsStdin, start }: Made['program'], reach: readonly Source[]): Diagnosis[] {
  const asked = ports.find(({ from }) => from === 'stdin');
  if (asked !== undefined) {
    const { file, line } = placeOf(asked.where);
    const asksHost = reach
      .find(({ path }) => path === file)
      ?.findInStrings(
        /(?:host|\bip\b|\bip_?addr|address|server).*(?:input|scanf|cin|next|readLine|Scan)|(?:input|scanf|cin|next|readLine|Scan).*(?:host|\bip\b|address)/i,
      )
      .some((found) => found.line < line && found.line > line - 5);
    return [
      {
        kind: 'asks-for-port',
        message: `${asked.where} asks for the port: what is typed can be given in wirelab.yaml, such as ${role}: {stdin: "${asksHost === true ? '{host}\\n' : ''}{port}"}`,
        file,
        line,
        stops: !start.argv.some((word) => word.includes('{port}')),
      },
    ];
  }
  if (role === 'client' || readsStdin === undefined) return [];
  return [
    {
      kind: 'operator',
      message: `${readsStdin} waits for somebody at the keyboard, and a server has nobody there: do without, or say in wirelab.yaml what is typed, such as server: {stdin: "yes"}`,
      ...placeOf(readsStdin),
      stops: false,
    },
  ];
}

function placeOf(where: string): { file: string; line: number } {
  const colon = where.lastIndexOf(':');
  return { file: where.slice(0, colon), line: Number(where.slice(colon + 1)) };
}
