"""Echo server for frames: a length of four bytes, big-endian, and then that many bytes."""
import socket
import struct  # struct.pack('>I', 5) is 00 00 00 05

HOST = '127.0.0.1'
PORT = 10101
LONGEST = 1048576  # bytes of a message


def receive(connection, size):
    """Returns the next `size` bytes, however many reads that takes; fewer where the stream ends."""
    # YOUR PART: one recv may return fewer. Call it until there are enough, and look for the end of the stream.
    return connection.recv(size)


def serve(connection):
    """Sends back each message of a client until it ends the connection."""
    while True:
        header = receive(connection, 4)
        if not header:  # the stream ends between two frames, as it should
            return
        # YOUR PART: are there four bytes, and how many do they announce (struct.unpack)? Refuse what is above LONGEST
        # (raise ValueError, with a text that says why), receive the message, look whether all of it has come, send it back.


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
