/** What a sensor can measure, with its codes on the wire and the value above which there is an alarm by default. */
export interface Quantity {
  readonly code: number;
  /** The code of the only unit in which this quantity is sent. */
  readonly unit: number;
  readonly symbol: string;
  /** In thousandths of the unit. */
  readonly limit: number;
}

/** The name of a quantity. */
export type QuantityName = 'temperature' | 'humidity' | 'pressure' | 'voltage';

export const quantities: Readonly<Record<QuantityName, Quantity>> = {
  temperature: { code: 1, unit: 1, symbol: '°C', limit: 60_000 },
  humidity: { code: 2, unit: 2, symbol: '%', limit: 90_000 },
  pressure: { code: 3, unit: 3, symbol: 'hPa', limit: 1_100_000 },
  voltage: { code: 4, unit: 4, symbol: 'V', limit: 250_000 },
};

/** All of them, in the order of their codes. */
export const quantityNames = Object.keys(quantities) as readonly QuantityName[];

/** The quantity with that code. */
export function quantityOf(code: number): QuantityName | undefined {
  return quantityNames.find((name) => quantities[name].code === code);
}
