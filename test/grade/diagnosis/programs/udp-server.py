import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 65432))
while True:
    data, peer = s.recvfrom(1024)
    s.sendto(data, peer)
