import { inject, injectable, optional } from 'inversify';
import type { Codec } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { Conversation, Handler, Peer } from '../src/core/handler.js';
import { DeviceTable, type Device } from '../src/protocols/gateway/device-table.js';
import type { Layout } from '../src/protocols/gateway/layout.js';
import type { GatewayLimits } from '../src/protocols/gateway/gateway-limits.js';
import { decodeReading, encodeReading, type Reading } from '../src/protocols/gateway/reading.js';
import { encodeReply, type Reply } from '../src/protocols/gateway/reply.js';
import { parseSettings } from '../src/protocols/gateway/gateway-settings.js';
import { Parameter } from '../src/tokens.js';

const DEVICES = 10_000;

/** Takes the readings of devices, acknowledges each, counts it once, and says when a value passes its limit. */
@injectable()
export default class Gateway implements Handler<Reading, Reply> {
  readonly name: string;
  readonly summary = 'acknowledges binary sensor readings and raises alarms';
  readonly parameter =
    'limits above which there is an alarm, and the order of the fields: temperature=60,humidity=90,pressure=1100,voltage=250,order=device-sequence-quantity-unit-value (the defaults)';
  readonly shared = true; // a device may come back on another connection
  readonly codec: Codec<Reading, Reply>;
  readonly examples: readonly Exchange[];
  /** The devices heard of, with what was last heard. */
  readonly devices = new DeviceTable(DEVICES);
  readonly #limits: GatewayLimits;

  constructor(@inject(Parameter) @optional() parameter?: string) {
    this.name = parameter === undefined ? 'gateway' : `gateway:${parameter}`;
    const { limits, layout } = parseSettings(parameter);
    this.#limits = limits;
    this.codec = {
      decode: (message) => decodeReading(message, layout),
      encode: (reply) => encodeReply(reply, layout),
      refusal: ({ offset }) => ({ kind: 'malformed', offset }),
    };
    this.examples = examplesFor(limits.temperature, layout);
  }

  connect(peer: Peer<Reply>): Conversation<Reading> {
    return {
      receive: (reading) => {
        const device = this.devices.heard(reading.device);
        const isNew = device.sequences.accept(reading.sequence);
        peer.send({
          kind: 'ack',
          status: isNew ? 'ok' : 'duplicate',
          device: reading.device,
          sequence: reading.sequence,
        });
        if (isNew) this.#count(device, reading, peer);
      },
    };
  }

  #count(device: Device, reading: Reading, peer: Peer<Reply>): void {
    device.readings++;
    device.last = reading;
    const limit = this.#limits[reading.quantity];
    const above = reading.value > limit;
    const wasAbove = device.alarms.has(reading.quantity);
    const [changed, unchanged] = above ? (['begins', 'on'] as const) : (['ends', 'off'] as const);
    const alarm = above === wasAbove ? unchanged : changed;
    if (this.devices.counted.observed) this.devices.counted.emit({ reading, limit, alarm });
    if (above === wasAbove) return;
    if (above) device.alarms.add(reading.quantity);
    else device.alarms.delete(reading.quantity);
    peer.send({ ...reading, kind: above ? 'alarm' : 'clear', limit });
  }
}

/** A device that starts (so this can be played again), repeats itself, passes the limit and comes back. */
function examplesFor(limit: number, layout: Layout): readonly Exchange[] {
  const device = 7;
  const above = Math.min(limit + 1500, 0x7fff_ffff);
  const reading = (sequence: number, value: number): Uint8Array =>
    encodeReading({ device, sequence, quantity: 'temperature', value }, layout);
  const ack = (sequence: number, status: 'ok' | 'duplicate' = 'ok'): Uint8Array =>
    encodeReply({ kind: 'ack', status, device, sequence }, layout);
  const passing = (kind: 'alarm' | 'clear', sequence: number, value: number): Uint8Array =>
    encodeReply({ kind, device, sequence, quantity: 'temperature', value, limit }, layout);
  return [
    { send: reading(0, limit), replies: [ack(0)] },
    { send: reading(0, limit), replies: [ack(0, 'duplicate')] },
    { send: reading(1, above), replies: [ack(1), passing('alarm', 1, above)] },
    { send: reading(2, limit), replies: [ack(2), passing('clear', 2, limit)] },
    { send: reading(3, limit).subarray(0, 9), replies: [encodeReply({ kind: 'malformed', offset: 9 }, layout)] },
  ];
}
