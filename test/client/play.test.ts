import { createSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { explainFailure } from '../../src/client/explain-failure.js';
import type { FailureKind } from '../../src/client/failure-kind.js';
import { runScript, type ScriptResult, type ScriptSettings } from '../../src/client/run-script.js';
import { payloadBytes } from '../../src/core/exchange.js';
import line from '../../src/framings/line.js';
import type { Step } from '../../src/lab/step.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { connectUdp } from '../../src/transport/connect-udp.js';
import { freePort, serveTcp, stopServers } from '../support/tcp-server.js';

const hello: Step[] = [
  { op: 'send', messages: ['Hello'] },
  { op: 'expect', messages: ['Hello'] },
];

const exit: Step[] = [{ op: 'send', messages: ['exit'] }];

const playSteps = (steps: Step[], settings: Omit<ScriptSettings, 'framing'>): Promise<ScriptResult> =>
  runScript({ title: 'test', steps }, { framing: line(), ...settings });

/** Answers the first chunk. */
const answer =
  (reply: (socket: Socket, chunk: Buffer) => void) =>
  (socket: Socket): void => {
    socket.once('data', (chunk: Buffer) => {
      reply(socket, chunk);
    });
  };

async function against(
  server: (socket: Socket) => void,
  steps: Step[],
  settings: Partial<ScriptSettings> = {},
): Promise<ScriptResult> {
  return playSteps(steps, { connect: connectTcp(await serveTcp(server)), ...settings });
}

describe('playing a script over TCP', () => {
  afterEach(stopServers);

  it('succeeds where all that is expected comes', async () => {
    const { ok, transcript } = await against(
      (socket) => {
        socket.pipe(socket);
      },
      [...hello, { op: 'end' }, { op: 'closed' }],
    );
    expect(ok).to.be.true;
    expect(transcript.map((entry) => ('dir' in entry ? `${entry.type} ${entry.dir}` : entry.type))).to.deep.equal([
      'connected',
      'bytes send',
      'bytes receive',
      'ended send',
      'ended receive',
      'closed',
    ]);
  });

  it('takes a reply that comes in pieces, and replies that come glued', async () => {
    const { ok } = await against(
      answer((socket) => {
        const reply = payloadBytes('Hello\nagain\nand again\n');
        for (let at = 0; at < 9; at++) socket.write(reply.subarray(at, at + 1));
        socket.write(reply.subarray(9));
      }),
      [...hello, { op: 'expect', messages: ['again', 'and again'] }],
    );
    expect(ok).to.be.true;
  });

  it('reads nothing more after a pause: the server cannot send, and others go on', async () => {
    let unsent: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      unsent = resolve;
    });
    const { ok } = await against(
      (socket) => {
        socket.once('data', (chunk) => {
          if (chunk.toString() === 'Hello\n') {
            void stuck.then(() => socket.write(chunk));
          } else {
            if (!socket.write(new Uint8Array(8e6))) unsent();
          }
        });
      },
      [
        { op: 'pause', client: 'deaf' },
        { op: 'send', messages: ['x'], client: 'deaf' },
        ...hello,
        // Far more than the systems' buffers hold: a step that waited until it is taken would fail.
        { op: 'raw', bytes: new Uint8Array(3e7), client: 'deaf' },
      ],
    );
    expect(ok).to.be.true;
  });

  it('sends in pieces that are read apart', async () => {
    const chunks: string[] = [];
    const { ok } = await against(
      (socket) => {
        socket.on('data', (chunk) => {
          chunks.push(chunk.toString());
          if (chunks.join('') === 'Hello\nagain\n') socket.write('Hello\n');
        });
      },
      [
        { op: 'send', messages: ['Hello', 'again'], cuts: [9, 2, 2, 0, 99] },
        { op: 'expect', messages: ['Hello'] },
      ],
    );
    expect(ok).to.be.true;
    expect(chunks.join('|')).to.equal('He|llo\naga|in\n');
  });

  it('has as many clients as there are names, and one may connect again', async () => {
    const sockets: Socket[] = [];
    const { ok, transcript } = await against(
      (socket) => {
        sockets.push(socket);
        socket.on('data', (chunk) => {
          for (const other of sockets) if (other !== socket) other.write(chunk);
        });
        socket.write('welcome\n');
      },
      [
        { op: 'expect', client: 'ann', messages: ['welcome'] },
        { op: 'expect', client: 'bob', messages: ['welcome'] },
        { op: 'send', client: 'ann', messages: ['hi'] },
        { op: 'expect', client: 'bob', messages: ['hi'] },
        { op: 'reset', client: 'bob' },
        { op: 'connect', client: 'bob' },
        { op: 'expect', client: 'bob', messages: ['welcome'] },
      ],
    );
    expect(ok).to.be.true;
    expect(transcript.filter(({ type }) => type === 'connected').map(({ client }) => client)).to.deep.equal([
      'ann',
      'bob',
      'bob',
    ]);
  });

  const wrong: [string, FailureKind, RegExp, (socket: Socket) => void, Step[]?][] = [
    [
      'wrong bytes',
      'wrong-bytes',
      /offset 0: expected "H" \(48\), received "o"/,
      answer((socket) => {
        socket.write('olleH\n');
      }),
    ],
    [
      'a wrong byte before the rest has come',
      'wrong-bytes',
      /offset 1/,
      answer((socket) => {
        socket.write('Hx');
      }),
    ],
    ['no reply', 'nothing-came', /nothing came within 250 ms; "Hello\\n" was expected/, () => undefined],
    [
      'a reply that waits for the end of the stream',
      'after-end',
      /only after the client had ended its direction/,
      (socket) => {
        socket
          .on('data', () => undefined)
          .on('end', () => {
            socket.end('Hello\n');
          });
      },
    ],
    [
      'half a reply',
      'incomplete',
      /only 2 of 6 bytes came within 250 ms; missing: "llo\\n"/,
      answer((socket) => {
        socket.write('He');
      }),
    ],
    [
      'an end without a reply',
      'closed-early',
      /closed the connection without sending anything/,
      answer((socket) => {
        socket.end();
      }),
    ],
    [
      'an end in a reply',
      'closed-early',
      /closed the connection after 2 of 6 bytes/,
      answer((socket) => {
        socket.end('He');
      }),
    ],
    [
      'a reset without a reply',
      'reset',
      /reset the connection \(RST\) before anything came/,
      answer((socket) => {
        socket.resetAndDestroy();
      }),
    ],
    [
      'more than was expected, at the end',
      'unexpected-bytes',
      /"again\\n" came that nobody/,
      answer((socket) => {
        socket.write('Hello\nagain\n');
      }),
    ],
    [
      'more than was expected, before the end of the connection',
      'unexpected-bytes',
      /"again\\n" came before/,
      answer((socket) => {
        socket.end('Hello\nagain\n');
      }),
      [...hello, { op: 'closed' }],
    ],
    [
      'more than was expected, where nothing may come',
      'not-quiet',
      /"again\\n" came where/,
      answer((socket) => {
        socket.end('Hello\nagain\n');
      }),
      [...hello, { op: 'quiet', ms: 2000 }],
    ],
    [
      'more than was expected, in place of the next reply',
      'wrong-bytes',
      /expected "b"/,
      answer((socket) => {
        socket.write('Hello\nagain\n');
      }),
      [...hello, { op: 'send', messages: ['bye'] }, { op: 'expect', messages: ['bye'] }],
    ],
    [
      'an end where the connection had to stay',
      'closed-early',
      /had to stay open/,
      answer((socket) => {
        socket.end('Hello\n');
      }),
      [...hello, { op: 'quiet', ms: 2000 }],
    ],
    [
      'a connection that stays',
      'not-closed',
      /did not close the connection within 250 ms/,
      answer((socket) => {
        socket.write('Hello\n');
      }),
      [...hello, { op: 'end' }, { op: 'closed' }],
    ],
    [
      'a reset in place of an end',
      'reset',
      /reset the connection \(RST\) where it had to close/,
      answer((socket) => {
        socket.resetAndDestroy();
      }),
      [...exit, { op: 'closed' }],
    ],
    [
      'a server that does not read',
      'not-read',
      /does not read: not all of 20000001 bytes/,
      (socket) => {
        socket.pause();
      },
      [{ op: 'send', messages: [new Uint8Array(20_000_000)] }],
    ],
  ];
  for (const [title, kind, words, server, steps = hello] of wrong) {
    it(`tells ${title}`, async () => {
      const waits = ['nothing-came', 'after-end', 'incomplete', 'not-closed', 'not-read'].includes(kind);
      const { ok, failure } = await against(server, steps, waits ? { deadlineMs: 250 } : {});
      expect(ok).to.be.false;
      expect(failure?.kind).to.equal(kind);
      expect(failure?.message).to.match(words);
    });
  }

  it('takes a reset for an end where the script allows it', async () => {
    const { ok } = await against(
      answer((socket) => {
        socket.resetAndDestroy();
      }),
      [...exit, { op: 'closed', orReset: true }],
    );
    expect(ok).to.be.true;
  });

  it('fails as data: the step, the client, the bytes and where they differ', async () => {
    const { failure } = await against(
      answer((socket) => {
        socket.write('Help!\n');
      }),
      hello,
    );
    expect(failure).to.deep.include({ kind: 'wrong-bytes', step: 1, client: 'client', offset: 3 });
    expect(failure?.expected).to.deep.equal(payloadBytes('Hello\n'));
    expect(failure && Buffer.from(failure.actual ?? []).toString()).to.equal('Help!\n');
    expect(failure && explainFailure(failure)).to.deep.equal([
      'at offset 3: expected "l" (6c), received "p" (70)',
      String.raw`expected: "Hello\n"`,
      String.raw`received: "Help!\n"`,
      '              ^',
    ]);
  });

  it('says in plain words that nobody listens', async () => {
    const endpoint = await freePort();
    const { failure } = await playSteps(hello, { connect: connectTcp(endpoint) });
    expect(failure?.kind).to.equal('refused');
    expect(failure?.message).to.equal(
      `nobody listens on 127.0.0.1:${String(endpoint.port)}: start the server first, or check the port`,
    );
  });

  it('gives up connecting after the deadline, and closes what connects too late', async () => {
    let closed = 0;
    const link = {
      close: () => {
        closed++;
      },
    } as unknown as Awaited<ReturnType<ScriptSettings['connect']>>;
    const { failure } = await playSteps(hello, {
      deadlineMs: 10,
      connect: (_receiver, signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            resolve(link);
          });
        }),
    });
    expect(failure?.kind).to.equal('no-answer');
    await new Promise(setImmediate);
    expect(closed).to.equal(1);
  });

  it('stops when it is told to, and closes all connections', async () => {
    const stop = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { failure } = await against(
      (socket) => {
        closed = new Promise((resolve) => socket.once('end', resolve));
        socket.resume();
        stop.abort();
      },
      [{ op: 'connect' }, { op: 'quiet', ms: 1e6 }],
      { signal: stop.signal },
    );
    expect(failure?.kind).to.equal('stopped');
    await closed;
  });

  const bad: [string, RegExp, Step[]][] = [
    ['sending after the end', /nothing can be sent any more/, [{ op: 'end' }, { op: 'send', messages: ['x'] }]],
    [
      'acting after closing',
      /has to connect again/,
      [{ op: 'connect' }, { op: 'close' }, { op: 'send', messages: ['x'] }],
    ],
    [
      'connecting twice',
      /ann is connected already/,
      [
        { op: 'connect', client: 'ann' },
        { op: 'connect', client: 'ann' },
      ],
    ],
    ['a message that the framing cannot carry', /line feed/, [{ op: 'send', messages: ['a\nb'] }]],
  ];
  for (const [title, words, steps] of bad) {
    it(`blames the script for ${title}`, async () => {
      const { failure } = await against(() => undefined, steps);
      expect(failure?.kind).to.equal('bad-script');
      expect(failure?.message).to.match(words);
    });
  }

  it('carries a large message there and back', async () => {
    const message = new Uint8Array(3_000_000).map((_, at) => ((at * 7919) & 0x7f) | 0x40);
    const { ok } = await against(
      (socket) => {
        socket.pipe(socket);
      },
      [
        { op: 'send', messages: [message] },
        { op: 'expect', messages: [message] },
      ],
    );
    expect(ok).to.be.true;
  });
});

describe('playing a script over UDP', () => {
  const sockets: ReturnType<typeof createSocket>[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });

  async function againstUdp(reply: (datagram: Buffer) => readonly Uint8Array[], steps: Step[]): Promise<ScriptResult> {
    const socket = createSocket('udp4');
    sockets.push(socket);
    socket.on('message', (datagram, from) => {
      for (const part of reply(datagram)) socket.send(part, from.port, from.address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return playSteps(steps, {
      connect: connectUdp({ host: '127.0.0.1', port: socket.address().port }),
      deadlineMs: 500,
    });
  }

  it('sends and expects a datagram for each message', async () => {
    const { ok, transcript } = await againstUdp(
      (datagram) => [datagram],
      [
        { op: 'send', messages: ['one', 'two'] },
        { op: 'expect', messages: ['one', 'two'] },
        { op: 'raw', bytes: '' },
        { op: 'expect-raw', bytes: '' },
      ],
    );
    expect(ok).to.be.true;
    expect(transcript.filter(({ type }) => type === 'bytes')).to.have.length(6);
  });

  it('takes two datagrams for no message in two pieces', async () => {
    const { failure } = await againstUdp((datagram) => [datagram.subarray(0, 2), datagram.subarray(2)], hello);
    expect(failure?.kind).to.equal('wrong-bytes');
    expect(failure?.message).to.match(/stopped after 2 of 6 bytes/);
  });

  it('tells that nobody listens', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const where = { host: '127.0.0.1', port: socket.address().port };
    await new Promise<void>((resolve) => socket.close(resolve));
    const { failure } = await playSteps(hello, { connect: connectUdp(where) });
    expect(failure?.kind).to.equal('refused');
    expect(failure?.message).to.match(/nobody listens/);
  });

  for (const op of ['end', 'reset', 'closed'] as const) {
    it(`says that it has no ${op}`, async () => {
      const { failure } = await againstUdp(() => [], [{ op }]);
      expect(failure?.kind).to.be.oneOf(['unsupported', 'bad-script']);
      expect(failure?.message).to.match(/^UDP has no/);
    });
  }
});
