import type { Fault } from '../../client/failure.js';
import type { StartOptions } from '../../lab/check.js';
import type { Transport } from '../../lab/lab.js';
import type { ProgramAction } from '../../lab/program-action.js';
import { connectTcp } from '../../transport/tcp-client.js';
import { connectUdp } from '../../transport/udp-client.js';
import type { Connector } from '../../transport/link.js';
import type { Where } from '../../transport/listener.js';
import type { Listening, ProgramSpec } from '../sandbox/program.js';
import { NotUp, type Finding, type Opened, type Said, type Subject } from './subject.js';
import { TestedProgram } from './tested-program.js';

/** How a server is brought up and met. */
export interface ServerLaunch {
  readonly spec: ProgramSpec;
  readonly transport: Transport;
  /** How long it may take until it listens. */
  readonly startsWithinMs: number;
  readonly deadlineMs: number;
}

/** A student's server: started for a check, met on whatever port it listens on. */
export class ServerSubject implements Subject {
  readonly #launch: ServerLaunch;

  constructor(launch: ServerLaunch) {
    this.#launch = launch;
  }

  async open({ input, inputEnds }: StartOptions): Promise<Opened> {
    const { spec, deadlineMs } = this.#launch;
    const server = new RunningServer(new TestedProgram(spec, deadlineMs), this.#launch);
    if (input !== undefined) server.tested.program.stdin.write(input);
    if (inputEnds === true) server.tested.program.stdin.end();
    const fault = await server.comesUp();
    if (fault === undefined) return server;
    const said = server.said();
    await server.close();
    throw new NotUp(fault, said);
  }
}

class RunningServer implements Opened {
  readonly tested: TestedProgram;
  readonly #launch: ServerLaunch;
  #where: Where | undefined;

  constructor(tested: TestedProgram, launch: ServerLaunch) {
    this.tested = tested;
    this.#launch = launch;
  }

  readonly connect: Connector = (receiver, signal) => {
    const where = this.#where ?? { host: '127.0.0.1', port: 0 };
    return (this.#launch.transport === 'udp' ? connectUdp : connectTcp)(where)(receiver, signal);
  };

  /** Waits until it listens; where and why not. */
  async comesUp(): Promise<Fault | undefined> {
    const { startsWithinMs, transport } = this.#launch;
    const { tested } = this;
    const listening = await tested.program.listening(startsWithinMs, transport);
    if (listening.state === 'exited') return tested.endedFault(await tested.program.exited);
    const where = reachable(transport === 'udp' ? listening.udp : listening.tcp);
    if (where === undefined) return this.#notListening(listening);
    this.#where = where;
    return undefined;
  }

  async perform(action: ProgramAction): Promise<Fault | undefined> {
    if (action.act !== 'start') return this.tested.perform(action);
    const before = this.#where?.port;
    await this.tested.restart();
    const fault = await this.comesUp();
    if (fault !== undefined) {
      const isTaken = /address already in use|EADDRINUSE/i.test(this.tested.program.output.stderr.text + this.tested.program.output.stdout.text);
      return isTaken
        ? { kind: 'port-in-use', message: 'the server could not be started again at once: "Address already in use". Set SO_REUSEADDR on the listening socket before bind' }
        : fault;
    }
    const after = this.#where?.port;
    if (before === after) return undefined;
    return { kind: 'other-port', message: `the server listened on port ${before ?? 0} before, and on ${after ?? 0} after it was started again: did bind fail unnoticed?` };
  }

  async diagnose(fault: Fault): Promise<Fault> {
    const { tested } = this;
    if (!['refused', 'reset', 'closed-early', 'nothing-came', 'incomplete', 'no-answer', 'not-read', 'after-end'].includes(fault.kind)) return fault;
    const exit = tested.exit ?? (fault.kind === 'nothing-came' || fault.kind === 'incomplete' ? undefined : await tested.endedWithin(ENDS_WITHIN));
    if (exit !== undefined) {
      const { kind, message } = tested.endedFault(exit);
      return { ...fault, kind, message: `${fault.message}: ${message}` };
    }
    if (fault.kind !== 'nothing-came' && fault.kind !== 'no-answer') return fault;
    const { sockets, notAccepted } = tested.program.snapshot();
    if (notAccepted.length > 0) {
      return { ...fault, kind: 'never-accepted', message: `${fault.message}. The connection waits to be accepted: the server is busy with another client, or does not call accept again` };
    }
    const unread = sockets.find(({ state, received }) => state !== 'listen' && received > 0);
    if (unread !== undefined) {
      return { ...fault, kind: 'accepted-never-read', message: `${fault.message}. The server has the connection, and ${unread.received} bytes wait that it does not read: is it busy with another client, or waiting for something else?` };
    }
    return { ...fault, kind: 'read-never-replied', message: `${fault.message}. The server has read everything and sends nothing: does it wait for more, or for the end of the stream?` };
  }

  said(): Said {
    return this.tested.said;
  }

  close(): Promise<readonly Finding[]> {
    return this.tested.close();
  }

  #notListening({ tcp, udp }: Listening): Fault {
    const { startsWithinMs, transport } = this.#launch;
    const other = transport === 'udp' ? tcp : udp;
    if (other.length > 0) {
      return { kind: 'never-listened', message: `the program uses ${transport === 'udp' ? 'TCP' : 'UDP'} port ${other[0]?.port ?? 0}; this lab is about ${transport.toUpperCase()}` };
    }
    const { stdout } = this.tested.program.output;
    const said = stdout.text;
    if (said !== '' && !said.endsWith('\n')) {
      return { kind: 'waits-for-input', message: `the program does not listen; it seems to wait for somebody to type, after ${JSON.stringify(said.slice(-80))}. Say in wirelab.yaml what to type: server: {stdin: "…"}` };
    }
    return { kind: 'never-listened', message: `the program runs, and listens on no port after ${startsWithinMs / 1000} s${said === '' ? '' : `; it printed ${JSON.stringify(said.slice(-200))}`}` };
  }
}

const ENDS_WITHIN = 100; // milliseconds that a crashing program takes to be gone after its connections are

/** Where a client of this machine reaches it: IPv4 before IPv6. */
function reachable(endpoints: readonly { readonly address: string; readonly port: number }[]): Where | undefined {
  const by = (test: (address: string) => boolean): Where | undefined => {
    const found = endpoints.find(({ address }) => test(address));
    return found === undefined ? undefined : { host: found.address, port: found.port };
  };
  const any = by((address) => address === '0.0.0.0' || address === '::' || address.startsWith('127.'));
  if (any !== undefined) return any.host.startsWith('127.') ? any : { ...any, host: '127.0.0.1' };
  return by(() => true);
}
