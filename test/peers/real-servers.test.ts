import { expect } from 'chai';
import { needs } from '../support/needs.js';
import { endPrograms, Spawned } from '../support/spawned.js';
import { startWirelab, wirelab } from '../support/wirelab.js';

describe('wirelab client talks to real servers', () => {
  afterEach(endPrograms);

  describe('socat with cat, an echo server with a process for each client', () => {
    before(needs('socat'));

    const socat = async (listen: string): Promise<number> => {
      const program = new Spawned('socat', ['-d', '-d', `${listen},fork`, 'EXEC:cat']);
      const [, port] = await program.printed(/listening on AF=\d+ .*:(\d+)$/m, 'stderr');
      return Number(port);
    };

    for (const lab of ['1', '2', '6', '7', '12', '13']) {
      it(`passes lab ${lab}`, async () => {
        const port = await socat('TCP-LISTEN:0,bind=127.0.0.1');
        const { status, stdout } = await wirelab(['client', lab, '--port', String(port)]);
        expect(status, stdout).to.equal(0);
      });
    }

    it('passes lab 1 on the address ::1', async () => {
      const port = await socat('TCP6-LISTEN:0,bind=[::1]');
      const { status, stdout } = await wirelab(['client', '1', '--host', '::1', '--port', String(port)]);
      expect(status, stdout).to.equal(0);
    });

    it('fails lab 3, as an echo is no acknowledgement', async () => {
      const port = await socat('TCP-LISTEN:0,bind=127.0.0.1');
      const { status, stdout } = await wirelab(['client', '3', '--port', String(port)]);
      expect(status).to.equal(1);
      expect(stdout).to.match(/^failed .*: at offset 0: expected "M" \(4d\), received "H" \(48\)$/m);
    });
  });

  describe('nc -l, with a person at it', () => {
    before(needs('nc'));

    it('is a partner for a chat in lines', async () => {
      const nc = new Spawned('nc', ['-lv', '127.0.0.1', '0']);
      const [, port = ''] = await nc.printed(/^Listening on \S+ (\d+)$/m, 'stderr');
      const prompt = startWirelab(['client', '9', '--interactive', '--port', port]);
      await nc.printed(/^Connection received/m, 'stderr');
      nc.write('who is there?\nhello?\n');
      await prompt.printed(/^< who is there\?\n< hello\?$/m);
      prompt.write('grüß dich ✓\n');
      await nc.printed(/^grüß dich ✓$/m);
      await nc.stop();
      expect(await prompt.end()).to.deep.include({ status: 1, stderr: 'the server closed the connection\n' });
    });

    it('is a partner over UDP', async () => {
      const nc = new Spawned('nc', ['-luv', '127.0.0.1', '0']);
      const [, port = ''] = await nc.printed(/^Bound on \S+ (\d+)$/m, 'stderr');
      const prompt = startWirelab(['client', '10', '--interactive', '--port', port]);
      prompt.write('ping 1\n');
      await nc.printed(/^ping 1/);
      nc.write('pong 1');
      await prompt.printed(/^< pong 1$/m);
      prompt.endInput();
      expect((await prompt.end()).status).to.equal(0);
    });
  });
});
