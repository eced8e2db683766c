import socket

s = socket.create_connection(("127.0.0.1", 65432))
greeting = b""
while not greeting.endswith(b"\n"):
    greeting += s.recv(1)
s.sendall(b"hello")
