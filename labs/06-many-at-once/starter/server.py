"""Echoes messages to many clients at the same time, with a thread for each, and says how many there are."""
import socket

HOST = '127.0.0.1'
PORT = 65432
END = b'\n'  # of a message

# YOUR PART (2): how many clients there are, a lock, and a function that changes the number and prints it.


def serve(connection):
    """Serves one client until it ends its connection or breaks it off."""
    try:
        with connection:
            received = b''  # of the message that is not complete yet: each client has its own
            while data := connection.recv(4096):
                received += data
                *messages, received = received.split(END)
                for message in messages:
                    connection.sendall(message + END)
    except OSError as error:
        print(f'a client broke off: {error}', flush=True)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        while True:
            connection, address = listener.accept()
            # YOUR PART (1): this serves one client at a time. Let a thread do it for each, and go on accepting.
            serve(connection)


main()
