"""A gateway: acknowledges the readings of devices, counts each of them once, and raises alarms."""
import socket
import struct
import threading

HOST = '127.0.0.1'
PORT = 7000

# In thousandths, by the number of the quantity. The unit of each quantity has the same number.
LIMITS = {1: 60_000, 2: 90_000, 3: 1_100_000, 4: 250_000}

READING = struct.Struct('>HHBBi')  # device, sequence, quantity, unit, value: big-endian, the value signed
ACKNOWLEDGEMENT = struct.Struct('>BHHB')  # kind; device, sequence; 1 if it is repeated
PASSING = struct.Struct('>BHHBii')  # an alarm and its end: kind; device, sequence, quantity, value, limit
ACKNOWLEDGED, ALARM, ALARM_OVER, NO_READING = 1, 2, 3, 4


class Device:
    """What is known of one device, whatever connection it uses."""

    def __init__(self):
        self.last = None  # the sequence number of its last reading
        self.alarms = set()  # its quantities that are above their limit


devices = {}
lock = threading.Lock()  # each connection has a thread, and all of them use the one table


def replies_to(message):
    """What the gateway says to one message."""
    if len(message) != READING.size:
        return [struct.pack('>BH', NO_READING, min(len(message), READING.size))]
    device, sequence, quantity, unit, value = READING.unpack(message)
    if quantity not in LIMITS:
        return [struct.pack('>BH', NO_READING, 4)]
    if unit != quantity:
        return [struct.pack('>BH', NO_READING, 5)]
    with lock:
        known = devices.setdefault(device, Device())
        if sequence == known.last:
            return [ACKNOWLEDGEMENT.pack(ACKNOWLEDGED, device, sequence, 1)]
        known.last = sequence
        replies = [ACKNOWLEDGEMENT.pack(ACKNOWLEDGED, device, sequence, 0)]
        limit = LIMITS[quantity]
        above = value > limit
        if above != (quantity in known.alarms):  # it has passed the limit, up or down
            known.alarms ^= {quantity}
            kind = ALARM if above else ALARM_OVER
            replies.append(PASSING.pack(kind, device, sequence, quantity, value, limit))
        return replies


def serve(connection):
    """Serves one connection until the device ends it."""
    stream = connection.makefile('rb')  # its read(n) reads on until n bytes are there, or the stream has ended
    while True:
        length = stream.read(2)
        if len(length) < 2:
            return
        message = stream.read(int.from_bytes(length, 'big'))
        if len(message) < int.from_bytes(length, 'big'):
            return
        replies = replies_to(message)
        connection.sendall(b''.join(struct.pack('>H', len(reply)) + reply for reply in replies))


def take(connection, address):
    """A thread: serves, and closes whatever happens."""
    with connection:
        try:
            serve(connection)
        except OSError as error:  # this device has broken off; the others have threads of their own
            print(f'{address}: {error}', flush=True)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the gateway is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            threading.Thread(target=take, args=listener.accept(), daemon=True).start()


main()
