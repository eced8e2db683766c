"""Device 7: sends each temperature of its standard input to the gateway, until it is acknowledged."""
import socket
import struct
import sys
import time

HOST = '127.0.0.1'
PORT = 7000

DEVICE = 7
TEMPERATURE, CELSIUS = 1, 1
ACKNOWLEDGED, ALARM, ALARM_OVER, NO_READING = 1, 2, 3, 4

ACKNOWLEDGEMENT = struct.Struct('>BHHB')  # kind; device, sequence; 1 if it is repeated
PASSING = struct.Struct('>BHHBii')  # an alarm and its end: kind; device, sequence, quantity, value, limit

PATIENCE = 3  # seconds until a reading counts as lost
TRIES = 3
PAUSE = 1  # seconds before it connects anew


class Connection:
    """One connection to the gateway."""

    def __init__(self):
        self.socket = socket.create_connection((HOST, PORT), timeout=PATIENCE)
        self.stream = self.socket.makefile('rb')  # its read(n) reads on until n bytes are there, or the stream has ended

    def send(self, message):
        self.socket.sendall(struct.pack('>H', len(message)) + message)

    def receive(self):
        """The next message; nothing at the end of the stream."""
        length = self.stream.read(2)
        message = self.stream.read(int.from_bytes(length, 'big'))
        return message if len(length) == 2 and len(message) == int.from_bytes(length, 'big') else b''

    def close(self):
        self.stream.close()
        self.socket.close()


def show(reply):
    """Prints an alarm or its end; what the gateway could not read ends the program."""
    kind = reply[0]
    if kind == NO_READING:
        sys.exit(f'the gateway says that this was no reading, from byte {int.from_bytes(reply[1:3], "big")} on')
    if kind in (ALARM, ALARM_OVER):
        kind, device, sequence, quantity, value, limit = PASSING.unpack(reply)
        print(f'{"alarm" if kind == ALARM else "alarm over"}: {value / 1000:.3f}, limit {limit / 1000:.3f}', flush=True)


def wait_for(connection, number):
    """Waits until the reading with this number is acknowledged. Other replies may come before."""
    while True:
        reply = connection.receive()
        if not reply:
            raise EOFError('the gateway has ended the connection')
        if reply[0] != ACKNOWLEDGED:
            show(reply)
            continue
        kind, device, sequence, repeated = ACKNOWLEDGEMENT.unpack(reply)
        if device == DEVICE and sequence == number:
            print(f'acknowledged {sequence}{", repeated" if repeated else ""}', flush=True)
            return


def deliver(connection, reading, sequence):
    """Sends a reading until it is acknowledged. Returns the connection on which it was."""
    for attempt in range(TRIES):
        if attempt > 0:
            time.sleep(PAUSE)
        try:
            if connection is None:
                connection = Connection()
            connection.send(reading)
            wait_for(connection, sequence)
            return connection
        except (OSError, EOFError) as error:  # a timeout is an OSError too
            print(f'reading {sequence} was not acknowledged: {error}', file=sys.stderr)
            if connection is not None:
                connection.close()
                connection = None
    sys.exit(f'gave up reading {sequence} after {TRIES} tries')


def main():
    connection = None
    sequence = 0
    for line in sys.stdin:
        try:
            thousandths = round(float(line) * 1000)
            reading = struct.pack('>HHBBi', DEVICE, sequence, TEMPERATURE, CELSIUS, thousandths)
        except (ValueError, OverflowError, struct.error):
            print(f'{line.strip()!r} is no temperature', file=sys.stderr)
            continue
        connection = deliver(connection, reading, sequence)
        sequence = (sequence + 1) % 65536
    if connection is not None:
        connection.socket.shutdown(socket.SHUT_WR)  # nothing more comes; the gateway may still have something to say
        while reply := connection.receive():
            show(reply)
        connection.close()


main()
