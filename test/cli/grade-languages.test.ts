import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { removeFolders } from '../support/checkout.js';
import { folderWith, graded, GRADING_MS, lost } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';

const FIXTURES = fileURLToPath(new URL('./fixtures/echo-servers/', import.meta.url));
const SOLUTIONS = 'labs/01-echo/solution';

const LISTEN = `listen(65432, '127.0.0.1', (): void => console.log('listening on 65432'))`;
const TS_FILE = `import * as net from 'node:net';
const server: net.Server = net.createServer({ allowHalfOpen: true }, (socket: net.Socket): void => {
  socket.on('error', () => undefined);
  socket.pipe(socket);
});
server.${LISTEN};
`;
const TS_PROJECT = {
  'package.json': '{ "name": "echo", "type": "module", "scripts": { "start": "tsx src/server.ts" } }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
  'src/server.ts': `import { createServer } from 'node:net';\nimport { serve } from './serve';\ncreateServer({ allowHalfOpen: true }, serve).${LISTEN};\n`,
  'src/serve.ts': `import type { Socket } from 'node:net';\nexport function serve(socket: Socket): void {\n  socket.on('error', () => undefined);\n  socket.pipe(socket);\n}\n`,
};

// Python that is told its port in each of the ways in which wirelab.yaml can say it.
const python = (port: string): string => `import os, socket, sys, threading
${port}
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", port))
s.listen()
print("listening", flush=True)
def serve(c):
    try:
        while d := c.recv(4096):
            c.sendall(d)
    except OSError:
        pass
    c.close()
while True:
    threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
`;

interface Case {
  readonly title: string;
  readonly needs: readonly string[];
  readonly path: () => string;
}

const fixture = (title: string, name: string, ...programs: readonly string[]): Case => ({
  title,
  needs: programs,
  path: () => FIXTURES + name,
});
const written = (title: string, files: Readonly<Record<string, string>>, ...programs: readonly string[]): Case => ({
  title,
  needs: programs,
  path: () => folderWith(files),
});

const CASES: readonly Case[] = [
  { title: 'in JavaScript', needs: [], path: () => `${SOLUTIONS}/server.mjs` },
  { title: 'in C', needs: ['cc'], path: () => `${SOLUTIONS}/server.c` },
  { title: 'in Java', needs: ['javac'], path: () => `${SOLUTIONS}/Server.java` },
  { title: 'in Python', needs: ['python3'], path: () => `${SOLUTIONS}/server.py` },
  fixture('in C++', 'cpp-file', 'c++'),
  fixture('in C that make builds', 'c-makefile', 'cc', 'make'),
  fixture('in Java with a package', 'java-package', 'javac'),
  fixture('in Go', 'go-file', 'go'),
  fixture('in Go, a module in a folder', 'go-module', 'go'),
  fixture('in Rust', 'rust-file', 'rustc'),
  fixture('in Rust, a package of Cargo in a folder', 'cargo-package', 'cargo', 'rustc'),
  written('in TypeScript', { 'server.ts': TS_FILE }),
  written('in TypeScript, a project', TS_PROJECT),
  written(
    'that asks for its port',
    { 'server.py': python('port = int(input("Port? "))'), 'wirelab.yaml': 'server:\n  stdin: "{port}"\n' },
    'python3',
  ),
  written(
    'that takes arguments of its own',
    {
      'server.py': python('assert sys.argv[1] == "--serve"\nport = int(sys.argv[2])'),
      'wirelab.yaml': 'server:\n  args: ["--serve", "{port}"]\n',
    },
    'python3',
  ),
  written(
    'that reads its environment',
    {
      'server.py': python('port = int(os.environ["PLACE"].split(":")[1])'),
      'wirelab.yaml': 'server:\n  env:\n    PLACE: "{host}:{port}"\n',
    },
    'python3',
  ),
  written('that has another port than the lab', { 'server.py': python('port = 4242') }, 'python3'),
  written(
    'that starts as a script',
    {
      'serve.sh': '#!/bin/sh\nexec python3 server.py\n',
      'server.py': python('port = 65432'),
      'wirelab.yaml': 'server:\n  start: ./serve.sh\n',
    },
    'python3',
  ),
];

describe('wirelab grade gives full marks to a server', function () {
  this.timeout(GRADING_MS + 10_000);
  before(needs('bwrap'));
  after(removeFolders);
  afterEach(endPrograms);

  for (const { title, needs: programs, path } of CASES) {
    it(title, async function () {
      needs(...programs).call(this);
      const { status, report } = await graded(['1', path(), '--role', 'server']);
      expect(lost(report)).to.deep.equal([]);
      expect(status).to.equal(0);
    });
  }
});
