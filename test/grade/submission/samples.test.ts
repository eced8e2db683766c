import { expect } from 'chai';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import type { ProgramCommand } from '../../../src/grade/submission/program-command.js';
import type { Diagnosis } from '../../../src/grade/submission/diagnosis.js';
import type { SubmittedProgram } from '../../../src/grade/submission/submitted-program.js';
import { withoutWrapper } from '../../../src/grade/submission/submitted-file.js';
import { analyseContents } from '../../../src/grade/submission/take-submission.js';
import { SAMPLES, type ExpectedProgram, type Sample } from './sample-submissions.js';

const words = ({ argv }: ProgramCommand): string => argv.join(' ');

async function analysed({ files, options }: Sample): ReturnType<typeof analyseContents> {
  const list = Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
  return analyseContents('work', withoutWrapper({ files: list, leftOut: [] }), {
    languages: await loadLanguages(),
    isInstalled: () => true,
    ...options,
  });
}

/** Of what was found as much as is expected of it. */
function shown(program: SubmittedProgram | undefined, expected: ExpectedProgram): ExpectedProgram | undefined {
  if (program === undefined) return undefined;
  const [port] = program.ports;
  const all: Required<ExpectedProgram> = {
    file: program.file ?? '',
    language: program.language ?? 'python',
    transport: program.transport ?? 'tcp',
    port: `${port?.port ?? '-'} ${port?.from ?? 'code'} ${port?.where ?? ''}`,
    start: words(program.start),
    cwd: program.start.cwd,
    build: program.build.map(words).join('; '),
    env: program.start.env,
    stdin: program.start.stdin ?? '',
  };
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, all[key as keyof ExpectedProgram]]),
  ) as unknown as ExpectedProgram;
}

function places(diagnoses: readonly Diagnosis[], expected: readonly string[]): string[] {
  return diagnoses.map(({ kind, file, line }, index) =>
    expected[index]?.includes(' ') === true ? `${kind} ${file ?? ''}${line === undefined ? '' : `:${line}`}` : kind,
  );
}

describe('submissions', () => {
  for (const sample of SAMPLES) {
    it(`of ${sample.title} ${sample.reason === undefined ? 'are taken for what they are' : 'are not graded, with the reason'}`, async () => {
      const result = await analysed(sample);
      if (sample.reason !== undefined) {
        expect(result.gradable).to.be.false;
        if (!result.gradable) expect(result.reason).to.match(sample.reason);
        return;
      }
      if (!result.gradable) return expect.fail(result.reason);
      if (sample.role !== undefined) expect(result.role).to.equal(sample.role);
      for (const role of ['server', 'client'] as const) {
        const expected = sample[role];
        if (expected !== undefined) expect(shown(result[role], expected), role).to.deep.equal(expected);
      }
      if (sample.says !== undefined)
        expect(places(result.diagnoses, sample.says), JSON.stringify(result.diagnoses)).to.deep.equal(sample.says);
      return undefined;
    });
  }

  // A pattern that costs the square of a line, or more, would take minutes here.
  const PIECES = [
    '_',
    ' ',
    'port',
    'port=',
    '(',
    'f(a,',
    ',',
    '"',
    'argv[1] ',
    'a = ',
    'except a,',
    'print ',
    'import a,',
    'from ',
    '#define port ',
    '.add_argument(',
    '192.168.',
    '1:',
    'open("a.b",',
    'await ',
    'static ',
    'int a(',
    ': ',
    'x[1]',
    '? :',
    'a, b',
  ];
  for (const [ending, head] of Object.entries({
    py: 'import socket\nx.listen()\nSOCK_DGRAM\n',
    js: 'x.listen(1)\n',
    c: 'int main() {\nlisten(1)\n',
    java: 'static void main() new ServerSocket(1)\n',
    go: 'package main\nfunc main() {\nnet.Listen(1)\n',
    rs: 'fn main() {\nTcpListener::bind(1)\n',
  })) {
    it(`are analysed in a moment, whatever stands in a .${ending} file`, async () => {
      for (const piece of PIECES)
        for (const end of ['', 'port', '=', '!'])
          await analysed({
            title: '',
            files: { [`server.${ending}`]: head + `${piece.repeat(200)}${end}\n`.repeat(3) },
          });
      await analysed({
        title: '',
        files: { [`server.${ending}`]: head + PIECES.map((piece) => piece.repeat(5000)).join('\n') },
      });
    });
  }

  it('are analysed in a moment, however much hangs together', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `f${index}`);
    await analysed({
      title: '',
      files: Object.fromEntries(
        names.map((name) => [`${name}.py`, `${names.map((other) => `import ${other}`).join('\n')}\ns.listen()\n`]),
      ),
    });
  });
});
