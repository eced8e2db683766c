import { connectMemory } from '../../client/memory-link.js';
import type { Framing } from '../../core/framing.js';
import type { Handler } from '../../core/handler.js';
import type { Transport } from '../../lab/lab.js';
import type { LabServer } from '../../server/lab-server.js';
import type { Connector } from '../../transport/link.js';
import { endpointText } from '../../transport/link-error.js';
import type { Listen } from '../../transport/listener.js';
import { MemoryListener } from '../../transport/memory.js';
import { connectTcp } from '../../transport/connect-tcp.js';
import { connectUdp } from '../../transport/connect-udp.js';
import { calibrate } from './calibrate.js';
import type { TargetAddress } from '../target/target-address.js';

/** A target that can be connected to, and the reference that it is compared with. */
export interface OpenTarget {
  readonly name: string;
  readonly port: number | null;
  readonly connect: Connector;
  /** False in memory: nothing there can become full. */
  readonly hasBuffers: boolean;
  readonly handler: Handler<unknown>;
  readonly framing: Framing;
  readonly maxFrame: number;
  /** The most that any wait takes. */
  readonly deadlineMs: number;
  close(): Promise<void>;
}

/** Makes the lab's server, on a free port or over another transport. */
export type MakeServer = (listen?: Listen) => Promise<LabServer>;

/** Opens a target. The reference is met in memory; where there are datagrams, on a free port of this machine. */
export async function openTarget(target: TargetAddress, make: MakeServer): Promise<OpenTarget> {
  const measured = await make();
  const {
    handler,
    framing,
    settings: { maxFrame, transport },
  } = measured;
  const deadlineMs = await calibrate(measured, framing);
  const about = { handler, framing, maxFrame, deadlineMs };
  if (target !== 'reference')
    return {
      ...about,
      name: endpointText(target),
      port: target.port,
      connect: connectTo(transport)(target),
      hasBuffers: true,
      close: () => Promise.resolve(),
    };
  if (transport === 'udp') {
    const server = await make();
    const endpoint = await server.start();
    return {
      ...about,
      name: 'reference',
      port: null,
      connect: connectUdp(endpoint),
      hasBuffers: true,
      close: () => server.stop(0),
    };
  }
  let listener: MemoryListener | undefined;
  const server = await make((_where, acceptor) => Promise.resolve((listener = new MemoryListener(acceptor))));
  await server.start();
  if (listener === undefined) throw new Error('the server does not listen in memory');
  return {
    ...about,
    name: 'reference',
    port: null,
    connect: connectMemory(listener),
    hasBuffers: false,
    close: () => server.stop(0),
  };
}

function connectTo(transport: Transport): typeof connectTcp {
  return transport === 'udp' ? connectUdp : connectTcp;
}
