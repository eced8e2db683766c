import type { GatewayLimits } from './gateway-limits.js';
import { quantities, type QuantityName } from './quantity.js';
import type { Reading } from './reading.js';
import type { Reply } from './reply.js';

/** What a right gateway replies to one device, reading by reading. */
export class ExpectedReplies {
  readonly #limits: GatewayLimits;
  readonly #above = new Set<QuantityName>();

  constructor(limits: GatewayLimits) {
    this.#limits = limits;
  }

  /** To a reading that comes for the first time. */
  counted({ device, sequence, quantity, value }: Reading): readonly Reply[] {
    const limit = this.#limits[quantity];
    const ack: Reply = { kind: 'ack', status: 'ok', device, sequence };
    const isAbove = value > limit;
    if (isAbove === this.#above.has(quantity)) return [ack];
    if (isAbove) this.#above.add(quantity);
    else this.#above.delete(quantity);
    return [ack, { kind: isAbove ? 'alarm' : 'clear', device, sequence, quantity, value, limit }];
  }

  /** The end of an alarm that an earlier run has left behind, which this reading would bring. */
  leftover({ device, sequence, quantity, value }: Reading): Reply {
    return { kind: 'clear', device, sequence, quantity, value, limit: this.#limits[quantity] };
  }
}

/** To a reading that has come before. */
export function repeatedReply({ device, sequence }: Reading): Reply {
  return { kind: 'ack', status: 'duplicate', device, sequence };
}

/** A reply in words. */
export function replyText(reply: Reply): string {
  switch (reply.kind) {
    case 'ack':
      return `acknowledged ${reply.device}, ${reply.sequence}${reply.status === 'ok' ? '' : ', repeated'}`;
    case 'malformed':
      return `no reading: byte ${reply.offset} is wrong`;
    default: {
      const { kind, device, sequence, quantity, value, limit } = reply;
      return `${kind === 'alarm' ? 'alarm' : 'alarm over'} ${device}, ${sequence}: ${quantity} ${valueText(quantity, value)}, limit ${valueText(quantity, limit)}`;
    }
  }
}

/** `21.500 °C`. */
function valueText(quantity: QuantityName, thousandths: number): string {
  return `${(thousandths / 1000).toFixed(3)} ${quantities[quantity].symbol}`;
}
