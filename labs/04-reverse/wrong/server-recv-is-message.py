# wirelab: fails any-cut
# Takes what one recv returns for one line.
"""Answers each line with the line reversed, code point by code point."""
import socket

HOST = '127.0.0.1'
PORT = 12345


def reverse(line):
    """Returns the reply to a line: bytes in, bytes out, and text in between."""
    try:
        return line.decode('utf-8')[::-1].encode('utf-8')
    except UnicodeDecodeError:
        return b'error: not UTF-8'


def serve(connection):
    """Serves one client until it ends the connection."""
    while True:
        data = connection.recv(4096)
        if not data:  # the end of the stream
            return
        connection.sendall(reverse(data.rstrip(b'\r\n')) + b'\n')


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
                except OSError as error:
                    # This client has broken off; the next one shall still be served.
                    print(f'{address}: {error}', flush=True)


main()
