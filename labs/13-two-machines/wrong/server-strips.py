# wirelab: fails one-exchange
# Sends back what it was sent without the line feed, for which the client waits.
"""Echoes lines, bound to the address and the port that its command line names."""
import socket
import sys

HOST = sys.argv[1] if len(sys.argv) > 1 else '0.0.0.0'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 5000


def serve(connection):
    """Sends back what one client sends, until it ends the connection."""
    while data := connection.recv(4096):
        connection.sendall(data.rstrip())


def main():
    try:
        # A name can mean several addresses, of IPv4 and of IPv6: the first will do.
        family, kind, _, _, place = socket.getaddrinfo(HOST, PORT, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind)
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen()
    except OSError as error:
        sys.exit(f'cannot listen on {HOST}:{PORT}: {error}')
    address, port = listener.getsockname()[:2]
    print(f'listening on {address}:{port}', flush=True)
    while True:
        connection, client = listener.accept()
        print(f'{client[0]}:{client[1]} has connected', flush=True)
        with connection:
            try:
                serve(connection)
            except OSError as error:
                # This client has broken off; the next one shall still be served.
                print(f'{client[0]}:{client[1]}: {error}', flush=True)


main()
