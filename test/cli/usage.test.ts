import { expect } from 'chai';
import { wirelab } from '../support/wirelab.js';

const CASES: readonly (readonly [words: readonly string[], message: RegExp])[] = [
  [['lst'], /^no command lst; did you mean list\? known: list, show, run, serve, client, /],
  [['--nope'], /^--nope without a command: wirelab --help shows the commands$/],
  [['run'], /^say which lab: wirelab run <lab> \(wirelab list shows them\)$/],
  [['serve'], /^say which lab \(wirelab list shows them\) or which handler \(--handler echo\)$/],
  [['client', '1', '--port', '0'], /^say which port the server listens on: --port 5000$/],
  [['list', 'more'], /^list takes no further word "more": wirelab list$/],
  [['list', '--handlers', '--framings'], /^--handlers does not go with --framings$/],
  [['client', '1', '--interactive', '--json'], /^--interactive does not go with --json: a prompt plays no script$/],
  [['run', '1', '--handlr', 'echo'], /^no flag --handlr; did you mean --handler\? known: --handler, --framing, /],
  [['run', '1', '-j'], /^no flag -j; known: /],
  [['run', '1', '--no-json'], /^no flag --no-json; did you mean --json\? /],
  [['run', '1', '--handler'], /^--handler needs a value$/],
  [['run', '1', '--handler='], /^--handler needs a value$/],
  [['run', '1', '--port='], /^--port takes a whole number from 0 to 65535, got ""$/],
  [['run', '1', '--port', '-1'], /^--port takes a whole number from 0 to 65535, got "-1"$/],
  [['run', '1', '--port', '65536'], /^--port takes a whole number from 0 to 65535, got "65536"$/],
  [['run', '1', '--port', '0x50'], /^--port takes a whole number from 0 to 65535, got "0x50"$/],
  [['run', '1', '--max-frame', 'NaN'], /^--max-frame takes a whole number from 1 to 1073741824, got "NaN"$/],
  [['run', '1', '--deadline', '1e3'], /^--deadline takes a whole number from 1 to 86400000, got "1e3"$/],
  [
    ['run', '1', '--max-connections', '9'.repeat(30)],
    /^--max-connections takes a whole number from 1 to 1000000, got "9{30}"$/,
  ],
  [['run', '1', '--transport', 'sctp'], /^--transport is tcp or udp, got "sctp"$/],
  [['run', '1', '--mode', ''], /^--mode is concurrent or iterative, got ""$/],
  [['run', '1', '--framing', 'fixed'], /^framing fixed: the size of a record is missing: .*fixed:1024$/],
  [['run', '1', '--framing', 'line:3'], /^framing line:3: line takes nothing behind a colon$/],
  [['run', '1', '--handler', 'reverse:x'], /^handler reverse:x: no unit x; known: grapheme, codepoint, byte$/],
  [
    ['serve', '9', '--workers', '2'],
    /^--workers: handler chat lets its clients see one another, which takes one process$/,
  ],
  [['serve', '10', '--workers', '2'], /^--workers: a UDP port is served by one process$/],
  [['serve', '5', '--workers', '2'], /^--workers: one client at a time takes one process$/],
  [['serve', '1', '--workers', '2', '--pcap', 'x'], /^--pcap captures what one process sees: leave --workers out$/],
  [['completion', 'fish'], /^no completion for the shell fish; known: bash, zsh$/],
];

describe('wrong usage', () => {
  // One after the other each would wait for the start of a process.
  const answers = new Map(
    CASES.map(([words]) => [words, undefined as Awaited<ReturnType<typeof wirelab>> | undefined]),
  );
  before(async function () {
    this.timeout(120_000);
    const left = CASES.map(([words]) => words);
    // A message is the same in whatever language the machine speaks.
    const ask = async (): Promise<void> => {
      for (let words = left.pop(); words !== undefined; words = left.pop())
        answers.set(words, await wirelab(words, { env: { LC_ALL: 'de_DE.UTF-8' } }));
    };
    await Promise.all(Array.from({ length: 4 }, ask));
  });

  for (const [words, message] of CASES) {
    it(`is told in one line, with exit code 2: wirelab ${words.map((word) => (word === '' ? "''" : word)).join(' ')}`, () => {
      const answer = answers.get(words);
      expect(answer).to.include({ status: 2, stdout: '' });
      expect(answer?.stderr).to.match(/^wirelab: [^\n]+\n$/);
      expect(answer?.stderr.slice('wirelab: '.length, -1)).to.match(message);
    });
  }

  it('without a word is answered with the help, on standard error', async () => {
    const { status, stdout, stderr } = await wirelab([]);
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
    expect(stderr).to.equal((await wirelab(['--help'])).stdout);
  });

  it('does not include a flag given twice: the last one counts', async () => {
    const { stdout } = await wirelab(['run', '1', '--json', '--framing', 'cobs', '--framing=slip', '--json']);
    expect(JSON.parse(stdout)).to.include({ framing: 'slip' });
  });
});

describe('wirelab --help', () => {
  it('names each command with what it does, in lines that fit into 100 columns', async () => {
    const { status, stdout, stderr } = await wirelab(['--help']);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    for (const name of [
      'list',
      'show <lab>',
      'run <lab>',
      'serve [lab]',
      'client [lab]',
      'new [what] [name]',
      'doctor',
      'bench',
      'completion [shell]',
    ]) {
      expect(stdout).to.include(`\n  wirelab ${name} `);
    }
    for (const line of stdout.split('\n')) expect(line.length).to.be.at.most(100);
    expect(stdout).to.not.match(/\[(?:string|boolean)\]/);
  });

  it('shows the flags of a command', async () => {
    const { stdout } = await wirelab(['serve', '--help']);
    expect(Array.from(stdout.matchAll(/^ +(?:-h, )?--([^\s,]+)(?:, --\S+)? +\S/gm), ([, flag]) => flag)).to.deep.equal([
      'version',
      'help',
      'handler',
      'framing',
      'services',
      'transport',
      'mode',
      'backlog',
      'host',
      'port',
      'max-frame',
      'max-connections',
      'idle-timeout',
      'frame-timeout',
      'workers',
      'pcap',
      'faults',
      'seed',
      'quiet',
      'table',
      'student',
      'course-secret',
      'json',
    ]);
  });
});

describe('wirelab --version', () => {
  it('prints the version and nothing else', async () => {
    const { status, stdout, stderr } = await wirelab(['--version']);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(/^\d+\.\d+\.\d+\S*\n$/);
  });
});
