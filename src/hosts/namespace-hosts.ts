import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Server } from 'node:net';
import { ownModule } from '../grade/machine.js';
import { listenTcp } from '../transport/tcp.js';
import type { FarNews, FarPlan } from './far-host.js';
import type { Hosts } from './hosts.js';

const CLIENT = '10.77.0.1';
const SERVER = '10.77.0.2';
const NOBODY = '10.77.0.9';
const NOWHERE = '10.78.0.9'; // in no network that is known here
const HIGH = 65_000; // from here on the other ports are below
const SYN_RETRIES = 2; // gives up after 1 + 2 + 4 seconds; the usual 6 take more than two minutes

/**
 * Makes the two hosts in this process's network, which has to be a new one in which it may do everything: that becomes the one of
 * the clients. Both networks are gone when the processes in them are.
 */
export async function namespaceHosts(port: number): Promise<Hosts> {
  const far = spawn(
    'unshare',
    ['--net', '--', process.execPath, ...process.execArgv, ownModule('src/hosts/far-host')],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  await news(far, 'up');
  execFileSync('ip', ['-batch', '-'], { input: nearNetwork(far.pid ?? 0), stdio: ['pipe', 'ignore', 'pipe'] });
  writeFileSync('/proc/sys/net/ipv4/tcp_syn_retries', String(SYN_RETRIES));
  const step = port > HIGH ? -1 : 1;
  const [loopbackOnly, unused, filtered] = [port + step, port + 2 * step, port + 3 * step];
  far.send({
    setUp: farNetwork(filtered),
    served: { host: '0.0.0.0', port },
    others: [
      { host: '127.0.0.1', port: loopbackOnly },
      { host: '0.0.0.0', port: filtered },
    ],
  } satisfies FarPlan);
  const server = await news(far, 'listens');
  far.send('taken');
  await news(far, 'ready');
  return {
    kind: 'namespaces',
    words: `two hosts, each a network namespace of its own, and a cable between them (veth): the clients are on ${CLIENT}, the server on ${SERVER}`,
    client: CLIENT,
    server: SERVER,
    bound: { host: SERVER, port },
    cases: [
      { what: 'a server that is bound to 0.0.0.0', endpoint: { host: SERVER, port } },
      { what: 'a server that is bound to 127.0.0.1', endpoint: { host: SERVER, port: loopbackOnly } },
      { what: 'a port on which nobody listens', endpoint: { host: SERVER, port: unused } },
      {
        what: 'a port whose packets a filter drops',
        endpoint: { host: SERVER, port: filtered },
        note: 'asked 3 times; most systems go on for 2 minutes',
      },
      { what: 'an address that nobody has', endpoint: { host: NOBODY, port } },
      { what: 'a network to which there is no way', endpoint: { host: NOWHERE, port } },
      { what: 'a name without an address', endpoint: { host: 'no-such-host.invalid', port } },
    ],
    listen: (_, acceptor, limits) => listenTcp({ host: SERVER, port }, acceptor, limits, server),
    close: () => {
      far.disconnect();
      return Promise.resolve();
    },
  };
}

function nearNetwork(far: number): string {
  return `link set lo up
link add near type veth peer name far netns ${far}
address add ${CLIENT}/24 dev near
link set near up
`;
}

// A rule for routing that drops what goes to one port, before the table of the host's own addresses is asked: a filter without nft or iptables.
function farNetwork(filtered: number): string {
  return `link set lo up
address add ${SERVER}/24 dev far
link set far up
rule add pref 100 lookup local
rule del pref 0
rule add pref 10 iif far ipproto tcp dport ${filtered} blackhole
`;
}

/** Waits for this news, and resolves to the server that comes with it. */
function news(far: ChildProcess, type: FarNews['type']): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    far.once('message', (told: FarNews, server: unknown) => {
      if (told.type === type) resolve(server instanceof Server ? server : undefined);
      else reject(new Error(told.type === 'broken' ? told.message : `the other host said ${told.type}, not ${type}`));
    });
    far.once('error', reject);
    far.once('exit', () => {
      reject(new Error('the process of the other host has ended'));
    });
  });
}
