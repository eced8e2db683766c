import { expect } from 'chai';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { serving } from '../support/wirelab.js';
import { HOST, line, realClient, type RealClient } from './real-client.js';

describe('real clients talk to wirelab serve over UDP', () => {
  afterEach(endPrograms);

  const datagrams: Readonly<Record<string, RealClient>> = {
    'nc -u': realClient('nc', (port) => ['-u', HOST, String(port)]),
    socat: realClient('socat', (port) => ['-', `UDP:${HOST}:${port}`]),
  };

  for (const [name, { needed, start }] of Object.entries(datagrams)) {
    describe(name, () => {
      before(needs(needed));

      it('has each datagram echoed, bytes that are no text too', async () => {
        const { port, said } = await serving(['10']);
        const client = start(port);
        client.write('ping 1\n');
        await client.printed(line('ping 1'));
        client.write(Uint8Array.of(0xff, 0xfe, 0x00, 0x0a));
        await said(/message of 4 bytes: "\\xff\\xfe\\x00\\n"$/m);
        client.write('ping 2\n');
        await client.printed(line('ping 2'));
        expect(client.stdoutBytes).to.deep.equal(Buffer.from('70696e6720310afffe000a70696e6720320a', 'hex'));
      });

      it('has its datagrams counted, each client its own', async () => {
        const { port } = await serving(['10', '--handler', 'ack:ACK {n}']);
        const first = start(port);
        const second = start(port);
        first.write('1 one');
        await first.printed(/^ACK 1$/);
        first.write('2 two');
        await first.printed(/^ACK 1ACK 2$/);
        second.write('1 one');
        await second.printed(/^ACK 1$/);
      });
    });
  }
});
