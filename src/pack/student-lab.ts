import { defined } from '../core/defined.js';
import type { Check } from '../lab/check.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { asSource, NotDataError } from './as-source.js';

/** A lab as students get it: a module of data, without the checks that they are not to see. */
export interface StudentLab {
  readonly source: string;
  /** How many checks of each kind do not go along. */
  readonly hidden: number;
  readonly code: number;
}

/** The module of a lab for students. Hidden checks stay behind, and so do those that are played by code. */
export function studentLab({ title, summary, server, client, checks, questions }: NumberedLab): StudentLab {
  const all = [...(checks?.server ?? []), ...(checks?.client ?? [])];
  const visible = all.filter(({ hidden }) => hidden !== true);
  const kept = new Set(visible.filter(isData));
  const among = (list: readonly Check[] | undefined): readonly Check[] | undefined => {
    const going = list?.filter((check) => kept.has(check));
    return going?.map(({ needs, ...check }) => ({
      ...check,
      ...defined({
        needs: needs === undefined ? undefined : needs.filter((id) => going.some((other) => other.id === id)),
      }),
    }));
  };
  const lab = {
    title,
    summary,
    server,
    client,
    ...defined({
      checks: checks === undefined ? undefined : { server: among(checks.server), client: among(checks.client) },
    }),
    questions,
  };
  return {
    source: `export default ${asSource(lab, 'lab')};\n`,
    hidden: all.length - visible.length,
    code: visible.length - kept.size,
  };
}

function isData(check: Check): boolean {
  try {
    asSource(check);
    return true;
  } catch (error) {
    if (error instanceof NotDataError) return false;
    throw error;
  }
}
