import { closeSync, openSync, writeSync } from 'node:fs';
import { Capture, type CaptureEvent } from '../../capture/capture.js';
import { UsageError } from '../../errors/usage-error.js';
import { systemReason } from '../output-file.js';

/** A capture in a file, written as it grows. */
export class CaptureFile {
  readonly #capture = new Capture();
  readonly #file: number;

  /** Throws a UsageError when the file cannot be made. */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'w');
    } catch (error) {
      throw new UsageError(`--pcap: cannot write ${path}: ${systemReason(error)}`, { cause: error });
    }
    writeSync(this.#file, this.#capture.header);
  }

  add(event: CaptureEvent | undefined): void {
    const packets = this.#capture.add(event);
    if (packets.length > 0) writeSync(this.#file, packets);
  }

  close(): void {
    closeSync(this.#file);
  }
}
