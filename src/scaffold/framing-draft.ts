import type { Draft } from './write-draft.js';
import { className } from './require-name.js';
import type { Place } from './place.js';

const IMPORTS = {
  checkout: `import type { ByteQueue } from '../core/byte-queue.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';
import { PayloadError } from '../core/payload-error.js';
import { ProtocolError } from '../core/protocol-error.js';`,
  elsewhere: `import { PayloadError, ProtocolError, type ByteQueue, type ByteSink, type FrameDecoder, type Framing } from 'wirelab';`,
};

const TAKEN = ['ByteQueue', 'ByteSink', 'Frame', 'Framing', 'PayloadError', 'ProtocolError'];

/** A framing with the length in one byte. */
export function framingDraft(name: string, { isCheckout }: Place): Draft {
  const reference = isCheckout ? name : `./framings/${name}.ts`;
  return {
    files: [{ path: `${isCheckout ? 'src/framings' : 'framings'}/${name}.ts`, text: framingText(name, isCheckout) }],
    commands: [
      { words: `run 1 --framing ${reference}`, does: 'plays lab 1 over it' },
      { words: `serve 1 --framing ${reference} --port 0`, does: 'serves lab 1 over it until Ctrl-C' },
      ...(isCheckout
        ? [{ words: `npx mocha test/framings --grep "framing ${name}"`, does: 'tests it like the others' }]
        : []),
    ],
    next: [
      'decode: takes one whole frame from the buffer, or nothing; checks the limit before it waits',
      'encode: writes one frame, or throws a PayloadError before it has written anything',
      'carries: says of which messages encode and decode keep every byte',
      ...(isCheckout ? ['docs/wire-formats.md: an example of it in hex, as the others have'] : []),
    ],
  };
}

function framingText(name: string, isCheckout: boolean): string {
  const type = className(name, TAKEN);
  return `${isCheckout ? IMPORTS.checkout : IMPORTS.elsewhere}

const MOST = 255; // what one byte can say

class ${type}Decoder implements FrameDecoder {
  readonly #maxFrame: number;

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    if (buffer.length < 1) return undefined;
    const size = buffer.byteAt(0);
    if (size > this.#maxFrame) {
      throw new ProtocolError('too-long', buffer.position, \`frame of \${size} bytes, limit is \${this.#maxFrame}\`);
    }
    if (buffer.length < 1 + size) return undefined;
    buffer.skip(1);
    return buffer.take(size);
  }
}

/** Every message follows its length in bytes, in one byte that does not count itself. */
class ${type} implements Framing {
  readonly name = '${name}';
  readonly summary = 'length in 1 byte, then the message';

  decoder(maxFrame: number): FrameDecoder {
    return new ${type}Decoder(maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    if (!this.carries(payload)) throw new PayloadError(\`message of \${payload.length} bytes, \${this.name} carries at most \${MOST}\`);
    out.byte(payload.length);
    out.bytes(payload);
  }

  carries(payload: Uint8Array): boolean {
    return payload.length <= MOST;
  }
}

export default (): Framing => new ${type}();
`;
}
