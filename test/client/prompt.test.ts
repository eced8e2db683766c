import { defined } from '../../src/core/defined.js';
import type { Socket } from 'node:net';
import { PayloadError } from '../../src/core/payload-error.js';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { prompt } from '../../src/client/prompt.js';
import type { Framing } from '../../src/core/framing.js';
import line from '../../src/framings/line.js';
import raw from '../../src/framings/raw.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { serveTcp, stopServers } from '../support/tcp-server.js';

/** A person, or a pipe, at the prompt. */
class User {
  readonly input = new PassThrough();
  readonly output = new PassThrough();
  readonly talk: PassThrough;
  readonly status: Promise<number>;
  #shown = '';
  #said = '';
  #wake: () => void = () => undefined;

  constructor(
    server: Promise<{ host: string; port: number }>,
    options: { isTerminal?: boolean; framing?: Framing; signal?: AbortSignal } = {},
  ) {
    const { isTerminal = false, framing = line(), signal } = options;
    if (isTerminal)
      for (const stream of [this.input, this.output]) Object.assign(stream, { isTTY: true, columns: 80, rows: 24 });
    this.talk = isTerminal ? this.output : new PassThrough();
    this.output.on('data', (chunk: Buffer) => {
      this.#shown += chunk.toString();
      this.#wake();
    });
    if (!isTerminal)
      this.talk.on('data', (chunk: Buffer) => {
        this.#said += chunk.toString();
        this.#wake();
      });
    this.status = server.then((where) =>
      prompt({
        input: this.input,
        output: this.output,
        talk: this.talk,
        framing,
        maxFrame: 65536,
        connect: connectTcp(where),
        deadlineMs: 300,
        ...defined({ signal }),
      }),
    );
  }

  get shown(): string {
    return this.#shown;
  }

  get said(): string {
    return this.#said;
  }

  async sees(text: string): Promise<void> {
    while (!this.#shown.includes(text) && !this.#said.includes(text))
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }
}

/** Answers every line, and closes after `exit`. */
function acknowledge(socket: Socket): void {
  socket.on('data', (chunk: Buffer) => {
    for (const text of chunk.toString().split('\n').slice(0, -1)) {
      socket.write(`got ${text}\n`);
      if (text === 'exit') socket.end();
    }
  });
  socket.on('end', () => socket.end());
}

describe('the prompt, fed by a pipe', () => {
  afterEach(stopServers);

  it('sends each line and prints each reply; exit is sent and its reply awaited', async () => {
    const user = new User(serveTcp(acknowledge));
    user.input.write('Hello\n\nexit\nnever sent\n');
    expect(await user.status).to.equal(0);
    expect(user.shown).to.equal('< got Hello\n< got \n< got exit\n');
    expect(user.said).to.equal('');
  });

  it('ends after the reply to exit where the server does not close', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.pipe(socket);
      }),
    );
    user.input.write('EXIT\n');
    expect(await user.status).to.equal(0);
    expect(user.shown).to.equal('< EXIT\n');
  });

  it('ends after the deadline where nothing answers exit', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.resume();
      }),
    );
    user.input.write('exit\n');
    expect(await user.status).to.equal(0);
  });

  it('half-closes when the input ends, and prints what still comes', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.resume();
        socket.on('end', () => {
          socket.end('late\n');
        });
      }),
    );
    user.input.end('Hello\n');
    expect(await user.status).to.equal(0);
    expect(user.shown).to.equal('< late\n');
  });

  it('ends after the deadline where the server does not close then', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.resume();
      }),
    );
    user.input.end();
    expect(await user.status).to.equal(0);
  });

  it('says that the server closed before the end, and fails', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.once('data', () => socket.end());
      }),
    );
    user.input.write('Hello\n');
    expect(await user.status).to.equal(1);
    expect(user.said).to.equal('the server closed the connection\n');
  });

  it('says that the server reset the connection, and fails', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.once('data', () => socket.resetAndDestroy());
      }),
    );
    user.input.write('Hello\n');
    expect(await user.status).to.equal(1);
    expect(user.said).to.match(/^127\.0\.0\.1:\d+ reset the connection\n$/);
  });

  it('escapes what is not to be seen', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.end(Buffer.from('a\x1b[2Jb\0é\xff\n', 'latin1'));
      }),
    );
    await user.status;
    expect(user.shown).to.equal(String.raw`< a\x1b[2Jb\x00\xe9\xff` + '\n');
  });

  it('shows bytes that are no whole message', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.once('data', () => socket.write('no line end'));
      }),
    );
    user.input.write('Hello\n');
    await user.sees('11 bytes came that are no whole message in the framing line: "no line end"');
    user.input.write('exit\n');
    expect(await user.status).to.equal(0);
  });

  it('does not send what the framing cannot carry, and goes on', async () => {
    const user = new User(serveTcp(acknowledge), {
      framing: {
        ...raw(),
        name: 'odd',
        encode: (payload, out) => {
          if (payload.length > 4) throw new PayloadError('too long for this framing');
          out.bytes(Uint8Array.of(...payload, 10));
        },
        decoder: (maxFrame) => line().decoder(maxFrame),
      },
    });
    user.input.write('Hello\nexit\n');
    expect(await user.status).to.equal(0);
    expect(user.said).to.equal('not sent: too long for this framing\n');
  });

  it('sends raw lines apart', async () => {
    const chunks: string[] = [];
    const user = new User(
      serveTcp((socket) => {
        socket.on('data', (chunk: Buffer) => {
          chunks.push(chunk.toString());
          socket.write(chunk);
        });
        socket.on('end', () => socket.end());
      }),
      { framing: raw() },
    );
    user.input.end('one\ntwo\nthree\n');
    expect(await user.status).to.equal(0);
    expect(chunks).to.deep.equal(['one', 'two', 'three']);
    expect(user.shown).to.equal('< one\n< two\n< three\n');
  });

  it('ends with 130 when it is interrupted', async () => {
    const stop = new AbortController();
    const user = new User(
      serveTcp((socket) => {
        socket.write('hi\n');
      }),
      { signal: stop.signal },
    );
    await user.sees('< hi');
    stop.abort();
    expect(await user.status).to.equal(130);
  });
});

describe('the prompt on a terminal', () => {
  afterEach(stopServers);

  const CLEARED = '\x1b[1G\x1b[0J';

  it('prints what comes above the line that is being typed', async () => {
    let peer: Socket | undefined;
    const user = new User(
      serveTcp((socket) => {
        peer = socket;
        acknowledge(socket);
      }),
      { isTerminal: true },
    );
    await user.sees('> ');
    user.input.write('Hel');
    await user.sees('Hel');
    peer?.write('from the server\n');
    await user.sees('< from the server\n');
    expect(user.shown).to.contain(`${CLEARED}< from the server\n`);
    expect(user.shown.slice(user.shown.indexOf('from the server'))).to.contain('> Hel');
    user.input.write('lo\r');
    await user.sees('< got Hello\n');
    user.input.write('exit\r');
    expect(await user.status).to.equal(0);
  });

  it('has the lines typed before with the arrow keys', async () => {
    const user = new User(serveTcp(acknowledge), { isTerminal: true });
    user.input.write('Hello\r');
    await user.sees('< got Hello\n');
    user.input.write('\x1b[A again\r');
    await user.sees('< got Hello again\n');
    user.input.write('exit\r');
    expect(await user.status).to.equal(0);
  });

  it('ends with 130 after Ctrl-C, and with 0 after Ctrl-D', async () => {
    for (const [key, status] of [
      ['\x03', 130],
      ['\x04', 0],
    ] as const) {
      const user = new User(serveTcp(acknowledge), { isTerminal: true });
      await user.sees('> ');
      user.input.write(key);
      expect(await user.status).to.equal(status);
    }
  });

  it('says at once when the server goes away', async () => {
    const user = new User(
      serveTcp((socket) => {
        socket.end('bye\n');
      }),
      { isTerminal: true },
    );
    expect(await user.status).to.equal(1);
    expect(user.shown).to.contain('< bye\n');
    expect(user.shown).to.contain('the server closed the connection\n');
  });
});
