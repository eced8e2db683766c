# wirelab: fails prints
# Reads the keyboard first, and then the network.
"""A chat client: prints what comes and sends what is typed, whichever is first."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 1026


def chat(connection):
    """Passes on bytes in both directions until the server ends the connection. Where lines end is left to both sides."""
    lines = connection.makefile('rb')
    for typed in sys.stdin.buffer:
        connection.sendall(typed)
        line = lines.readline()
        if not line:
            return
        sys.stdout.buffer.write(line)
        sys.stdout.flush()


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            connection.settimeout(None)  # nobody has to say anything
            chat(connection)
            print('the server has closed the connection', file=sys.stderr)
    except OSError as error:
        sys.exit(f'no chat with {HOST}:{PORT}: {error}')


main()
