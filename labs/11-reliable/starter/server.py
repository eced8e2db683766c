"""Receives transfers over UDP, by go-back-N, and prints each of them when it has ended."""
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
        # YOUR PART: is it the number that is expected, and is the transfer not over? Then expect the next number
        # and keep the data. When it is the end, write all the data to sys.stdout.buffer, and flush it.


def acknowledgement(number):
    return bytes([ACK, number, -(ACK + number) % 256])


def main():
    transfers = {}  # by the address and port of the sender
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as road:
        road.bind((HOST, PORT))
        while True:
            datagram, sender = road.recvfrom(2048)
            if len(datagram) < 3:
                continue
            # YOUR PART: ignore what has a wrong check.
            kind, number = datagram[0], datagram[1]
            if kind not in (DATA, END):
                continue
            transfer = transfers.setdefault(sender, Transfer())
            transfer.take(kind, number, datagram[3:])
            road.sendto(acknowledgement(transfer.expected), sender)


main()
