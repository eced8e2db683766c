import { EventStream } from '../../core/event-stream.js';
import type { QuantityName } from './quantity.js';
import type { Reading } from './reading.js';
import { SequenceWindow } from './sequence-window.js';

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
