import { ChildServer } from './child-server.js';
import type { BenchFraming, IdleSample, LoadGenerator, LoadShape, RateSample, SlowSample, Verified } from './load.js';
import { summarise } from './medians.js';
import type { ReadyPeer } from './peers.js';
import type { Pinning } from './pinning.js';
import type { IdleResult, RateResult, BenchResult, SlowResult } from './bench-report.js';
import type { IdleScenario, RateScenario, BenchScenario, SlowScenario } from './scenarios.js';
import { NOISY } from './bench-table.js';

/** What all measurements of one run have in common. */
export interface Bench {
  readonly load: LoadGenerator;
  readonly pinning: Pinning;
  readonly rounds: number;
  /** Of one measurement, in seconds. */
  readonly duration: number;
  /** A measurement that other programs disturbed is made again, so often in all; the least disturbed one counts. */
  readonly tries: number;
  readonly signal: AbortSignal;
  /** Told what is going on. */
  note(text: string): void;
}

const WARMUP = 0.15; // seconds before each measurement
const COMPILING = 0.4; // seconds of load that make a server's hot code, once
const SLOW = 2; // seconds without reading

// A client that closes first leaves its port in TIME_WAIT for a minute: all rounds together have to do with the ports there are.
const PORTS = 24_000;
const MOST_CONNECTIONS = 4_000;

/** Runs one scenario with one framing for the peers, the first of which is what the others are compared with. */
export async function measureScenario(
  bench: Bench,
  scenario: BenchScenario,
  framing: BenchFraming,
  peers: readonly ReadyPeer[],
): Promise<BenchResult> {
  switch (scenario.kind) {
    case 'rate':
      return rates(bench, scenario, framing, peers);
    case 'idle':
      return idle(bench, scenario, framing, peers);
    case 'slow':
      return slow(bench, scenario, framing, peers);
  }
}

async function rates(
  bench: Bench,
  scenario: RateScenario,
  framing: BenchFraming,
  peers: readonly ReadyPeer[],
): Promise<RateResult> {
  const { name, title, unit } = scenario;
  const shape = shapeOf(bench, scenario, framing);
  const count = Math.min(MOST_CONNECTIONS, Math.floor(PORTS / (bench.rounds + 1)));
  const once = (server: ChildServer, duration: number): Promise<RateSample> =>
    unit === 'conn'
      ? bench.load.connect(server, { ...shape, duration }, count)
      : bench.load.exchange(server, { ...shape, duration });
  const samples = new Map<string, RateSample[]>(peers.map((peer) => [peer.name, []]));
  const servers = new Map<string, ChildServer>();
  try {
    for (const peer of peers) {
      try {
        servers.set(
          peer.name,
          await ChildServer.start((port) => peer.command(port, framing), bench.pinning, bench.signal),
        );
      } catch (error) {
        samples.set(peer.name, [failed(error, bench.signal)]);
      }
    }
    bench.note(`${name}, ${framing}: warming ${String(servers.size)} servers`);
    for (const server of servers.values()) await once(server, COMPILING);
    for (let round = 0; round < bench.rounds; round++) {
      bench.note(`${name}, ${framing}: round ${String(round + 1)} of ${String(bench.rounds)}`);
      for (const peer of inTurn([...servers.keys()], round)) {
        bench.signal.throwIfAborted();
        const server = servers.get(peer);
        if (server) samples.get(peer)?.push(await leastDisturbed(bench.tries, () => once(server, bench.duration)));
      }
    }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
  }
  const base = peers[0]?.name ?? '';
  return { kind: 'rate', scenario: name, title, framing, unit, base, rows: summarise(samples, base) };
}

async function idle(
  bench: Bench,
  scenario: IdleScenario,
  framing: BenchFraming,
  peers: readonly ReadyPeer[],
): Promise<IdleResult> {
  const shape = { ...shapeOf(bench, scenario, framing), duration: 0.3 };
  const nothing = { connections: 0, kibPerConnection: null };
  const rows = await eachAlone<IdleSample>(bench, scenario.name, framing, peers, nothing, (server) =>
    bench.load.idle(server, shape),
  );
  return { kind: 'idle', scenario: scenario.name, title: scenario.title, framing, rows };
}

async function slow(
  bench: Bench,
  scenario: SlowScenario,
  framing: BenchFraming,
  peers: readonly ReadyPeer[],
): Promise<SlowResult> {
  const shape = { ...shapeOf(bench, scenario, framing), duration: SLOW };
  const nothing = { takenMib: 0, growthMib: null, probeWorstMs: 0 };
  const rows = await eachAlone<SlowSample>(bench, scenario.name, framing, peers, nothing, async (server) => {
    // Otherwise the memory would also grow by what the server compiles.
    await bench.load.exchange(server, { ...shape, connections: 4, depth: 64, duration: COMPILING });
    return bench.load.slow(server, shape, scenario.maxMib);
  });
  return { kind: 'slow', scenario: scenario.name, title: scenario.title, framing, rows };
}

/** A fresh server of each peer, measured alone. */
async function eachAlone<T extends Verified>(
  bench: Bench,
  scenario: string,
  framing: BenchFraming,
  peers: readonly ReadyPeer[],
  nothing: Omit<T, keyof Verified>,
  run: (server: ChildServer) => Promise<T>,
): Promise<readonly ({ readonly peer: string } & T)[]> {
  const rows: ({ readonly peer: string } & T)[] = [];
  for (const peer of peers) {
    bench.note(`${scenario}, ${framing}: ${peer.name}`);
    let server: ChildServer | undefined;
    try {
      server = await ChildServer.start((port) => peer.command(port, framing), bench.pinning, bench.signal);
      rows.push({ peer: peer.name, ...(await run(server)) });
    } catch (error) {
      const { errors, error: text } = failed(error, bench.signal);
      rows.push({ peer: peer.name, ...nothing, errors, error: text } as { peer: string } & T);
    } finally {
      await server?.stop();
    }
  }
  return rows;
}

async function leastDisturbed(tries: number, once: () => Promise<RateSample>): Promise<RateSample> {
  let best = await once();
  for (let i = 1; i < tries && (best.noise ?? 0) > NOISY && best.errors === 0; i++) {
    const next = await once();
    if (next.errors > 0 || (next.noise ?? 0) < (best.noise ?? 0)) best = next;
  }
  return best;
}

/** The first peer first in each round, the others each time from another one on. */
function inTurn(names: readonly string[], round: number): readonly string[] {
  const [first, ...others] = names;
  const from = others.length === 0 ? 0 : round % others.length;
  return [...(first === undefined ? [] : [first]), ...others.slice(from), ...others.slice(0, from)];
}

function shapeOf(
  { duration }: Bench,
  { connections, depth, size, ...scenario }: BenchScenario,
  framing: BenchFraming,
): LoadShape {
  const expect = scenario.kind === 'rate' && scenario.variants ? 'reverse' : 'echo';
  return { framing, expect, connections, depth, size, duration, warmup: WARMUP };
}

function failed(error: unknown, signal: AbortSignal): RateSample {
  signal.throwIfAborted();
  const text = error instanceof Error ? error.message : String(error);
  return { rate: 0, p50: 0, p99: 0, cpuMicros: null, core: null, noise: null, errors: 1, error: text };
}
