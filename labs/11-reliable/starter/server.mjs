// Receives transfers over UDP, by go-back-N, and prints each of them when it has ended.
import { createSocket } from 'node:dgram';

const HOST = '127.0.0.1';
const PORT = 12001;
const [DATA, ACK, END] = Buffer.from('DAE');

const sum = (bytes) => bytes.reduce((total, byte) => total + byte, 0) % 256;

/** What is known of one sender. */
class Transfer {
  expected = 0; // the number of the next message
  over = false;
  pieces = [];

  /** A message or the end. What does not come in its turn changes nothing. */
  take(type, number, data) {
    // YOUR PART: is it the number that is expected, and is the transfer not over? Then expect the next number
    // and keep the data. When it is the end, write all the data to process.stdout.
  }

  get acknowledgement() {
    return Uint8Array.of(ACK, this.expected, -(ACK + this.expected));
  }
}

const transfers = new Map(); // by the address and port of the sender
const road = createSocket('udp4');

road.on('message', (datagram, { address, port }) => {
  if (datagram.length < 3) return;
  // YOUR PART: ignore what has a wrong check.
  const [type, number] = datagram;
  if (type !== DATA && type !== END) return;
  const sender = `${address} ${port}`;
  const transfer = transfers.get(sender) ?? new Transfer();
  transfers.set(sender, transfer);
  transfer.take(type, number, datagram.subarray(3));
  road.send(transfer.acknowledgement, port, address);
});

road.bind(PORT, HOST);
