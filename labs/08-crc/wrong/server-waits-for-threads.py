# wirelab: fails stops
# Ends its main thread only: Python goes on until the threads of all clients have ended.
"""Divides the codeword that a client sends by the key, and says whether there is an error in it."""
import signal
import socket
import sys
import threading

HOST = '127.0.0.1'
PORT = 12345
KEY = '1001'
LONGEST = 65536  # bytes of a line


def remainder(bits):
    """Divides modulo 2, as on paper. Returns the remainder, which is one bit shorter than the key."""
    bits = [int(bit) for bit in bits]
    for i in range(len(bits) - len(KEY) + 1):
        if bits[i] == 1:
            for j, key_bit in enumerate(KEY):
                bits[i + j] ^= int(key_bit)
    return bits[1 - len(KEY):]


def reply_to(line):
    if line == '' or set(line) - {'0', '1'}:
        return 'error: a codeword is made of 0 and 1'
    if 1 in remainder(line):
        return 'Error in data'
    return f'THANK you Data ->{line} Received No error FOUND'


def serve(connection, address):
    """Answers one line and closes the connection."""
    try:
        with connection, connection.makefile('rb') as lines:
            line = lines.readline(LONGEST)  # reads on until the line feed is there
            if line.endswith(b'\n'):
                reply = reply_to(line.decode('ascii', 'replace').rstrip('\r\n'))
                connection.sendall(f'{reply}\n'.encode())
    except OSError as error:
        print(f'{address}: {error}', flush=True)  # this client has broken off


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            connection, address = listener.accept()
            # A thread for each client: one that is slow keeps no other waiting.
            threading.Thread(target=serve, args=(connection, address)).start()


main()
