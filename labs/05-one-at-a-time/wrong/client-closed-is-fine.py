# wirelab: fails server-closes
# Says that the server has closed, and ends as if all had gone well.
"""Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 5000
PATIENCE = 10  # seconds: longer than the server's, so that a silent client ahead of this one is sent away first


def main():
    try:
        # As soon as this has returned we are connected, which does not mean that it is our turn.
        with socket.create_connection((HOST, PORT), timeout=PATIENCE) as connection:
            echoes = connection.makefile('rb')  # its readline reads on until a whole line is there
            for line in sys.stdin:
                connection.sendall(line.rstrip('\n').encode() + b'\n')
                echo = echoes.readline()
                if not echo.endswith(b'\n'):
                    print('the server has closed')
                    return
                print('Received from server:', echo.decode(errors='replace').rstrip('\n'), flush=True)
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
