# wirelab: fails other-bytes
# Looks at the number of a reply only.
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
    while (left := begin + PATIENCE - time.perf_counter()) > 0:
        pinger.settimeout(left)
        try:
            reply, sender = pinger.recvfrom(LARGEST)
        except TimeoutError:
            break
        # Anything else is late, a copy or somebody else's: the rest of the second is still to come.
        if reply.split()[-1:] == message.split()[-1:] and sender == SERVER:
            return time.perf_counter() - begin
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
    received = len(times)
    lost = PINGS - received
    print(f'{PINGS} sent, {received} received, {lost} lost ({100 * lost // PINGS} % loss)')
    if received == 0:
        print('round-trip min/avg/max = none')
        sys.exit(1)
    print(f'round-trip min/avg/max = {min(times):.3f}/{sum(times) / received:.3f}/{max(times):.3f} ms')


main()
