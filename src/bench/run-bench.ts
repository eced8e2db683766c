import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { unknownName } from '../text/nearest.js';
import { buildProgram } from './build.js';
import { findProgram } from './find-program.js';
import { benchFramings, type LoadGenerator } from './load.js';
import { measureScenario } from './measure.js';
import { NativeLoad } from './native-load.js';
import { NodeLoad } from './node-load.js';
import {
  bases,
  compilers,
  nativeRecipe,
  OURS,
  ourServer,
  peers,
  preparePeer,
  type BenchPeer,
  type ReadyPeer,
} from './peers.js';
import { choosePinning, unpinned, type CommandWords, type Pinning } from './pinning.js';
import type { BenchReport, BenchResult } from './bench-report.js';
import { scenarios, type RateScenario, type BenchScenario, type Variant } from './scenarios.js';
import { benchHeading, benchTable } from './bench-table.js';

/** What to measure. */
export interface BenchOptions {
  /** Names; one may also be a list with commas. Default: those that take about a minute together. */
  readonly scenarios?: readonly string[];
  /** Default: line. */
  readonly framings?: readonly string[];
  readonly rounds?: number;
  /** Of one measurement, in seconds. */
  readonly duration?: number;
  /** A measurement that other programs disturbed is made again, so often in all. Default: 1. */
  readonly tries?: number;
  /** Default: the usual ones that this machine can run. What the ratios compare with is always measured. */
  readonly peers?: readonly string[];
  /** All that this machine can run, instead of the usual ones. */
  readonly everyPeer?: boolean;
  readonly json?: boolean;
  /** The folder in which `bench/` lies. */
  readonly home: string;
  /** The command line of this very program, to which `serve …` is added. */
  readonly server: CommandWords;
  /** What to say below the table of each result. */
  readonly remarks?: (result: BenchResult) => string;
}

/** Where it goes. */
export interface BenchIo {
  /** The tables or the JSON document. */
  readonly out: (text: string) => void;
  /** Progress, a line at a time. */
  readonly note: (line: string) => void;
  /** Ends it, and everything that it has started. */
  readonly signal: AbortSignal;
}

/**
 * Measures servers side by side. Resolves with 1 when a reply was wrong or a server could not be measured, else with 0. Rejects
 * with a UsageError for names and numbers that make no sense, and with the reason of the signal.
 */
export async function runBench(options: BenchOptions, io: BenchIo): Promise<0 | 1> {
  const rounds = within('rounds', options.rounds ?? 3, 1, 100);
  const duration = within('duration', options.duration ?? 0.4, 0.05, 60);
  const wanted = named('scenario', options.scenarios, scenarios) ?? scenarios.filter(({ usual }) => usual);
  const framings = named(
    'framing',
    options.framings,
    benchFramings.map((name) => ({ name })),
  ) ?? [{ name: 'line' as const }];
  named('peer', options.peers, [{ name: OURS }, ...peers]);

  const pinning = choosePinning();
  const load = await chooseLoad(options, io);
  const { ready, skipped } = await preparePeers(options, io);
  const about = {
    schema: 1,
    startedAt: new Date().toISOString(),
    machine: {
      platform: process.platform,
      arch: process.arch,
      node: process.versions.node,
      processors: availableParallelism(),
    },
    load: load(pinning).kind,
    pinned: pinning.processors ?? null,
    rounds,
    duration,
  } as const;
  if (options.json !== true) io.out(benchHeading(about));
  const results: BenchResult[] = [];
  for (const scenario of wanted) {
    const chosen = peersFor(scenario, ready, options);
    const spread = isSpread(scenario) ? unpinned : pinning;
    for (const { name: framing } of framings) {
      const result = await measureScenario(
        { load: load(spread), pinning: spread, rounds, duration, tries: options.tries ?? 1, ...io },
        scenario,
        framing,
        chosen,
      );
      results.push(result);
      if (options.json !== true) io.out(benchTable(result) + (options.remarks?.(result) ?? ''));
    }
  }
  if (options.json === true)
    io.out(`${JSON.stringify({ ...about, results, skipped } satisfies BenchReport, undefined, 2)}\n`);
  return results.some(({ rows }) => rows.some(({ errors }) => errors > 0)) ? 1 : 0;
}

/** The load generator in C where it can be built, else the one in Node. */
async function chooseLoad(
  { home }: BenchOptions,
  { note, signal }: BenchIo,
): Promise<(pinning: Pinning) => LoadGenerator> {
  const compiler = findProgram(...compilers);
  try {
    if (process.platform !== 'linux') throw new Error('the load generator in C runs on Linux only');
    if (compiler === undefined) throw new Error('no C compiler is installed');
    const made = await buildProgram(nativeRecipe(home, 'load', compiler), signal);
    return (pinning) => new NativeLoad(join(made, 'load'), pinning, signal);
  } catch (error) {
    signal.throwIfAborted();
    note(
      `${error instanceof Error ? error.message : String(error)}: the load comes from Node, and nothing is compared with the C limit`,
    );
    return () => new NodeLoad(signal);
  }
}

/** The peers that are wanted and can be had, what the ratios compare with first, then our own server. */
async function preparePeers(
  options: BenchOptions,
  io: BenchIo,
): Promise<{ ready: readonly ReadyPeer[]; skipped: BenchReport['skipped'] }> {
  const wants = (peer: BenchPeer): boolean =>
    options.peers?.includes(peer.name) ?? (peer.usual === true || options.everyPeer === true);
  const others: ReadyPeer[] = [];
  const skipped: { peer: string; reason: string }[] = [];
  let base: ReadyPeer | undefined;
  for (const peer of peers) {
    const isBase = base === undefined && bases.includes(peer.name);
    if (!wants(peer) && !isBase) continue;
    const made = await preparePeer(peer, options.home, io.signal);
    if (typeof made !== 'string') {
      if (isBase) base = made;
      else others.push(made);
    } else {
      skipped.push({ peer: peer.name, reason: made });
      io.note(`without ${peer.name}: ${made}`);
    }
  }
  const ours = options.peers?.includes(OURS) === false ? [] : [ourServer(options.server)];
  return { ready: [...(base === undefined ? [] : [base]), ...ours, ...others], skipped };
}

function peersFor(
  scenario: BenchScenario,
  ready: readonly ReadyPeer[],
  { peers: asked, server }: BenchOptions,
): readonly ReadyPeer[] {
  if (isSpread(scenario)) return scenario.variants.map(({ name, flags }) => ourServer(server, name, flags));
  if (scenario.kind === 'slow')
    return ready.filter(({ name }) => asked?.includes(name) === true || !scenario.spares.includes(name));
  return ready;
}

function isSpread(scenario: BenchScenario): scenario is RateScenario & { readonly variants: readonly Variant[] } {
  return scenario.kind === 'rate' && scenario.variants !== undefined;
}

function named<T extends { readonly name: string }>(
  what: string,
  names: readonly string[] | undefined,
  known: readonly T[],
): readonly T[] | undefined {
  return names
    ?.flatMap((list) => list.split(','))
    .map((name) => {
      const found = known.find((one) => one.name === name);
      if (found === undefined)
        throw new UsageError(
          unknownName(
            what,
            name,
            known.map((one) => one.name),
          ),
        );
      return found;
    });
}

function within(what: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new UsageError(`${what} ${String(value)}: has to be from ${String(least)} to ${String(most)}`);
}
