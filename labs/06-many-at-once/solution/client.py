"""Has three conversations with the server at the same time, one on each of three connections."""
import socket
import sys
import threading

HOST = '127.0.0.1'
PORT = 65432
END = b'\n'  # of a message
NAMES = ('ann', 'bob', 'cleo')

failed = []  # names


def read_message(stream):
    """Reads on until a whole message is there, however it arrives, and returns it without its end."""
    message = b''
    while not message.endswith(END):
        byte = stream.read(1)
        if not byte:
            raise EOFError('the server closed the connection')
        message += byte
    return message[:-len(END)]


def talk(name, connection):
    """Sends the messages of one conversation, each when the echo of the one before is there."""
    try:
        # The file keeps what has come and is not read yet. It is closed with the connection, which would stay open otherwise.
        with connection, connection.makefile('rb') as echoes:
            for message in (f'Hello from {name}', 'How are you?', 'Goodbye'):
                connection.sendall(message.encode() + END)
                echo = read_message(echoes).decode(errors='replace')
                # The end of the line is part of the text: written by itself, it could end the line of another thread.
                print(f'{name}: {echo}\n', end='', flush=True)
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
    sys.exit(1 if failed else 0)


main()
