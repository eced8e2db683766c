import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
while True:
    c, _ = s.accept()
    data = c.recv(1024)
    print("x" * 200000, flush=True)
    c.sendall(data)
    c.close()
