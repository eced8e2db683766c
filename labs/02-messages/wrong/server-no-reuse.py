# wirelab: fails restart
# Does not set SO_REUSEADDR: the port is refused for a minute after the server was stopped.
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
        connection.sendall(data)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
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
