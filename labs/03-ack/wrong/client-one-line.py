# wirelab: fails next-line
# Sends one line and ends.
"""A prompt: sends a line that is typed, and prints the server's reply to it."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 5000


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            replies = connection.makefile('rb')  # its readline reads on until a whole line is there
            while True:
                try:
                    line = input('> ')
                except EOFError:  # Ctrl+D, or the end of a file
                    return
                connection.sendall(line.encode() + b'\n')
                reply = replies.readline()
                if not reply.endswith(b'\n'):
                    raise EOFError('the server closed the connection')
                print('Server response:', reply.decode(errors='replace').rstrip('\r\n'), flush=True)
                return
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
