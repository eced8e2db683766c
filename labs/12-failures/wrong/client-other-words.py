# wirelab: fails prints
# Prints a text of its own in place of the echo.
"""Sends the lines of its input and prints their echoes. Says what goes wrong, each in a way of its own."""
import socket
import sys
import time

HOST = '127.0.0.1'
PORT = 65432
PAUSES = (0.2, 0.4, 0.8, 1.6)  # seconds before the second attempt, and so on
PATIENCE = 5  # seconds

REFUSED, CLOSED, RESET, NO_ANSWER = 2, 3, 4, 5  # exit codes


class Closed(Exception):
    """The server has ended the connection where an echo had to come."""


def fail(code, why):
    print(f'{HOST}:{PORT}: {why}', file=sys.stderr)
    sys.exit(code)


def connect():
    for pause in PAUSES:
        try:
            return socket.create_connection((HOST, PORT), timeout=PATIENCE)
        except ConnectionRefusedError:
            time.sleep(pause)
    return socket.create_connection((HOST, PORT), timeout=PATIENCE)


def talk(connection):
    echoes = connection.makefile('rb')  # its readline reads on until a whole line is there
    for line in sys.stdin.buffer:
        connection.sendall(line.rstrip(b'\n') + b'\n')
        echo = echoes.readline()
        if not echo.endswith(b'\n'):
            raise Closed
        print('the server has answered')
        sys.stdout.flush()


def main():
    try:
        with connect() as connection:
            talk(connection)
    except ConnectionRefusedError:
        fail(REFUSED, 'refused: nobody listens there')
    except Closed:
        fail(CLOSED, 'closed by the server before the echo was there')
    except (ConnectionResetError, BrokenPipeError):
        fail(RESET, 'reset: the connection is broken')
    except TimeoutError:
        fail(NO_ANSWER, f'no answer within {PATIENCE} seconds')


main()
