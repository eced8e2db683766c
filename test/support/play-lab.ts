import { toSteps } from '../../src/client/exchange-steps.js';
import { connectMemory } from '../../src/client/memory-link.js';
import { runScript, type ScriptResult } from '../../src/client/run-script.js';
import { composeServer, type ServerOptions } from '../../src/compose/compose-server.js';
import type { Lab } from '../../src/lab/lab.js';
import type { Connector } from '../../src/transport/link.js';
import { MemoryListener } from '../../src/transport/memory.js';
import { connectUdp } from '../../src/transport/connect-udp.js';

/** Plays a lab's scripted client against a server of its own: in memory, or for UDP on a free port. */
export async function playLab(lab: Lab, options: ServerOptions): Promise<ScriptResult> {
  let memory: MemoryListener | undefined;
  const isUdp = options.transport === 'udp';
  const server = await composeServer({
    ...options,
    ...(isUdp ? {} : { listen: (_where, acceptor) => Promise.resolve((memory = new MemoryListener(acceptor))) }),
  });
  const endpoint = await server.start();
  const connect: Connector = memory === undefined ? connectUdp(endpoint) : connectMemory(memory);
  try {
    return await runScript(
      { title: lab.title, steps: toSteps(lab.client ?? server.handler.examples) },
      { framing: server.framing, connect, gapMs: 0 },
    );
  } finally {
    await server.stop(0);
  }
}
