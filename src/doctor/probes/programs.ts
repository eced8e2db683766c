import { probeProgram, type ProgramNeed } from '../probe-program.js';
import type { Probe } from '../probe.js';

/** The programs that are looked for. */
export const programs: readonly ProgramNeed[] = [
  { name: 'node', for: 'programs in JavaScript', package: 'nodejs', where: ['-p', 'process.execPath'] },
  {
    name: 'python3',
    for: 'programs in Python',
    package: 'python3',
    where: ['-c', 'import sys; print(sys.executable)'],
  },
  { name: 'cc', for: 'programs in C; wirelab bench', package: 'gcc' },
  { name: 'c++', for: 'programs in C++', package: 'g++' },
  { name: 'javac', for: 'programs in Java', package: 'default-jdk-headless', version: ['-version'] },
  { name: 'java', for: 'programs in Java', package: 'default-jre-headless', version: ['-version'] },
  {
    name: 'go',
    for: 'programs in Go',
    package: 'golang-go',
    version: ['version'],
    where: ['env', 'GOROOT'],
    real: 'bin/go',
  },
  { name: 'rustc', for: 'programs in Rust', package: 'rustc', where: ['--print', 'sysroot'], real: 'bin/rustc' },
  { name: 'nc', for: 'talking to a server by hand', package: 'netcat-openbsd', version: ['-h'], exits: 'any' },
  { name: 'socat', for: 'talking to a server by hand; relays', package: 'socat', version: ['-V'] },
  { name: 'telnet', for: 'talking to a server by hand', package: 'inetutils-telnet', exits: 'any' },
  { name: 'curl', for: 'talking to servers of other protocols', package: 'curl' },
  { name: 'ip', for: 'two hosts on this machine: wirelab run 13', package: 'iproute2', version: ['-V'] },
  { name: 'ss', for: 'seeing the sockets of this machine', package: 'iproute2', version: ['-V'] },
  { name: 'tshark', for: 'reading what --pcap writes', package: 'tshark' },
  { name: 'taskset', for: 'wirelab bench: giving each program a processor', package: 'util-linux' },
];

/** Runs each of the programs for its version. */
const probePrograms: Probe = ({ timeIsUp }) => Promise.all(programs.map((program) => probeProgram(program, timeIsUp)));

export default probePrograms;
