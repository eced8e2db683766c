// npm run bench: every scenario with both framings, and beside each result what it is to reach.
//   npm run bench -- --scenario pingpong,large --framing line --rounds 5 --duration 1 --peers wirelab,node-best --json
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchFramings } from '../src/bench/load.js';
import { runBench, type BenchOptions } from '../src/bench/run-bench.js';
import { scenarios } from '../src/bench/scenarios.js';
import { goalLines } from './goals.js';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string' },
    framing: { type: 'string' },
    peers: { type: 'string' },
    rounds: { type: 'string' },
    duration: { type: 'string' },
    json: { type: 'boolean' },
  },
});

const home = fileURLToPath(new URL('..', import.meta.url));
const options: BenchOptions = {
  scenarios: values.scenario?.split(',') ?? scenarios.map(({ name }) => name),
  framings: values.framing?.split(',') ?? benchFramings,
  ...(values.peers === undefined ? { everyPeer: true } : { peers: values.peers.split(',') }),
  rounds: Number(values.rounds ?? 3),
  duration: Number(values.duration ?? 0.8),
  tries: 3,
  json: values.json === true,
  home,
  server: [process.execPath, `${home}dist/src/cli/main.js`],
  remarks: (result) =>
    goalLines(result)
      .map((line) => `  ${line}\n`)
      .join(''),
};

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    interrupted.abort(new Error('interrupted'));
  });
try {
  process.exitCode = await runBench(options, {
    out: (text) => process.stdout.write(text),
    note: (line) => process.stderr.write(`${line}\n`),
    signal: interrupted.signal,
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 2;
}
