# wirelab: fails cut-header
# Receives the length with a single recv.
"""Sends each line of its input in a frame, and prints what comes back."""
import socket
import struct
import sys

HOST = '127.0.0.1'
PORT = 10101
LONGEST = 1048576  # bytes of a message


def receive(connection, size):
    """Returns the next `size` bytes, however many reads that takes."""
    data = bytearray()
    while len(data) < size:
        piece = connection.recv(min(size - len(data), 65536))
        if not piece:
            raise EOFError('the server closed the connection')
        data += piece
    return bytes(data)


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            for line in sys.stdin:
                # The length counts bytes, so the text is made bytes first.
                message = line.removesuffix('\n').encode()
                connection.sendall(struct.pack('>I', len(message)) + message)
                (size,) = struct.unpack('>I', connection.recv(4))
                if size > LONGEST:
                    raise ValueError(f'a message of {size} bytes is announced, the limit is {LONGEST}')
                echo = receive(connection, size)
                print('Came back:', echo.decode(errors='replace'), flush=True)
    except (OSError, EOFError, ValueError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
