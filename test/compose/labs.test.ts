import { expect } from 'chai';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLabs, findLab } from '../../src/compose/labs.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { temporaryFolder } from '../../src/grade/sandbox/temporary-folder.js';

const root = temporaryFolder().path;

/** The folder of a lab of the user's own. */
function own(name: string, text: string): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lab.js'), text);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

async function refusal(load: Promise<unknown>): Promise<string> {
  const error = await load.then(
    () => expect.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UsageError);
  return (error as UsageError).message;
}

describe('a lab', () => {
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("is found by number, with or without zeros, by its slug and by its folder's name", async () => {
    for (const reference of ['3', '03', '0003', 'ack', '03-ack'])
      expect(await findLab(reference)).to.include({ number: 3, slug: 'ack' });
  });

  it('has its number and slug from its folder, and comes in the order of the numbers', async () => {
    const labs = await allLabs();
    expect(labs.map(({ number }) => number)).to.deep.equal(labs.map((_, i) => i + 1));
  });

  it('is found by the path of its folder, wherever that is', async () => {
    const folder = own(
      '21-mine',
      'export default { title: "Mine", summary: "mine", server: { transport: "tcp", framing: "line", handler: "echo", port: 5000 } };',
    );
    expect(await findLab(folder)).to.include({ number: 21, slug: 'mine', title: 'Mine', folder });
  });

  it('that does not exist is named, with the nearest and all that do', async () => {
    expect(await refusal(findLab('reliabel'))).to.match(
      /^no lab reliabel; did you mean reliable\? known: echo, messages, /,
    );
    expect(await refusal(findLab('0'))).to.match(/^no lab 0; known: 01-echo, 02-messages, /);
    expect(await refusal(findLab(''))).to.match(/^no lab; known: echo, /);
    expect(await refusal(findLab(join(root, '33-nowhere')))).to.equal(`there is no folder ${join(root, '33-nowhere')}`);
    expect(await refusal(findLab(root))).to.equal(
      `${root} is no lab: its folder would be called NN-slug, such as 15-echo`,
    );
  });

  for (const [what, other] of [
    ['number', '04-other'],
    ['name', '05-mine'],
  ] as const) {
    it(`with the ${what} of another is refused, and both are named`, async () => {
      const sources = join(root, what);
      for (const name of ['04-mine', other]) mkdirSync(join(sources, 'labs', name), { recursive: true });
      const [first, second] = ['04-mine', other].map((name) => join(sources, 'labs', name));
      expect(await refusal(allLabs({ sources, built: sources }))).to.equal(
        `${first} and ${second} have the same ${what}: rename one of them`,
      );
    });
  }

  it('that is not whole is refused with the path of its file', async () => {
    const folder = own('22-half', 'export default { title: "Half" };');
    expect(await refusal(findLab(folder))).to.equal(
      `${join(folder, 'lab.js')}: summary has to be a string, is undefined`,
    );
    expect(await refusal(findLab(own('23-none', 'export const lab = {};')))).to.match(
      /23-none\/lab\.js has no default export$/,
    );
  });
});
