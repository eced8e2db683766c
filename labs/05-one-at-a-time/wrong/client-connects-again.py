# wirelab: fails next-line
# Makes a connection of its own for each line: each time it goes to the end of the queue.
"""Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 5000
PATIENCE = 10  # seconds: longer than the server's, so that a silent client ahead of this one is sent away first


def main():
    try:
        for line in sys.stdin:
            with socket.create_connection((HOST, PORT), timeout=PATIENCE) as connection:
                echoes = connection.makefile('rb')
                connection.sendall(line.rstrip('\n').encode() + b'\n')
                echo = echoes.readline()
                if not echo.endswith(b'\n'):
                    raise EOFError('the server closed the connection')
                print('Received from server:', echo.decode(errors='replace').rstrip('\n'), flush=True)
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
