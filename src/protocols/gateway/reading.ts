import { ProtocolError } from '../../core/protocol-error.js';
import { usualLayout, type Layout } from './layout.js';
import { quantities, quantityOf, type QuantityName } from './quantity.js';

/** What a device sends: one measured value. */
export interface Reading {
  /** 0 to 65535. */
  readonly device: number;
  /** 0 to 65535. A device that starts anew begins with 0; 65535 is followed by 0. */
  readonly sequence: number;
  readonly quantity: QuantityName;
  /**
   * In thousandths of the quantity's unit. Whole numbers have one meaning on every machine and compare exactly; a float has
   * rounding, two zeros and NaN, none of which a sensor has.
   */
  readonly value: number;
}

/** Bytes of a reading: device (2), sequence (2), quantity (1), unit (1), value (4, signed), in this order by default. All are big-endian. */
const READING_SIZE = 10;

/** Throws a RangeError for a field that does not fit its bytes. */
export function encodeReading(
  { device, sequence, quantity, value }: Reading,
  { reading: at }: Layout = usualLayout,
): Uint8Array {
  const { code, unit } = quantities[quantity];
  const fields = new DataView(new ArrayBuffer(READING_SIZE));
  fields.setUint16(at.device, whole('device', device, 0, 0xffff));
  fields.setUint16(at.sequence, whole('sequence', sequence, 0, 0xffff));
  fields.setUint8(at.quantity, code);
  fields.setUint8(at.unit, unit);
  fields.setInt32(at.value, whole('value', value, -0x8000_0000, 0x7fff_ffff));
  return new Uint8Array(fields.buffer);
}

/** Throws a ProtocolError whose offset is that of the first wrong byte. */
export function decodeReading(payload: Uint8Array, { reading: at }: Layout = usualLayout): Reading {
  if (payload.length !== READING_SIZE) {
    const offset = Math.min(payload.length, READING_SIZE);
    throw new ProtocolError('malformed', offset, `reading of ${payload.length} bytes, it has to be ${READING_SIZE}`);
  }
  const fields = new DataView(payload.buffer, payload.byteOffset, READING_SIZE);
  const quantity = quantityOf(fields.getUint8(at.quantity));
  if (quantity === undefined)
    throw new ProtocolError('malformed', at.quantity, `quantity ${fields.getUint8(at.quantity)} is not known`);
  const unit = fields.getUint8(at.unit);
  if (unit !== quantities[quantity].unit) {
    throw new ProtocolError(
      'malformed',
      at.unit,
      `unit ${unit}, ${quantity} is sent in ${quantities[quantity].unit} (${quantities[quantity].symbol})`,
    );
  }
  return {
    device: fields.getUint16(at.device),
    sequence: fields.getUint16(at.sequence),
    quantity,
    value: fields.getInt32(at.value),
  };
}

function whole(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${field} ${value} has to be a whole number from ${min} to ${max}`);
}
