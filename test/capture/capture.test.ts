import { expect } from 'chai';
import { Capture, type CaptureEvent } from '../../src/capture/capture.js';
import { captureEntry } from '../../src/capture/capture-entry.js';
import { runScript } from '../../src/client/run-script.js';
import { payloadBytes } from '../../src/core/exchange.js';
import line from '../../src/framings/line.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { needs } from '../support/needs.js';
import { serveTcp, stopServers } from '../support/tcp-server.js';
import { tshark } from '../support/tshark.js';

type Entry = CaptureEvent extends infer E
  ? E extends CaptureEvent
    ? Omit<E, 'connection' | 'time'> & { connection?: string }
    : never
  : never;

const START = Date.UTC(2030, 0, 1, 12);
const client = { host: '127.0.0.1', port: 40000 };
const server = { host: '127.0.0.1', port: 65432 };
const opened = { type: 'opened', client, server, datagrams: false } as const;
const bytes = (from: 'client' | 'server', text: string | Uint8Array) =>
  ({ type: 'bytes', from, bytes: payloadBytes(text) }) as const;

function captured(...events: Entry[]): Uint8Array {
  const capture = new Capture();
  return Buffer.concat([
    capture.header,
    ...events.map((event, index) => capture.add({ connection: 'c', time: START + index + 0.125, ...event })),
  ]);
}

const conversation = [
  opened,
  bytes('client', 'Hello\n'),
  bytes('server', 'olleH\n'),
  { type: 'ended', from: 'client' },
  { type: 'ended', from: 'server' },
] as const;

describe('a capture', () => {
  it('is a pcapng file: a section, an interface that carries IP packets, and a block for each packet', () => {
    const file = captured(opened, bytes('client', 'Hello\n'));
    expect(Buffer.from(file).toString('hex', 0, 28)).to.equal(
      '0a0d0d0a' + '2c000000' + '4d3c2b1a' + '0100' + '0000' + 'ffffffffffffffff' + '04000700',
    );
    const blocks: number[] = [];
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
      blocks.push(view.getUint32(at, true));
      expect(view.getUint32(at + 4, true) % 4).to.equal(0);
      expect(view.getUint32(at + view.getUint32(at + 4, true) - 4, true)).to.equal(view.getUint32(at + 4, true));
    }
    expect(blocks).to.deep.equal([0x0a0d0d0a, 1, 6, 6, 6, 6, 6]);
  });

  it('has nothing to say about connections that are over', () => {
    const capture = new Capture();
    for (const event of conversation) capture.add({ connection: 1, time: START, ...event });
    expect(capture.add({ connection: 1, time: START, type: 'reset', from: 'client' })).to.have.length(0);
    expect(capture.add({ connection: 2, time: START, ...bytes('client', 'x') })).to.have.length(0);
  });

  describe('in Wireshark', () => {
    before(needs('tshark'));

    const fields = ['tcp.flags.str', 'tcp.payload', 'ip.checksum.status', 'tcp.checksum.status', '_ws.expert.message'];
    const flags = (text: string | undefined): string => (text ?? '').replaceAll('·', '');

    it('is a conversation from the handshake to the end, with nothing to complain about', () => {
      const packets = tshark(captured(...conversation), fields);
      expect(packets.map(([flag]) => flags(flag))).to.deep.equal([
        'S',
        'AS',
        'A',
        'AP',
        'A',
        'AP',
        'A',
        'AF',
        'A',
        'AF',
        'A',
      ]);
      expect(packets.map(([, payload]) => payload).filter((payload) => payload !== '')).to.deep.equal([
        '48656c6c6f0a',
        '6f6c6c65480a',
      ]);
      for (const [, , ip, tcp] of packets) expect([ip, tcp]).to.deep.equal(['1', '1']);
      expect(complaints(packets)).to.deep.equal([]);
    });

    it('has the time of each event, to the microsecond', () => {
      expect(tshark(captured(opened, bytes('client', 'x')), ['frame.time_epoch'])[3]).to.deep.equal([
        `${String(START / 1000)}.001125000`,
      ]);
    });

    it('splits what is larger than a packet, and loses nothing', () => {
      const large = new Uint8Array(300_000).map((_, at) => at % 251);
      const packets = tshark(captured(opened, bytes('client', large), bytes('server', large)), fields);
      expect(
        packets
          .filter(([, payload]) => payload !== '')
          .map(([, payload]) => payload)
          .join(''),
      ).to.equal(Buffer.concat([large, large]).toString('hex'));
      expect(complaints(packets)).to.deep.equal([]);
    });

    it('shows a reset as one', () => {
      const packets = tshark(captured(opened, bytes('client', 'x'), { type: 'reset', from: 'server' }), fields);
      expect(flags(packets.at(-1)?.[0])).to.equal('AR');
      expect(complaints(packets)).to.deep.equal(['Connection reset (RST)']);
    });

    it('keeps connections apart, also when a port is used again', () => {
      const other = { ...opened, client: { ...client, port: 40001 } };
      const file = captured(
        opened,
        { ...other, connection: 'd' },
        bytes('client', 'one'),
        { ...bytes('client', 'two'), connection: 'd' },
        { type: 'reset', from: 'client' },
        opened,
        bytes('client', 'three'),
      );
      expect(
        tshark(file, ['tcp.stream', 'tcp.payload'])
          .filter(([, payload]) => payload !== '')
          .map(([stream]) => stream),
      ).to.deep.equal(['0', '1', '2']);
    });

    it('carries IPv6, and datagrams', () => {
      const six = { client: { host: '::1', port: 40000 }, server: { host: 'fe80::1:2%eth0', port: 12000 } };
      const file = captured(
        { ...opened, ...six, datagrams: true },
        bytes('client', 'ping'),
        bytes('server', new Uint8Array(0)),
        { ...opened, ...six, connection: 't' },
        { ...bytes('client', 'Hello'), connection: 't' },
      );
      const packets = tshark(file, [
        'ipv6.src',
        'ipv6.dst',
        'udp.length',
        'udp.checksum.status',
        'tcp.checksum.status',
        '_ws.expert.message',
      ]);
      expect(packets[0]?.slice(0, 4)).to.deep.equal(['::1', 'fe80::1:2', '12', '1']);
      expect(packets[1]?.slice(0, 4)).to.deep.equal(['fe80::1:2', '::1', '8', '1']);
      expect(packets.slice(2).map(([, , , , status]) => status)).to.deep.equal(['1', '1', '1', '1', '1']);
      expect(complaints(packets)).to.deep.equal([]);
    });

    it('shows the transcript of a script', async () => {
      const endpoint = await serveTcp((socket) => {
        socket.pipe(socket);
      });
      const steps = [
        { op: 'send', messages: ['Hello'], cuts: [2] },
        { op: 'expect', messages: ['Hello'] },
        { op: 'end' },
        { op: 'closed' },
      ] as const;
      const { transcript } = await runScript(
        { title: 'capture', steps },
        { framing: line(), connect: connectTcp(endpoint) },
      );
      await stopServers();
      const capture = new Capture();
      const file = Buffer.concat([
        capture.header,
        ...transcript.map((entry) => capture.add(captureEntry(entry, START))),
      ]);
      const packets = tshark(file, [...fields, 'tcp.dstport', 'frame.comment']);
      expect(packets[0]?.slice(-2)).to.deep.equal([String(endpoint.port), 'client']);
      const sent = packets.filter((packet) => packet[1] !== '' && packet[5] === String(endpoint.port));
      expect(sent.map(([, payload]) => payload)).to.deep.equal(['4865', '6c6c6f0a']);
      expect(packets.filter(([flag]) => flags(flag) === 'AF')).to.have.length(2);
      expect(complaints(packets)).to.deep.equal([]);
    });
  });
});

/** What Wireshark says about the packets, without what it says about every connection. */
function complaints(packets: readonly string[][]): string[] {
  return packets
    .flatMap((fields) => (fields.find((field) => /[a-z] [a-z(]/i.test(field)) ?? '').split(/,(?=[A-Z])/))
    .filter(
      (text) =>
        text !== '' &&
        !/^Connection (establish|finish)|^This frame (initiates|undergoes)/.test(text) &&
        text !== 'client',
    );
}
