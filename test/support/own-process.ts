// A server in a process of its own, which says what is in it when it is asked: `serveInChild` starts it.
import { getHeapStatistics } from 'node:v8';
import { composeServer, type ServerOptions } from '../../src/compose/compose-server.js';
import type { State } from './child-server.js';

const server = await composeServer(JSON.parse(process.argv[2] ?? '') as ServerOptions);
const { port } = await server.start();
let troubles = 0;
let failures = 0;
if (process.argv[3] === 'observed') {
  server.events.subscribe(({ type }) => {
    if (type === 'trouble') troubles++;
    if (type === 'failed') failures++;
  });
}

process.on('disconnect', () => {
  process.exit();
});
process.on('message', () => {
  globalThis.gc?.();
  const heap = getHeapStatistics(); // unlike process.memoryUsage() it opens no file
  const state: State = {
    active: server.active,
    resources: process.getActiveResourcesInfo().sort(),
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    memory: heap.used_heap_size + heap.external_memory,
    troubles,
    failures,
  };
  process.send?.(state);
});
process.send?.(port);
