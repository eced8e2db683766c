# wirelab: fails one-exchange
# Collects all lines until the client ends its direction, and echoes them only then.
"""Echoes lines to one client at a time; the others wait in the queue of the system."""
import socket

HOST = '127.0.0.1'
PORT = 5000
SILENCE = 5  # seconds that a client may say nothing while others wait
LONGEST = 1000  # bytes of a line


def serve(connection):
    """Echoes each line until the client ends its direction."""
    received = b''
    while True:
        data = connection.recv(4096)
        if not data:
            break
        received += data
    connection.sendall(received[:received.rfind(b'\n') + 1])


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen(16)  # so many may wait
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            connection, address = listener.accept()  # the one that has waited longest
            connection.settimeout(SILENCE)
            with connection:
                try:
                    serve(connection)
                except (OSError, ValueError) as error:
                    # This client was silent for too long or has broken off; the next one shall still be served.
                    print(f'{address}: {error}', flush=True)


main()
