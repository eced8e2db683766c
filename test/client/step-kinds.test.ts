import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { failureGroups } from '../../src/client/failure-groups.js';
import type { FailureGroup } from '../../src/client/failure-group.js';
import { scriptOps, writtenStep, type WrittenStep } from '../../src/client/step-fields.js';
import type { StepKind } from '../../src/client/step-kind.js';
import { stepKinds } from '../../src/client/step-kinds.js';
import { checkStepSchema } from '../../src/lab/step.js';
import { emptyFolder, removeFolders } from '../support/checkout.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

// A step of somebody's: sends a message several times, and takes a new kind of failure for too many.
const STEP = `
import { joinBytes } from '../../core/frame-bytes.js';
import { sendPieces } from '../send-pieces.js';
import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'send-again',
  shape: ({ messages, count, flag }) => ({ messages, howOften: count.exactOptional(), noMercy: flag.exactOptional() }),
  example: 'send-again: Hello',
  does: 'sends a message several times',
  run: ({ messages, howOften = 2 }, script, name) =>
    script.withClient(name, (client) =>
      howOften > 9
        ? { kind: 'too-often', message: 'nobody can hear that' }
        : sendPieces(client, [joinBytes(Array.from({ length: howOften }, () => script.frames(messages)).flat())], [], script),
    ),
});
`;
const FAILURE = `
import type { FailureGroup } from '../failure-group.js';

export default {
  heading: 'Patience',
  order: 9,
  kinds: { 'too-often': { says: 'the program was told the same too often', ofScript: 'it was said too often' } },
} as const satisfies FailureGroup;
`;
const PLAYS = `
import * as z from 'zod';
import { connectMemory } from './src/client/memory-link.js';
import { scriptOf } from './src/client/script-module.js';
import { parseScript } from './src/client/script-yaml.js';
import { runScript } from './src/client/run-script.js';
import line from './src/framings/line.js';
import { checkData, parseChecks } from './src/grade/bundle/check-data.js';
import { CAUSES } from './src/grade/report/cause-kind.js';
import { reportSchema } from './src/grade/report/report.js';
import { composeServer } from './src/compose/compose-server.js';
import type { Acceptor } from './src/transport/listener.js';
import { MemoryListener } from './src/transport/memory.js';
import { loadLanguages } from './src/compose/load-languages.js';
import { derivedDocuments } from './scripts/derived-documents.js';

let memory: MemoryListener | undefined;
const listen = (_: unknown, acceptor: Acceptor) => Promise.resolve((memory = new MemoryListener(acceptor)));
const server = await composeServer({ handler: 'echo', framing: 'line', port: 0, listen });
await server.start();
const network = memory as unknown as MemoryListener;
const play = async (script: ReturnType<typeof scriptOf>) => {
  const { failure } = await runScript(script, { framing: line(), connect: connectMemory(network), deadlineMs: 1000 });
  return failure?.kind ?? 'passed';
};
const yaml = parseScript('- send-again: hi\\n  how-often: 3\\n- expect: [hi, hi, hi]\\n', 'x.yaml');
const module = scriptOf([{ op: 'send-again', messages: ['hi'] }, { op: 'expect', messages: ['hi', 'hi'] }], 'x.ts');
const mistake = (read: () => unknown) => {
  try { read(); } catch (error) { return (error as Error).message; }
  return '';
};
const check = { id: 'again', title: 'T', points: 1, because: 'B', script: { steps: yaml.steps } };
const documents = derivedDocuments('.', await loadLanguages());
console.log(JSON.stringify({
  played: [await play(yaml), await play(module)],
  failed: await play(parseScript('- send-again: hi\\n  how-often: 10\\n', 'x.yaml')),
  mistakes: [
    mistake(() => parseScript('- send-again: hi\\n  how-oftn: 3\\n', 'x.yaml')),
    mistake(() => parseScript('- send-again: hi\\n  no-mercy: perhaps\\n', 'x.yaml')),
    mistake(() => scriptOf([{ op: 'send-again', messages: 'hi' }], 'x.ts')),
  ],
  bundled: parseChecks([checkData(check)])[0]?.script,
  says: CAUSES['too-often' as keyof typeof CAUSES],
  report: reportSchema.shape.checks.element.shape.cause.unwrap().shape.kind.safeParse('too-often').success,
  pages: ['docs/scripts.md', 'docs/report.md'].map((page) => /send-again|too-often/.test(documents.get(page) ?? '')),
}));
await server.stop(0);
`;

interface Played {
  readonly played: readonly string[];
  readonly failed: string;
  readonly mistakes: readonly string[];
  readonly bundled: unknown;
  readonly says: string;
  readonly report: boolean;
  readonly pages: readonly boolean[];
}

describe('a kind of step', () => {
  after(removeFolders);

  it('is one file, and so is a kind of failure: dropped into their folders they are played, written, bundled, told and documented', function () {
    this.timeout(120_000);
    const copy = emptyFolder();
    for (const path of ['src', 'scripts', 'handlers', 'docs', 'test/support', 'package.json', 'tsconfig.json'])
      cpSync(join(PROJECT, path), join(copy, path), { recursive: true });
    mkdirSync(join(copy, 'labs')); // an installation has some
    symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(join(copy, 'src/client/steps/send-again.ts'), STEP);
    writeFileSync(join(copy, 'src/client/failures/patience.ts'), FAILURE);
    writeFileSync(join(copy, 'plays.ts'), PLAYS);
    const node = (...words: readonly string[]): string =>
      execFileSync(process.execPath, words, {
        cwd: copy,
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', TS_NODE_PROJECT: join(copy, 'tsconfig.json') },
      });
    node('scripts/kind-lists.mjs');
    const seen = JSON.parse(node('--import', './test/support/ts-node-hooks.mjs', 'plays.ts')) as Played;
    expect(seen).to.deep.equal({
      played: ['passed', 'passed'],
      failed: 'too-often',
      mistakes: [
        'x.yaml:2:3: a step "send-again" has no "how-oftn"; did you mean "how-often"? it takes: send-again, how-often, no-mercy, client',
        'x.yaml:2:13: no-mercy is true or false',
        'x.ts: [0].messages: has to be a list of messages',
      ],
      bundled: {
        steps: [
          { op: 'send-again', messages: ['hi'], howOften: 3 },
          { op: 'expect', messages: ['hi', 'hi', 'hi'] },
        ],
      },
      says: 'the program was told the same too often',
      report: true,
      pages: [true, true],
    } satisfies Played);
  });

  it('has the name of its file', () => {
    for (const [name, { op }] of Object.entries<StepKind>(stepKinds)) expect(op).to.equal(name);
  });

  it('is the same in memory when it has been JSON', () => {
    const steps = [
      { op: 'send', messages: ['a', Uint8Array.of(0, 255)], cuts: [1] },
      { op: 'expect-raw', bytes: Uint8Array.of(1), client: 'ann' },
      { op: 'closed', orReset: true },
      { op: 'program', action: { act: 'ends', code: 3, withinMs: 5 } },
    ] as const;
    for (const step of steps) {
      const json: unknown = JSON.parse(JSON.stringify(z.encode(checkStepSchema, step)));
      expect(z.decode(checkStepSchema, json)).to.deep.equal(step);
    }
  });

  it('has its keys in the document about scripts, each with the steps that take it', () => {
    const page = readFileSync(join(PROJECT, 'docs/scripts.md'), 'utf8');
    const written = scriptOps.map((op) => writtenStep(op) as WrittenStep);
    for (const key of new Set(written.flatMap(({ keys }) => keys.map((field) => field.written)))) {
      const [, who = ''] = new RegExp(`^\\| \`${key}: [^|]*\\| ([^|]*) \\|`, 'm').exec(page) ?? [];
      const takers = written.filter(({ keys }) => keys.some((field) => field.written === key)).map(({ op }) => op);
      expect(who.replaceAll('`', '').split(', ').sort(), key).to.deep.equal(takers.sort());
    }
  });
});

describe('a kind of failure', () => {
  it('is in one group only', () => {
    const kinds = Object.values<FailureGroup>(failureGroups).flatMap((group) => Object.keys(group.kinds));
    expect(kinds).to.have.lengthOf(new Set(kinds).size);
  });
});
