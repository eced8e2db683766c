# wirelab: fails restart
# When it cannot have its port it takes any other, which nobody knows.
"""Echo server: sends back whatever it receives, to one client after another."""
import socket

HOST = '127.0.0.1'
PORT = 65432


def serve(connection):
    """Sends back what comes until the client ends the connection."""
    while True:
        data = connection.recv(4096)
        if not data:  # the end of the stream
            return
        connection.sendall(data)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        try:
            listener.bind((HOST, PORT))
        except OSError:
            listener.bind((HOST, 0))
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
