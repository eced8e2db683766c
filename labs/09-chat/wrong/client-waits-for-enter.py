# wirelab: fails server-closes
# Waits for the keyboard when the server has closed.
"""A chat client: prints what comes and sends what is typed, whichever is first."""
import os
import socket
import sys
import threading

HOST = '127.0.0.1'
PORT = 1026
KEYBOARD = 0


closed = threading.Event()


def receive(connection):
    while data := connection.recv(65536):
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    closed.set()


def chat(connection):
    """Passes on bytes in both directions until the server ends the connection. Where lines end is left to both sides."""
    threading.Thread(target=receive, args=(connection,)).start()
    while typed := os.read(KEYBOARD, 65536):
        connection.sendall(typed)
    connection.shutdown(socket.SHUT_WR)
    closed.wait()


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            connection.settimeout(None)  # nobody has to say anything
            chat(connection)
            print('the server has closed the connection', file=sys.stderr)
    except OSError as error:
        sys.exit(f'no chat with {HOST}:{PORT}: {error}')


main()
