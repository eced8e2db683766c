import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
import time

while True:
    c, _ = s.accept()
    data = c.recv(1024)
    time.sleep(3)
    c.sendall(data)
