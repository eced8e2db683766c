# wirelab: fails any-order
# Waits for the echoes in turns: for that of bob only when ann has hers.
"""Has three conversations with the server at the same time, one on each of three connections."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 65432
NAMES = ('ann', 'bob', 'cleo')

failed = []  # names


def talk(name, connection):
    """One conversation, up to each of its echoes."""
    with connection, connection.makefile('rb') as echoes:
        for line in (f'Hello from {name}', 'How are you?', 'Goodbye'):
            connection.sendall(line.encode() + b'\n')
            yield
            echo = echoes.readline()
            if not echo.endswith(b'\n'):
                raise EOFError('the server closed the connection')
            print(f'{name}: {echo.decode(errors="replace")}', end='', flush=True)


def go_on(name, conversation):
    """Tells whether the conversation is still going on."""
    try:
        next(conversation)
        return True
    except StopIteration:
        return False
    except (OSError, EOFError) as error:
        failed.append(name)
        print(f'{name}: no echo: {error}', file=sys.stderr)
        return False


def main():
    try:
        # All three are open before anything is said.
        connections = [socket.create_connection((HOST, PORT), timeout=1.5) for name in NAMES]
    except OSError as error:
        sys.exit(f'cannot connect to {HOST}:{PORT}: {error}')
    conversations = [(name, talk(name, connection)) for name, connection in zip(NAMES, connections)]
    while conversations:
        conversations = [pair for pair in conversations if go_on(*pair)]
    sys.exit(1 if failed else 0)


main()
