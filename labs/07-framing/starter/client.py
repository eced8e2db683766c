"""Sends each line of its input in a frame, and prints what comes back."""
import socket
import struct  # struct.pack('>I', 5) is 00 00 00 05
import sys

HOST = '127.0.0.1'
PORT = 10101
LONGEST = 1048576  # bytes of a message


def receive(connection, size):
    """Returns the next `size` bytes, however many reads that takes."""
    # YOUR PART: one recv may return fewer. Call it until there are enough; what does it return when the server has closed?
    return connection.recv(size)


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            for line in sys.stdin:
                # YOUR PART: make bytes of the line, without its line feed, and send their number and the bytes.
                # Receive the number that comes back, refuse what is above LONGEST, receive the message, and print it.
                pass
    except (OSError, EOFError, ValueError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
