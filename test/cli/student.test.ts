import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCheckout } from '../support/checkout.js';
import { Spawned, type Ended } from '../support/spawned.js';

const SECRET = 'a secret that nobody knows';

const LAB = `
import { withVariants } from 'wirelab/lab';
export default withVariants({ port: { usual: 5000, from: 20000, to: 29999 }, word: ['Hello', 'Good day', 'Welcome'] }, ({ port, word }) => ({
  title: 'Greeting', summary: 'greets', server: { transport: 'tcp', framing: 'line', handler: 'ack:' + word, port },
  client: [{ send: 'x', replies: [word] }],
}));
`;

describe('--student', function () {
  this.timeout(60_000); // to build a checkout takes seconds
  let folder: string;
  let lab: string;
  let secret: string;
  let checkout: string;
  before(() => {
    checkout = builtCheckout();
    folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
    lab = join(folder, '77-greeting');
    secret = join(folder, 'secret');
    mkdirSync(lab);
    writeFileSync(join(lab, 'lab.ts'), LAB);
    writeFileSync(join(lab, 'README.md'), 'Greet with `Hello` on port 5000.\n');
    writeFileSync(secret, `${SECRET}\n`);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const wirelab = (args: readonly string[], { env = {} }: { env?: Record<string, string> } = {}): Promise<Ended> =>
    new Spawned(process.execPath, [join(checkout, 'dist/src/cli/main.js'), ...args], {
      cwd: folder,
      input: '',
      env,
    }).end();

  const shown = async (student: string, env: Record<string, string> = {}): Promise<string> =>
    (
      await wirelab(
        ['show', lab, '--student', student, ...(Object.keys(env).length > 0 ? [] : ['--course-secret', secret])],
        { env },
      )
    ).stdout;

  it('shows the sheet with values that are always the same for a student, however the ID is typed', async () => {
    const sheet = await shown('S123');
    expect(sheet).to.match(/^Greet with `(?:Hello|Good day|Welcome)` on port 2\d{4}\.\n$/);
    expect(await shown(' s123 ')).to.equal(sheet);
    expect(await shown('s123', { WIRELAB_COURSE_SECRET: SECRET })).to.equal(sheet);
  });

  it('gives others other values', async () => {
    const sheets = await Promise.all(['s1', 's2', 's3', 's4'].map((student) => shown(student)));
    expect(new Set(sheets).size).to.be.greaterThan(1);
  });

  it('serves and plays what the sheet says', async () => {
    const word = /`(.*)`/.exec(await shown('s9'))?.[1];
    const { status, stdout } = await wirelab(['run', lab, '--student', 's9', '--course-secret', secret]);
    expect(stdout).to.contain(word);
    expect(status).to.equal(0);
  });

  it('goes by the values that were handed out, and refuses others', async () => {
    writeFileSync(join(lab, 'variant.json'), '{"port": 23456, "word": "Welcome"}');
    const { stdout } = await wirelab(['show', lab]);
    expect(stdout).to.equal('Greet with `Welcome` on port 23456.\n');
    writeFileSync(join(lab, 'variant.json'), '{"port": 80, "word": "Welcome"}');
    const { status, stderr } = await wirelab(['show', lab]);
    rmSync(join(lab, 'variant.json'));
    expect(status).to.equal(2);
    expect(stderr).to.contain('port cannot be 80');
  });

  it('needs a secret that cannot be guessed', async () => {
    const without = await wirelab(['show', lab, '--student', 's1']);
    expect(without.status).to.equal(2);
    expect(without.stderr).to.contain('--course-secret');
    const short = await wirelab(['show', lab, '--student', 's1'], { env: { WIRELAB_COURSE_SECRET: 'short' } });
    expect(short.status).to.equal(2);
    expect(short.stderr).to.contain('fewer than 16').and.not.contain('short has');
  });
});
