# wirelab: fails three-connections
# Opens the next connection when the conversation on the one before is over.
"""Has three conversations with the server at the same time, one on each of three connections."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 65432
NAMES = ('ann', 'bob', 'cleo')

failed = []  # names


def talk(name, connection):
    """Sends the lines of one conversation, each when the echo of the one before is there."""
    try:
        # readline reads on until a whole line is there. The file is closed with the connection, which would stay open otherwise.
        with connection, connection.makefile('rb') as echoes:
            for line in (f'Hello from {name}', 'How are you?', 'Goodbye'):
                connection.sendall(line.encode() + b'\n')
                echo = echoes.readline()
                if not echo.endswith(b'\n'):
                    raise EOFError('the server closed the connection')
                # The line feed is part of the text: written by itself, it could end the line of another thread.
                print(f'{name}: {echo.decode(errors="replace")}', end='', flush=True)
    except (OSError, EOFError) as error:
        failed.append(name)
        print(f'{name}: no echo: {error}\n', end='', file=sys.stderr)


def main():
    try:
        for name in NAMES:
            talk(name, socket.create_connection((HOST, PORT), timeout=5))
    except OSError as error:
        sys.exit(f'cannot connect to {HOST}:{PORT}: {error}')
    sys.exit(1 if failed else 0)


main()
