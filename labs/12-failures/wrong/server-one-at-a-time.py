# wirelab: fails others-answered
# Serves each client in the thread that accepts.
"""Echoes lines to many clients, whatever becomes of them, and stops in order when it is told to."""
import contextlib
import signal
import socket
import sys
import threading
import time

HOST = '127.0.0.1'
PORT = 65432
PATIENCE = 2  # seconds that clients have to take what they are owed when the server stops

clients = {}  # the thread of each connection


def serve(connection):
    """Serves one client until it ends its connection or breaks it off."""
    try:
        with connection:
            received = b''
            while data := connection.recv(4096):
                received += data
                *lines, received = received.split(b'\n')
                for line in lines:
                    connection.sendall(line + b'\n')
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
        thread = clients[connection]
        thread.start()
        thread.join()


def finish():
    """Reads nothing more than what has come, and waits until that is answered and the connections are closed."""
    threads = list(clients.items())
    for connection, thread in threads:
        with contextlib.suppress(OSError):  # it may have ended by now
            connection.shutdown(socket.SHUT_RD)  # recv returns what is there, and then the end of the stream
    deadline = time.monotonic() + PATIENCE
    for connection, thread in threads:
        thread.join(max(0, deadline - time.monotonic()))


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
