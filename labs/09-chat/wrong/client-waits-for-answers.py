# wirelab: fails sends-on
# Waits for a line from the network after each one that it has sent.
"""A chat client: prints what comes and sends what is typed, whichever is first."""
import os
import socket
import sys
import threading

HOST = '127.0.0.1'
PORT = 1026
KEYBOARD = 0


answered = threading.Event()


def send(connection):
    while typed := os.read(KEYBOARD, 65536):
        connection.sendall(typed)
        answered.clear()
        answered.wait()
    connection.shutdown(socket.SHUT_WR)


def chat(connection):
    """Passes on bytes in both directions until the server ends the connection. Where lines end is left to both sides."""
    threading.Thread(target=send, args=(connection,), daemon=True).start()
    for line in connection.makefile('rb'):
        answered.set()
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
