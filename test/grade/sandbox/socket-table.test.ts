import { expect } from 'chai';
import { parseTable } from '../../../src/grade/sandbox/socket-table.js';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

describe('the table of sockets', () => {
  it('tells address, port, state, queues and inode', () => {
    const text =
      `${HEAD}   0: 0100007F:FF98 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 12345 1 0000000000000000 100 0 0 10 0\n` +
      '   1: 0100007F:FF98 0100007F:C350 08 0000000A:00000006 00:00000000 00000000  1000        0 0 1 0000000000000000 20 0 0 10 -1\n';
    expect(parseTable(text, 'tcp')).to.deep.equal([
      {
        transport: 'tcp',
        local: { address: '127.0.0.1', port: 65432 },
        remote: { address: '0.0.0.0', port: 0 },
        state: 'listen',
        received: 2,
        unsent: 0,
        inode: 12345,
      },
      {
        transport: 'tcp',
        local: { address: '127.0.0.1', port: 65432 },
        remote: { address: '127.0.0.1', port: 50000 },
        state: 'close-wait',
        received: 6,
        unsent: 10,
        inode: 0,
      },
    ]);
  });

  it('writes IPv6 addresses short', () => {
    const row = (address: string): string =>
      `${HEAD}   0: ${address}:0050 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 7 2 0000000000000000 0\n`;
    const addresses = [
      '00000000000000000000000001000000',
      '00000000000000000000000000000000',
      '0000000000000000FFFF00000100007F',
      'B80D0120000000000000000001000000',
    ];
    expect(addresses.map((address) => parseTable(row(address), 'udp')[0]?.local.address)).to.deep.equal([
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '2001:db8::1',
    ]);
  });

  it('skips what it does not understand', () => {
    expect(parseTable('', 'tcp')).to.deep.equal([]);
    expect(parseTable(`${HEAD}nonsense\n\n`, 'tcp')).to.deep.equal([]);
  });
});
