# wirelab: fails cut-character
# Decodes each read to print it: half a character ends the server.
"""Echo server: sends back all that a client sends, message after message, and then serves the next one."""
import socket

HOST = '127.0.0.1'
PORT = 65432


def serve(connection):
    """Sends back what comes until the client ends the connection."""
    while True:
        data = connection.recv(4096)
        if not data:  # the end of the stream
            return
        print('received:', data.decode(), flush=True)
        connection.sendall(data)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            connection, address = listener.accept()
            with connection:
                try:
                    serve(connection)
                except OSError as error:
                    # This client has broken off; the next one shall still be served.
                    print(f'{address}: {error}', flush=True)


main()
