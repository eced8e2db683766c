"""Sends a text as a codeword: its bits, and the remainder of their division by the key."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 12345
KEY = '1001'


def remainder(bits):
    """Divides modulo 2, as on paper. Returns the remainder, which is one bit shorter than the key."""
    # YOUR PART: turn the text into numbers, and subtract the key wherever there is a 1, from left to right.
    return '111'


def codeword(text):
    data = ''.join(format(ord(letter), 'b') for letter in text)
    return data + remainder(data + '0' * (len(KEY) - 1))


def main():
    line = sys.stdin.readline()
    if not line:  # Ctrl+D, or the end of a file
        sys.exit('there is no text to send')
    text = line.rstrip('\r\n')
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            # YOUR PART: send the codeword with a line feed, receive until a whole line is there, and print it.
            print(codeword(text))
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
