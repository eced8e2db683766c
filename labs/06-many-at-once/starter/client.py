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
                # YOUR PART (1): send the line with its line feed, wait for the echo, and print it behind the name.
                # What does readline return when the server has closed?
                pass
    except (OSError, EOFError) as error:
        failed.append(name)
        print(f'{name}: no echo: {error}\n', end='', file=sys.stderr)


def main():
    try:
        # All three are open before anything is said.
        connections = [socket.create_connection((HOST, PORT), timeout=5) for name in NAMES]
    except OSError as error:
        sys.exit(f'cannot connect to {HOST}:{PORT}: {error}')
    # YOUR PART (2): this is one conversation after another. Let a thread have each, and wait for all three.
    for name, connection in zip(NAMES, connections):
        talk(name, connection)
    sys.exit(1 if failed else 0)


main()
