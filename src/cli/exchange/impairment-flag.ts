import { UsageError } from '../../errors/usage-error.js';
import { planText } from '../../impairment/impairment-words.js';
import {
  bothWays,
  requireSensible,
  type DatagramImpairment,
  type ImpairmentPlan,
} from '../../impairment/impairment-plan.js';
import type { Transport } from '../../lab/lab.js';

type Amount = 'loss' | 'duplication' | 'reordering' | 'delayMs';

const KEYS: Readonly<Record<string, Amount>> = {
  loss: 'loss',
  dup: 'duplication',
  reorder: 'reordering',
  delay: 'delayMs',
};

/** What `--faults` and `--seed` have said. */
export interface ImpairmentFlags {
  readonly faults?: string | undefined;
  readonly seed?: number | undefined;
}

/** The network that the flags want, with its seed, and itself in words. Throws a UsageError for one that cannot be. */
export function impairmentPlan(
  { faults, seed = 1 }: ImpairmentFlags,
  transport: Transport,
): { plan: ImpairmentPlan; seed: number; words: string } | undefined {
  if (faults === undefined) return undefined;
  if (transport !== 'udp')
    throw new UsageError(
      '--faults is about datagrams, and this is over tcp: take a lab over udp (10 or 11), or add --transport udp',
    );
  const plan = bothWays(parseImpairment(faults));
  return { plan, seed, words: `${planText(plan) || 'no faults'} (--seed ${String(seed)})` };
}

/** Understands `loss=0.2,dup=0.1,reorder=0.1,delay=50`. */
export function parseImpairment(text: string): DatagramImpairment {
  const faults: Partial<Record<Amount, number>> = {};
  for (const part of text.split(',')) {
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(\d*\.?\d+)\s*$/.exec(part) ?? [];
    const key = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
    if (key === undefined)
      throw new UsageError(
        `--faults takes loss=0.2,dup=0.1,reorder=0.1,delay=50 (any of them), got ${JSON.stringify(part)}`,
      );
    faults[key] = Number(value);
  }
  try {
    requireSensible(faults);
  } catch (error) {
    throw new UsageError(`--faults: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return faults;
}
