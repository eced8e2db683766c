import { ProtocolError } from '../core/protocol-error.js';
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

/** Bytes of a reading: device (2), sequence (2), quantity (1), unit (1), value (4, signed). All are big-endian. */
export const READING_SIZE = 10;

/** Throws a RangeError for a field that does not fit its bytes. */
export function encodeReading({ device, sequence, quantity, value }: Reading): Uint8Array {
  const { code, unit } = quantities[quantity];
  const fields = new DataView(new ArrayBuffer(READING_SIZE));
  fields.setUint16(0, whole('device', device, 0, 0xffff));
  fields.setUint16(2, whole('sequence', sequence, 0, 0xffff));
  fields.setUint8(4, code);
  fields.setUint8(5, unit);
  fields.setInt32(6, whole('value', value, -0x8000_0000, 0x7fff_ffff));
  return new Uint8Array(fields.buffer);
}

/** Throws a ProtocolError whose offset is that of the first wrong byte. */
export function decodeReading(payload: Uint8Array): Reading {
  if (payload.length !== READING_SIZE) {
    const offset = Math.min(payload.length, READING_SIZE);
    throw new ProtocolError('malformed', offset, `reading of ${payload.length} bytes, it has to be ${READING_SIZE}`);
  }
  const fields = new DataView(payload.buffer, payload.byteOffset, READING_SIZE);
  const quantity = quantityOf(fields.getUint8(4));
  if (quantity === undefined) throw new ProtocolError('malformed', 4, `quantity ${fields.getUint8(4)} is not known`);
  const unit = fields.getUint8(5);
  if (unit !== quantities[quantity].unit) {
    throw new ProtocolError('malformed', 5, `unit ${unit}, ${quantity} is sent in ${quantities[quantity].unit} (${quantities[quantity].symbol})`);
  }
  return { device: fields.getUint16(0), sequence: fields.getUint16(2), quantity, value: fields.getInt32(6) };
}

function whole(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${field} ${value} has to be a whole number from ${min} to ${max}`);
}
