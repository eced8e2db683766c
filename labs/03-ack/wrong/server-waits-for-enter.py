# wirelab: fails needs-nobody
# Waits for a key to be stopped: where nobody is at its keyboard it ends at once.
"""Acknowledges every line that a client sends; the line exit ends its connection."""
import socket
import threading

HOST = '127.0.0.1'
PORT = 5000


def serve(connection):
    """Serves one client until it says exit or ends the connection."""
    received = b''
    while True:
        data = connection.recv(4096)
        if not data:  # the end of the stream
            return
        received += data
        # There may be several lines by now, or none yet. What is behind the last line feed begins the next line.
        *lines, received = received.split(b'\n')
        for line in lines:
            connection.sendall(b'Message received\n')
            if line.removesuffix(b'\r').lower() == b'exit':
                return


def accept_all(listener):
    """Serves one client after another."""
    while True:
        connection, address = listener.accept()
        with connection:
            try:
                serve(connection)
            except OSError as error:
                # This client has broken off; the next one shall still be served.
                print(f'{address}: {error}', flush=True)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        print(f'listening on {HOST}:{PORT}', flush=True)
        threading.Thread(target=accept_all, args=(listener,), daemon=True).start()
        input('Press Enter to stop the server.\n')


main()
