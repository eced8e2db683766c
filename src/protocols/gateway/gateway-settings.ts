import { parseLayout, usualLayout, type Layout } from './layout.js';
import { parseLimits, type GatewayLimits } from './gateway-limits.js';

/** What the parameter of a gateway says. */
export interface GatewaySettings {
  readonly limits: GatewayLimits;
  readonly layout: Layout;
}

const ORDER = 'order=';

/** Limits, and the order of the fields: `temperature=70,order=sequence-device-quantity-unit-value`. Throws a ParameterError. */
export function parseSettings(text: string | undefined): GatewaySettings {
  const all = text?.split(',') ?? [];
  const order = all.findLast((setting) => setting.startsWith(ORDER));
  const limits = all.filter((setting) => !setting.startsWith(ORDER));
  return {
    limits: parseLimits(limits.length === 0 ? undefined : limits.join(',')),
    layout: order === undefined ? usualLayout : parseLayout(order.slice(ORDER.length)),
  };
}
