# wirelab: fails again
# Makes a new connection for each sentence.
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
        while True:
            with socket.create_connection((HOST, PORT), timeout=5) as connection:
                replies = connection.makefile('rb')  # its readline reads on until a whole line is there
                connection.sendall(SENTENCE.encode() + b'\n')
                reply = replies.readline()
                if not reply.endswith(b'\n'):
                    raise EOFError('the server closed the connection')
                print('Received from the server :', reply.decode(errors='replace').rstrip('\r\n'), flush=True)
                if not wants_more():
                    return
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
