"""Pinger: sends ten datagrams to the echo server, and measures how long each reply takes."""
import socket
import sys
import time

SERVER = ('127.0.0.1', 12000)
PINGS = 10
PATIENCE = 1  # seconds
LARGEST = 65535  # bytes


def ping(pinger, message):
    """Sends the message, and returns the seconds until its reply was there: None if they are too many."""
    begin = time.perf_counter()
    pinger.sendto(message, SERVER)
    # YOUR PART: receive (settimeout, recvfrom) until this very message is back from the server, or PATIENCE is over
    # since `begin`. What else may come in between? How much of the second is left then?
    return None


def main():
    times = []  # in milliseconds
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as pinger:
        for number in range(1, PINGS + 1):
            message = f'ping {number}'
            seconds = ping(pinger, message.encode())
            if seconds is None:
                print('Request timed out', flush=True)
            else:
                times.append(1000 * seconds)
                print(f'Reply from server: {message} ({times[-1]:.3f} ms)', flush=True)
    # YOUR PART: print the two lines of the summary. What if no reply came at all?
    sys.exit(1)


main()
