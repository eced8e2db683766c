import { expect } from 'chai';
import fc from 'fast-check';
import { crashIn, crashText } from '../../../src/grade/diagnosis/crash.js';

const CASES: readonly (readonly [what: string, printed: string, says: string])[] = [
  [
    'a library of Python',
    'Traceback (most recent call last):\n  File "/box/a.py", line 3, in <module>\n    f()\n  File "/usr/lib/python3.11/json/__init__.py", line 9, in f\n    g()\njson.JSONDecodeError: bad\n',
    'json.JSONDecodeError: bad (a.py, line 3)',
  ],
  [
    'the syntax of Python',
    '  File "/box/a.py", line 2\n    if x\n        ^\nSyntaxError: expected \':\'\n',
    "SyntaxError: expected ':' (a.py, line 2)",
  ],
  [
    'a cause in Java',
    'Exception in thread "main" java.lang.RuntimeException: outer\n\tat Main.main(Main.java:3)\nCaused by: java.io.IOException: inner\n\tat java.base/java.net.Socket.connect(Socket.java:1)\n\tat Main.open(Main.java:9)\n',
    'java.io.IOException: inner (Main.java, line 9)',
  ],
  [
    'Go',
    'panic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()\n\t/box/server.go:12 +0x1d\n',
    'panic: runtime error: index out of range (server.go, line 12)',
  ],
  [
    'Rust',
    "thread 'main' panicked at src/main.rs:5:10:\nno such thing\nnote: run with RUST_BACKTRACE\n",
    'panic: no such thing (src/main.rs, line 5)',
  ],
  [
    'Node',
    "node:events:497\n      throw er; // Unhandled 'error' event\n      ^\n\nError: listen EADDRINUSE: address already in use\n    at Server.setupListenHandle [as _listen2] (node:net:1908:16)\n    at file:///box/server.mjs:7:4\n\nNode.js v20.20.2\n",
    'Error: listen EADDRINUSE: address already in use (server.mjs, line 7)',
  ],
];

describe('The error that nothing caught', () => {
  for (const [what, printed, says] of CASES) {
    it(`is told with the author's own line: ${what}`, () => {
      const crash = crashIn(printed);
      expect(crash && crashText(crash)).to.equal(says);
    });
  }

  it('is not found in what is none', () => {
    for (const printed of ['', 'listening on port 5000\n', 'Error: this is only printed\n'])
      expect(crashIn(printed)).to.equal(undefined);
  });

  it('is looked for in anything at all', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Traceback (most recent call last):',
        '  File "x", line 1',
        '    at f (/box/a.js:1:2)',
        'panic: x',
        'goroutine 1 [',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        crashIn(lines.join('\n'));
      }),
    );
  });
});
