import { defined } from '../../../src/core/defined.js';
import { expect } from 'chai';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { composeServer } from '../../../src/compose/compose-server.js';
import { endpointText } from '../../../src/transport/link-error.js';
import { composeGrader } from '../../../src/compose/compose-grader.js';
import { allLabs, findLab } from '../../../src/compose/labs.js';
import { parseReport } from '../../../src/grade/report/parse-report.js';
import type { Report } from '../../../src/grade/report/report.js';
import { parseTargetAddress, type TargetAddress } from '../../../src/grade/target/target-address.js';
import { portChecks } from '../../../src/grade/check/port-checks.js';
import type { NumberedLab } from '../../../src/lab/numbered-lab.js';
import { seed } from '../../support/seed.js';

const servers: Server[] = [];

/** A server of one's own on a free port. */
async function served(serve: (socket: Socket, server: Server) => void): Promise<TargetAddress & object> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    serve(socket, server);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

async function report(lab: NumberedLab, target: TargetAddress, only?: readonly string[]): Promise<Report> {
  const made = await composeGrader().gradeTarget({
    lab,
    target: target === 'reference' ? target : endpointText(target),
    seed,
    ...defined({ only }),
  });
  return parseReport(JSON.parse(JSON.stringify(made)));
}

/** What does not depend on time and place. */
const verdicts = ({ checks }: Report): object[] =>
  checks.map(({ id, status, earned, cause, reason }) => ({ id, status, earned, message: cause?.message, reason }));

const labs = (await allLabs()).filter(({ checks }) => (checks?.server ?? []).length > 0);
// What a lab is about may be what a server elsewhere, or one for all checks, does not show: who waits in the queue of a transport, who is in the
// one room of a chat, and at which address of two machines a server is bound.
const OF_ITS_OWN = ['one-at-a-time', 'chat'];
const OF_ITS_PROCESS = ['two-machines'];

describe('a target that is graded through its port', function () {
  this.timeout(60_000);
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  for (const lab of labs.filter(({ slug }) => !OF_ITS_OWN.includes(slug))) {
    it(`is the reference of lab ${lab.number} ${lab.slug}: it has full marks, and the same report in memory as over its transport`, async () => {
      const { transport, framing, handler } = lab.server;
      const inMemory = await report(lab, 'reference');
      const server = await composeServer({ transport, framing, handler, port: 0 });
      const endpoint = await server.start();
      const overNetwork = await report(lab, endpoint).finally(() => server.stop(0));
      const compared = inMemory.checks.filter(({ reason }) => reason?.includes('buffers') !== true).map(({ id }) => id);
      const only = (report: Report): Report => ({
        ...report,
        checks: report.checks.filter(({ id }) => compared.includes(id)),
      });
      expect(verdicts(only(inMemory))).to.deep.equal(verdicts(only(overNetwork)));
      expect(overNetwork.score).to.equal(overNetwork.maxScore);
      expect(inMemory.checks.filter(({ status, reason }) => status !== 'pass' && reason === undefined)).to.deep.equal(
        [],
      );
      expect(inMemory.maxScore).to.be.greaterThan(0);
      expect(inMemory.score).to.equal(inMemory.maxScore);
    });
  }

  it('is not blamed for what a port does not show: such checks say why they were left out, and do not count', async () => {
    const { checks, maxScore, outcome, submission } = await report(await findLab('echo'), 'reference');
    const left = checks.filter(({ status }) => status === 'skip');
    expect(left.map(({ id }) => id)).to.include('restart');
    for (const { reason } of left)
      expect(reason).to.match(
        /^the check has to .*, (?:which cannot be done through a port|and one in memory has none)$/,
      );
    expect(maxScore).to.equal(
      checks.filter((check) => !left.includes(check)).reduce((sum, { points }) => sum + points, 0),
    );
    expect({ outcome, ...submission }).to.deep.include({
      outcome: 'graded',
      name: 'reference',
      sha256: null,
      command: null,
      port: null,
    });
  });

  it('that is wrong fails with the words that a program would get', async () => {
    const endpoint = await served((socket) => {
      socket.on('data', (data) => socket.write(data.toString('latin1').toUpperCase()));
    });
    const { checks, score } = await report(await findLab('echo'), endpoint, ['several-messages']);
    expect(checks.map(({ status }) => status)).to.deep.equal(['fail', 'skip']);
    expect(checks[0]?.cause?.message).to.include('expected "e" (65), received "E" (45)');
    expect(checks[1]?.needs).to.deep.equal(['one-exchange']);
    expect(score).to.equal(0);
  });

  it('that dies in the middle fails the check in which it died, and the rest is lost', async () => {
    let clients = 0;
    const endpoint = await served((socket, server) => {
      if (++clients > 3) {
        server.close();
        socket.destroy();
        return;
      }
      socket.on('data', (data) => socket.write(data));
      socket.on('end', () => socket.end());
    });
    const { checks, findings, outcome, score, maxScore } = await report(await findLab('echo'), endpoint);
    expect(outcome).to.equal('graded');
    const died = checks.find(({ status }) => status === 'fail');
    expect(died?.cause?.message).to.match(/Nobody listens there any more: the server has ended$/);
    for (const { status, needs, reason } of checks.slice(checks.indexOf(died as (typeof checks)[number]) + 1)) {
      expect(status).to.equal('skip');
      if (reason === undefined) expect(needs).to.deep.equal([died?.id]);
    }
    expect(findings.map(({ kind, check }) => ({ kind, check }))).to.deep.equal([{ kind: 'ended', check: died?.id }]);
    expect(score).to.be.greaterThan(0).and.lessThan(maxScore);
  });

  it('at which nobody listens, or that does not exist, cannot be graded, and says so', async () => {
    const gone = await served(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const lab = await findLab('ack');
    const refused = await report(lab, gone);
    expect(refused).to.include({ outcome: 'not-gradable', score: 0 });
    expect(refused.reason).to.match(/^nobody listens on 127\.0\.0\.1:\d+: start the server first, or check the port$/);
    expect((await report(lab, { host: 'no-such-host.invalid', port: 5000 })).reason).to.equal(
      'no host is called no-such-host.invalid: check the name',
    );
  });

  it('is written as host:port, with brackets around an address of IPv6, or reference', () => {
    expect(['127.0.0.1:5000', 'localhost:1', '[::1]:65535', 'reference'].map(parseTargetAddress)).to.deep.equal([
      { host: '127.0.0.1', port: 5000 },
      { host: 'localhost', port: 1 },
      { host: '::1', port: 65535 },
      'reference',
    ]);
    for (const [text, says] of [
      ['::1:5000', 'brackets'],
      ['localhost', 'host:port'],
      ['localhost:0', '1 to 65535'],
      ['localhost:65536', '1 to 65535'],
      [':5000', 'host:port'],
      ['http://a:80', 'host:port'],
      ['', 'host:port'],
    ] as const) {
      expect(() => parseTargetAddress(text), text).to.throw(RangeError, says);
    }
  });
});

describe('the checks that can be tried through a port', () => {
  for (const lab of labs) {
    it(`of lab ${lab.number} ${lab.slug} need only each other, and are more than half of the points`, () => {
      const all = lab.checks?.server ?? [];
      const { tried, left } = portChecks(all);
      const points = (checks: readonly { readonly points: number }[]): number =>
        checks.reduce((sum, check) => sum + check.points, 0);
      const ids = new Set(tried.map(({ id }) => id));
      expect(tried.flatMap(({ needs = [] }) => needs).filter((id) => !ids.has(id))).to.deep.equal([]);
      expect([...tried, ...left.map(({ check }) => check)].map(({ id }) => id).sort()).to.deep.equal(
        all.map(({ id }) => id).sort(),
      );
      if (!OF_ITS_PROCESS.includes(lab.slug)) expect(points(tried)).to.be.greaterThan(points(all) / 2);
    });
  }
});
