import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("10.77.0.9", 65432))
s.listen()
while True:
    c, _ = s.accept()
    c.recv(1024)
    c.close()
