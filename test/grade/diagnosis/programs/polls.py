import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
s.setblocking(False)
clients = []
while True:
    try:
        c, _ = s.accept()
        c.setblocking(False)
        clients.append(c)
    except BlockingIOError:
        pass
    for c in clients:
        try:
            c.sendall(c.recv(1024))
        except BlockingIOError:
            pass
