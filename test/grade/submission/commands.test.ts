import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../../../src/bench/find-program.js';
import { filledIn, wordsFromTop, type ProgramCommand } from '../../../src/grade/submission/program-command.js';
import { explainOutput } from '../../../src/grade/submission/explain-output.js';
import type { SubmittedProgram } from '../../../src/grade/submission/submitted-program.js';
import type { Submission } from '../../../src/grade/submission/submission.js';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import { takeSubmission } from '../../../src/grade/submission/take-submission.js';
import { emptyFolder, removeFolders } from '../../support/checkout.js';
import { needs, skipBecause } from '../../support/needs.js';
import { Spawned } from '../../support/spawned.js';

const taken: Submission[] = [];

async function take(files: Readonly<Record<string, string>>): Promise<Submission> {
  const folder = join(emptyFolder(), 'Ann & Bob (final)');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const submission = await takeSubmission(folder, { languages: await loadLanguages(), isInstalled: () => true });
  if (!submission.gradable) return expect.fail(submission.reason);
  taken.push(submission);
  return submission;
}

async function complaintsOf(name: string): Promise<readonly RegExp[]> {
  return (await loadLanguages()).named(name)?.complaints ?? expect.fail(name);
}

/** A copy that can be written to, as the sandbox makes one. */
function copyOf({ folder }: Submission): string {
  const copy = emptyFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function run(command: ProgramCommand, top: string): { status: number | null; output: string } {
  const [program = '', ...words] = wordsFromTop(command);
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: top,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  return { status, output: stderr + stdout };
}

async function started(program: SubmittedProgram, top: string): Promise<string> {
  for (const command of [...program.check, ...program.build]) expect(run(command, top)).to.include({ status: 0 });
  // Nothing listens on port 1, and nobody connects: it says that it was started with it, and ends.
  const [start = '', ...words] = wordsFromTop(filledIn(program.start, '127.0.0.1', 1));
  const { stdout, stderr, status } = await new Spawned(start, words, { cwd: top, input: '' }).end();
  expect(status, stderr).to.equal(0);
  return stdout;
}

const JAVA = (body: string): string =>
  `package lab.net;\nimport java.net.*;\npublic class Main {\n  public static void main(String[] args) throws Exception {\n    int port = Integer.parseInt(args[0]);\n    if (port > 1) new ServerSocket(port);\n    ${body}\n  }\n}\n`;
const C_MAIN = (head: string, body: string): string =>
  `${head}#include <stdio.h>\n#include <stdlib.h>\n#include <sys/socket.h>\nint main(int argc, char **argv) {\n  int port = atoi(argv[1]);\n  if (port > 1) listen(0, port);\n  ${body}\n}\n`;

interface Case {
  readonly language: string;
  readonly tools: readonly string[];
  readonly good: Readonly<Record<string, string>>;
  /** One file of it replaced by one that does not compile. */
  readonly bad: Readonly<Record<string, string>>;
  readonly place: string;
  readonly words: RegExp;
}

const CASES: readonly Case[] = [
  {
    language: 'Python',
    tools: ['python3'],
    place: 'a b/main.py:3',
    words: /SyntaxError/,
    good: {
      'a b/main.py':
        'import sys, socket, names\nport = int(sys.argv[1])\nif port > 1: socket.socket().listen()\nprint(names.NAME, port)\n',
      'a b/names.py': 'NAME = "ready"\n',
      'x.txt': '',
    },
    bad: { 'a b/main.py': 'import socket\nsocket.socket().listen()\nprint("a"\n' },
  },
  {
    language: 'JavaScript',
    tools: ['node'],
    place: 'main.js:2',
    words: /SyntaxError: Unexpected token/,
    good: {
      'main.js':
        'const net = require("net");\nconst { NAME } = require("./names");\nconst port = Number(process.argv[2]);\nif (port > 1) net.createServer().listen(port);\nconsole.log(NAME, port);\n',
      'names.js': 'exports.NAME = "ready";\n',
    },
    bad: { 'main.js': 'require("net").createServer().listen(5);\nconst a = ;\n' },
  },
  {
    language: 'JavaScript with import',
    tools: ['node'],
    place: 'main.mjs:2',
    words: /SyntaxError/,
    good: {
      'main.mjs':
        'import net from "net";\nimport { NAME } from "./names.mjs";\nconst port = Number(process.argv[2]);\nif (port > 1) net.createServer().listen(port);\nconsole.log(NAME, port);\n',
      'names.mjs': 'export const NAME = "ready";\n',
    },
    bad: { 'main.mjs': 'import net from "net";\nnet.createServer().listen(5;\n' },
  },
  {
    language: 'C',
    tools: ['cc'],
    place: 'src/main.c:8',
    words: /undeclared|unknown type|expected/,
    good: {
      'src/main.c': C_MAIN('#include "names.h"\n', 'printf("%s %d\\n", name(), port);'),
      'src/names.c': 'const char *name(void) { return "ready"; }\n',
      'include/names.h': 'const char *name(void);\n',
    },
    bad: { 'src/main.c': C_MAIN('#include "names.h"\n', 'oops = 1;'), 'include/names.h': '' },
  },
  {
    language: 'C++',
    tools: ['c++'],
    place: 'main.cpp:7',
    words: /not declared/,
    good: {
      'main.cpp': C_MAIN('#include <string>\n', 'std::string name = "ready"; printf("%s %d\\n", name.c_str(), port);'),
    },
    bad: { 'main.cpp': C_MAIN('', 'oops = 1;') },
  },
  {
    language: 'Java',
    tools: ['javac', 'java'],
    place: 'src/lab/net/Main.java:7',
    words: /cannot find symbol/,
    good: {
      'src/lab/net/Main.java': JAVA('System.out.println(Names.NAME + " " + port);'),
      'src/lab/net/Names.java': 'package lab.net;\nclass Names { static final String NAME = "ready"; }\n',
      'notes.txt': '',
    },
    bad: { 'src/lab/net/Main.java': JAVA('oops();') },
  },
  {
    language: 'Go',
    tools: ['go'],
    place: 'main.go:11',
    words: /undefined: oops/,
    good: {
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"net"\n\t"os"\n)\n\nfunc main() {\n\tport := os.Args[1]\n\tif len(port) > 1 { net.Listen("tcp", ":"+port) }\n\tfmt.Println(NAME, port)\n}\n',
      'names.go': 'package main\n\nconst NAME = "ready"\n',
    },
    bad: {
      'main.go': 'package main\n\nimport (\n\t"net"\n)\n\nfunc main() {\n\tnet.Listen("tcp", ":5")\n\n\n\toops()\n}\n',
    },
  },
  {
    language: 'Rust',
    tools: ['rustc'],
    place: 'main.rs:4',
    words: /cannot find function `oops`/,
    good: {
      'main.rs':
        'mod names;\nuse std::env;\nuse std::net::TcpListener;\nfn main() {\n    let args: Vec<String> = env::args().collect();\n    let port: u16 = args[1].parse().unwrap();\n    if port > 1 { TcpListener::bind(("127.0.0.1", port)).unwrap(); }\n    println!("{} {}", names::NAME, port);\n}\n',
      'names.rs': 'pub const NAME: &str = "ready";\n',
    },
    bad: {
      'main.rs':
        'use std::net::TcpListener;\nfn main() {\n    TcpListener::bind("127.0.0.1:5").unwrap();\n    oops();\n}\n',
    },
  },
];

/** Not every build machine has them. */
const OPTIONAL = ['go', 'rustc'];

describe('the commands of a submission', () => {
  afterEach(async () => {
    for (const one of taken.splice(0)) await one.dispose();
  });
  after(removeFolders);

  for (const { language, tools, good, bad, place, words } of CASES) {
    describe(`in ${language}`, function () {
      this.timeout(60_000);
      before(needs(...tools.filter((tool) => !OPTIONAL.includes(tool))));
      before(function () {
        const missing = tools.find((tool) => findProgram(tool) === undefined);
        if (missing !== undefined) skipBecause(this, `missing: ${missing}`);
      });

      it('build it and start it with its port', async () => {
        const submission = await take(good);
        expect(await started(submission.server as SubmittedProgram, copyOf(submission))).to.equal('ready 1\n');
      });

      it('say where it does not compile, and the compiler says why', async () => {
        const submission = await take({ ...good, ...bad });
        const program = submission.server as SubmittedProgram;
        const top = copyOf(submission);
        const failed = [...program.check, ...program.build]
          .map((command) => run(command, top))
          .find(({ status }) => status !== 0);
        const [first] = explainOutput(program.complaints, failed?.output ?? '', {
          what: program.build.length > 0 ? 'build' : 'check',
          folder: top,
        });
        expect(first?.file === undefined ? failed?.output : `${first.file}:${first.line ?? 0}`).to.equal(place);
        expect(first?.says).to.match(words);
        expect(first?.kind).to.equal(program.build.length > 0 ? 'compile' : 'syntax');
      });
    });
  }

  it('run TypeScript, which was made JavaScript when it was staged, with its own lines in what it throws', async () => {
    const submission = await take({
      'src/main.ts':
        'import * as net from "net";\nimport { NAME } from "./names";\nconst port: number = Number(process.argv[2]);\nif (port > 1) net.createServer().listen(port);\nconsole.log(NAME, port);\n',
      'src/names.ts': 'export const NAME: string = "ready";\n',
      'a.txt': '',
    });
    expect(await started(submission.server as SubmittedProgram, copyOf(submission))).to.equal('ready 1\n');
    const throwing = await take({
      'main.ts':
        'import * as net from "net";\ninterface A { b: number }\n\nconst a: A = JSON.parse(process.argv[2] ?? "null");\nif (a.b) net.createServer().listen(1);\n',
    });
    const { status, output } = run((throwing.server as SubmittedProgram).start, copyOf(throwing));
    expect(status).to.equal(1);
    expect(output).to.match(/main\.ts:5/);
  });

  it('keep names with spaces, quotes and dashes what they are', async () => {
    const submission = await take({
      "it's; $(touch x)/-m.py":
        'import socket, sys\nif len(sys.argv) > 2: socket.socket().listen()\nprint("ready", sys.argv[1])\nport = sys.argv[1]\n',
      'x.txt': '',
    });
    expect(await started(submission.server as SubmittedProgram, copyOf(submission))).to.equal('ready 1\n');
  });

  it('say what the linker says where the compiler has nothing to say', async () => {
    const said = explainOutput(
      await complaintsOf('c'),
      "/usr/bin/ld: /tmp/cc1.o: in function `main':\nserver.c:5: undefined reference to `help'\ncollect2: error: ld returned 1 exit status\n",
    );
    expect(said.map(({ says }) => says)).to.deep.equal(["undefined reference to `help'"]);
    expect(explainOutput(await complaintsOf('go'), '')[0]?.message).to.equal(
      'it does not compile, and the compiler does not say why',
    );
  });

  it('show nothing of the output that a terminal would obey', async () => {
    for (const language of ['python', 'c', 'java', 'rust'] as const) {
      const [first] = explainOutput(
        await complaintsOf(language),
        'a.c:1:2: error: \x1b[2Joops\na.java:1: error: \x1b[2J\n  File "a\x1b.py", line 3\n\x1bSyntaxError: x\nerror: \x1b\n --> a.rs:1:1\n\x1b[31m',
      );
      expect(JSON.stringify(first)).not.to.include('\\u001b');
    }
  });
});
