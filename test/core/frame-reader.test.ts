import { expect } from 'chai';
import type { ByteQueue } from '../../src/core/byte-queue.js';
import { FrameReader } from '../../src/core/frame-reader.js';
import type { FrameDecoder, Framing } from '../../src/core/framing.js';
import { ProtocolError } from '../../src/core/protocol-error.js';

/** Messages of two bytes; ff is malformed. */
function pairs(also: Partial<FrameDecoder> = {}): Framing {
  return {
    name: 'pairs',
    summary: 'two bytes',
    decoder: () => ({
      decode(buffer: ByteQueue) {
        if (buffer.length > 0 && buffer.byteAt(0) === 0xff)
          throw new ProtocolError('malformed', buffer.position, 'byte ff');
        return buffer.length < 2 ? undefined : buffer.take(2);
      },
      ...also,
    }),
    encode: (payload, out) => {
      out.bytes(payload);
    },
  };
}

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('FrameReader', () => {
  it('gives the messages that are whole, and counts the bytes of the next', () => {
    const reader = new FrameReader(pairs(), 10);
    reader.push(Uint8Array.of(1, 2, 3, 4, 5));
    expect(reader.next()).to.deep.equal(Uint8Array.of(1, 2));
    expect(reader.next()).to.deep.equal(Uint8Array.of(3, 4));
    expect(reader.next()).to.equal(undefined);
    expect(reader.pending).to.equal(1);
    reader.push(Uint8Array.of(6));
    expect(reader.next()).to.deep.equal(Uint8Array.of(5, 6));
    expect(reader.pending).to.equal(0);
  });

  it('throws the same error again, whatever comes, and keeps no more bytes', () => {
    const reader = new FrameReader(pairs(), 10);
    reader.push(Uint8Array.of(1, 2, 0xff));
    reader.next();
    const error = thrownBy(() => reader.next());
    const { pending } = reader;
    expect(error).to.deep.include({ kind: 'malformed', offset: 2 });
    reader.push(Uint8Array.of(1, 2));
    expect(thrownBy(() => reader.next())).to.equal(error);
    expect(
      thrownBy(() => {
        reader.end();
      }),
    ).to.equal(error);
    expect(reader.pending).to.equal(pending);
  });

  it('passes the error of a framing with a fault on as it is', () => {
    const failure = new TypeError('a fault');
    const reader = new FrameReader(
      pairs({
        decode: () => {
          throw failure;
        },
      }),
      10,
    );
    expect(thrownBy(() => reader.next())).to.equal(failure);
    expect(thrownBy(() => reader.next())).to.equal(failure);
  });

  it('accepts the end of the stream between messages only', () => {
    const reader = new FrameReader(pairs(), 10);
    reader.end();
    reader.push(Uint8Array.of(1, 2, 3));
    reader.next();
    reader.next();
    expect(
      thrownBy(() => {
        reader.end();
      }),
    ).to.deep.include({
      kind: 'truncated',
      offset: 3,
      message: 'the stream ended inside a message, after 1 byte of it',
    });
  });

  it('tells a decoder of every chunk, also of an empty one', () => {
    let chunks = 0;
    const reader = new FrameReader(
      pairs({
        chunk: () => {
          chunks++;
        },
      }),
      10,
    );
    for (const chunk of [Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2)]) reader.push(chunk);
    expect(chunks).to.equal(3);
  });
});
