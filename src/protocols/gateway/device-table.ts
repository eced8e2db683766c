import { EventStream } from '../../core/event-stream.js';
import type { QuantityName } from './quantity.js';
import type { Reading } from './reading.js';

/** What the gateway knows of one device. */
export interface Device {
  readonly id: number;
  readonly sequences: SequenceWindow;
  /** The quantities that are above their limit. */
  readonly alarms: Set<QuantityName>;
  /** Readings counted; repeated ones are not. */
  readings: number;
  last: Reading | undefined;
}

/** A reading that was counted, and what it did to the alarm of its quantity. */
export interface CountedReading {
  readonly reading: Reading;
  /** In thousandths. */
  readonly limit: number;
  readonly alarm: 'off' | 'begins' | 'on' | 'ends';
}

/** The devices heard of, at most `size`: the one that has been silent longest makes room for a new one. */
export class DeviceTable {
  /** Tells every reading that is counted. */
  readonly counted = new EventStream<CountedReading>();
  readonly #size: number;
  readonly #devices = new Map<number, Device>(); // the longest silent first

  constructor(size: number) {
    this.#size = size;
  }

  /** The device with that number, new if it was not known, and now the last one heard of. */
  heard(id: number): Device {
    const device = this.#devices.get(id) ?? {
      id,
      sequences: new SequenceWindow(),
      alarms: new Set(),
      readings: 0,
      last: undefined,
    };
    this.#devices.delete(id);
    if (this.#devices.size >= this.#size) this.#devices.delete(this.#devices.keys().next().value as number);
    this.#devices.set(id, device);
    return device;
  }

  /** The longest silent first. */
  [Symbol.iterator](): Iterator<Device> {
    return this.#devices.values();
  }
}

const SIZE = 32; // how many numbers are remembered, the newest included
const CIRCLE = 0x10000;
const HALF = CIRCLE / 2; // farther ahead than this is behind

/** Which of the 16-bit sequence numbers of one device have come. */
export class SequenceWindow {
  #newest: number | undefined;
  #seen = 0; // bit n: the number that is n behind the newest has come

  /**
   * True when `sequence` has not come before. What is too far behind to be remembered has; but 0 behind the newest is a
   * device that has started anew.
   */
  accept(sequence: number): boolean {
    if (this.#newest === undefined) return this.#start(sequence);
    const ahead = (sequence - this.#newest) & (CIRCLE - 1);
    if (ahead === 0) return false;
    if (ahead < HALF) {
      this.#seen = ahead < SIZE ? (this.#seen << ahead) | 1 : 1;
      this.#newest = sequence;
      return true;
    }
    if (sequence === 0) return this.#start(0);
    const behind = CIRCLE - ahead;
    if (behind >= SIZE || (this.#seen & (1 << behind)) !== 0) return false;
    this.#seen |= 1 << behind;
    return true;
  }

  #start(sequence: number): true {
    this.#newest = sequence;
    this.#seen = 1;
    return true;
  }
}
