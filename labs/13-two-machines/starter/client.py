"""Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why."""
import socket
import sys

# YOUR PART: take the host and the port from the command line (sys.argv), where they are given.
HOST = '127.0.0.1'
PORT = 5000


def fail(cause, code):
    print(f'cannot reach {HOST}:{PORT}: {cause}', file=sys.stderr)
    sys.exit(code)


def main():
    # YOUR PART: it may take 5 seconds, and HOST may be a name with several addresses.
    with socket.socket() as connection:
        connection.connect((HOST, PORT))
        echoes = connection.makefile('rb')  # its readline reads on until a whole line is there
        for line in sys.stdin.buffer:
            connection.sendall(line.rstrip(b'\n') + b'\n')
            echo = echoes.readline()
            if not echo.endswith(b'\n'):
                fail('closed', 1)
            print(echo.decode(errors='replace').rstrip('\n'), flush=True)


try:
    main()
except OSError as error:
    # YOUR PART: which error is it? Print it, for each of the cases that `wirelab run 13` shows.
    print(type(error), error)
    fail('closed', 1)
