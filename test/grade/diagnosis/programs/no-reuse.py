import socket

s = socket.socket()
s.bind(("127.0.0.1", 65432))
s.listen()
while True:
    c, _ = s.accept()
    data = c.recv(1024)
    c.sendall(data)
    c.close()
