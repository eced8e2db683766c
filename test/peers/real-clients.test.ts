import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { needs } from '../support/needs.js';
import { python } from '../support/python.js';
import { endPrograms, Spawned } from '../support/spawned.js';
import { serving, type Serving } from '../support/wirelab.js';
import { HOST, line, realClient, typeAll, type RealClient } from './real-client.js';

const DUPLEX = fileURLToPath(new URL('./fixtures/duplex.py', import.meta.url));

/** What sends each typed line to a port of this machine and prints what comes, while its input is open. */
const clients: Readonly<Record<string, RealClient>> = {
  nc: realClient('nc', (port) => [HOST, String(port)]),
  'nc -C, which ends lines with CRLF': realClient('nc', (port) => ['-C', HOST, String(port)]),
  socat: realClient('socat', (port) => ['-', `TCP:${HOST}:${port}`]),
  'socat with crnl': realClient('socat', (port) => ['-', `TCP:${HOST}:${port},crnl`]),
  telnet: realClient('telnet', (port) => [HOST, String(port)]),
  'curl telnet://': realClient('curl', (port) => ['-sN', `telnet://${HOST}:${port}`]),
  python3: { needed: 'python3', start: (port) => python(DUPLEX, [String(port)]) },
  'bash with /dev/tcp': realClient('bash', (port) => ['-c', `exec 3<>/dev/tcp/${HOST}/${port}; cat <&3 & cat >&3`]),
};

const CODEWORD = '100010110101101001110111';

/** A service, what is typed, and the line that answers it. */
const questions: readonly (readonly [service: string, typed: string, answer: string])[] = [
  ['echo', 'héllo ✓', 'héllo ✓'],
  ['ack', 'Hello', 'Message received'],
  ['reverse', 'née', 'eén'],
  ['crc', CODEWORD, `THANK you Data ->${CODEWORD} Received No error FOUND`],
  ['chat', '/quit', '* bye'],
];

describe('real clients talk to wirelab serve in lines', () => {
  const servers = new Map<string, Serving>();
  const portOf = (service: string): number => servers.get(service)?.port ?? 0;
  before(async () => {
    for (const [service] of questions) servers.set(service, await serving(['--handler', service]));
  });
  after(endPrograms);

  for (const [name, { needed, start }] of Object.entries(clients)) {
    describe(name, () => {
      before(needs(needed));

      for (const [service, typed, answer] of questions) {
        it(`is answered by ${service}`, async () => {
          const client = start(portOf(service));
          client.write(`${typed}\n`);
          await client.printed(line(answer));
          await client.stop('SIGKILL');
        });
      }
    });
  }

  it('nc and telnet hear one another in the chat', async function () {
    needs('nc', 'telnet').call(this);
    const { port } = await serving(['--handler', 'chat']);
    const ann = clients.nc?.start(port) as Spawned;
    ann.write('/name ann\n');
    await ann.printed(line('* you are now ann'));
    const bob = clients.telnet?.start(port) as Spawned;
    bob.write('/name bob\n');
    await ann.printed(/^\* guest1 is now bob$/m);
    bob.write('hello, ann\n');
    await ann.printed(line('bob: hello, ann'));
    ann.write('hello, bob\n');
    await bob.printed(line('ann: hello, bob'));
    bob.write('/quit\n');
    expect((await bob.end()).stdout).to.match(/\* bye\n/);
    await ann.printed(line('* bob left'));
  });

  it('nc ends by itself when the server closes after exit', async function () {
    needs('nc').call(this);
    const ended = await typeAll(new Spawned('nc', [HOST, String(portOf('ack'))]), 'Hello\nexit\n');
    expect(ended).to.deep.include({ status: 0, stdout: 'Message received\nMessage received\n' });
  });

  it('curl ends by itself when the server closes after exit', async function () {
    needs('curl').call(this);
    const ended = await typeAll(clients['curl telnet://']?.start(portOf('ack')) as Spawned, 'exit\n');
    expect(ended).to.deep.include({ status: 0, stdout: 'Message received\n' });
  });
});
