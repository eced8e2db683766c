import socket

s = socket.create_connection(("127.0.0.1", 65432))
import time

time.sleep(3)
s.sendall(b"hello")
s.recv(1024)
