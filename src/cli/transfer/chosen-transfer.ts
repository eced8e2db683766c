import { UsageError } from '../../errors/usage-error.js';
import type { LabSetup } from '../exchange/lab-setup.js';
import type { RunTransfer, TransferFlags } from './run-transfer.js';

/** Flags that have something else played. */
interface OtherFlags {
  readonly script?: string | undefined;
  readonly pcap?: string | undefined;
  readonly interactive?: boolean | undefined;
  readonly devices?: number | undefined;
}

/** What sends a file, where the flags want that. Throws a UsageError. */
export async function chosenTransfer(
  setup: LabSetup,
  { window, messages, script, pcap, interactive, devices }: TransferFlags & OtherFlags,
): Promise<RunTransfer | undefined> {
  if (window === undefined) {
    if (messages !== undefined) throw new UsageError('--messages goes with --window N');
    return undefined;
  }
  const { requireTransfer, runTransfer } = await import('./run-transfer.js');
  requireTransfer(setup, { script, pcap, interactive, devices });
  return runTransfer;
}
