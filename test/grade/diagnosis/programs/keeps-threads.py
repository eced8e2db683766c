import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
import threading


def answer(c):
    with c:
        c.sendall(c.recv(1024))
    threading.Event().wait()


while True:
    c, _ = s.accept()
    threading.Thread(target=answer, args=(c,)).start()
