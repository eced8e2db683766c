import { expect } from 'chai';
import fc from 'fast-check';
import { crcAlgorithm, catalogue } from '../../../src/protocols/crc/catalogue.js';
import { Crc, crc, zlibEngine } from '../../../src/protocols/crc/crc.js';
import { narrowEngine } from '../../../src/protocols/crc/narrow-engine.js';
import { reverseBits } from '../../../src/protocols/crc/reverse-bits.js';
import { bitsOf, checksumBits, registerAfter } from './bitwise.js';

const nine = new TextEncoder().encode('123456789');

describe('CRC catalogue', () => {
  it('has 113 algorithms of different names', () => {
    expect(new Set(catalogue.map(({ name }) => name)).size).to.equal(113);
  });

  for (const algorithm of catalogue) {
    const { name, width, check, residue, refin, refout, xorout } = algorithm;

    it(`${name}: the checksum of 123456789 is its check value, by table and bit by bit`, () => {
      expect(crc(algorithm, nine)).to.equal(check);
      expect(registerAfter(algorithm, bitsOf(algorithm, nine)) ^ xorout).to.equal(check);
    });

    it(`${name}: a message with its checksum leaves the residue`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 20 }), (message) => {
          const codeword = bitsOf(algorithm, message) + checksumBits(algorithm, crc(algorithm, message));
          expect(registerAfter(algorithm, codeword)).to.equal(residue);
        }),
        { seed: 8, numRuns: 5 },
      );
    });

    it(`${name}: any message cut anywhere has the checksum of the whole, which is that of the bit model`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.nat(40), (message, a, b) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const pieces = new Crc(algorithm)
            .update(message.subarray(0, from))
            .update(message.subarray(from, to))
            .update(message.subarray(to));
          expect(pieces.digest()).to.equal(registerAfter(algorithm, bitsOf(algorithm, message)) ^ xorout);
        }),
        { seed: 8, numRuns: 10 },
      );
    });

    if (width % 8 === 0 && refin === refout) {
      it(`${name}: the engine itself reads the residue behind the checksum's bytes`, () => {
        const bytes = Array.from({ length: width / 8 }, (_, i) => Number((check >> BigInt(8 * i)) & 0xffn));
        const codeword = new Crc(algorithm).update(nine).update(Uint8Array.from(refout ? bytes : bytes.reverse()));
        expect(codeword.digest() ^ xorout).to.equal(residue);
      });
    }
  }
});

describe('Crc', () => {
  it('goes on after a digest', () => {
    const sum = new Crc(crcAlgorithm('CRC-16/ARC'));
    for (const byte of nine) sum.update(Uint8Array.of(byte)).digest();
    expect(sum.digest()).to.equal(0xbb3dn);
  });

  it('keeps two messages of one algorithm apart', () => {
    const algorithm = crcAlgorithm('CRC-64/XZ');
    const [one, other] = [new Crc(algorithm).update(nine), new Crc(algorithm)];
    expect(other.update(nine).digest()).to.equal(one.digest());
  });

  it('is the same by zlib and by table', () => {
    const algorithm = crcAlgorithm('CRC-32/ISO-HDLC');
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (pieces) => {
        const [table, zlib] = [narrowEngine(algorithm).register(), zlibEngine(algorithm)?.register()];
        for (const piece of pieces) {
          table.update(piece);
          zlib?.update(piece);
        }
        expect(zlib?.digest()).to.equal(table.digest());
      }),
      { seed: 8 },
    );
  });

  it('leaves every other algorithm to the tables', () => {
    expect(catalogue.filter((algorithm) => zlibEngine(algorithm) !== undefined).map(({ name }) => name)).to.deep.equal([
      'CRC-32/ISO-HDLC',
    ]);
  });

  for (const name of ['CRC-5/USB', 'CRC-8/SMBUS', 'CRC-16/XMODEM', 'CRC-32/ISCSI', 'CRC-64/XZ']) {
    const algorithm = crcAlgorithm(name);
    const message = Uint8Array.from({ length: 12 }, (_, i) => 37 * i);
    const flipped = (bits: Iterable<number>): Uint8Array => {
      const damaged = message.slice();
      for (const bit of bits)
        damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (algorithm.refin ? 1 << (bit & 7) : 0x80 >> (bit & 7));
      return damaged;
    };

    it(`${name}: finds every single wrong bit`, () => {
      for (let bit = 0; bit < 8 * message.length; bit++)
        expect(crc(algorithm, flipped([bit]))).not.to.equal(crc(algorithm, message));
    });

    it(`${name}: finds every burst of at most ${algorithm.width} bits`, () => {
      const last = 8 * message.length - algorithm.width;
      fc.assert(
        fc.property(fc.nat(last), fc.bigInt({ min: 1n, max: (1n << BigInt(algorithm.width)) - 1n }), (at, burst) => {
          const bits = Array.from({ length: algorithm.width }, (_, i) => i).filter(
            (i) => ((burst >> BigInt(i)) & 1n) === 1n,
          );
          expect(crc(algorithm, flipped(bits.map((i) => at + i)))).not.to.equal(crc(algorithm, message));
        }),
        { seed: 8, numRuns: 300 },
      );
    });
  }
});

describe('crcAlgorithm', () => {
  it('finds a name in any case', () => {
    for (const algorithm of catalogue) expect(crcAlgorithm(algorithm.name.toLowerCase())).to.equal(algorithm);
  });

  it('names what a wrong name may have meant', () => {
    expect(() => crcAlgorithm('CRC-16/ACR')).to.throw(
      RangeError,
      'no CRC algorithm CRC-16/ACR; did you mean CRC-16/ARC',
    );
    expect(() => crcAlgorithm('crc32')).to.throw(RangeError, 'CRC-32/ISO-HDLC');
    expect(() => crcAlgorithm('md5')).to.throw(
      RangeError,
      'no CRC algorithm md5; there are 113, such as CRC-32/ISO-HDLC',
    );
  });
});

describe('reverseBits', () => {
  it('undoes itself, at any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.bigInt({ min: 0n, max: (1n << 100n) - 1n }), (width, value) => {
        const bits = BigInt.asUintN(width, value);
        expect(reverseBits(reverseBits(bits, width), width)).to.equal(bits);
      }),
      { seed: 8 },
    );
  });
});
