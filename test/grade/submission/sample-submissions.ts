import type { DiagnosisKind } from '../../../src/grade/submission/diagnosis.js';
import type { PortEvidence } from '../../../src/grade/submission/find-ports.js';
import type { TakeOptions } from '../../../src/grade/submission/analysis.js';

/** What is expected of one program. */
export interface ExpectedProgram {
  readonly file: string;
  readonly language?: string;
  readonly transport?: 'tcp' | 'udp';
  /** Port, where from, and the place: `65432 code server.py:3`. */
  readonly port?: `${number | '-'} ${PortEvidence['from']} ${string}`;
  /** The words that start it, from `cwd`. */
  readonly start?: string;
  readonly cwd?: string;
  readonly build?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** A submission, small as it may be, and what it has to be taken for. */
export interface Sample {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly options?: Partial<TakeOptions>;
  readonly role?: 'server' | 'client' | 'both' | 'handler' | 'answers';
  readonly server?: ExpectedProgram;
  readonly client?: ExpectedProgram;
  /** The kinds of its diagnoses, no others; with place where it matters: `python-2 server.py:3`. */
  readonly says?: readonly (DiagnosisKind | `${DiagnosisKind} ${string}`)[];
  /** Why it cannot be graded. */
  readonly reason?: RegExp;
}

const PY_SERVER =
  'import socket\nHOST = "127.0.0.1"\nPORT = 65432\ns = socket.socket(socket.AF_INET, socket.SOCK_STREAM)\ns.bind((HOST, PORT))\ns.listen()\nconn, addr = s.accept()\nconn.sendall(conn.recv(1024))\n';
const PY_CLIENT =
  'import socket\nHOST = "127.0.0.1"\nPORT = 65432\ns = socket.socket()\ns.connect((HOST, PORT))\ns.sendall(b"Hello")\nprint(s.recv(1024))\n';
const JS_SERVER = 'const net = require("net");\nnet.createServer((socket) => socket.pipe(socket)).listen(3000);\n';
const C_HEAD =
  '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\n#include <arpa/inet.h>\n#include <sys/socket.h>\n';
const C_SERVER = `${C_HEAD}int main(int argc, char **argv) {\n  int fd = socket(AF_INET, SOCK_STREAM, 0);\n  struct sockaddr_in a = {0};\n  a.sin_family = AF_INET;\n  a.sin_port = htons(5000);\n  bind(fd, (struct sockaddr *)&a, sizeof a);\n  listen(fd, 5);\n  return 0;\n}\n`;
const JAVA_SERVER =
  'import java.net.*;\npublic class Server {\n  public static void main(String[] args) throws Exception {\n    ServerSocket s = new ServerSocket(6000);\n    s.accept();\n  }\n}\n';
const GO_SERVER =
  'package main\n\nimport "net"\n\nfunc main() {\n\tl, _ := net.Listen("tcp", ":8080")\n\tl.Accept()\n}\n';
const RUST_SERVER =
  'use std::net::TcpListener;\n\nfn main() {\n    let listener = TcpListener::bind("127.0.0.1:7878").unwrap();\n    listener.accept().unwrap();\n}\n';
const HANDLER =
  'import { bytes } from "wirelab/core";\nexport default class Shout {\n  name = "shout";\n  codec = bytes;\n  connect(peer) {\n    return { receive: (message) => peer.send(message) };\n  }\n}\n';

const python = (port: string, rest = ''): string =>
  `import socket, sys\n${port}\ns = socket.socket()\ns.bind(("", port))\ns.listen()\n${rest}`;
const javascript = (port: string, used = 'port'): string =>
  `const net = require("net");\n${port}\nnet.createServer(() => {}).listen(${used});\n`;

// A line for each.
// prettier-ignore
export const SAMPLES: readonly Sample[] = [
  // Python
  { title: 'a server in one file', files: { 'server.py': PY_SERVER }, role: 'server', server: { file: 'server.py', language: 'python', transport: 'tcp', port: '65432 code server.py:5', start: 'python3 -u server.py', build: '' }, says: [] },
  { title: 'a server and a client', files: { 'server.py': PY_SERVER, 'client.py': PY_CLIENT }, role: 'both', server: { file: 'server.py' }, client: { file: 'client.py', port: '65432 code client.py:5' }, says: [] },
  { title: 'both, and the client is asked for', files: { 'server.py': PY_SERVER, 'client.py': PY_CLIENT }, options: { role: 'client' }, role: 'client', client: { file: 'client.py' }, says: [] },
  { title: 'receiver.py with inputfile.py', files: { 'receiver.py': `from inputfile import PORT\n${PY_SERVER.replace('PORT = 65432\n', '')}`, 'inputfile.py': 'PORT = 9999\n' }, role: 'server', server: { file: 'receiver.py', port: '9999 code receiver.py:5' }, says: [] },
  { title: 'a program that imports what listens', files: { 'main.py': 'from net.tcp import serve\nserve()\n', 'net/__init__.py': '', 'net/tcp.py': `def serve():\n${PY_SERVER.replace(/^/gm, '    ')}` }, role: 'server', server: { file: 'main.py' }, says: [] },
  { title: 'a package with relative imports', files: { 'chat/__init__.py': '', 'chat/server.py': `from . import names\n${PY_SERVER}`, 'chat/names.py': 'A = 1\n' }, server: { file: 'chat/server.py', start: 'python3 -u -m chat.server', cwd: '' }, says: [] },
  { title: 'a main guard', files: { 'run.py': 'import socket\ndef main():\n    s = socket.socket()\n    s.bind(("", 7000))\n    s.listen(1)\nif __name__ == "__main__":\n    main()\n' }, server: { file: 'run.py', port: '7000 code run.py:4' }, says: [] },
  { title: 'a port that is computed', files: { 'server.py': python('port = 40 * 1000 + 777') }, server: { file: 'server.py', port: '- code ' }, says: [] },
  { title: 'the port from argv', files: { 'server.py': python('port = int(sys.argv[1])') }, server: { file: 'server.py', port: '- argv server.py:2', start: 'python3 -u server.py {port}' }, says: [] },
  { title: 'the port from argv, or one that is written', files: { 'server.py': python('port = int(sys.argv[1]) if len(sys.argv) > 1 else 5000') }, server: { file: 'server.py', port: '5000 argv server.py:2', start: 'python3 -u server.py {port}' }, says: [] },
  { title: 'host and port from argv', files: { 'client.py': 'import socket, sys\nhost = sys.argv[1]\nport = int(sys.argv[2])\ns = socket.socket()\ns.connect((host, port))\n' }, role: 'client', client: { file: 'client.py', start: 'python3 -u client.py {host} {port}' }, says: [] },
  { title: 'port and host from argv, in this order', files: { 'client.py': 'import socket, sys\ns = socket.socket()\ns.connect((sys.argv[2], int(sys.argv[1])))\n' }, client: { file: 'client.py', start: 'python3 -u client.py {port} {host}' }, says: [] },
  { title: 'argv taken apart at once', files: { 'client.py': 'import socket\nfrom sys import argv\n_, host, port = argv\ns = socket.socket()\ns.connect((host, int(port)))\n' }, client: { file: 'client.py', start: 'python3 -u client.py {host} {port}' }, says: [] },
  { title: 'argparse with flags', files: { 'server.py': 'import socket, argparse\np = argparse.ArgumentParser()\np.add_argument("--host", default="0.0.0.0")\np.add_argument("-p", "--port", type=int, default=4000)\na = p.parse_args()\ns = socket.socket()\ns.bind((a.host, a.port))\ns.listen()\n' }, server: { file: 'server.py', port: '4000 argv server.py:4', start: 'python3 -u server.py --host {host} --port {port}' }, says: [] },
  { title: 'argparse without flags', files: { 'client.py': 'import socket, argparse\np = argparse.ArgumentParser()\np.add_argument("server")\np.add_argument("port", type=int)\na = p.parse_args()\ns = socket.create_connection((a.server, a.port))\n' }, client: { file: 'client.py', start: 'python3 -u client.py {host} {port}' }, says: [] },
  { title: 'the port from the environment', files: { 'server.py': python('import os\nport = int(os.environ.get("PORT", 5000))') }, server: { file: 'server.py', port: '5000 env server.py:3', env: { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', PORT: '{port}' } }, says: [] },
  { title: 'a program that asks for its port', files: { 'server.py': python('port = int(input("Port: "))') }, server: { file: 'server.py', port: '- stdin server.py:2' }, says: ['asks-for-port server.py:2'] },
  { title: 'a port that wirelab.yaml types', files: { 'server.py': python('port = int(input("Port: "))'), 'wirelab.yaml': 'server:\n  stdin: "{port}"\n' }, server: { file: 'server.py', stdin: '{port}\n' }, says: [] },
  { title: 'an address as a pair', files: { 'server.py': 'import socket\nADDR = ("localhost", 10000)\ns = socket.socket()\ns.bind(ADDR)\ns.listen(1)\n' }, server: { file: 'server.py', port: '10000 code server.py:4' }, says: [] },
  { title: 'a port that is called otherwise', files: { 'server.py': 'import socket\nnumber = 12345\ns = socket.socket()\ns.bind((socket.gethostname(), number))\ns.listen(5)\n' }, server: { file: 'server.py', port: '12345 code server.py:4' }, says: [] },
  { title: 'socketserver', files: { 'echo.py': 'import socketserver\nclass H(socketserver.BaseRequestHandler):\n    pass\nwith socketserver.ThreadingTCPServer(("", 9001), H) as server:\n    server.serve_forever()\n' }, role: 'server', server: { file: 'echo.py', port: '9001 code echo.py:4' }, says: [] },
  { title: 'asyncio', files: { 'app.py': 'import asyncio\nasync def main():\n    s = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 8888)\n    await s.serve_forever()\nasyncio.run(main())\n' }, server: { file: 'app.py', port: '8888 code app.py:3' }, says: [] },
  { title: 'a UDP server and a UDP client that binds too', files: { 'a.py': 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 12000))\nd, who = s.recvfrom(2048)\ns.sendto(d, who)\n', 'b.py': 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 12002))\ns.sendto(b"x", ("127.0.0.1", 12000))\ns.recvfrom(2048)\n' }, role: 'both', server: { file: 'a.py', transport: 'udp', port: '12000 code a.py:3' }, client: { file: 'b.py', transport: 'udp' }, says: [] },
  { title: 'TCP and UDP, and the lab speaks UDP', files: { 'tcp_server.py': PY_SERVER, 'udp_server.py': 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 12000))\ns.recvfrom(99)\n' }, options: { transport: 'udp' }, server: { file: 'udp_server.py' }, says: [] },
  { title: 'a server that looks up its own address', files: { 'server.py': `import socket\nt = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nt.connect(("8.8.8.8", 80))\nmy_ip = t.getsockname()[0]\n${PY_SERVER}` }, role: 'server', server: { file: 'server.py' }, says: [] },
  { title: 'words in comments and texts', files: { 'client.py': `# s.listen() and s.bind(("", 1234))\n"""Start the server: s.listen()"""\n${PY_CLIENT}print("s.listen()")\n` }, role: 'client', client: { file: 'client.py' }, says: [] },
  { title: 'one program for both', files: { 'chat.py': 'import socket, sys\ns = socket.socket()\nif sys.argv[1] == "server":\n    s.bind(("", 1026))\n    s.listen()\nelse:\n    s.connect(("127.0.0.1", 1026))\n' }, role: 'both', server: { file: 'chat.py', start: 'python3 -u chat.py server' }, client: { file: 'chat.py', start: 'python3 -u chat.py client' }, says: [] },
  { title: 'one program for both, which names both', files: { 'chat.py': 'import socket, sys\ns = socket.socket()\nif sys.argv[1] == "server":\n    s.bind(("", 1026))\n    s.listen()\nelif sys.argv[1] == "client":\n    s.connect(("127.0.0.1", 1026))\n' }, role: 'both', server: { file: 'chat.py', start: 'python3 -u chat.py server' }, client: { file: 'chat.py', start: 'python3 -u chat.py client' }, says: [] },
  { title: 'several servers', files: { 'server_a.py': PY_SERVER, 'server_b.py': PY_SERVER }, server: { file: 'server_a.py' }, says: ['several-programs server_a.py'] },
  { title: 'an old one beside the right one', files: { 'server.py': PY_SERVER, 'server_old.py': PY_SERVER, 'old/server.py': PY_SERVER, 'server (1).py': PY_SERVER }, server: { file: 'server.py' }, says: [] },
  { title: 'a program without an ending', files: { server: `#!/usr/bin/env python3\n${PY_SERVER}` }, server: { file: 'server', language: 'python' }, says: [] },
  { title: 'a byte order mark and Windows line ends', files: { 'server.py': `\ufeff${PY_SERVER.replaceAll('\n', '\r\n')}` }, server: { file: 'server.py', port: '65432 code server.py:5' }, says: [] },
  { title: 'an argument of which nobody knows what it is', files: { 'client.py': 'import socket, sys\ns = socket.create_connection(("127.0.0.1", int(sys.argv[1])))\nword = sys.argv[2]\ns.sendall(word.encode())\n' }, client: { file: 'client.py', start: 'python3 -u client.py {port}' }, says: ['arguments client.py:3'] },
  { title: 'an argument that need not be there', files: { 'client.py': 'import socket, sys\nword = sys.argv[1] if len(sys.argv) > 1 else "Hello"\ns = socket.create_connection(("127.0.0.1", 5000))\n' }, client: { file: 'client.py', start: 'python3 -u client.py' }, says: [] },
  // Python, and what is wrong with it
  { title: 'Python 2', files: { 'server.py': 'import socket\ns = socket.socket()\ns.bind(("", 5000))\ns.listen(5)\nprint "listening"\ntry:\n    c, a = s.accept()\nexcept socket.error, e:\n    name = raw_input("? ")\n' }, server: { file: 'server.py' }, says: ['python-2 server.py:5', 'python-2 server.py:8', 'python-2 server.py:9', 'operator server.py:9'] },
  { title: 'modules of Python 2', files: { 'server.py': 'import SocketServer\nSocketServer.TCPServer(("", 5000), None).serve_forever()\n' }, says: ['python-2 server.py:1', 'missing-module server.py:1'], server: { file: 'server.py' } },
  { title: 'Python 3 that only looks like Python 2', files: { 'server.py': `${PY_SERVER}print ("ok")\nprint\n`.replace('print\n', 'printer = print\n') }, server: { file: 'server.py' }, says: [] },
  { title: 'text on a socket', files: { 'client.py': PY_CLIENT.replace('b"Hello"', '"Hello"') }, client: { file: 'client.py' }, says: ['text-on-socket client.py:6'] },
  { title: 'a missing module', files: { 'server.py': `import numpy\nfrom helper import x\n${PY_SERVER}` }, server: { file: 'server.py' }, says: ['missing-module server.py:1', 'missing-module server.py:2'] },
  { title: 'a module that may be missing', files: { 'server.py': `try:\n    import uvloop\nexcept ImportError:\n    pass\n${PY_SERVER}` }, server: { file: 'server.py' }, says: [] },
  { title: 'a missing file', files: { 'client.py': `data = open("input.txt").read()\nout = open("log.txt", "w")\n${PY_CLIENT}` }, client: { file: 'client.py' }, says: ['missing-file client.py:1'] },
  { title: 'windows', files: { 'client.py': `import tkinter as tk\n${PY_CLIENT}` }, client: { file: 'client.py' }, says: ['gui client.py:1'] },
  { title: 'a server with somebody at its keyboard', files: { 'server.py': `${PY_SERVER}answer = input("reply: ")\n` }, server: { file: 'server.py' }, says: ['operator server.py:9'] },
  { title: "somebody else's address", files: { 'server.py': PY_SERVER.replace('127.0.0.1', '192.168.1.7') }, server: { file: 'server.py' }, says: ['foreign-address server.py:2'] },
  // JavaScript and TypeScript
  { title: 'a server in JavaScript', files: { 'sever.js': JS_SERVER }, server: { file: 'sever.js', language: 'javascript', port: '3000 code sever.js:2', start: 'node sever.js' }, says: [] },
  { title: 'lib/tcp.js behind an empty index.js', files: { 'index.js': '', 'package.json': '{"main": "index.js"}', 'lib/tcp.js': JS_SERVER }, server: { file: 'lib/tcp.js', start: 'node lib/tcp.js', cwd: '' }, says: [] },
  { title: 'lib/tcp.js behind an index.js that requires it', files: { 'index.js': 'require("./lib/tcp");\n', 'lib/tcp.js': JS_SERVER }, server: { file: 'index.js' }, says: [] },
  { title: 'what package.json starts', files: { 'package.json': '{"scripts": {"start": "node src/b.js"}}', 'src/a.js': JS_SERVER, 'src/b.js': JS_SERVER }, server: { file: 'src/b.js', start: 'node src/b.js', cwd: '' }, says: [] },
  { title: 'a package.json that is none', files: { 'package.json': '[[[', 'server.js': JS_SERVER }, server: { file: 'server.js' }, says: [] },
  { title: 'modules with import', files: { 'server.mjs': 'import net from "node:net";\nimport { PORT } from "./port.mjs";\nnet.createServer().listen(PORT);\n', 'port.mjs': 'export const PORT = 4321;\n' }, server: { file: 'server.mjs', port: '4321 code server.mjs:3' }, says: [] },
  { title: 'PORT of the environment', files: { 'server.js': javascript('const port = process.env.PORT || 3000;') }, server: { file: 'server.js', port: '3000 env server.js:2', env: { PORT: '{port}' } }, says: [] },
  { title: 'the port as an argument', files: { 'server.js': javascript('const [port] = process.argv.slice(2);') }, server: { file: 'server.js', start: 'node server.js {port}' }, says: [] },
  { title: 'arguments by index', files: { 'client.js': 'const net = require("net");\nconst args = process.argv.slice(2);\nconst host = args[0], port = Number(args[1]);\nnet.connect(port, host);\n' }, client: { file: 'client.js', start: 'node client.js {host} {port}' }, says: [] },
  { title: 'options of listen', files: { 'server.js': 'const net = require("net");\nnet.createServer().listen({\n  host: "127.0.0.1",\n  port: 7777,\n});\n' }, server: { file: 'server.js', port: '7777 code server.js:4' }, says: [] },
  { title: 'a UDP server and client in JavaScript', files: { 'server.js': 'const s = require("dgram").createSocket("udp4");\ns.on("message", (m, r) => s.send(m, r.port, r.address));\ns.bind(41234);\n', 'client.js': 'const s = require("dgram").createSocket("udp4");\ns.send("hi", 41234, "localhost");\n' }, role: 'both', server: { file: 'server.js', transport: 'udp', port: '41234 code server.js:3' }, client: { file: 'client.js', transport: 'udp', port: '41234 code client.js:2' }, says: [] },
  { title: 'a package and a file that are missing', files: { 'server.js': `const x = require("express");\nconst y = require("./util");\n${JS_SERVER}` }, server: { file: 'server.js' }, says: ['missing-module server.js:1', 'missing-file server.js:2'] },
  { title: 'a server in TypeScript', files: { 'src/server.ts': 'import * as net from "net";\nimport { port } from "./port";\nnet.createServer((s: net.Socket) => s.pipe(s)).listen(port);\n', 'src/port.ts': 'export const port: number = 5050;\n' }, server: { file: 'src/server.ts', language: 'typescript', port: '5050 code src/server.ts:3', start: 'node --enable-source-maps ../wirelab-js/src/server.js' }, says: [] },
  { title: 'TypeScript with a mistake', files: { 'server.ts': 'import net from "net";\nconst a: number = ;\nnet.createServer().listen(5050);\n' }, server: { file: 'server.ts' }, says: ['syntax server.ts:2'] },
  { title: 'options of connect, from two places', files: { 'client.js': 'const net = require("net");\nconst c = new net.Socket();\nc.connect({ port: process.env.PORT || 8124, host: process.argv[2] || "localhost" });\n' }, client: { file: 'client.js', port: '8124 env client.js:3', start: 'node client.js {host}', env: { PORT: '{port}' } }, says: [] },
  // C and C++
  { title: 'getaddrinfo with an argument and a text', files: { 'client.c': `${C_HEAD}#define PORT "3490" // the port\nint main(int argc, char *argv[]) {\n  int rv;\n  if ((rv = getaddrinfo(argv[1], PORT, 0, 0)) != 0) return 1;\n  connect(0, 0, 0);\n}\n` }, client: { file: 'client.c', port: '3490 code client.c:7', start: './wirelab-client {host}' }, says: [] },
  { title: 'a server in C', files: { 'ex22.c': C_SERVER }, server: { file: 'ex22.c', language: 'c', port: '5000 code ex22.c:11', build: 'cc -O1 -g -pthread -o wirelab-ex22 ex22.c -lm', start: './wirelab-ex22' }, says: [] },
  { title: 'server and client in C, with what they share', files: { 'server.c': `#include "common.h"\n${C_SERVER.replace('return 0', 'return help()')}`, 'client.c': `#include "common.h"\n${C_HEAD}int main(int argc, char *argv[]) {\n  int fd = socket(AF_INET, SOCK_STREAM, 0);\n  struct sockaddr_in a;\n  a.sin_port = htons(atoi(argv[2]));\n  inet_pton(AF_INET, argv[1], &a.sin_addr);\n  connect(fd, (struct sockaddr *)&a, sizeof a);\n  return help();\n}\n`, 'common.c': '#include "common.h"\nint help(void)\n{ return 0; }\n', 'common.h': 'int help(void);\n' }, role: 'both', server: { file: 'server.c', build: 'cc -O1 -g -pthread -o wirelab-server -I. server.c common.c -lm' }, client: { file: 'client.c', build: 'cc -O1 -g -pthread -o wirelab-client -I. client.c common.c -lm', start: './wirelab-client {host} {port}' }, says: [] },
  { title: 'a defined port in a header', files: { 'src/server.c': `#include "net.h"\n${C_SERVER.replace('htons(5000)', 'htons(SERV_PORT)')}`, 'include/net.h': '#define SERV_PORT 9734\n' }, server: { file: 'src/server.c', port: '9734 code src/server.c:12', build: 'cc -O1 -g -pthread -o src/wirelab-server -Iinclude src/server.c -lm', start: './wirelab-server', cwd: 'src' }, says: [] },
  { title: 'C for Windows', files: { 'server.c': `#include <winsock2.h>\n${C_SERVER}` }, server: { file: 'server.c' }, says: ['windows-only server.c:1'] },
  { title: 'C with a header that is missing', files: { 'server.c': `#include "util.h"\n${C_SERVER}` }, server: { file: 'server.c' }, says: ['missing-file server.c:1'] },
  { title: 'a C server that asks for its port', files: { 'server.c': C_SERVER.replace('a.sin_family', 'int port; scanf("%d", &port);\n  a.sin_family') }, server: { file: 'server.c' }, says: ['asks-for-port server.c:10'] },
  { title: 'C++', files: { 'server.cpp': `#include <iostream>\n${C_SERVER.replace('htons(5000)', 'htons(std::stoi(argv[1]))')}` }, server: { file: 'server.cpp', language: 'cpp', build: 'c++ -std=gnu++17 -O1 -g -pthread -o wirelab-server server.cpp -lm', start: './wirelab-server {port}' }, says: [] },
  { title: 'a UDP server in C that looks at what bind returns', files: { 'a.c': `${C_HEAD}int main(void) {\n  int fd = socket(AF_INET, SOCK_DGRAM, 0);\n  struct sockaddr_in a = { .sin_port = htons(4950) };\n  if (bind(fd, (void *)&a, sizeof a) < 0) return 1;\n  recvfrom(fd, 0, 0, 0, 0, 0);\n  sendto(fd, 0, 0, 0, 0, 0);\n}\n` }, role: 'server', server: { file: 'a.c', transport: 'udp', port: '4950 code a.c:9' }, says: [] },
  { title: 'a UDP server that answers in a function above the loop', files: { 'udp_server.py': 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ndef answer(d, who):\n    s.sendto(d, who)\ns.bind(("", 12000))\nwhile True:\n    answer(*s.recvfrom(2048))\n' }, role: 'server', server: { file: 'udp_server.py', transport: 'udp', port: '12000 code udp_server.py:5' }, says: [] },
  { title: 'UDP in C', files: { 'listener.c': `${C_HEAD}int main(void) {\n  int fd = socket(AF_INET, SOCK_DGRAM, 0);\n  struct sockaddr_in a = { .sin_port = htons(4950) };\n  bind(fd, (void *)&a, sizeof a);\n  recvfrom(fd, 0, 0, 0, 0, 0);\n}\n`, 'talker.c': `${C_HEAD}int main(int argc, char **argv) {\n  int fd = socket(AF_INET, SOCK_DGRAM, 0);\n  sendto(fd, "x", 1, 0, 0, 0);\n}\n` }, role: 'both', server: { file: 'listener.c', transport: 'udp', port: '4950 code listener.c:9' }, client: { file: 'talker.c', transport: 'udp' }, says: [] },
  // Java
  { title: 'a server in Java', files: { 'Server.java': JAVA_SERVER }, server: { file: 'Server.java', language: 'java', port: '6000 code Server.java:4', build: 'javac -encoding UTF-8 -nowarn -d wirelab-classes Server.java', start: 'java -cp wirelab-classes Server' }, says: [] },
  { title: 'Java in a package', files: { 'src/com/x/Server.java': `package com.x;\n${JAVA_SERVER.replace('s.accept()', 'new Worker().run(s)')}`, 'src/com/x/Worker.java': 'package com.x;\nimport java.net.*;\nclass Worker {\n  void run(ServerSocket s) throws Exception { s.accept(); }\n}\n', 'readme.txt': '' }, server: { file: 'src/com/x/Server.java', build: 'javac -encoding UTF-8 -nowarn -d src/wirelab-classes src/com/x/Server.java src/com/x/Worker.java', start: 'java -cp wirelab-classes com.x.Server', cwd: 'src' }, says: [] },
  { title: 'a package that lies flat', files: { 'Server.java': `package com.x;\n${JAVA_SERVER}` }, server: { file: 'Server.java', start: 'java -cp wirelab-classes com.x.Server', cwd: '' }, says: [] },
  { title: 'two tasks with the same class', files: { 'task1/Server.java': JAVA_SERVER, 'task2/Other.java': JAVA_SERVER.replace('class Server', 'class Other'), 'task2/Server.java': 'class Server {}\n' }, server: { file: 'task1/Server.java', build: 'javac -encoding UTF-8 -nowarn -d task1/wirelab-classes task1/Server.java' }, says: [] },
  { title: 'a client in Java with its arguments', files: { 'Client.java': 'import java.net.*;\nclass Helper {}\npublic class Client {\n  public static void main(String[] args) throws Exception {\n    String host = args[0];\n    int port = Integer.parseInt(args[1]);\n    new Socket(host, port);\n  }\n}\n' }, client: { file: 'Client.java', start: 'java -cp wirelab-classes Client {host} {port}' }, says: [] },
  { title: 'windows in Java', files: { 'Chat.java': `import javax.swing.*;\n${JAVA_SERVER.replace('Server {', 'Chat {')}` }, server: { file: 'Chat.java' }, says: ['gui Chat.java:1'] },
  { title: 'a Java server that asks for its port', files: { 'Server.java': JAVA_SERVER.replace('ServerSocket s = new ServerSocket(6000)', 'java.util.Scanner in = new java.util.Scanner(System.in); int port = in.nextInt(); ServerSocket s = new ServerSocket(port)') }, server: { file: 'Server.java' }, says: ['asks-for-port Server.java:4'] },
  // Go and Rust
  { title: 'a server in Go, without a go.mod', files: { 'server.go': GO_SERVER, 'client.go': 'package main\n\nimport (\n\t"net"\n\t"os"\n)\n\nfunc main() {\n\tnet.Dial("tcp", os.Args[1])\n}\n' }, role: 'both', server: { file: 'server.go', language: 'go', port: '8080 code server.go:6', build: 'go build -o wirelab-server server.go' }, client: { file: 'client.go', start: './wirelab-client {host}:{port}' }, says: [] },
  { title: 'Go with a package of its own', files: { 'go.mod': 'module example.org/lab\n\ngo 1.19\n', 'cmd/server/main.go': GO_SERVER.replace('import "net"', 'import (\n\t"net"\n\t"example.org/lab/echo"\n)'), 'echo/echo.go': 'package echo\n' }, server: { file: 'cmd/server/main.go', build: 'go build -o wirelab-main main.go', cwd: 'cmd/server' }, says: [] },
  { title: 'Go that needs what nobody has', files: { 'main.go': GO_SERVER.replace('import "net"', 'import (\n\t"net"\n\t"github.com/x/y"\n)') }, server: { file: 'main.go' }, says: ['missing-module main.go:5'] },
  { title: 'a server in Rust', files: { 'main.rs': RUST_SERVER }, server: { file: 'main.rs', language: 'rust', port: '7878 code main.rs:4', build: 'rustc --edition 2021 -C opt-level=1 -g -A warnings -o wirelab-main main.rs', start: './wirelab-main' }, says: [] },
  { title: 'Rust with a Cargo.toml that needs nothing', files: { 'Cargo.toml': '[package]\nname = "lab"\nedition = "2018"\n\n[dependencies]\n', 'src/main.rs': `mod echo;\n${RUST_SERVER}`, 'src/echo.rs': '' }, server: { file: 'src/main.rs', build: 'rustc --edition 2018 -C opt-level=1 -g -A warnings -o src/wirelab-main src/main.rs', cwd: 'src' }, says: [] },
  { title: 'Rust with a library of its own', files: { 'Cargo.toml': '[package]\nname = "my-lab"\n', 'src/main.rs': `use my_lab::echo;\n${RUST_SERVER}`, 'src/lib.rs': 'pub mod echo {}\n' }, server: { file: 'src/main.rs', build: 'cargo build --offline --quiet --bin my-lab; mv wirelab-target/debug/my-lab wirelab-main; rm -r wirelab-target', start: './wirelab-main', cwd: '' }, says: [] },
  { title: 'Rust that needs crates', files: { 'Cargo.toml': '[package]\nname = "lab"\n[dependencies]\ntokio = "1"\n', 'src/main.rs': RUST_SERVER }, server: { file: 'src/main.rs' }, says: ['missing-module Cargo.toml:4'] },
  // Handlers and answers
  { title: 'a handler', files: { 'shout.js': HANDLER }, role: 'handler', says: [] },
  { title: 'a handler that wirelab.yaml names', files: { 'a.js': HANDLER, 'b.js': HANDLER, 'wirelab.yaml': 'handler: ./b.js\n' }, role: 'handler', says: [] },
  { title: 'no handler where one is asked for', files: { 'server.js': JS_SERVER }, options: { role: 'handler' }, reason: /^server\.js is no handler: it lacks "export default class/ },
  { title: 'a handler that is not there', files: { 'wirelab.yaml': 'handler: x.js\n' }, options: { role: 'handler' }, reason: /names the handler x\.js, and there is no such/ },
  { title: 'answers', files: { 'answers.md': '1. because\n' }, role: 'answers', says: [] },
  { title: 'no answers where they are asked for', files: { 'server.py': PY_SERVER }, options: { role: 'answers' }, reason: /^no answers found: hand in a file answers\.md/ },
  // What wirelab.yaml says
  { title: 'a start of its own', files: { 'a.py': PY_SERVER, 'b.py': PY_SERVER, 'wirelab.yaml': 'server: {start: python3 b.py --fast, port: 65432, env: {MODE: test, N: 3}}\n' }, server: { file: 'b.py', start: 'python3 b.py --fast', port: '65432 code wirelab.yaml', env: { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', MODE: 'test', N: '3' } }, says: [] },
  { title: 'a start that is only a file', files: { 'a.c': C_SERVER, 'b.c': C_SERVER, 'wirelab.yaml': 'server: {start: b.c, args: [-v, "{port}"]}\n' }, server: { file: 'b.c', start: './wirelab-b -v {port}', build: 'cc -O1 -g -pthread -o wirelab-b b.c -lm' }, says: [] },
  { title: 'another language', files: { 'server.rb': 'puts 1\n', 'wirelab.yaml': 'server:\n  start: ruby server.rb\n' }, role: 'server', says: [] },
  { title: 'a build for the shell', files: { 'x/server.c': C_SERVER, 'wirelab.yaml': 'server:\n  build: cd x && make\n  start: ./x/server\n' }, role: 'server', says: [] },
  // What cannot be graded
  { title: 'nothing', files: {}, reason: /^the submission is empty$/ },
  { title: 'notes only', files: { 'readme.txt': 'see mail' }, reason: /^no program found among readme\.txt; hand in the source, or say in wirelab\.yaml how it starts: server: \{start: "python3 FILE"\}$/ },
  { title: 'a program as text', files: { 'server.txt': PY_SERVER }, reason: /^server\.txt looks like Python: give it the ending of a program$/ },
  { title: 'a notebook', files: { 'lab.ipynb': '{}' }, reason: /^lab\.ipynb is a notebook: save what is in it as a \.py file$/ },
  { title: 'a language that is not one of ours', files: { 'Server.cs': 'class A {}' }, reason: /^Server\.cs is C#; programs are taken in C, C\+\+, Go, Java, JavaScript, Python, Rust, TypeScript/ },
  { title: 'a client where a server is asked for', files: { 'client.py': PY_CLIENT }, options: { role: 'server' }, reason: /^no server found: client\.py does not listen; say in wirelab\.yaml/ },
  { title: 'one of two that are asked for', files: { 'server.py': PY_SERVER }, options: { role: 'both' }, reason: /^no client found: server\.py does not connect to a server/ },
  { title: 'a program that does not use the network', files: { 'hello.py': 'print("hello")\n' }, reason: /^no program found: hello\.py neither listens nor connects/ },
  { title: 'a language that is not installed', files: { 'server.go': GO_SERVER }, options: { isInstalled: () => false }, reason: /^server\.go is Go, which is not installed on this machine; whoever grades installs it with: apt-get install golang-go$/ },
  { title: 'a wirelab.yaml with mistakes', files: { 'server.py': PY_SERVER, 'wirelab.yaml': 'server:\n  strat: x\n' }, reason: /^wirelab\.yaml:2:3: server has no "strat"; did you mean "start"\?/ },
];
