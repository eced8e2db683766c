# wirelab: fails others-go-on
# Looks only at the last of its conversations.
"""Has three conversations with the server at the same time, one on each of three connections."""
import socket
import sys
import threading

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
        # All three are open before anything is said.
        connections = [socket.create_connection((HOST, PORT), timeout=5) for name in NAMES]
    except OSError as error:
        sys.exit(f'cannot connect to {HOST}:{PORT}: {error}')
    threads = [threading.Thread(target=talk, args=pair) for pair in zip(NAMES, connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.exit(1 if NAMES[-1] in failed else 0)


main()
