import socket
import time

while True:
    try:
        socket.create_connection(("127.0.0.1", 5000))
    except OSError:
        time.sleep(0.05)
