# wirelab: fails cut-letter
# Decodes what each recv returns: half a letter cannot be decoded, and the connection is given up.
"""Answers each line with the line reversed, code point by code point."""
import socket

HOST = '127.0.0.1'
PORT = 12345


def reverse(line):
    """Returns the reply to a line."""
    return line[::-1]


def serve(connection):
    """Serves one client until it ends the connection."""
    received = ''
    while True:
        data = connection.recv(4096)
        if not data:  # the end of the stream
            return
        received += data.decode('utf-8')
        *lines, received = received.split('\n')
        for line in lines:
            connection.sendall((reverse(line.removesuffix('\r')) + '\n').encode('utf-8'))


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            connection, address = listener.accept()
            with connection:
                try:
                    serve(connection)
                except (OSError, UnicodeDecodeError) as error:
                    # This client has broken off, or sent nonsense; the next one shall still be served.
                    print(f'{address}: {error}', flush=True)


main()
