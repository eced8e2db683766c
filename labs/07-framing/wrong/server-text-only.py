# wirelab: fails every-byte
# Takes each message for text: one that is no UTF-8 ends its connection.
"""Echo server for frames: a length of four bytes, big-endian, and then that many bytes."""
import socket
import struct

HOST = '127.0.0.1'
PORT = 10101
LONGEST = 1048576  # bytes of a message


def receive(connection, size):
    """Returns the next `size` bytes, however many reads that takes; fewer where the stream ends."""
    data = bytearray()
    while len(data) < size:
        piece = connection.recv(min(size - len(data), 65536))
        if not piece:
            break
        data += piece
    return bytes(data)


def serve(connection):
    """Sends back each message of a client until it ends the connection."""
    while True:
        header = receive(connection, 4)
        if not header:  # the stream ends between two frames, as it should
            return
        if len(header) < 4:
            raise ValueError('the stream ended inside a length')
        (size,) = struct.unpack('>I', header)
        # Before anything of the message is received or stored: the length may be a lie.
        if size > LONGEST:
            raise ValueError(f'a message of {size} bytes is announced, the limit is {LONGEST}')
        message = receive(connection, size)
        if len(message) < size:
            raise ValueError('the stream ended inside a message')
        text = message.decode()
        connection.sendall(header + text.encode())


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
                except (OSError, ValueError) as error:
                    # The end of this client; the next one shall still be served.
                    print(f'{address}: {error}', flush=True)


main()
