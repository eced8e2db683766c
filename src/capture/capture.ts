import { joinBytes } from '../core/frame-bytes.js';
import type { Endpoint } from '../transport/listener.js';
import { ipAddressBytes, ACK, FIN, PSH, RST, SYN, tcpPacket, udpPacket, type PacketEndpoint } from './packet.js';
import { pcapngHeader, pcapngPacket } from './pcapng.js';

/** Who sends: the side that connected, or the one that was listening. */
export type Side = 'client' | 'server';

/**
 * What happened on a connection. `connection` is whatever tells it from the others; `time` is in milliseconds since 1970 and
 * does not go back.
 */
export type CaptureEvent =
  | ({
      readonly type: 'opened';
      readonly client: Endpoint;
      readonly server: Endpoint;
      readonly datagrams: boolean;
      readonly comment?: string;
    } & On)
  | ({ readonly type: 'bytes'; readonly from: Side; readonly bytes: Uint8Array } & On)
  | ({ readonly type: 'ended'; readonly from: Side } & On)
  | ({ readonly type: 'reset'; readonly from: Side } & On);

interface On {
  readonly connection: string | number;
  readonly time: number;
}

/** Writes down a conversation as packets that Wireshark reads: headers are made up, as nothing below the bytes was seen. */
export class Capture {
  readonly #flows = new Map<string | number, Flow>();
  #opened = 0;

  /** What a file begins with. */
  readonly header = pcapngHeader();

  /** What is added to the file for this event: nothing for none, and for a connection that is over, or was never opened. */
  add(event: CaptureEvent | undefined): Uint8Array {
    if (event === undefined) return NOTHING;
    const { connection, time } = event;
    if (event.type === 'opened') {
      const flow = event.datagrams
        ? new UdpFlow(event.client, event.server)
        : new TcpFlow(event.client, event.server, ++this.#opened);
      this.#flows.set(connection, flow);
      return blocks(time, flow.open(), event.comment);
    }
    const flow = this.#flows.get(connection);
    if (flow === undefined) return NOTHING;
    if (event.type === 'bytes') return blocks(time, flow.send(event.from, event.bytes));
    const packets = event.type === 'ended' ? flow.end(event.from) : flow.reset(event.from);
    if (flow.isOver) this.#flows.delete(connection);
    return blocks(time, packets);
  }
}

const NOTHING = new Uint8Array(0);

function blocks(time: number, packets: readonly Uint8Array[], comment?: string): Uint8Array {
  return joinBytes(packets.map((packet, index) => pcapngPacket(time, packet, index === 0 ? comment : undefined)));
}

interface Flow {
  readonly isOver: boolean;
  open(): Uint8Array[];
  send(from: Side, bytes: Uint8Array): Uint8Array[];
  end(from: Side): Uint8Array[];
  reset(from: Side): Uint8Array[];
}

const LARGEST_SEGMENT = 65495 - 20; // an IPv4 packet has at most 65535 bytes, 40 of them headers; IPv6's headers are longer

class TcpFlow implements Flow {
  readonly #ends: Readonly<Record<Side, PacketEndpoint>>;
  readonly #next: Record<Side, number>; // sequence number of the next byte
  readonly #ended = { client: false, server: false };
  #isReset = false;
  #id = 0;

  constructor(client: Endpoint, server: Endpoint, number: number) {
    this.#ends = { client: endpoint(client), server: endpoint(server) };
    // They differ from one connection to the next, so that a port that is used again is not taken for the same connection.
    this.#next = { client: (number * 64_000) >>> 0, server: (number * 64_000 + 2 ** 31) >>> 0 };
  }

  get isOver(): boolean {
    return this.#isReset || (this.#ended.client && this.#ended.server);
  }

  open(): Uint8Array[] {
    return [this.#packet('client', SYN), this.#packet('server', SYN | ACK), this.#packet('client', ACK)];
  }

  send(from: Side, bytes: Uint8Array): Uint8Array[] {
    if (this.#ended[from] || this.#isReset) return [];
    const packets: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += LARGEST_SEGMENT) {
      packets.push(this.#packet(from, PSH | ACK, bytes.subarray(at, at + LARGEST_SEGMENT)));
    }
    if (packets.length > 0) packets.push(this.#packet(other(from), ACK));
    return packets;
  }

  end(from: Side): Uint8Array[] {
    if (this.#ended[from] || this.#isReset) return [];
    this.#ended[from] = true;
    return [this.#packet(from, FIN | ACK), this.#packet(other(from), ACK)];
  }

  reset(from: Side): Uint8Array[] {
    if (this.isOver) return [];
    this.#isReset = true;
    return [this.#packet(from, RST | ACK)];
  }

  #packet(from: Side, flags: number, payload: Uint8Array = NOTHING): Uint8Array {
    const to = other(from);
    const segment = { flags, sequence: this.#next[from], acknowledgement: this.#next[to], payload };
    const taken = payload.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1); // SYN and FIN count as a byte
    this.#next[from] = (this.#next[from] + taken) >>> 0;
    return tcpPacket(this.#ends[from], this.#ends[to], this.#id++ & 0xffff, segment);
  }
}

class UdpFlow implements Flow {
  readonly isOver = false;
  readonly #ends: Readonly<Record<Side, PacketEndpoint>>;
  #id = 0;

  constructor(client: Endpoint, server: Endpoint) {
    this.#ends = { client: endpoint(client), server: endpoint(server) };
  }

  open(): Uint8Array[] {
    return [];
  }

  send(from: Side, bytes: Uint8Array): Uint8Array[] {
    return [udpPacket(this.#ends[from], this.#ends[other(from)], this.#id++ & 0xffff, bytes)];
  }

  end(): Uint8Array[] {
    return [];
  }

  reset(): Uint8Array[] {
    return [];
  }
}

function other(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

function endpoint({ host, port }: Endpoint): PacketEndpoint {
  return { address: ipAddressBytes(host), port: port === 0 ? 0xffff : port };
}
