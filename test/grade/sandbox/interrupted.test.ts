import { expect } from 'chai';
import { chmodSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../../support/needs.js';
import { endPrograms } from '../../support/spawned.js';
import { Place } from './end-to-end.js';

const ECHO = `
import os, socket, time
if os.fork() == 0:
    os.setsid()
    time.sleep(600)
s = socket.create_server(("127.0.0.1", 65432))
while True:
    c, _ = s.accept()
    while True:
        d = c.recv(1024)
        time.sleep(0.05)
        if not d:
            break
        c.sendall(d)
    c.close()
`;

const CLIENT = `
import socket
s = socket.create_connection(("127.0.0.1", 65432))
s.sendall(b"Hello from client!")
print(s.recv(1024))
`;

describe('a grader that does not come to its end', function () {
  this.timeout(180_000);
  let place: Place;
  before(needs('bwrap', 'python3'));
  beforeEach(() => {
    place = new Place();
  });
  afterEach(endPrograms);
  afterEach(() => {
    place.remove();
  });

  for (const mode of ['in the sandbox', 'without a sandbox'] as const) {
    const flags = mode === 'in the sandbox' ? [] : ['--unsafe-no-sandbox'];

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      it(`after ${signal}, ${mode}, ends with 130, and leaves no process and no file`, async () => {
        const file = `server-${place.word}.py`;
        place.submission({ [file]: ECHO });
        const grader = place.start(['grade', '1', place.path(file), '--json', ...flags]);
        await place.untilRuns(file);
        grader.kill(signal);
        const { status, stdout } = await grader.end(30_000);
        expect({ status, stdout }).to.deep.equal({ status: 130, stdout: '' });
        expect(await place.untilGone()).to.deep.equal([]);
        expect(place.files).to.deep.equal([]);
      });
    }

    it(`after SIGKILL, ${mode}, leaves no process, and its files to the next one to remove`, async () => {
      const file = `server-${place.word}.py`;
      place.submission({ [file]: ECHO, 'notes.py': 'print("no server")\n' });
      const grader = place.start(['grade', '1', place.path(file), '--json', ...flags]);
      await place.untilRuns(file);
      grader.kill('SIGKILL');
      await grader.end(30_000);
      expect(await place.untilGone()).to.deep.equal([]);
      expect(place.files).to.not.deep.equal([]); // or there would be nothing to remove
      await place.run(['grade', '1', place.path(file), '--only', 'every-byte', '--json', ...flags]);
      expect(place.files).to.deep.equal([]);
    });
  }

  it('also where several are graded at once', async () => {
    const prover = place.start(['prove', '1', '--jobs', '3']);
    await place.untilRuns('server.py');
    prover.kill('SIGINT');
    expect((await prover.end(30_000)).status).to.equal(130);
    expect(await place.untilGone()).to.deep.equal([]);
    expect(place.files).to.deep.equal([]);
  });
});

describe('where there is no sandbox', function () {
  this.timeout(60_000);
  let place: Place;
  before(needs('python3'));
  beforeEach(() => {
    place = new Place();
  });
  afterEach(endPrograms);
  afterEach(() => {
    place.remove();
  });

  const FORBIDDEN = 'echo "bwrap: setting up uid map: Permission denied" >&2; exit 1';
  const machines: readonly (readonly [title: string, bwrap: string | undefined, says: RegExp])[] = [
    [
      'bubblewrap is not installed',
      undefined,
      /^wirelab: bubblewrap is not installed; without a sandbox student programs would run as you, .*: apt-get install -y --no-install-recommends bubblewrap\n$/,
    ],
    [
      'the system forbids namespaces',
      FORBIDDEN,
      /^wirelab: this system forbids its users namespaces of their own \(bwrap: setting up uid map: Permission denied\); without a sandbox .*: .*(sysctl|docker|unmask)/,
    ],
    [
      'bubblewrap is old',
      'echo "bwrap: Unknown option --json-status-fd" >&2; exit 1',
      /^wirelab: bubblewrap is too old .*: apt-get install/,
    ],
    ['bwrap ends without a word', 'exit 1', /^wirelab: the box ended without a word; .*: wirelab doctor\n$/],
  ];
  for (const [title, bwrap, says] of machines) {
    for (const command of ['grade', 'prove', 'matrix'] as const) {
      it(`as ${title}, wirelab ${command} refuses with 3 and says what to do in one line`, async () => {
        const bin = place.submission({ 'server.py': ECHO, 'pair/client.py': CLIENT, 'pair/server.py': ECHO });
        if (bwrap !== undefined) {
          writeFileSync(join(bin, 'bwrap'), `#!/bin/sh\n${bwrap}\n`);
          chmodSync(join(bin, 'bwrap'), 0o755);
        }
        const words = {
          grade: ['grade', '1', place.path('server.py')],
          prove: ['prove', '1', '--sample', '1'],
          matrix: ['matrix', '1', place.path('pair')],
        }[command];
        const { status, stdout, stderr } = await place.run(words, {
          PATH: bwrap === undefined ? withoutBwrap() : `${bin}:${process.env.PATH ?? ''}`,
        });
        expect({ status, stdout, lines: stderr.split('\n').length }, stderr).to.deep.equal({
          status: 3,
          stdout: '',
          lines: 2,
        });
        expect(stderr).to.match(says);
        expect(place.files).to.deep.equal([]);
      });
    }
  }

  /** A folder with links to all programs but bwrap. */
  function withoutBwrap(): string {
    const bin = place.path('bin');
    place.submission({ 'bin/.keep': '' });
    for (const folder of (process.env.PATH ?? '').split(':').filter((path) => path.startsWith('/'))) {
      for (const name of listed(folder))
        if (name !== 'bwrap' && !existsSync(join(bin, name))) symlinkSync(join(folder, name), join(bin, name));
    }
    return bin;
  }
});

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
