import { expect } from 'chai';
import { seccompFilter } from '../../../src/grade/sandbox/seccomp-filter.js';
import { refusedCalls } from '../../../src/grade/sandbox/refused-calls.js';

const X86_64 = 0xc000003e;
const ALLOW = 'allow';
const code = { read: 0, socket: 41, clone: 56, ioctl: 16 };

/** Runs the filter as the kernel does. */
function verdict(nr: number, args: readonly number[] = [], arch = X86_64): string {
  const program = new DataView(seccompFilter().buffer);
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, nr, true);
  data.setUint32(4, arch, true);
  for (const [i, value] of args.entries()) data.setUint32(16 + 8 * i, value, true);
  let a = 0;
  for (let at = 0; ; at++) {
    const [op, yes, no, k] = [
      program.getUint16(at * 8, true),
      program.getUint8(at * 8 + 2),
      program.getUint8(at * 8 + 3),
      program.getUint32(at * 8 + 4, true),
    ];
    if (op === 0x20) a = data.getUint32(k, true);
    else if (op === 0x15) at += a === k ? yes : no;
    else if (op === 0x35) at += a >= k ? yes : no;
    else if (op === 0x45) at += (a & k) !== 0 ? yes : no;
    else if (op === 0x06) return k === 0x7fff0000 ? ALLOW : `errno ${k & 0xffff}`;
    else throw new Error(`instruction ${op}`);
  }
}

describe('the filter of system calls', () => {
  it('refuses each call of the table with its error, and each once', () => {
    const all = refusedCalls.flatMap(({ errno, calls }) => Object.values(calls).map((nr) => ({ nr, errno })));
    expect(all.map(({ nr }) => verdict(nr))).to.deep.equal(all.map(({ errno }) => `errno ${errno}`));
    expect(new Set(all.map(({ nr }) => nr)).size).to.equal(all.length);
  });

  it('allows the others', () => {
    const refused = new Set(refusedCalls.flatMap(({ calls }) => Object.values(calls)));
    const others = Array.from({ length: 470 }, (_, nr) => nr).filter((nr) => !refused.has(nr) && nr !== code.socket);
    expect(others.filter((nr) => verdict(nr) !== ALLOW)).to.deep.equal([]);
  });

  it('refuses other processors and their numbers', () => {
    expect([verdict(code.read, [], 0x40000003), verdict(0x40000000 + code.read), verdict(0x7fffffff)]).to.deep.equal([
      'errno 38',
      'errno 38',
      'errno 38',
    ]);
  });

  it('allows sockets of the network of the box only', () => {
    const families = Array.from({ length: 46 }, (_, family) => family);
    expect(families.filter((family) => verdict(code.socket, [family]) === ALLOW)).to.deep.equal([1, 2, 10, 16]);
  });

  it('allows threads and forks, and no new namespaces', () => {
    expect([verdict(code.clone, [0x3d0f00]), verdict(code.clone, [17])]).to.deep.equal([ALLOW, ALLOW]);
    const spaces = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000];
    expect(spaces.map((flag) => verdict(code.clone, [flag | 17]))).to.deep.equal(spaces.map(() => 'errno 1'));
  });

  it('refuses to type into a terminal, and allows other requests', () => {
    expect([0x5412, 0x541c, 0x5401].map((request) => verdict(code.ioctl, [0, request]))).to.deep.equal([
      'errno 1',
      'errno 1',
      ALLOW,
    ]);
  });
});
