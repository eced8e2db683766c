# wirelab: fails refused
# Ends with exit code 1, whatever has gone wrong.
"""Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why."""
import errno
import socket
import sys

HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
PATIENCE = 5  # seconds


def fail(cause, code):
    print(f'cannot reach {HOST}:{PORT}: {cause}', file=sys.stderr)
    sys.exit(1)


def main():
    # It looks up the name, and tries all of its addresses.
    with socket.create_connection((HOST, PORT), timeout=PATIENCE) as connection:
        echoes = connection.makefile('rb')  # its readline reads on until a whole line is there
        for line in sys.stdin.buffer:
            connection.sendall(line.rstrip(b'\n') + b'\n')
            echo = echoes.readline()
            if not echo.endswith(b'\n'):
                fail('closed', 1)
            print(echo.decode(errors='replace').rstrip('\n'), flush=True)


try:
    main()
except socket.gaierror:  # the name has no address: nothing has been sent yet
    fail('unknown name', 6)
except ConnectionRefusedError:  # the machine is there, and nobody listens
    fail('refused', 3)
except TimeoutError:  # nothing came back
    fail('no answer', 5)
except OSError as error:
    if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH):
        fail('unreachable', 4)
    fail('closed', 1)
