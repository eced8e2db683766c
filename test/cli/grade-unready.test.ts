import { expect } from 'chai';
import { removeFolders } from '../support/checkout.js';
import { folderWith, graded, GRADING_MS } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';

const PYTHON = 'import socket\ns = socket.socket()\ns.bind(("", 65432))\ns.listen()\n';
const C =
  '#include <sys/socket.h>\nvoid serve(int);\nint main(void) {\n  int s = socket(AF_INET, SOCK_STREAM, 0);\n  listen(s, 5);\n  serve(accept(s, 0, 0));\n}\n';
const JS = 'const net = require("net");\n';

interface Case {
  readonly title: string;
  readonly needs?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Its first line. */
  readonly says: RegExp;
  /** What the tool says below it. */
  readonly words?: RegExp;
}

const CASES: readonly Case[] = [
  {
    title: 'Python 2',
    files: { 'server.py': `${PYTHON}print "listening"\n` },
    says: /^server\.py:5 is Python 2, .*print\(…\)$/,
    words: /^print "listening"$/m,
  },
  {
    title: 'a bracket too few in Python',
    needs: ['python3'],
    files: { 'server.py': PYTHON.replace('))\n', ')\n') },
    says: /^server\.py:3 has a mistake: it is not understood here\. SyntaxError: '\(' was never closed$/,
    words: /File "server\.py", line 3/,
  },
  {
    title: 'tabs and spaces in Python',
    needs: ['python3'],
    files: { 'server.py': `${PYTHON}while True:\n\tc = s.accept()\n        c.close()\n` },
    says: /^server\.py:7 has a mistake: .*tabs.*TabError/,
  },
  {
    title: 'a block that begins nowhere in Python',
    needs: ['python3'],
    files: { 'server.py': PYTHON.replace('s.listen', '  s.listen') },
    says: /^server\.py:4 has a mistake: .*same column.*IndentationError/,
  },
  {
    title: 'JavaScript that does not end',
    files: { 'server.js': `${JS}net.createServer((s) => { s.pipe(s).listen(65432);\n` },
    says: /^server\.js:\d has a mistake: .*SyntaxError: /,
    words: /^SyntaxError: /m,
  },
  {
    title: 'a module that Python lacks',
    files: { 'server.py': `import requests\n${PYTHON}` },
    says: /^server\.py:1 imports requests, .*hand in requests\.py too/,
  },
  {
    title: 'a package that Node lacks',
    files: { 'server.js': `${JS}require("chalk");\nnet.createServer().listen(65432);\n` },
    says: /^server\.js:2 needs the package chalk, .*node_modules/,
  },
  {
    title: 'a file of its own that is missing',
    files: { 'server.js': `${JS}require("./serve");\nnet.createServer().listen(65432);\n` },
    says: /^server\.js:2 needs \.\/serve, .*hand it in too$/,
  },
  { title: 'a missing header', files: { 'server.c': `#include "serve.h"\n${C}` }, says: /^server\.c:1 .*serve\.h/ },
  {
    title: 'C that does not compile',
    needs: ['cc'],
    files: { 'server.c': C.replace('0);', '0)') },
    says: /^server\.c:5 does not compile: expected .*listen/,
    words: /error: expected/,
  },
  {
    title: 'C that does not link',
    needs: ['cc'],
    files: { 'server.c': C },
    says: /^the server cannot be built: undefined reference to `serve' \(cc /,
  },
  {
    title: 'Java that does not compile',
    needs: ['javac'],
    files: {
      'Server.java':
        'public class Server {\n  public static void main(String[] args) throws Exception {\n    new java.net.ServerSocket(65432).acept();\n  }\n}\n',
    },
    says: /^Server\.java:3 does not compile: /,
    words: /1 error/,
  },
  {
    title: 'a language that is not taken',
    files: { 'server.rb': 'require "socket"\nTCPServer.new 65432\n' },
    says: /^server\.rb is Ruby; /,
  },
  {
    title: 'an interpreter that is not installed',
    files: { 'server.q': 'x', 'wirelab.yaml': 'server:\n  start: no-such-language server.q\n' },
    says: /^the server cannot be started: no-such-language is not installed on this machine$/,
  },
  {
    title: 'a builder that is not installed',
    files: { 'server.c': C, 'wirelab.yaml': 'server:\n  build: no-such-make\n  start: ./server\n' },
    says: /^the server cannot be built: no-such-make is not installed on this machine$/,
  },
  {
    title: 'a program that is not there',
    files: { 'notes.c': '', 'wirelab.yaml': 'server:\n  start: ./server\n' },
    says: /^the server cannot be started: \.\/server is not there; compiled files are left out: hand in the source/,
  },
  {
    title: 'a program that is none',
    files: { 'server.txt': 'hello\n', 'wirelab.yaml': 'server:\n  start: ./server.txt\n' },
    says: /^the server cannot be started: \.\/server\.txt is no program: /,
  },
  {
    title: 'a script from Windows',
    files: { 'run.sh': '#!/bin/sh\r\nexit\r\n', 'wirelab.yaml': 'server:\n  start: ./run.sh\n' },
    says: /^the server cannot be started: the first line of \.\/run\.sh ends as lines do on Windows/,
  },
  {
    title: 'a question for its port that nobody answers',
    files: { 'server.py': PYTHON.replace('65432', 'int(input("Port? "))') },
    says: /^server\.py:3 asks for the port: .*server: \{stdin: "\{port\}"\}$/,
  },
];

describe('wirelab grade does not grade', function () {
  this.timeout(GRADING_MS);
  before(needs('bwrap'));
  after(removeFolders);
  afterEach(endPrograms);

  for (const { title, needs: programs = [], files, says, words } of CASES) {
    it(`${title}, and says why in one sentence`, async function () {
      needs(...programs).call(this);
      const { status, report } = await graded(['1', folderWith({ ...files, 'more.txt': 'x' }), '--role', 'server']);
      expect(report.outcome, JSON.stringify(report.checks[0]?.cause?.message)).to.equal('not-gradable');
      const [sentence = '', ...rest] = (report.reason ?? '').split('\n');
      expect(sentence).to.match(says);
      if (words !== undefined) expect(rest.join('\n')).to.match(words);
      expect(report.reason).not.to.include('/box/');
      expect(status).to.equal(1);
    });
  }

  it('what it cannot know before it runs: then the check that fails says it', async function () {
    needs('python3').call(this);
    for (const [code, says] of [
      [
        'def main():\n    import numpy\nmain()\n',
        /ModuleNotFoundError: No module named 'numpy' \(server\.py, line 6\)/,
      ],
      ['open("settings.txt")\n', /FileNotFoundError: .*settings\.txt.*\(server\.py, line 5\)/],
    ] as const) {
      const { report } = await graded([
        '1',
        folderWith({ 'server.py': PYTHON + code }),
        '--role',
        'server',
        '--only',
        'one-exchange',
      ]);
      expect(report.checks.find(({ id }) => id === 'one-exchange')?.cause?.message).to.match(says);
    }
  });
});
