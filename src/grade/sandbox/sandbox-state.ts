import { defined } from '../../core/defined.js';
import { chmodSync, readlinkSync } from 'node:fs';
import { openSlot } from './open-slot.js';
import { ownModule } from './own-module.js';
import type { ProbeQuestion, ProbeReport } from './probe-worker.js';
import { sandboxFailure, SandboxError } from './sandbox-error.js';
import type { Slot } from './slot.js';
import { temporaryFolder } from './temporary-folder.js';

/** Whether this machine has a sandbox: found out by running one. */
export type SandboxState =
  | {
      readonly works: true;
      /** What is weaker than it could be, in words. */
      readonly remarks: readonly string[];
      /** The programs that were asked for and are there in a box, with their paths. */
      readonly programs: Readonly<Record<string, string>>;
    }
  | { readonly works: false; readonly failed: string; readonly means: string; readonly fix: string };

const TRIES_SLOT = 998; // a user of its own: a grader may be at work

/** Makes a box in a box and lets a program try its walls. */
export async function sandboxState(
  programs: readonly string[] = [],
  signal?: AbortSignal,
  worker = ownModule('src/grade/sandbox/probe-worker'),
): Promise<SandboxState> {
  const { path: staged, remove } = temporaryFolder();
  let slot: Slot<ProbeQuestion, ProbeReport> | undefined;
  try {
    chmodSync(staged, 0o755);
    slot = await openSlot<ProbeQuestion, ProbeReport>({
      worker,
      slot: TRIES_SLOT,
      staged,
      ...defined({ signal }),
    });
    return judge(await answer(slot, { programs }));
  } catch (error) {
    if (signal?.aborted === true)
      return {
        works: false,
        ...describe(new SandboxError('the boxes did not start in time', 'try again when this machine is less busy')),
      };
    return {
      works: false,
      ...describe(
        error instanceof SandboxError ? error : sandboxFailure(error instanceof Error ? error.message : String(error)),
      ),
    };
  } finally {
    await slot?.close();
    remove();
  }
}

async function answer(slot: Slot<ProbeQuestion, ProbeReport>, question: ProbeQuestion): Promise<ProbeReport> {
  const report = new Promise<ProbeReport>((resolve) => {
    slot.onMessage(resolve);
  });
  slot.send(question);
  const found = await Promise.race([report, slot.closed]);
  if ('open' in found) return found;
  throw sandboxFailure(found.said);
}

/** What a report means. */
export function judge(
  { network, interfaces, isNetworkSet, open, failure, programs }: ProbeReport,
  own = readlinkSync('/proc/self/ns/net'),
): SandboxState {
  const broken = (failed: string, fix: string): SandboxState => ({
    works: false,
    ...describe(new SandboxError(failed, fix)),
  });
  if (failure !== undefined) {
    const { failed, fix } = sandboxFailure(failure);
    return broken(`a box in a box cannot be made: ${failed}`, fix);
  }
  if (network === own || interfaces.some((name) => name !== 'lo'))
    return broken('the box has no network of its own', 'apt-get install -y --no-install-recommends bubblewrap');
  if (open.length > 0)
    return broken(
      `the box does not hold back: ${open.join(', ')}`,
      'apt-get install -y --no-install-recommends bubblewrap util-linux',
    );
  const remarks = isNetworkSet
    ? []
    : [
        'the settings of its network cannot be changed: a server that closes first can be restarted only after a minute',
      ];
  return { works: true, remarks, programs };
}

function describe({ failed, means, fix }: SandboxError): {
  readonly failed: string;
  readonly means: string;
  readonly fix: string;
} {
  return { failed, means, fix };
}
