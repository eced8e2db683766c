import {
  checkedCalls,
  Errno,
  namespaceFlags,
  refusedCalls,
  socketFamilies,
  terminalRequests,
} from './refused-calls.js';

// linux/bpf_common.h, linux/seccomp.h, linux/audit.h
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER_EQUAL = 0x35;
const JUMP_SET = 0x45;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const ARCH_X86_64 = 0xc000003e;
const X32 = 0x40000000;

// struct seccomp_data: nr, arch, instruction pointer, six arguments of 8 bytes with the low half first.
const NUMBER = 0;
const ARCH = 4;
const argument = (i: number): number => 16 + 8 * i;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** True when there is a filter for this machine's processor. */
export const hasSeccompFilter = process.arch === 'x64';

/** The seccomp program of a box, as bwrap takes it: struct sock_filter after struct sock_filter. */
export function seccompFilter(): Uint8Array {
  const program: Instruction[] = [
    [LOAD, 0, 0, ARCH],
    [JUMP_EQUAL, 1, 0, ARCH_X86_64],
    [RETURN, 0, 0, ERRNO | Errno.ENOSYS], // 32-bit calls have other numbers
    [LOAD, 0, 0, NUMBER],
    [JUMP_GREATER_EQUAL, 0, 1, X32],
    [RETURN, 0, 0, ERRNO | Errno.ENOSYS],
  ];
  for (const { errno, calls } of refusedCalls) {
    for (const number of Object.values(calls)) program.push([JUMP_EQUAL, 0, 1, number], [RETURN, 0, 0, ERRNO | errno]);
  }
  program.push(
    ...onlyFor(checkedCalls.socket, [
      [LOAD, 0, 0, argument(0)],
      ...socketFamilies.flatMap((family): Instruction[] => [
        [JUMP_EQUAL, 0, 1, family],
        [RETURN, 0, 0, ALLOW],
      ]),
      [RETURN, 0, 0, ERRNO | Errno.EAFNOSUPPORT],
    ]),
    ...onlyFor(checkedCalls.clone, [
      [LOAD, 0, 0, argument(0)],
      [JUMP_SET, 0, 1, namespaceFlags],
      [RETURN, 0, 0, ERRNO | Errno.EPERM],
      [RETURN, 0, 0, ALLOW],
    ]),
    ...onlyFor(checkedCalls.ioctl, [
      [LOAD, 0, 0, argument(1)],
      ...terminalRequests.flatMap((request): Instruction[] => [
        [JUMP_EQUAL, 0, 1, request],
        [RETURN, 0, 0, ERRNO | Errno.EPERM],
      ]),
      [RETURN, 0, 0, ALLOW],
    ]),
    [RETURN, 0, 0, ALLOW],
  );
  return assemble(program);
}

/** Instructions that end in a verdict, and are jumped over for other calls. */
function onlyFor(number: number, instructions: readonly Instruction[]): Instruction[] {
  return [[JUMP_EQUAL, 0, instructions.length, number], ...instructions];
}

function assemble(program: readonly Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(program.length * 8));
  for (const [i, [code, ifTrue, ifFalse, value]] of program.entries()) {
    bytes.setUint16(i * 8, code, true);
    bytes.setUint8(i * 8 + 2, ifTrue);
    bytes.setUint8(i * 8 + 3, ifFalse);
    bytes.setUint32(i * 8 + 4, value >>> 0, true);
  }
  return new Uint8Array(bytes.buffer);
}
