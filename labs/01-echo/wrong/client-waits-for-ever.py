# wirelab: fails never-answers
# Waits for an answer for ever.
"""Echo client: sends one message, prints what comes back."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 65432
MESSAGE = b'Hello from client!'


def receive(connection, size):
    """Returns the next `size` bytes, however many reads that takes."""
    data = b''
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise EOFError('the server closed the connection too early')
        data += piece
    return data


def main():
    try:
        with socket.create_connection((HOST, PORT)) as connection:
            connection.sendall(MESSAGE)
            reply = receive(connection, len(MESSAGE))
            print(f'Received from server: {reply.decode(errors="replace")}', flush=True)
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
