"""Echoes lines, bound to the address and the port that its command line names."""
import socket
import sys

# YOUR PART: take the address and the port from the command line (sys.argv), where they are given.
HOST = '127.0.0.1'
PORT = 5000


def serve(connection):
    """Sends back what one client sends, until it ends the connection."""
    while data := connection.recv(4096):
        connection.sendall(data)


def main():
    try:
        # YOUR PART: HOST may be a name, and its address one of IPv6. Which socket does it need? See socket.getaddrinfo.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
    except OSError as error:
        sys.exit(f'cannot listen on {HOST}:{PORT}: {error}')
    # YOUR PART: say where it listens (getsockname), and below where each client is.
    while True:
        connection, client = listener.accept()
        with connection:
            try:
                serve(connection)
            except OSError as error:
                # This client has broken off; the next one shall still be served.
                print(f'{client[0]}:{client[1]}: {error}', flush=True)


main()
