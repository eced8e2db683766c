"""A thread for each client, one sendall for the replies of one recv.  argv: PORT line|length32"""
import socket
import sys
import threading


def handle(message):
    return message


def lines(conn):
    rest = b""
    while data := conn.recv(65536):
        parts = (rest + data).split(b"\n")
        rest = parts.pop()
        if parts:
            conn.sendall(b"".join([handle(part) + b"\n" for part in parts]))


def lengths(conn):
    rest = b""
    while data := conn.recv(65536):
        data = rest + data
        at, out = 0, []
        while len(data) - at >= 4:
            size = int.from_bytes(data[at:at + 4], "big")
            if len(data) - at - 4 < size:
                break
            reply = handle(data[at + 4:at + 4 + size])
            out += (len(reply).to_bytes(4, "big"), reply)
            at += 4 + size
        rest = data[at:]
        if out:
            conn.sendall(b"".join(out))


def client(conn, serve):
    with conn:
        try:
            serve(conn)
        except OSError:
            pass


def main():
    serve = lengths if sys.argv[2] == "length32" else lines
    with socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024) as server:
        while True:
            conn, _ = server.accept()
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=client, args=(conn, serve), daemon=True).start()


main()
