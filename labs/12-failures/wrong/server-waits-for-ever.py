# wirelab: fails stops-unread
# Waits for the threads of its clients, however long they take.
"""Echoes lines to many clients, whatever becomes of them, and stops in order when it is told to."""
import contextlib
import queue
import signal
import socket
import sys
import threading

HOST = '127.0.0.1'
PORT = 65432
AHEAD = 10_000  # lines

clients = {}  # the thread of each connection


def send(connection, lines):
    """Sends what was read, in its order, until there is no more to come."""
    try:
        while line := lines.get():
            connection.sendall(line)
    except OSError:
        while lines.get():  # who reads shall not wait for room
            pass


def serve(connection):
    """Serves one client until it ends its connection or breaks it off."""
    # What a client does not read yet waits here, and no more than that is read from it.
    lines = queue.Queue(AHEAD)
    sender = threading.Thread(target=send, args=(connection, lines), daemon=True)
    sender.start()
    try:
        with connection:
            try:
                received = b''
                while data := connection.recv(4096):
                    received += data
                    *whole, received = received.split(b'\n')
                    for line in whole:
                        lines.put(line + b'\n')
            finally:
                lines.put(b'')
                sender.join()
    except OSError as error:
        print(f'a client broke off: {error}', flush=True)
    finally:
        del clients[connection]


def stop(number, frame):
    """What a signal does: it ends the loop in the main thread, wherever that is."""
    sys.exit(0)


def accept_clients(listener):
    while True:
        connection, address = listener.accept()
        clients[connection] = threading.Thread(target=serve, args=(connection,), daemon=True)
        clients[connection].start()


def finish():
    """Reads nothing more than what has come, and waits until that is answered and the connections are closed."""
    threads = list(clients.items())
    for connection, thread in threads:
        with contextlib.suppress(OSError):  # it may have ended by now
            connection.shutdown(socket.SHUT_RD)  # recv returns what is there, and then the end of the stream
    for connection, thread in threads:
        thread.join()


def main():
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, PORT))
            listener.listen()
        except OSError as error:
            sys.exit(f'cannot listen on {HOST}:{PORT}: {error}')
        try:
            accept_clients(listener)
        finally:
            listener.close()
            finish()


main()
