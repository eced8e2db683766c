import { ParameterError } from '../../core/parameter-error.js';
import { unknownName } from '../../text/nearest.js';
import { quantities, quantityNames, type QuantityName } from './quantity.js';

/** The value of each quantity above which there is an alarm, in thousandths. */
export type GatewayLimits = Readonly<Record<QuantityName, number>>;

const LARGEST = 2_147_483_647; // what a reading can carry: a limit has to be below it

/** The limits that `text` sets (`temperature=60,humidity=80.5`), and the defaults for the rest. Throws a ParameterError. */
export function parseLimits(text: string | undefined): GatewayLimits {
  const limits = Object.fromEntries(quantityNames.map((name) => [name, quantities[name].limit])) as Record<
    QuantityName,
    number
  >;
  for (const setting of text?.split(',') ?? []) {
    const [name = '', value = ''] = setting.split('=', 2).map((part) => part.trim());
    const quantity = quantityNames.find((known) => known === name);
    if (quantity === undefined)
      throw new ParameterError(unknownName('quantity', name === '' ? JSON.stringify(setting) : name, quantityNames));
    limits[quantity] = thousandths(quantity, value);
  }
  return limits;
}

function thousandths(quantity: QuantityName, value: string): number {
  const limit = /^-?\d+(\.\d{1,3})?$/.test(value) ? Math.round(Number(value) * 1000) : NaN;
  if (Math.abs(limit) < LARGEST) return limit;
  const { symbol } = quantities[quantity];
  throw new ParameterError(
    `limit ${JSON.stringify(value)} of ${quantity} has to be a number of ${symbol} with at most 3 decimals, such as ${quantity}=${quantities[quantity].limit / 1000}`,
  );
}
