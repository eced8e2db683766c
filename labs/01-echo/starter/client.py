"""Echo client: sends one message, prints what comes back."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 65432
MESSAGE = b'Hello from client!'


def receive(connection, size):
    """Returns the next `size` bytes, however many reads that takes."""
    # YOUR PART: one recv may return less than all. What does it return when the server has closed?
    return b''


def main():
    try:
        with socket.create_connection((HOST, PORT), timeout=5) as connection:
            # YOUR PART: send the message.
            reply = receive(connection, len(MESSAGE))
            print(f'Received from server: {reply.decode(errors="replace")}', flush=True)
    except (OSError, EOFError) as error:
        sys.exit(f'no echo from {HOST}:{PORT}: {error}')


main()
