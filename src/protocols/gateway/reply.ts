import { ProtocolError } from '../../core/protocol-error.js';
import { usualLayout, type Layout } from './layout.js';
import { quantities, quantityOf, type QuantityName } from './quantity.js';

/** What the gateway sends to a device. The first byte says which of these it is. */
export type Reply =
  /** The reading has come; `duplicate` when it had come before and was not counted again. */
  | { readonly kind: 'ack'; readonly status: 'ok' | 'duplicate'; readonly device: number; readonly sequence: number }
  /** A value has gone above its limit (`alarm`), or is no longer above it (`clear`). Both in thousandths. */
  | {
      readonly kind: 'alarm' | 'clear';
      readonly device: number;
      readonly sequence: number;
      readonly quantity: QuantityName;
      readonly value: number;
      readonly limit: number;
    }
  /** What came is no reading: `offset` is that of its first wrong byte. */
  | { readonly kind: 'malformed'; readonly offset: number };

const KINDS = ['ack', 'alarm', 'clear', 'malformed'] as const; // codes from 1
const STATUSES = ['ok', 'duplicate'] as const; // codes from 0

/** Bytes of each kind, its own first byte included; the fields are big-endian. */
const SIZES = { ack: 6, alarm: 14, clear: 14, malformed: 3 };
const STATUS = 5; // behind what the reply repeats of the reading
const LIMIT = 10;

export function encodeReply(reply: Reply, { ack, alarm }: Layout = usualLayout): Uint8Array {
  const fields = new DataView(new ArrayBuffer(SIZES[reply.kind]));
  fields.setUint8(0, KINDS.indexOf(reply.kind) + 1);
  if (reply.kind === 'malformed') {
    fields.setUint16(1, reply.offset);
  } else {
    const at = reply.kind === 'ack' ? ack : alarm;
    fields.setUint16(at.device, reply.device);
    fields.setUint16(at.sequence, reply.sequence);
    if (reply.kind === 'ack') {
      fields.setUint8(STATUS, STATUSES.indexOf(reply.status));
    } else {
      fields.setUint8(alarm.quantity, quantities[reply.quantity].code);
      fields.setInt32(alarm.value, reply.value);
      fields.setInt32(LIMIT, reply.limit);
    }
  }
  return new Uint8Array(fields.buffer);
}

/** Throws a ProtocolError whose offset is that of the first wrong byte. */
export function decodeReply(payload: Uint8Array, { ack, alarm }: Layout = usualLayout): Reply {
  const fields = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const kind = payload.length > 0 ? KINDS[fields.getUint8(0) - 1] : undefined;
  if (kind === undefined)
    throw new ProtocolError('malformed', 0, `reply of kind ${payload[0] ?? 'none'}, it has to be 1 to ${KINDS.length}`);
  if (payload.length !== SIZES[kind]) {
    throw new ProtocolError(
      'malformed',
      Math.min(payload.length, SIZES[kind]),
      `${kind} of ${payload.length} bytes, it has to be ${SIZES[kind]}`,
    );
  }
  if (kind === 'malformed') return { kind, offset: fields.getUint16(1) };
  const at = kind === 'ack' ? ack : alarm;
  const device = fields.getUint16(at.device);
  const sequence = fields.getUint16(at.sequence);
  if (kind === 'ack') {
    const status = STATUSES[fields.getUint8(STATUS)];
    if (status === undefined)
      throw new ProtocolError('malformed', STATUS, `status ${fields.getUint8(STATUS)} is not known`);
    return { kind, status, device, sequence };
  }
  const quantity = quantityOf(fields.getUint8(alarm.quantity));
  if (quantity === undefined)
    throw new ProtocolError('malformed', alarm.quantity, `quantity ${fields.getUint8(alarm.quantity)} is not known`);
  return { kind, device, sequence, quantity, value: fields.getInt32(alarm.value), limit: fields.getInt32(LIMIT) };
}
