# wirelab: fails unfinished-line
# Reads on until the line of a member is whole, and lets the others wait meanwhile.
"""A chat room: what one member says goes to everybody else."""
import select
import socket

HOST = '127.0.0.1'
PORT = 1026
COMMANDS = '/name NAME, /who, /quit'
MOST_WAITING = 1 << 20  # bytes for one member: one that reads so slowly is dropped
LONGEST = 1 << 20  # bytes of a line

members = []  # in the order in which they came


class Member:
    def __init__(self, connection):
        connection.setblocking(False)  # one that does not read shall keep nobody waiting
        self.connection = connection
        self.name = next(name for name in map('guest{}'.format, range(1, len(members) + 2)) if not is_taken(name))
        self.received = b''  # the beginning of a line whose end is still to come
        self.waiting = bytearray()  # what is still to be sent
        self.is_leaving = False  # it gets what waits for it, and then it goes

    def fileno(self):  # for select
        return self.connection.fileno()

    def tell(self, line):
        self.waiting += line.encode() + b'\n'


def is_taken(name):
    return any(member.name == name for member in members)


def announce(line, speaker=None):
    """Tells everybody but the speaker. Nothing is sent here, so that nobody can leave in the middle of it."""
    for member in members:
        if member is not speaker:
            member.tell(line)


def enter(connection):
    member = Member(connection)
    members.append(member)
    member.tell(f'* welcome, {member.name}: {COMMANDS}')
    announce(f'* {member.name} joined', member)


def leave(member, how='left'):
    members.remove(member)
    member.connection.close()
    announce(f'* {member.name} {how}')


def rename(member, name):
    if is_taken(name):
        member.tell(f'* the name {name} is taken')
    else:
        announce(f'* {member.name} is now {name}', member)
        member.name = name
        member.tell(f'* you are now {name}')


def obey(member, line):
    command, *names = line.split()
    if command == '/quit':
        member.tell('* bye')
        member.is_leaving = True
    elif command == '/who':
        everybody = ', '.join(other.name for other in members)
        member.tell(f"* here {'is' if len(members) == 1 else 'are'} {len(members)}: {everybody}")
    elif command == '/name' and len(names) == 1:
        rename(member, names[0])
    else:
        member.tell(f'* no command {command}; known: {COMMANDS}')


def receive(member):
    """Takes what has come from a member: any piece of its stream."""
    data = member.connection.recv(65536)
    member.connection.setblocking(True)
    while data and b'\n' not in data:
        more = member.connection.recv(65536)
        data += more or b'\n'
    member.connection.setblocking(False)
    if not data:  # the end of its stream
        member.is_leaving = True
    *lines, member.received = (member.received + data).split(b'\n')
    for line in lines:
        text = line.decode(errors='replace').rstrip('\r')
        if member.is_leaving:
            return
        if text.startswith('/'):
            obey(member, text)
        elif text:
            announce(f'{member.name}: {text}', member)
    if len(member.received) > LONGEST:
        raise OSError('a line without end')


def send(member):
    """Sends as much as is taken now."""
    if member.waiting:
        del member.waiting[:member.connection.send(member.waiting)]
    elif member.is_leaving:
        leave(member)


def attend(ready, act):
    for member in ready:
        try:
            if member in members:
                act(member)
        except OSError:  # the connection is broken: that is the end of this member, and of nobody else
            leave(member)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # Without this, the port may be refused when the server is started again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, PORT))
        listener.listen()
        print(f'listening on {HOST}:{PORT}', flush=True)
        while True:
            talking = [member for member in members if not member.is_leaving]
            served = [member for member in members if member.waiting or member.is_leaving]
            readable, writable, _ = select.select([listener, *talking], served, [])
            if listener in readable:
                readable.remove(listener)
                enter(listener.accept()[0])
            attend(readable, receive)
            attend(writable, send)
            for member in [member for member in members if len(member.waiting) > MOST_WAITING]:
                leave(member, 'was dropped: did not read')


main()
