// A gateway: acknowledges the readings of devices, counts each of them once, and raises alarms.
import net from 'node:net';

const HOST = '127.0.0.1';
const PORT = 7000;

// In thousandths, by the number of the quantity. The unit of each quantity has the same number.
const LIMITS = new Map([[1, 60_000], [2, 90_000], [3, 1_100_000], [4, 250_000]]);

const READING_SIZE = 10;
const ACKNOWLEDGED = 1;
const ALARM = 2;
const ALARM_OVER = 3;
const NO_READING = 4;

// The first byte of each field: of a reading, of an acknowledgement, of an alarm and its end.
const DEVICE_AT = 0, SEQUENCE_AT = 2, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 6;
const ACKNOWLEDGED_DEVICE_AT = 1, ACKNOWLEDGED_SEQUENCE_AT = 3;
const ALARM_DEVICE_AT = 1, ALARM_SEQUENCE_AT = 3, ALARM_QUANTITY_AT = 5, ALARM_VALUE_AT = 6;

// By number: the sequence number of the last reading, and the quantities that are above their limit.
const devices = new Map();

function deviceOf(number) {
  if (!devices.has(number)) devices.set(number, { last: undefined, alarms: new Set() });
  return devices.get(number);
}

function noReading(offset) {
  return Buffer.from([NO_READING, 0, offset]);
}

function acknowledged(number, sequence, repeated) {
  const reply = Buffer.alloc(6);
  reply.writeUInt8(ACKNOWLEDGED, 0);
  reply.writeUInt16BE(number, ACKNOWLEDGED_DEVICE_AT);
  reply.writeUInt16BE(sequence, ACKNOWLEDGED_SEQUENCE_AT);
  reply.writeUInt8(repeated, 5);
  return reply;
}

function alarm(kind, number, sequence, quantity, value, limit) {
  const reply = Buffer.alloc(14);
  reply.writeUInt8(kind, 0);
  reply.writeUInt16BE(number, ALARM_DEVICE_AT);
  reply.writeUInt16BE(sequence, ALARM_SEQUENCE_AT);
  reply.writeUInt8(quantity, ALARM_QUANTITY_AT);
  reply.writeInt32BE(value, ALARM_VALUE_AT);
  reply.writeInt32BE(limit, 10);
  return reply;
}

// What the gateway says to one message.
function repliesTo(message) {
  // YOUR PART: take the message apart (readUInt16BE, readUInt8, readInt32BE). If it is no reading, say where its first
  // wrong byte is: look at its length first, then at the quantity, then at the unit. Otherwise acknowledge it, and look
  // whether it has come before and whether its value passes the limit.
  return [];
}

function framed(reply) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(reply.length);
  return Buffer.concat([length, reply]);
}

// Half-open: what a device is still to get is sent before its connection is ended.
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    // There may be several messages by now, or none yet.
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      socket.write(Buffer.concat(repliesTo(received.subarray(2, end)).map(framed)));
      received = received.subarray(end);
    }
  });
  socket.on('end', () => socket.end());
  // This device has broken off; the others are still served.
  socket.on('error', (error) => console.error(error.message));
});

server.on('error', (error) => {
  console.error(`cannot listen: ${error.message}`);
  process.exit(1);
});
server.listen(PORT, HOST, () => console.log(`listening on ${HOST}:${PORT}`));
