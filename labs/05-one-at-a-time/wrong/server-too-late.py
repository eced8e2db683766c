# wirelab: fails queue-answered
# Takes it that who has waited for a while is gone, and closes its connection unheard.
"""Echoes lines to one client at a time; the others wait in the queue of the system."""
import queue
import socket
import threading
import time

HOST = '127.0.0.1'
PORT = 5000
SILENCE = 5  # seconds that a client may say nothing while others wait
LONGEST = 1000  # bytes of a line


def serve(connection):
    """Echoes each line until the client ends its direction."""
    received = b''
    while True:
        data = connection.recv(4096)
        if not data:  # the end of the stream; what has no line feed is no line
            return
        received += data
        # There may be several lines by now, or none yet. What is behind the last line feed begins the next line.
        *lines, received = received.split(b'\n')
        for line in lines:
            connection.sendall(line + b'\n')
        if len(received) > LONGEST:
            raise ValueError(f'a line of more than {LONGEST} bytes')


def accept_all(listener, waiting):
    while True:
        waiting.put((*listener.accept(), time.monotonic()))


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen(16)  # so many may wait
        print(f'listening on {HOST}:{PORT}', flush=True)
        waiting = queue.Queue()
        threading.Thread(target=accept_all, args=(listener, waiting), daemon=True).start()
        while True:
            connection, address, since = waiting.get()
            if time.monotonic() - since > 0.25:
                connection.close()
                continue
            connection.settimeout(SILENCE)
            with connection:
                try:
                    serve(connection)
                except (OSError, ValueError) as error:
                    # This client was silent for too long or has broken off; the next one shall still be served.
                    print(f'{address}: {error}', flush=True)


main()
