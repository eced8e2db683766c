"""Has a sentence reversed by the server, as often as the user wants."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 12345
SENTENCE = 'shaurya says geeksforgeeks'


def wants_more():
    # YOUR PART: ask. What if there is no more input?
    return False


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            replies = connection.makefile('rb')  # its readline reads on until a whole line is there
            while True:
                # YOUR PART: send the sentence with its line feed, wait for the reply, and print it.
                # What does readline return when the server has closed?
                if not wants_more():
                    return
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
