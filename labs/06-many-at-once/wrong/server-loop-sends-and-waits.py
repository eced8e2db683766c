# wirelab: fails never-reads
# An event loop that waits while it sends: a client that does not read holds up all others.
"""Echoes lines to many clients at the same time, in an event loop, and says how many there are."""
import selectors
import socket

HOST = '127.0.0.1'
PORT = 65432

selector = selectors.DefaultSelector()
unfinished = {}  # by connection: what has come of its line so far


def count():
    print(f'Active connections: {len(unfinished)}', flush=True)


def leave(connection):
    selector.unregister(connection)
    connection.close()
    del unfinished[connection]
    count()


def read(connection):
    """Reads what has come from one client, without waiting."""
    try:
        data = connection.recv(4096)
        if not data:
            leave(connection)
            return
        *lines, unfinished[connection] = (unfinished[connection] + data).split(b'\n')
        for line in lines:
            connection.sendall(line + b'\n')
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
                unfinished[connection] = b''
                selector.register(connection, selectors.EVENT_READ)
                count()


main()
