import { ParameterError } from '../../core/parameter-error.js';
/** A field of a reading. */
export type Field = 'device' | 'sequence' | 'quantity' | 'unit' | 'value';

/** Where the fields of the messages are, in bytes. Replies have the fields that they repeat in the order of the reading. */
export interface Layout {
  readonly reading: Readonly<Record<Field, number>>;
  readonly ack: Readonly<Record<'device' | 'sequence', number>>;
  readonly alarm: Readonly<Record<Exclude<Field, 'unit'>, number>>;
}

const SIZES: Readonly<Record<Field, number>> = { device: 2, sequence: 2, quantity: 1, unit: 1, value: 4 };
const FIELDS = Object.keys(SIZES) as readonly Field[];
const KIND = 1; // a reply begins with a byte that says which it is

/** The messages of a gateway of which nothing else is said. */
export const usualLayout = layoutIn(FIELDS);

/** The messages whose fields have the order that `text` gives: `sequence-device-quantity-unit-value`. Throws a ParameterError. */
export function parseLayout(text: string): Layout {
  const names = text.split('-');
  const order = names.flatMap((name) => FIELDS.filter((field) => field === name));
  if (names.length === FIELDS.length && new Set(order).size === FIELDS.length) return layoutIn(order);
  throw new ParameterError(
    `order ${JSON.stringify(text)} has to have ${FIELDS.join(', ')} once each, such as order=sequence-device-quantity-unit-value`,
  );
}

function layoutIn(order: readonly Field[]): Layout {
  const offsets = (from: number, fields: readonly Field[]): Record<Field, number> => {
    let at = from;
    return Object.fromEntries(fields.map((field) => [field, (at += SIZES[field]) - SIZES[field]])) as Record<
      Field,
      number
    >;
  };
  return {
    reading: offsets(0, order),
    ack: offsets(
      KIND,
      order.filter((field) => field === 'device' || field === 'sequence'),
    ),
    alarm: offsets(
      KIND,
      order.filter((field) => field !== 'unit'),
    ),
  };
}
