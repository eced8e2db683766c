import { setTimeout as pause } from 'node:timers/promises';
import { frameBytes } from '../../core/frame-bytes.js';
import type { Framing } from '../../core/framing.js';
import { hexBytes } from '../../core/show-bytes.js';
import type { DevicePlan, PlannedReading } from './device-plan.js';
import { ExpectedReplies, repeatedReply, replyText } from './expected-replies.js';
import type { Layout } from './layout.js';
import { encodeReading } from './reading.js';
import { decodeReply, encodeReply, type Reply } from './reply.js';
import type { GatewaySettings } from './gateway-settings.js';
import type { Random } from '../../core/random.js';
import type { Connector } from '../../transport/link.js';
import { DeviceConnection } from './device-connection.js';

/** What all devices of one run have in common. */
export interface DeviceSettings extends GatewaySettings {
  readonly connect: Connector;
  readonly framing: Framing;
  /** The most that a reply may take, in milliseconds. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** What a device has done and seen. */
export interface DeviceTally {
  connections: number;
  /** Readings that were counted, repeated ones that were told as such, alarms and their ends. */
  counted: number;
  repeated: number;
  alarms: number;
  alarmsOver: number;
  /** How long each acknowledgement took, in milliseconds. */
  readonly replyMs: number[];
}

const CONNECTS_WITHIN = 5; // times the deadline: a queue of connections that is full makes the system try again after a second
const LONGEST_GAP = 25; // milliseconds between the pieces of a slow device
const SETTLED = 2; // readings after which nothing of an earlier run can be felt any more

/** Plays one device. Rejects at the first reply that is wrong, missing or late, with a message for people. */
export async function simulateDevice(
  plan: DevicePlan,
  settings: DeviceSettings,
  random: Random,
  tally: DeviceTally,
): Promise<void> {
  await pause(plan.startMs, undefined, { signal: settings.signal });
  const device = new SimulatedDevice(plan, settings, random, tally);
  try {
    for (const planned of plan.readings) await device.deliver(planned);
    await device.leave();
  } finally {
    device.close();
  }
}

class SimulatedDevice {
  readonly #plan: DevicePlan;
  readonly #settings: DeviceSettings;
  readonly #random: Random;
  readonly #tally: DeviceTally;
  readonly #expected: ExpectedReplies;
  readonly #leftovers: string[] = [];
  #connection: DeviceConnection | undefined;
  #sequence = 0;

  constructor(plan: DevicePlan, settings: DeviceSettings, random: Random, tally: DeviceTally) {
    this.#plan = plan;
    this.#settings = settings;
    this.#random = random;
    this.#tally = tally;
    this.#expected = new ExpectedReplies(settings.limits);
  }

  async deliver({ reading, pauseMs, mishap }: PlannedReading): Promise<void> {
    const { signal, framing, layout } = this.#settings;
    const frame = frameBytes(framing, encodeReading(reading, layout));
    this.#sequence = reading.sequence;
    await pause(pauseMs, undefined, { signal });
    if (mishap === 'breaks-off') {
      await this.#send(frame.subarray(0, 1 + Math.floor(this.#random() * (frame.length - 1))));
      await this.#comeBack();
    }
    await this.#send(frame);
    if (reading.sequence < SETTLED)
      this.#leftovers.push(hexBytes(encodeReply(this.#expected.leftover(reading), layout)));
    await this.#take(this.#expected.counted(reading), reading.sequence === 0 ? repeatedReply(reading) : undefined);
    if (mishap !== 'repeats') return;
    await this.#comeBack();
    await this.#send(frame);
    await this.#take([repeatedReply(reading)]);
  }

  /** Ends the connection in good order: nothing more may come, and the server has to close. */
  async leave(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined) return;
    const hasClosed = await connection.finish(this.#settings.deadlineMs);
    if (connection.untaken !== undefined)
      throw this.#error(`nothing more was expected, received ${inWords(connection.untaken, this.#settings.layout)}`);
    if (!hasClosed)
      throw this.#error('the device has ended its direction, and the server did not close the connection');
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  async #comeBack(): Promise<void> {
    this.close();
    await pause(Math.floor(this.#random() * LONGEST_GAP), undefined, { signal: this.#settings.signal });
  }

  async #send(frame: Uint8Array): Promise<void> {
    const { connect, framing, deadlineMs, signal } = this.#settings;
    try {
      if (this.#connection === undefined) {
        this.#connection = await DeviceConnection.open(connect, framing, CONNECTS_WITHIN * deadlineMs, signal);
        this.#tally.connections++;
      }
      for (const piece of this.#plan.isSlow ? this.#pieces(frame) : [frame]) {
        if (piece !== frame) await pause(Math.floor(this.#random() * LONGEST_GAP), undefined, { signal });
        await this.#connection.send(piece, deadlineMs);
      }
    } catch (error) {
      throw this.#connection === undefined ? error : this.#error(messageOf(error));
    }
  }

  #pieces(frame: Uint8Array): Uint8Array[] {
    const cuts = Array.from({ length: 1 + Math.floor(this.#random() * 4) }, () =>
      Math.floor(this.#random() * frame.length),
    );
    const ends = [...new Set([...cuts.filter((cut) => cut > 0), frame.length])].sort((a, b) => a - b);
    return ends.map((end, index) => frame.slice(ends[index - 1] ?? 0, end));
  }

  /** Takes these replies. `instead`: may come in place of all of them, from a gateway that has not forgotten an earlier run. */
  async #take(replies: readonly Reply[], instead?: Reply): Promise<void> {
    const begin = performance.now();
    const { layout } = this.#settings;
    for (const reply of replies) {
      const expected = encodeReply(reply, layout);
      const came = await this.#next(expected);
      if (reply.kind === 'ack') this.#tally.replyMs.push(performance.now() - begin);
      if (instead !== undefined && hexBytes(came) === hexBytes(encodeReply(instead, layout))) return;
      if (hexBytes(came) !== hexBytes(expected))
        throw this.#error(`expected ${inWords(expected, layout)}, received ${inWords(came, layout)}`);
      if (reply.kind === 'ack') this.#tally[reply.status === 'ok' ? 'counted' : 'repeated']++;
      else this.#tally[reply.kind === 'alarm' ? 'alarms' : 'alarmsOver']++;
    }
  }

  async #next(expected: Uint8Array): Promise<Uint8Array> {
    const { deadlineMs, signal, layout } = this.#settings;
    for (;;) {
      let message: Uint8Array | undefined;
      try {
        message = await this.#connection?.next(deadlineMs);
      } catch (error) {
        throw this.#error(`${messageOf(error)}; expected ${inWords(expected, layout)}`);
      }
      signal.throwIfAborted();
      if (message === undefined)
        throw this.#error(`nothing came within ${deadlineMs} ms; expected ${inWords(expected, layout)}`);
      if (!this.#leftovers.includes(hexBytes(message)) || hexBytes(message) === hexBytes(expected)) return message;
    }
  }

  #error(message: string): Error {
    return new Error(`device ${this.#plan.id}, reading ${this.#sequence}: ${message}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inWords(payload: Uint8Array, layout: Layout): string {
  let words = 'no reply of this lab';
  try {
    words = replyText(decodeReply(payload, layout));
  } catch {
    // The bytes say it.
  }
  return `"${words}" (${hexBytes(payload.subarray(0, 20))}${payload.length > 20 ? ' …' : ''})`;
}
