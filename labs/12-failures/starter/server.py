"""Echoes lines to many clients, whatever becomes of them, and stops in order when it is told to."""
import socket
import sys
import threading

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
    # YOUR PART (1): a client may break off, and recv and sendall then throw. What is to become of that?
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
    # YOUR PART (3): end the direction that is read of each connection (shutdown), so that its thread comes to its end, and
    # wait for the threads, but not for longer than PATIENCE.


def main():
    # YOUR PART (2): let SIGTERM and SIGINT call stop (signal.signal).
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
