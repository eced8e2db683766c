import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
c, _ = s.accept()
s.close()
while True:
    c.sendall(c.recv(1024))
