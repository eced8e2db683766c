# wirelab: fails bytes
# The input is read as text, in which CR LF becomes LF.
import socket
import sys
import time

HOST = '127.0.0.1'
PORT = 12001
PIECE = 100  # bytes of data in a message
TRIES = 20
DATA, ACK, END = b'DAE'


def packet(kind, number, data=b''):
    """The third byte makes the sum of all bytes a multiple of 256."""
    number %= 256
    return bytes([kind, number, -(kind + number + sum(data)) % 256]) + data


def newly_acknowledged(datagram, base, sent):
    """How many of the messages from base to sent this datagram acknowledges."""
    if len(datagram) != 3 or datagram[0] != ACK or sum(datagram) % 256 != 0:
        return 0
    ahead = (datagram[1] - base) % 256
    return ahead if ahead <= sent - base else 0


class Sender:
    """Go-back-N with one timer, for the oldest message; with a window of 1 it is stop-and-wait."""

    def __init__(self, road, messages, window, timeout):
        self.road, self.messages, self.window, self.timeout = road, messages, window, timeout
        self.base = 0  # so many are acknowledged
        self.sent = 0  # so many have been sent at least once
        self.datagrams = 0

    def send(self, first, end):
        for message in self.messages[first:end]:
            self.datagrams += 1
            try:
                self.road.send(message)
            except ConnectionRefusedError:
                pass  # nobody listens, or not yet: it is lost like others

    def fill_window(self):
        end = min(self.base + self.window, len(self.messages))
        self.send(self.sent, end)
        self.sent = end

    def is_acknowledged(self):
        """Waits until something new is acknowledged, or the time is over."""
        deadline = time.monotonic() + self.timeout
        while (left := deadline - time.monotonic()) > 0:
            self.road.settimeout(left)
            try:
                count = newly_acknowledged(self.road.recv(2048), self.base, self.sent)
            except OSError:  # a timeout, or nobody listens: the loop looks at the time
                continue
            if count > 0:
                self.base += count
                return True
        return False

    def run(self):
        tries = 1
        while self.base < len(self.messages):
            self.fill_window()
            if self.is_acknowledged():
                tries = 1
            elif tries == TRIES:
                raise TimeoutError(f'message {self.base} was sent {TRIES} times, and nothing was acknowledged')
            else:
                tries += 1
                self.send(self.base, self.sent)  # back to the oldest


def main():
    window = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    timeout = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    text = open(0, encoding='utf-8').read().encode()
    pieces = [text[at:at + PIECE] for at in range(0, len(text), PIECE)]
    messages = [packet(DATA, number, piece) for number, piece in enumerate(pieces)] + [packet(END, len(pieces))]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as road:
        road.connect((HOST, PORT))
        sender = Sender(road, messages, window, timeout / 1000)
        try:
            sender.run()
        except TimeoutError as error:
            sys.exit(f'no answer from {HOST}:{PORT}: {error}')
    print(f'{len(messages)} messages in {sender.datagrams} datagrams')


main()
