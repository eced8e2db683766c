// Device 7: sends each temperature of its standard input to the gateway, until it is acknowledged.
import net from 'node:net';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const HOST = '127.0.0.1';
const PORT = 7000;

const DEVICE = 7;
const TEMPERATURE = 1;
const CELSIUS = 1;
const ACKNOWLEDGED = 1;
const ALARM = 2;
const ALARM_OVER = 3;
const NO_READING = 4;

// The first byte of each field: of a reading, of an acknowledgement, of an alarm and its end.
const DEVICE_AT = 0, SEQUENCE_AT = 2, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 6;
const ACKNOWLEDGED_DEVICE_AT = 1, ACKNOWLEDGED_SEQUENCE_AT = 3;
const ALARM_DEVICE_AT = 1, ALARM_SEQUENCE_AT = 3, ALARM_QUANTITY_AT = 5, ALARM_VALUE_AT = 6;

const PATIENCE = 3000; // milliseconds until a reading counts as lost
const TRIES = 3;
const PAUSE = 1000; // milliseconds before it connects anew

// One connection to the gateway: what comes on it as messages, however the bytes arrive.
class Connection {
  #socket = net.connect(PORT, HOST);
  #received = Buffer.alloc(0);
  #why; // nothing more comes
  #wake = () => {};

  constructor() {
    this.#socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    this.#socket.on('error', (error) => this.#over(error.message));
    this.#socket.on('end', () => this.#over('the gateway has ended the connection'));
  }

  #over(why) {
    this.#why ??= why;
    this.#wake();
  }

  send(message) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    this.#socket.write(Buffer.concat([length, message]));
  }

  // The next message. Fails when none comes in time, or none can come any more.
  async receive() {
    const tooLate = Date.now() + PATIENCE;
    while (this.#received.length < 2 || this.#received.length < 2 + this.#received.readUInt16BE(0)) {
      if (this.#why !== undefined) throw new Error(this.#why);
      if (Date.now() >= tooLate) throw new Error('no reply');
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, tooLate - Date.now());
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const end = 2 + this.#received.readUInt16BE(0);
    const message = this.#received.subarray(2, end);
    this.#received = this.#received.subarray(end);
    return message;
  }

  endSending() {
    this.#socket.end();
  }

  close() {
    this.#socket.destroy();
  }
}

function fail(why) {
  console.error(why);
  process.exit(1);
}

// Prints an alarm or its end; what the gateway could not read ends the program.
function show(reply) {
  const kind = reply.readUInt8(0);
  if (kind === NO_READING) fail(`the gateway says that this was no reading, from byte ${reply.readUInt16BE(1)} on`);
  if (kind !== ALARM && kind !== ALARM_OVER) return;
  const [value, limit] = [reply.readInt32BE(ALARM_VALUE_AT), reply.readInt32BE(10)].map((thousandths) => (thousandths / 1000).toFixed(3));
  console.log(`${kind === ALARM ? 'alarm' : 'alarm over'}: ${value}, limit ${limit}`);
}

// Waits until the reading with this number is acknowledged. Other replies may come before.
async function waitFor(connection, sequence) {
  for (;;) {
    const reply = await connection.receive();
    if (reply.readUInt8(0) !== ACKNOWLEDGED) {
      show(reply);
    } else if (reply.readUInt16BE(ACKNOWLEDGED_DEVICE_AT) === DEVICE && reply.readUInt16BE(ACKNOWLEDGED_SEQUENCE_AT) === sequence) {
      console.log(`acknowledged ${sequence}${reply.readUInt8(5) === 1 ? ', repeated' : ''}`);
      return;
    }
  }
}

// Sends a reading until it is acknowledged. Returns the connection on which it was.
async function deliver(connection, reading, sequence) {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await pause(PAUSE);
    connection ??= new Connection();
    try {
      connection.send(reading);
      await waitFor(connection, sequence);
      return connection;
    } catch (error) {
      console.error(`reading ${sequence} was not acknowledged: ${error.message}`);
      connection.close();
      connection = undefined;
    }
  }
  return fail(`gave up reading ${sequence} after ${TRIES} tries`);
}

let connection;
let sequence = 0;
for await (const line of readline.createInterface({ input: process.stdin })) {
  const celsius = line.trim() === '' ? NaN : Number(line);
  if (!(Math.abs(celsius) < 2_000_000)) {
    console.error(`"${line}" is no temperature`);
    continue;
  }
  const reading = Buffer.alloc(10);
  reading.writeUInt16BE(DEVICE, DEVICE_AT);
  reading.writeUInt16BE(sequence, SEQUENCE_AT);
  reading.writeUInt8(TEMPERATURE, QUANTITY_AT);
  reading.writeUInt8(CELSIUS, UNIT_AT);
  reading.writeInt32BE(Math.round(celsius * 1000), VALUE_AT);
  connection = await deliver(connection, reading, sequence);
  sequence = (sequence + 1) % 65536;
}
if (connection !== undefined) {
  connection.endSending(); // nothing more comes; the gateway may still have something to say
  try {
    for (;;) show(await connection.receive());
  } catch {
    connection.close();
  }
}
