import { expect } from 'chai';
import fc from 'fast-check';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServer } from '../../../src/compose/compose-server.js';
import { allLabs } from '../../../src/compose/labs.js';
import { checkData, checkProblems, isCode, parseChecks } from '../../../src/grade/bundle/check-data.js';
import { exchangeData, parseExchange } from '../../../src/grade/bundle/exchange-data.js';
import { makeBundle, type BundleParts } from '../../../src/grade/bundle/make-bundle.js';
import { BundleError, readBundle, type Bundle } from '../../../src/grade/bundle/read-bundle.js';
import { rejudge, type JudgeSettings } from '../../../src/grade/bundle/rejudge.js';
import { storeZip } from '../../../src/files/store-zip.js';
import { exchangeCapture } from '../../../src/grade/bundle/exchange-capture.js';
import { runChecks, type CheckResult } from '../../../src/grade/check/run-checks.js';
import { RemoteTarget } from '../../../src/grade/target/remote-target.js';
import { gradedReport, startReport } from '../../../src/grade/report/make-report.js';
import { toCheckReport } from '../../../src/grade/report/to-check-report.js';
import { portChecks } from '../../../src/grade/check/port-checks.js';
import type { ImpairmentEvent } from '../../../src/impairment/impairment-event.js';
import type { NumberedLab } from '../../../src/lab/numbered-lab.js';
import { connectTcp } from '../../../src/transport/connect-tcp.js';
import { emptyFolder, removeFolders } from '../../support/checkout.js';
import { needs } from '../../support/needs.js';
import { seed } from '../../support/seed.js';
import { tshark } from '../../support/tshark.js';
import { zip } from '../../support/zip-writer.js';

const labs = await allLabs();
const labOf = (slug: string): NumberedLab => {
  const lab = labs.find((one) => one.slug === slug);
  if (lab === undefined) throw new Error(`no lab ${slug}`);
  return lab;
};
const ack = labOf('ack');

/** The lab's checks on a server with this handler, as a grading records them. */
async function recorded(handler: string, hidden: readonly string[] = []): Promise<BundleParts> {
  const { framing, transport } = ack.server;
  const server = await composeServer({ transport, framing, handler, port: 0 });
  const reference = await composeServer({ transport, framing, handler: ack.server.handler, port: 0 });
  const { host, port } = await server.start();
  const checks = portChecks(ack.checks?.server ?? [])
    .tried.filter(({ id }) => id !== 'fills-memory')
    .map((check) => (hidden.includes(check.id) ? { ...check, hidden: true } : check));
  const results: CheckResult[] = [];
  try {
    const settings = {
      framing: server.framing,
      handler: reference.handler,
      maxFrame: reference.settings.maxFrame,
      seed: 7,
      deadlineMs: 300,
    };
    await runChecks(checks, new RemoteTarget(connectTcp({ host, port })), settings, {
      ended: (result) => {
        results.push(result);
      },
    });
  } finally {
    await server.stop(0);
  }
  const started = startReport({
    tool: { name: 'wirelab', version: '0.1.0' },
    lab: ack,
    role: 'server',
    submission: { name: 'server.py', sha256: 'f00d'.repeat(16) },
    seed: 7,
    sandbox: 'none',
    maxScore: 0,
    startedAt: new Date('2026-03-02T10:15:00Z'),
  });
  return {
    report: gradedReport(started, {
      durationMs: 5,
      checks: results.map((result) =>
        toCheckReport(result, ['wirelab', 'grade', 'ack', '/home/jane/server.py', '--student', 'jane']),
      ),
    }),
    lab: ack,
    checks,
    recording: {
      deadlineMs: 300,
      transcripts: new Map(results.map(({ check, outcome }) => [check.id, outcome?.transcript ?? []])),
    },
    audience: 'student',
  };
}

describe('a replay bundle', function () {
  this.timeout(60_000);
  let right: BundleParts;
  let wrong: BundleParts;
  before(async () => {
    right = await recorded('ack');
    wrong = await recorded('echo');
  });
  after(removeFolders);

  const opened = (bytes: Uint8Array): Promise<Bundle> => {
    const path = join(emptyFolder(), 'bundle.zip');
    writeFileSync(path, bytes);
    return readBundle(path);
  };
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const error: unknown = await opened(bytes).catch((reason: unknown) => reason);
    expect(error).to.be.an.instanceOf(BundleError);
    expect((error as Error).message).to.not.contain('\n');
    return (error as Error).message;
  };
  const settings = async (): Promise<JudgeSettings> => {
    const {
      handler,
      framing,
      settings: { maxFrame },
    } = await composeServer({ ...ack.server, port: 0 });
    return { role: 'server', transport: 'tcp', handler, framing, maxFrame, deadlineMs: 300 };
  };
  const verdicts = async ({ report, checks, exchanges }: Bundle, judge: JudgeSettings): Promise<string[]> =>
    Promise.all(
      report.checks.flatMap((check) => {
        const own = checks.find(({ id }) => id === check.id);
        return own === undefined
          ? []
          : [rejudge(own, check, exchanges.get(check.id), judge).then(({ verdict }) => verdict)];
      }),
    );

  it('holds every check of every lab as data', () => {
    for (const { slug, checks = {} } of labs) {
      for (const check of [...(checks.server ?? []), ...(checks.client ?? [])]) {
        const data: unknown = JSON.parse(JSON.stringify(checkData(check)));
        const [again] = parseChecks([data]);
        expect(again, `${slug} ${check.id}`).to.not.equal(undefined);
        if (again === undefined) continue;
        expect(isCode(again)).to.equal(isCode(check));
        expect(checkData(again), `${slug} ${check.id}`).to.deep.equal(data);
      }
    }
  });

  it('holds all that a network may do to a check', () => {
    const datagrams = {
      loss: 0.1,
      duplication: 0.1,
      reordering: 0.1,
      delayMs: 5,
      drop: [1],
      double: [2],
      holdBack: [3],
      late: { 4: 300 },
    };
    const stream = { cuts: [2], pieces: 4, glueMs: 5, delayMs: 5, endAfter: 9, resetAfter: 9, stopAfter: 9 };
    const script = { steps: [], impairment: { seed: 1, toServer: datagrams, toClient: datagrams, stream } };
    expect(
      parseChecks([{ id: 'all', title: 'All', points: 1, because: 'So it is.', script }])[0]?.script,
    ).to.deep.equal(script);
  });

  it('holds all that a network has done', () => {
    const impairment: ImpairmentEvent[] = [
      { to: 'server', number: 1, bytes: Uint8Array.of(1), what: 'dropped' },
      { to: 'client', number: 2, bytes: Uint8Array.of(2), what: 'overtaken', by: 3 },
      { to: 'server', what: 'cut', after: [2, 5] },
      { to: 'server', what: 'glued', ms: 20 },
      { to: 'client', what: 'delayed', ms: 20 },
      { to: 'server', what: 'half-closed', after: 0 },
      { to: 'server', what: 'broken', after: 3 },
      { to: 'server', what: 'stopped', after: 3 },
    ];
    const exchange = {
      whole: true,
      entries: impairment.map((impairment, t) => ({
        type: 'fault' as const,
        dir: 'send' as const,
        client: 'client',
        t,
        fault: impairment,
      })),
    };
    expect(parseExchange(JSON.parse(JSON.stringify(exchangeData(exchange))))).to.deep.equal(exchange);
  });

  it('is the same bytes for the same report, and gives back what was put in', async () => {
    const bytes = makeBundle(wrong);
    expect(Buffer.compare(bytes, makeBundle(wrong))).to.equal(0);
    const { manifest, report, checks, exchanges } = await opened(bytes);
    expect(manifest).to.include({ role: 'server', seed: 7, deadlineMs: 300, audience: 'student' });
    expect(manifest.submission).to.deep.equal({ name: 'server.py', sha256: 'f00d'.repeat(16), included: false });
    expect(report.checks.map(({ id, status }) => [id, status])).to.deep.equal(
      wrong.report.checks.map(({ id, status }) => [id, status]),
    );
    expect(checks.map(checkData)).to.deep.equal(wrong.checks.map(checkData));
    for (const [id, transcript] of wrong.recording.transcripts)
      expect(exchanges.get(id)?.entries.length ?? 0).to.equal(transcript.length);
  });

  it('gives the recorded verdicts when it is judged again, of a right server and of a wrong one', async () => {
    const judge = await settings();
    expect(right.report.checks.filter(({ status }) => status !== 'pass')).to.deep.equal([]);
    expect(await verdicts(await opened(makeBundle(right)), judge)).to.not.include('other');
    const failed = wrong.report.checks.filter(({ status }) => status === 'fail').length;
    expect(failed).to.be.greaterThan(0);
    const judged = await verdicts(await opened(makeBundle(wrong)), judge);
    expect(judged).to.not.include('other');
    expect(judged.filter((verdict) => verdict === 'same').length).to.be.at.least(failed);
  });

  it('disagrees with a verdict that the bytes do not give', async () => {
    const judge = await settings();
    const good = await opened(makeBundle(right));
    const bad = await opened(makeBundle(wrong));
    const exchange = [...bad.exchanges].find(
      ([id]) => bad.report.checks.find((check) => check.id === id)?.status === 'fail',
    );
    const [id = '', entries] = exchange ?? [];
    const check = good.checks.find((one) => one.id === id);
    const passed = good.report.checks.find((one) => one.id === id);
    const failed = bad.report.checks.find((one) => one.id === id);
    if (check === undefined || passed === undefined || failed === undefined) throw new Error('no check failed');
    expect((await rejudge(check, passed, entries, judge)).verdict, 'wrong bytes, called a pass').to.equal('other');
    expect(
      (await rejudge(check, failed, good.exchanges.get(id), judge)).verdict,
      'right bytes, called a failure',
    ).to.equal('other');
  });

  it('does not judge again what went over a network that cuts, holds back or breaks', async () => {
    const { checks, exchanges, report } = await opened(makeBundle(right));
    const [check] = checks;
    const passed = report.checks.find(({ id }) => id === check?.id);
    if (check === undefined || passed === undefined || !('steps' in check.script))
      throw new Error('nothing was recorded');
    const faulty = { ...check, script: { ...check.script, impairment: { stream: { cuts: [2] } } } };
    expect((await rejudge(faulty, passed, exchanges.get(check.id), await settings())).verdict).to.equal('not-judged');
  });

  it('tells a student nothing of hidden checks, and staff everything', async () => {
    const parts = {
      ...wrong,
      checks: wrong.checks.map((check) => ({ ...check, hidden: true })),
      report: { ...wrong.report, checks: wrong.report.checks.map((check) => ({ ...check, hidden: true })) },
    };
    const student = await opened(makeBundle(parts));
    expect(student.checks).to.deep.equal([]);
    expect([...student.exchanges.keys()]).to.deep.equal([]);
    expect(
      student.report.checks.every(
        ({ transcript, counterexample }) => transcript === undefined && counterexample === undefined,
      ),
    ).to.equal(true);
    expect((await opened(makeBundle({ ...parts, audience: 'staff' }))).checks).to.have.lengthOf(wrong.checks.length);
  });

  it('says nothing of where the submission lay, and has its files only when asked', () => {
    const text = Buffer.from(makeBundle(wrong)).toString('latin1');
    expect(text).to.not.contain('jane').and.not.contain('submission/server.py');
    expect(
      Buffer.from(
        makeBundle({ ...wrong, submission: [{ path: 'server.py', bytes: Buffer.from('import socket') }] }),
      ).toString('latin1'),
    )
      .to.contain('submission/server.py')
      .and.contain('import socket');
  });

  it('has captures that tshark reads, with every byte', function () {
    needs('tshark').call(this);
    for (const [id, transcript] of wrong.recording.transcripts) {
      if (transcript.length === 0) continue;
      const rows = tshark(exchangeCapture(transcript, 1_700_000_000_000), ['tcp.payload', '_ws.malformed']);
      const bytes = transcript.flatMap((entry) =>
        entry.type === 'bytes' ? [Buffer.from(entry.bytes).toString('hex')] : [],
      );
      expect(rows.map(([payload = '']) => payload.replaceAll(':', '')).join(''), id).to.equal(bytes.join(''));
      expect(rows.every(([, malformed = '']) => malformed === '')).to.equal(true);
    }
  });

  it('is refused in one line when it is no bundle, or was damaged or added to', async () => {
    const files = { 'manifest.json': '{}', 'report.json': '{}' };
    expect(await refused(Buffer.from('hello'))).to.contain('is no replay bundle');
    expect(await refused(zip([]))).to.contain('is no replay bundle');
    expect(await refused(storeZip([{ path: 'a', bytes: Buffer.from('x') }]))).to.contain('it has no manifest.json');
    expect(await refused(zip(Object.entries(files).map(([name, data]) => ({ name, data }))))).to.contain(
      'manifest.json is not as it has to be',
    );
    const bytes = Buffer.from(makeBundle(wrong));
    const at = bytes.indexOf('"points"', bytes.indexOf('report.json'));
    const changed = Buffer.from(bytes);
    changed[at + 1] = 0x51;
    expect(await refused(changed)).to.contain('damaged');
    expect(await refused(bytes.subarray(0, bytes.length - 30))).to.contain('cannot be read');
  });

  it('is refused in one line that says what to do when another version has made it', async () => {
    const made = (schema: number): Uint8Array =>
      zip([{ name: 'manifest.json', data: JSON.stringify({ kind: 'wirelab replay bundle', schema, checks: 'play' }) }]);
    expect(await refused(made(1))).to.equal(
      'the bundle was made by an older version of wirelab (schema 1, this one reads 2): grade again',
    );
    expect(await refused(made(3))).to.contain('a newer version of wirelab (schema 3');
  });

  it('has no place for a check that is none, which a lab is told of', () => {
    const [check] = ack.checks?.server ?? [];
    if (check === undefined) throw new Error('no check');
    const problems = (change: object): readonly string[] => checkProblems({ ...check, ...change });
    expect(problems({ hint: undefined })).to.deep.equal([]);
    expect(problems({ points: -1 })[0]).to.match(/^points: /);
    expect(problems({ script: { steps: [{ op: 'send', messages: ['a', 1] }] } })).to.deep.equal([
      'script.steps.0.messages.1: has to be a text or a Uint8Array',
    ]);
    expect(problems({ script: { steps: [], impairment: { toServer: { loss: 1 } } } })).to.deep.equal([
      'script.impairment.toServer: loss is 1: it has to be from 0 to less than 1',
    ]);
  });

  it('may not name files that lead elsewhere, nor unpack to more than it may', async () => {
    for (const name of ['../evil.json', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b'])
      expect(await refused(zip([{ name, data: 'x' }]))).to.contain('is not opened');
    expect(await refused(zip([{ name: 'link', data: '/etc/passwd', mode: 0o120777 }]))).to.contain('a symbolic link');
    expect(await refused(zip([{ name: 'manifest.json', data: Buffer.alloc(20 * 1024 * 1024) }]))).to.contain(
      'larger than',
    );
  });

  it('is read or refused, whatever bytes it has, and leaves nothing behind', async () => {
    const bytes = makeBundle(wrong);
    const folder = emptyFolder();
    const path = join(folder, 'bundle.zip');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const other = Uint8Array.from(bytes);
          for (const [at, byte] of changes) other[at] = byte;
          writeFileSync(path, other);
          const result: unknown = await readBundle(path).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).to.be.an.instanceOf(BundleError);
          expect(readdirSync(folder)).to.deep.equal(['bundle.zip']);
        },
      ),
      { seed, numRuns: 60 },
    );
    expect(existsSync(path)).to.equal(true);
  });
});
