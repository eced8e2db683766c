import type { GatewayLimits } from './gateway-limits.js';
import { quantityNames, type QuantityName } from './quantity.js';
import type { Reading } from './reading.js';

/** What a simulated device does, from its start to its end. The same random numbers make the same plan. */
export interface DevicePlan {
  readonly id: number;
  /** It sends its messages in pieces, with pauses between. */
  readonly isSlow: boolean;
  readonly startMs: number;
  readonly readings: readonly PlannedReading[];
}

export interface PlannedReading {
  readonly reading: Reading;
  /** Before it is sent, in milliseconds. */
  readonly pauseMs: number;
  /**
   * `repeats`: it behaves as if the acknowledgement had been lost, connects anew and sends the same again. `breaks-off`: it leaves
   * in the middle of the message, connects anew and sends all of it.
   */
  readonly mishap?: 'repeats' | 'breaks-off';
}

/** Numbers from 0 up to 1. */
type Random = () => number;

const STARTS_WITHIN = 600; // milliseconds: nobody switches on 200 devices at once
const LONGEST_PAUSE = 40;
const SLOW = 0.3; // of all devices
const RETURNING = 0.35;
const TROUBLED = 0.5; // pass their limit
const USUAL = 4; // readings below the limit, at least two of them first: until then an earlier run may still be felt
const MOST_ABOVE = 3;

/** The plan of one device. Its first readings and its last one are below the limit, so that it leaves no alarm behind. */
export function planDevice(id: number, limits: GatewayLimits, random: Random): DevicePlan {
  const draw = (most: number): number => Math.floor(random() * most);
  const quantity: QuantityName =
    random() < 0.6 ? 'temperature' : (quantityNames[draw(quantityNames.length)] ?? 'temperature');
  const isSlow = random() < SLOW;
  const isReturning = random() < RETURNING;
  const above = random() < TROUBLED ? 1 + draw(MOST_ABOVE) : 0;
  const limit = limits[quantity];
  // Only temperatures go below zero.
  const usual = (): number =>
    Math.max(limit - draw((quantity === 'temperature' ? 2 : 0.5) * Math.abs(limit) + 1), -0x8000_0000);
  const high = (): number => Math.min(limit + 1 + draw(20_000), 0x7fff_ffff);
  const before = 2 + draw(USUAL);
  const values = [...times(before, usual), ...times(above, high), ...times(1 + draw(2), usual)];
  const readings = values.map((value, sequence): PlannedReading => ({
    reading: { device: id, sequence, quantity, value },
    pauseMs: draw(LONGEST_PAUSE),
    ...(isReturning && sequence > 0 && (random() < 0.25 || sequence === values.length - 1)
      ? { mishap: random() < 0.6 ? 'repeats' : 'breaks-off' }
      : {}),
  }));
  return { id, isSlow, startMs: draw(STARTS_WITHIN), readings };
}

function times(count: number, make: () => number): number[] {
  return Array.from({ length: count }, make);
}
