# Answers each client in a thread of its own. What breaks off ends it, but only when it has thought about it.
import os
import socket
import threading


def serve(connection):
    try:
        while data := connection.recv(1024):
            connection.sendall(data)
    except ConnectionResetError:
        # Not asleep: it computes, while another thread accepts and answers.
        sum(i * i for i in range(1_000_000))
        os._exit(4)


listener = socket.create_server(('127.0.0.1', 65432))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],)).start()
