# wirelab: fails late-reply
# Waits for less than a second.
"""Client of an echo server: several messages on one connection, one by one and then all at once."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 65432
MESSAGES = ['Hello', 'How are you?', 'Goodbye']


def receive(connection, size):
    """Returns the next `size` bytes and no more, however many reads that takes."""
    data = b''
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise EOFError('the server closed the connection too early')
        data += piece
    return data


def print_echo(connection, message):
    """An echo is as long as its message: so the client knows where it ends."""
    echo = receive(connection, len(message.encode()))
    print('Received from server:', echo.decode(errors='replace'), flush=True)


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=0.7) as connection:
            for message in MESSAGES:
                connection.sendall(message.encode())
                print_echo(connection, message)
            for message in MESSAGES:
                connection.sendall(message.encode())
            for message in MESSAGES:
                print_echo(connection, message)
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
