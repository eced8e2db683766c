import { expect } from 'chai';
import { PassThrough } from 'node:stream';
import { StreamTerminal, type Streams } from '../../src/cli/terminal.js';

/** A process whose streams are what is asked for, and what was written to them. */
class FakeProcess implements Streams {
  readonly stdin: { readonly isTTY: boolean };
  readonly stdout;
  readonly stderr;
  readonly env;

  constructor({ out = true, err = true, columns = 80, env = {} }: Partial<Asked> = {}) {
    this.stdin = { isTTY: true };
    this.stdout = Object.assign(new PassThrough(), out ? { isTTY: true, columns, rows: Math.min(24, columns) } : {});
    this.stderr = Object.assign(new PassThrough(), err ? { isTTY: true, columns, rows: Math.min(24, columns) } : {});
    this.env = { TERM: 'xterm', ...env };
  }

  get printed(): string {
    return (this.stdout.read() as Buffer | null)?.toString() ?? '';
  }

  get said(): string {
    return (this.stderr.read() as Buffer | null)?.toString() ?? '';
  }
}

interface Asked {
  readonly out: boolean;
  readonly err: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string>>;
}

function terminalOf(asked: Partial<Asked>): StreamTerminal {
  return new StreamTerminal(new FakeProcess(asked));
}

describe('a terminal', () => {
  for (const [name, asked, isColoured] of [
    ['a terminal', {}, true],
    ['a terminal where NO_COLOR is empty', { env: { NO_COLOR: '' } }, true],
    ['a terminal where NO_COLOR is anything', { env: { NO_COLOR: '0' } }, false],
    ['a dumb terminal', { env: { TERM: 'dumb' } }, false],
    ['a pipe', { out: false }, false],
    ['a pipe, whatever FORCE_COLOR says', { out: false, env: { FORCE_COLOR: '1' } }, false],
    ['a terminal whose standard error is a file', { err: false }, true],
  ] as const) {
    it(`is ${isColoured ? '' : 'not '}coloured on ${name}`, () => {
      const terminal = terminalOf(asked);
      expect(terminal.hasColour()).to.equal(isColoured);
      expect(terminal.paint(['green', 'bold'], 'passed')).to.equal(
        isColoured ? '\x1b[32m\x1b[1mpassed\x1b[22m\x1b[39m' : 'passed',
      );
    });
  }

  it('is asked for each stream by itself', () => {
    const terminal = terminalOf({ err: false });
    expect([terminal.hasColour('out'), terminal.hasColour('err')]).to.deep.equal([true, false]);
    expect(terminal.paint('red', 'no', 'err')).to.equal('no');
    expect([terminal.isWatched, terminal.canAsk]).to.deep.equal([false, false]);
  });

  it('is as wide as its window, but text is no wider than can be read, and a pipe has no limit', () => {
    expect([80, 300].map((columns) => terminalOf({ columns }).width)).to.deep.equal([80, 120]);
    expect([80, 300].map((columns) => terminalOf({ columns }).limit)).to.deep.equal([80, 300]);
    const pipe = terminalOf({ out: false });
    expect([pipe.width, pipe.limit]).to.deep.equal([100, Infinity]);
  });

  it('gets data on standard output and the talk on standard error', () => {
    const streams = new FakeProcess();
    const terminal = new StreamTerminal(streams);
    terminal.out(['a', 'b']);
    terminal.write('c\n');
    terminal.json({ d: 1 });
    terminal.say('e', 'f');
    expect(streams.printed).to.equal('a\nb\nc\n{\n  "d": 1\n}\n');
    expect(streams.said).to.equal('e\nf\n');
  });

  it('is cleared where it has a screen, and only there', () => {
    for (const [asked, written] of [
      [{}, '\x1b[2J\x1b[3J\x1b[H'],
      [{ env: { TERM: 'dumb' } }, ''],
      [{ out: false }, ''],
    ] as const) {
      const streams = new FakeProcess(asked);
      new StreamTerminal(streams).clear();
      expect(streams.printed).to.equal(written);
    }
  });

  it('has no live line that would need two', async () => {
    const streams = new FakeProcess({ columns: 7 });
    const live = await new StreamTerminal(streams).live('out');
    expect(live.room).to.equal(6);
    live.show(['first line', '日本語字']);
    expect(streams.printed).to.include('first \n日本語\n');
  });

  it('has room where it does not know its size', async () => {
    const streams = new FakeProcess({ columns: 0 });
    const terminal = new StreamTerminal(streams);
    expect([terminal.width, terminal.limit]).to.deep.equal([100, Infinity]);
    (await terminal.live('out')).show(['line']);
    expect(streams.printed).to.include('line\n');
  });

  it('shows lines that change in their place, and none where there is no screen', async () => {
    const watched = new FakeProcess();
    const live = await new StreamTerminal(watched).live();
    live.show(['1 of 2']);
    expect(watched.said).to.include('1 of 2\n');
    live.show(['2 of 2']);
    expect(watched.said).to.match(/\x1b\[1A.*2 of 2\n/s);
    live.keep();
    live.show(['1 of 3']);
    expect(watched.said).to.not.include('\x1b[1A');
    for (const asked of [{ err: false }, { env: { TERM: 'dumb' } }]) {
      const streams = new FakeProcess(asked);
      const none = await new StreamTerminal(streams).live();
      none.show(['1 of 2']);
      none.keep();
      expect(streams.said).to.equal('');
    }
  });
});
