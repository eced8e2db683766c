# wirelab: fails split-reply
# Takes what the first recv returns for the whole echo.
"""Echo client: sends one message, prints what comes back."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 65432
MESSAGE = b'Hello from client!'


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            connection.sendall(MESSAGE)
            reply = connection.recv(1024)
            if not reply:
                raise EOFError('the server closed the connection too early')
            print(f'Received from server: {reply.decode(errors="replace")}', flush=True)
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
