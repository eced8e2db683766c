import socket

s = socket.create_connection(("127.0.0.1", 65432))
greeting = s.recv(1024)
s.sendall(b"hello")
