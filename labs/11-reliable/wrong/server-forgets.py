# wirelab: fails end-again
# When a transfer has ended all that is known of its sender is forgotten, so that the end that comes again is that of a new one.
import socket
import sys

HOST = '127.0.0.1'
PORT = 12001
DATA, ACK, END = b'DAE'


class Transfer:
    """What is known of one sender."""

    def __init__(self):
        self.expected = 0  # the number of the next message
        self.data = bytearray()
        self.over = False

    def take(self, kind, number, data):
        """A message or the end. What does not come in its turn changes nothing."""
        if self.over or number != self.expected:
            return
        self.expected = (self.expected + 1) % 256
        self.data += data
        if kind == END:
            self.over = True
            sys.stdout.buffer.write(self.data)
            sys.stdout.buffer.flush()


def acknowledgement(number):
    return bytes([ACK, number, -(ACK + number) % 256])


def main():
    transfers = {}  # by the address and port of the sender
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as road:
        road.bind((HOST, PORT))
        while True:
            datagram, sender = road.recvfrom(2048)
            if len(datagram) < 3 or sum(datagram) % 256 != 0:
                continue
            kind, number = datagram[0], datagram[1]
            if kind not in (DATA, END):
                continue
            transfer = transfers.setdefault(sender, Transfer())
            transfer.take(kind, number, datagram[3:])
            road.sendto(acknowledgement(transfer.expected), sender)
            if transfer.over:
                del transfers[sender]


main()
