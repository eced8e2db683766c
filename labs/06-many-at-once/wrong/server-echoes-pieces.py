# wirelab: fails whole-messages
# Sends back each piece as it comes, whether or not it is a whole line.
"""Echoes lines to many clients at the same time, with a thread for each, and says how many there are."""
import socket
import threading

HOST = '127.0.0.1'
PORT = 65432

lock = threading.Lock()
active = 0  # clients; nobody touches it without the lock


def count(change):
    """Changes the number of clients, and says what it is now."""
    global active
    with lock:  # around print too, so that no two lines are mixed or in the wrong order
        active += change
        print(f'Active connections: {active}', flush=True)


def serve(connection):
    """Serves one client until it ends its connection or breaks it off."""
    count(+1)
    try:
        with connection:
            while data := connection.recv(4096):
                connection.sendall(data)
    except OSError as error:
        print(f'a client broke off: {error}', flush=True)
    finally:  # however it went
        count(-1)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        while True:
            connection, address = listener.accept()
            # This thread does nothing but accept: it never waits for a client.
            threading.Thread(target=serve, args=(connection,), daemon=True).start()


main()
