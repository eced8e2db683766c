# wirelab: fails unfinished-messages
# An event loop that waits for the rest of a line when its first bytes have come.
"""Echoes lines to many clients at the same time, in an event loop, and says how many there are."""
import selectors
import socket

HOST = '127.0.0.1'
PORT = 65432

class Lines:
    """Reads lines from a socket, and waits until one is whole."""

    def __init__(self, connection):
        self.connection = connection
        self.rest = b''

    def readline(self):
        while b'\n' not in self.rest:
            data = self.connection.recv(4096)
            if not data:
                return b''
            self.rest += data
        line, _, self.rest = self.rest.partition(b'\n')
        return line + b'\n'

    def peek_more(self):
        return b'\n' in self.rest


selector = selectors.DefaultSelector()
files = {}  # by connection


def count():
    print(f'Active connections: {len(files)}', flush=True)


def leave(connection):
    selector.unregister(connection)
    connection.close()
    del files[connection]
    count()


def read(connection):
    """Reads a line of one client, and all others that have come with it."""
    try:
        while True:
            line = files[connection].readline()
            if not line.endswith(b'\n'):
                leave(connection)
                return
            connection.sendall(line)
            if not files[connection].peek_more():
                return
    except OSError as error:
        print(f'a client broke off: {error}', flush=True)
        leave(connection)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        selector.register(listener, selectors.EVENT_READ)
        while True:
            for key, events in selector.select():
                if key.fileobj is not listener:
                    read(key.fileobj)
                    continue
                connection, address = listener.accept()
                files[connection] = Lines(connection)
                selector.register(connection, selectors.EVENT_READ)
                count()


main()
