# wirelab: fails lines-at-once
# Reads lines of a file object: the second one is in its buffer, where select does not look.
"""A chat client: prints what comes and sends what is typed, whichever is first."""
import select
import socket
import sys

HOST = '127.0.0.1'
PORT = 1026
KEYBOARD = 0


def chat(connection):
    """Passes on bytes in both directions until the server ends the connection. Where lines end is left to both sides."""
    watched = [KEYBOARD, connection]
    while True:
        # One wait for both. os.read and recv take what is there; input() and readline would keep some of it to themselves.
        ready, _, _ = select.select(watched, [], [])
        if connection in ready:
            data = connection.recv(65536)
            if not data:
                return
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        if KEYBOARD in ready:
            typed = sys.stdin.buffer.readline()
            if typed:
                connection.sendall(typed)
            else:  # nothing more will be typed, but answers may still come
                connection.shutdown(socket.SHUT_WR)
                watched.remove(KEYBOARD)


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            connection.settimeout(None)  # nobody has to say anything
            chat(connection)
            print('the server has closed the connection', file=sys.stderr)
    except OSError as error:
        sys.exit(f'no chat with {HOST}:{PORT}: {error}')


main()
