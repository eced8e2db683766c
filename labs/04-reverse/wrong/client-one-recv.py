# wirelab: fails split-reply
# Takes what one recv returns for the whole reply.
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


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            while True:
                connection.sendall(SENTENCE.encode() + b'\n')
                reply = connection.recv(1024)
                if not reply:
                    raise EOFError('the server closed the connection')
                print('Received from the server :', reply.decode(errors='replace').rstrip('\r\n'), flush=True)
                if not wants_more():
                    return
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
