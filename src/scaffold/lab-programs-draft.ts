/** A program of a new lab: its path in the lab's folder, and its text. */
export interface LabProgram {
  readonly path: string;
  readonly text: string;
}

/** One mistake: the lines that make it, in place of those of the solution. */
interface Mistake {
  readonly name: string;
  readonly fails: string;
  readonly says: string;
  readonly right: string;
  readonly wrong: string;
}

const SERVER = `"""Sends every line back, to any number of clients."""
import socket
import threading

HOST = '127.0.0.1'
PORT = 5000


def serve(client):
    """Serves one client until it ends the connection."""
    with client, client.makefile('rb') as lines:
        for line in lines:
            client.sendall(line)


def main():
    with socket.create_server((HOST, PORT)) as listener:
        while True:
            client, _ = listener.accept()
            threading.Thread(target=serve, args=(client,), daemon=True).start()


main()
`;

const SERVER_MISTAKES: readonly Mistake[] = [
  {
    name: 'capitals',
    fails: 'one-exchange',
    says: 'Answers in capitals.',
    right: 'client.sendall(line)',
    wrong: 'client.sendall(line.upper())',
  },
  {
    name: 'one-line',
    fails: 'several-messages',
    says: 'Answers one line and closes the connection.',
    right: 'for line in lines:\n            client.sendall(line)',
    wrong: 'client.sendall(lines.readline())',
  },
  {
    name: 'one-client',
    fails: 'next-clients',
    says: 'Serves one client and ends.',
    right:
      'while True:\n            client, _ = listener.accept()\n            threading.Thread(target=serve, args=(client,), daemon=True).start()',
    wrong: 'client, _ = listener.accept()\n        serve(client)',
  },
  {
    name: 'recv-is-line',
    fails: 'any-cut',
    says: 'Takes what one recv returns for a whole line.',
    right: "with client, client.makefile('rb') as lines:\n        for line in lines:\n            client.sendall(line)",
    wrong:
      "with client:\n        while data := client.recv(1024):\n            client.sendall(data.rstrip(b'\\n') + b'\\n')",
  },
];

const CLIENT = `"""Sends a line, and prints what comes back."""
import socket
import sys

HOST = '127.0.0.1'
PORT = 5000


def ask(question):
    """Sends the question and returns the reply."""
    with socket.create_connection((HOST, PORT), timeout=5) as server, server.makefile('rb') as lines:
        server.sendall(question.encode() + b'\\n')
        reply = lines.readline()
        if not reply.endswith(b'\\n'):
            sys.exit('the server has closed without a reply')
        return reply.decode().rstrip('\\n')


try:
    print('Reply:', ask('hello'))
except OSError as error:
    sys.exit(f'no reply: {error}')
`;

const CLIENT_MISTAKES: readonly Mistake[] = [
  {
    name: 'other-words',
    fails: 'sends',
    says: 'Greets in other words.',
    right: "ask('hello')",
    wrong: "ask('Hello there')",
  },
  {
    name: 'silent',
    fails: 'prints',
    says: 'Does not print the reply.',
    right: "print('Reply:', ask('hello'))",
    wrong: "ask('hello')\n    print('done')",
  },
  {
    name: 'one-recv',
    fails: 'split-reply',
    says: 'Takes what one recv returns for the whole reply.',
    right: "reply = lines.readline()\n        if not reply.endswith(b'\\n'):",
    wrong: 'reply = server.recv(1024)\n        if not reply:',
  },
  {
    name: 'refused-is-fine',
    fails: 'refused',
    says: 'Ends with exit code 0 when nobody listens.',
    right: "sys.exit(f'no reply: {error}')",
    wrong: "print(f'no reply: {error}')",
  },
];

/** The programs of a new lab: right ones, a wrong one for each check, and some to start from. */
export function labProgramsDraft(port: number): LabProgram[] {
  const at = (text: string): string => text.replace('PORT = 5000', `PORT = ${port}`);
  const wrong = (role: string, solution: string, mistakes: readonly Mistake[]): LabProgram[] =>
    mistakes.map((mistake) => ({
      path: `wrong/${role}-${mistake.name}.py`,
      text: `# wirelab: fails ${mistake.fails}\n# ${mistake.says}\n${solution.replace(mistake.right, () => mistake.wrong)}`,
    }));
  return [
    { path: 'solution/server.py', text: SERVER },
    { path: 'solution/client.py', text: CLIENT },
    ...wrong('server', SERVER, SERVER_MISTAKES),
    ...wrong('client', CLIENT, CLIENT_MISTAKES),
    {
      path: 'starter/server.py',
      text: SERVER.replace(
        / {4}with client, [^]*?client\.sendall\(line\)\n/,
        '    # YOUR PART: read the lines of the client, and send each of them back.\n',
      ),
    },
    {
      path: 'starter/client.py',
      text: CLIENT.replace(
        / {8}server\.sendall[^]*?rstrip\('\\n'\)\n/,
        "        # YOUR PART: send the question as a line, read a line, and return it.\n        return ''\n",
      ),
    },
  ].map(({ path, text }) => ({ path, text: at(text) }));
}
