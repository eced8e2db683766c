"""Echoes lines to one client at a time; the others wait in the queue of the system."""
import socket

HOST = '127.0.0.1'
PORT = 5000
SILENCE = 5  # seconds that a client may say nothing while others wait
LONGEST = 1000  # bytes of a line


def serve(connection):
    """Echoes each line until the client ends its direction."""
    # YOUR PART: receive, send back each line as soon as it is whole, and again, until there is nothing more to receive.


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen(16)  # so many may wait
        print(f'listening on {HOST}:{PORT}', flush=True)
        # YOUR PART: accept the next client, give it SILENCE seconds (settimeout), serve it, close its connection; and again.
        # What fails for one client (OSError) must not end the server. Until it is written, there is nothing to do:
        listener.accept()


main()
