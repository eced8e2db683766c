# wirelab: fails by-address
# Lets threads answer, which share one variable for the address.
"""Echo server over UDP: sends each datagram back to where it came from."""
import socket
import threading
import time

HOST = '127.0.0.1'
PORT = 12000
LARGEST = 65535  # bytes; no datagram is longer


address = None


def answer(server, data):
    time.sleep(0.1)  # what the answer takes
    server.sendto(data, address)


def main():
    global address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((HOST, PORT))
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            data, address = server.recvfrom(LARGEST)
            threading.Thread(target=answer, args=(server, data), daemon=True).start()


main()
