"""Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 5000
PATIENCE = 10  # seconds: longer than the server's, so that a silent client ahead of this one is sent away first


def main():
    try:
        # As soon as this has returned we are connected, which does not mean that it is our turn.
        with socket.create_connection((HOST, PORT)) as connection:
            echoes = connection.makefile('rb')  # its readline reads on until a whole line is there
            for line in sys.stdin:
                # YOUR PART: send the line, wait for its echo, and print it. What does readline return when the server has closed?
                pass
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
