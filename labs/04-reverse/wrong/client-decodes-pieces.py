# wirelab: fails cut-letter
# Decodes each piece by itself: one that ends in the middle of a letter is no UTF-8.
"""Has a sentence reversed by the server, as often as the user wants."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 12345
SENTENCE = 'shaurya says geeksforgeeks'


def wants_more():
    try:
        return input('Do you want to continue(y/n) :') == 'y'
    except EOFError:  # Ctrl+D, or the end of a file
        return False


def receive_line(connection):
    """Reads on until a whole line is there."""
    text = ''
    while not text.endswith('\n'):
        piece = connection.recv(1024)
        if not piece:
            raise EOFError('the server closed the connection')
        text += piece.decode()
    return text


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            while True:
                connection.sendall(SENTENCE.encode() + b'\n')
                reply = receive_line(connection)
                print('Received from the server :', reply.rstrip('\r\n'), flush=True)
                if not wants_more():
                    return
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
