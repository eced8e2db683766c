// The host of the server: a process in a network of its own, which sets that up, holds what listens there, and ends with the process that has started it.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { Endpoint } from '../transport/listener.js';

/** What the host is to be. */
export interface FarPlan {
  /** Commands of `ip`. */
  readonly setUp: string;
  /** Handed over as soon as it listens. */
  readonly served: Endpoint;
  /** Listens, and closes what connects. */
  readonly others: readonly Endpoint[];
}

/** What it tells. */
export type FarNews =
  { readonly type: 'up' | 'listens' | 'ready' } | { readonly type: 'broken'; readonly message: string };

function tell(news: FarNews, server?: Server): void {
  // Where nobody is left to hear it, this process ends anyway.
  process.send?.(news, server, {}, () => {
    if (!process.connected) process.exit();
  });
}

// Ctrl-C goes to everybody at a terminal: this one has to stay until the others have done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

async function listening(endpoint: Endpoint): Promise<Server> {
  const server = createServer((socket) => socket.end());
  server.listen({ ...endpoint, backlog: 1024 });
  await once(server, 'listening');
  return server;
}

async function become({ setUp, served, others }: FarPlan): Promise<void> {
  execFileSync('ip', ['-batch', '-'], { input: setUp, stdio: ['pipe', 'ignore', 'pipe'] });
  for (const endpoint of others) await listening(endpoint);
  const server = await listening(served);
  tell({ type: 'listens' }, server);
  await once(process, 'message');
  // The other process has it now, and is the only one to accept.
  server.close();
  tell({ type: 'ready' });
}

process.once('message', (plan: FarPlan) => {
  become(plan).catch((error: unknown) => {
    tell({ type: 'broken', message: error instanceof Error ? error.message : String(error) });
  });
});
tell({ type: 'up' });
