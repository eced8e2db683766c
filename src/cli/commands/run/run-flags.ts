import type { HostsKind } from '../../../hosts/hosts.js';
import type { ServerFlags } from '../../exchange/lab-setup.js';
import type { ExchangeFlags } from '../../exchange/run-exchange.js';
import type { TransferFlags } from '../../transfer/run-transfer.js';

/** What `wirelab run` is called with. */
export interface RunFlags extends ServerFlags, ExchangeFlags, TransferFlags {
  readonly lab?: string | undefined;
  readonly script?: string | undefined;
  readonly hosts?: HostsKind | 'one' | undefined;
}
