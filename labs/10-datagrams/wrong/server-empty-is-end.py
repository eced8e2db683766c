# wirelab: fails empty
# Takes an empty datagram for the end of a stream, which UDP does not have.
"""Echo server over UDP: sends each datagram back to where it came from."""
import socket

HOST = '127.0.0.1'
PORT = 12000
LARGEST = 65535  # bytes; no datagram is longer


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((HOST, PORT))
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            data, address = server.recvfrom(LARGEST)
            if not data:
                break
            try:
                server.sendto(data, address)
            except OSError as error:
                # Nobody can be answered there; the others shall still be served.
                print(f'{address}: {error}', flush=True)


main()
