# wirelab: fails server-closes
# Takes the end of the stream for a reply.
"""Sends a text as a codeword: its bits, and the remainder of their division by the key."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 12345
KEY = '1001'


def remainder(bits):
    """Divides modulo 2, as on paper. Returns the remainder, which is one bit shorter than the key."""
    bits = [int(bit) for bit in bits]
    for i in range(len(bits) - len(KEY) + 1):
        if bits[i] == 1:
            for j, key_bit in enumerate(KEY):
                bits[i + j] ^= int(key_bit)
    return ''.join(str(bit) for bit in bits[1 - len(KEY):])


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
            connection.sendall(codeword(text).encode() + b'\n')
            reply = connection.makefile('rb').readline()  # reads on until a whole line is there
            print(reply.decode(errors='replace').rstrip('\r\n'), flush=True)
    except (OSError, EOFError) as error:
        sys.exit(f'no answer from {HOST}:{PORT}: {error}')


main()
