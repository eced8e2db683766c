import { expect } from 'chai';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import { SubmittedProject } from '../../../src/grade/submission/project.js';
import { transpile, type Transpiled } from '../../../src/grade/submission/transpile.js';

async function transpiled(files: Readonly<Record<string, string>>, deadlineMs?: number): Promise<Transpiled> {
  const list = Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
  return transpile(
    list,
    new SubmittedProject(list, await loadLanguages()).sources,
    deadlineMs === undefined ? {} : { deadlineMs },
  );
}

function text({ files }: Transpiled, path: string): string {
  return new TextDecoder().decode(files.find((file) => file.path === `wirelab-js/${path}`)?.bytes);
}

describe('TypeScript', () => {
  it('becomes CommonJS, so that imports need no ending, with everything else beside it', async () => {
    const result = await transpiled({
      'src/a.ts': 'import { b } from "./b";\nexport const a: number = b;\n',
      'src/b.ts': 'export const b = 1;\n',
      'data.txt': 'x',
      'package.json': '{"type":"module"}',
    });
    expect(result.diagnoses).to.deep.equal([]);
    expect(text(result, 'src/a.js')).to.include('require("./b")').and.to.include('sourceMappingURL');
    expect(text(result, 'package.json')).to.equal('{"type":"commonjs"}\n');
    expect(text(result, 'data.txt')).to.equal('x');
  });

  it('stays a module where it waits outside of functions, and then names its files in full', async () => {
    const result = await transpiled({
      'a.ts': 'import { b } from "./lib/b";\nawait b();\n',
      'lib/b.ts': 'export const b = async () => {};\n',
    });
    expect(text(result, 'a.js')).to.include('from "./lib/b.js"');
    expect(text(result, 'package.json')).to.equal('{"type":"module"}\n');
  });

  it('is preferred to the JavaScript that was made of it', async () => {
    expect(
      text(await transpiled({ 'a.ts': 'const fresh: number = 1;', 'a.js': 'const stale = 1;' }), 'a.js'),
    ).to.include('fresh');
  });

  it('that cannot be read is told with its line, in the words of the compiler', async () => {
    const { diagnoses } = await transpiled({ 'a.ts': 'const ok = 1;\nconst = 2;\n' });
    expect(diagnoses[0]).to.deep.equal({
      kind: 'syntax',
      message: 'a.ts:2 is no TypeScript: Variable declaration expected.',
      file: 'a.ts',
      line: 2,
      says: 'Variable declaration expected.',
      stops: true,
    });
  });

  it('that has brackets without end is told, and nothing breaks', async () => {
    expect((await transpiled({ 'a.ts': '('.repeat(50_000) })).diagnoses[0]?.says).to.equal(
      'too many brackets within brackets',
    );
  });

  it('for which the compiler takes minutes is given up', async () => {
    const { files, diagnoses } = await transpiled({ 'a.ts': '<'.repeat(200_000) }, 1000);
    expect(files).to.deep.equal([]);
    expect(diagnoses[0]?.message).to.equal(
      'a.ts is no TypeScript that can be read: its compiler does not come to an end',
    );
  });
});
