import { expect } from 'chai';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { explainCheck, sectionLines } from '../../../src/grade/report/explain-check.js';
import { STYLE } from '../../../src/grade/report/html/style.js';
import { loadWriter } from '../../../src/grade/report/load-writer.js';
import { parseReport } from '../../../src/grade/report/parse-report.js';
import type { CheckReport, Report } from '../../../src/grade/report/report.js';
import { writeReport } from '../../../src/grade/report/report-writer.js';
import { fractionOf } from '../../../src/grade/report/score.js';
import { columnsOf } from '../../../src/text/columns.js';
import { seed } from '../../support/seed.js';
import { elementsOf, parseXml, textOf } from '../../support/well-formed.js';
import { load, writerOf, writers } from './all-writers.js';
import { anyReport } from './any-report.js';
import { ctrfRules } from './ctrf-rules.js';
import { parseLog, parseTap, proseOf } from './parsers.js';
import { failing, passing } from './sample-reports.js';

// Obeyed by a terminal, or hiding and reordering what people see.
const UNSAFE = /[^\P{C}\n]|[\u2028\u2029]/u;

describe('every writer of reports', () => {
  for (const writer of writers) {
    it(`${writer.name} takes every valid report, and shows nothing that a terminal obeys`, () => {
      fc.assert(
        fc.property(anyReport, (report) => {
          const text = writeReport(writer, report);
          expect(text).to.match(/\n$/);
          expect(UNSAFE.exec(text)?.[0]).to.equal(undefined);
        }),
        { seed, numRuns: 60 },
      );
    });
  }

  it('is found by the name of its file, and the nearest name is offered for a wrong one', async () => {
    const files = new Map([
      ['tap', new URL('../../../src/grade/report/writers/tap.ts', import.meta.url).href],
      ['odd', new URL('./sample-reports.ts', import.meta.url).href],
    ]);
    expect(await loadWriter('tap', { files, load })).to.equal(writerOf('tap'));
    const fails = async (name: string, loads = load): Promise<string> =>
      loadWriter(name, { files, load: loads }).then(
        () => '',
        (error: unknown) => String(error),
      );
    expect(await fails('tab')).to.equal('ParameterError: no format tab; did you mean tap? known: tap, odd');
    expect(await fails('odd', () => Promise.resolve(writerOf('tap')))).to.match(
      /sample-reports\.ts: calls itself tap, its file odd$/,
    );
    expect(await fails('odd', () => Promise.resolve({ name: 'odd', summary: '', extension: 'x' }))).to.match(
      /write has to be a function, is undefined$/,
    );
  });
});

describe('the report as', () => {
  const eachReport = (name: string, holds: (text: string, report: Report) => void): void => {
    fc.assert(
      fc.property(anyReport, (report) => {
        holds(writeReport(writerOf(name), report), report);
      }),
      { seed, numRuns: 100 },
    );
  };

  it('json can be read again and is the same', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const again = parseReport(JSON.parse(writeReport(writerOf('json'), report, { audience: 'staff' })));
        // Not chai's: that takes seconds.
        expect(isDeepStrictEqual(again, JSON.parse(JSON.stringify(report)))).to.be.true;
      }),
      { seed, numRuns: 25 },
    );
  });

  it('junit is well-formed XML with a test case for each check', () => {
    eachReport('junit', (text, { checks, outcome }) => {
      const root = parseXml(text);
      const count = (status: string): number => checks.filter((check) => check.status === status).length;
      expect(elementsOf(root, 'testcase')).to.have.lengthOf(checks.length + Number(outcome !== 'graded'));
      expect(elementsOf(root, 'failure')).to.have.lengthOf(count('fail') + Number(outcome === 'not-gradable'));
      expect(elementsOf(root, 'error')).to.have.lengthOf(count('error') + Number(outcome === 'grader-error'));
      expect(elementsOf(root, 'skipped')).to.have.lengthOf(count('skip'));
      expect(root.attributes.get('failures')).to.equal(String(elementsOf(root, 'failure').length));
    });
  });

  it('tap is TAP 14 with a point for each check', () => {
    eachReport('tap', (text, { checks, outcome }) => {
      const { points, bailedOut } = parseTap(text);
      expect(bailedOut !== undefined).to.equal(outcome === 'grader-error');
      if (outcome !== 'graded') return;
      expect(points.map(({ isOk }) => isOk)).to.deep.equal(
        checks.map(({ status }) => status !== 'fail' && status !== 'error'),
      );
      expect(points.map(({ directive }) => directive !== undefined)).to.deep.equal(
        checks.map(({ status }) => status === 'skip'),
      );
      expect(points.map(({ diagnostics }) => diagnostics.points)).to.deep.equal(checks.map((check) => check.points));
      for (const { diagnostics } of points.filter(({ isOk }) => !isOk)) expect(diagnostics.message).to.be.a('string');
    });
  });

  it('tap has the lines of an explanation as they are', async () => {
    const { points } = parseTap(writeReport(writerOf('tap'), await failing()));
    const [check] = (await failing()).checks.slice(1);
    expect(points[1]?.diagnostics.explanation).to.equal(
      sectionLines(explainCheck(check as CheckReport, 'server')).join('\n'),
    );
  });

  it('ctrf keeps the rules of its schema, and its sums are right', () => {
    eachReport('ctrf', (text) => {
      const { results } = ctrfRules.parse(JSON.parse(text));
      const { tests, passed, failed, skipped, pending, other } = results.summary;
      expect(tests)
        .to.equal(results.tests.length)
        .and.equal(passed + failed + skipped + pending + other);
    });
  });

  it('gradescope has a number for the score and a string for each output', () => {
    eachReport('gradescope', (text, { checks, outcome }) => {
      const results = JSON.parse(text) as {
        score: number;
        output: string;
        tests: { output: unknown; score?: number; max_score?: number; visibility: string }[];
      };
      expect(results.score).to.be.a('number').and.at.least(0);
      if (outcome !== 'graded') expect(results.score).to.equal(0);
      expect(results.output).to.be.a('string');
      expect(results.tests.map(({ visibility }) => visibility)).to.deep.equal(
        checks.map(({ hidden }) => (hidden === true ? 'hidden' : 'visible')),
      );
      for (const test of results.tests) expect(test.output).to.be.a('string');
    });
  });

  it('gradescope counts a check that could not be run as if it had gone like the others', async () => {
    const results = JSON.parse(writeReport(writerOf('gradescope'), await failing())) as { score: number };
    expect(results.score).to.equal(2.17); // 2 of 12 points, of the 13 that the assignment has
  });

  it('prairielearn is gradable with a score from 0 to 1, or tells why not, and is no larger than is accepted', () => {
    eachReport('prairielearn', (text, report) => {
      const results = JSON.parse(text) as { gradable: boolean; score?: number; format_errors?: string[] };
      expect(Buffer.byteLength(text)).to.be.at.most(1_000_000);
      expect(results.gradable).to.equal(report.outcome === 'graded');
      if (results.gradable) expect(results.score).to.equal(fractionOf(report));
      else expect(results.format_errors).to.have.lengthOf(1);
    });
  });

  it('autolab ends with one line of JSON that has the score, under the name that is asked for', () => {
    eachReport('autolab', (text, { score, lab }) => {
      const [presentation = '', last = '', end] = text.split('\n');
      expect(end).to.equal('');
      const { stages, Checks } = JSON.parse(presentation) as {
        stages: string[];
        Checks: Readonly<Record<string, { passed: boolean }>>;
      };
      expect(stages).to.deep.equal(['Checks']);
      for (const { passed } of Object.values(Checks)) expect(passed).to.be.a('boolean');
      const { scores } = JSON.parse(last) as { scores: Readonly<Record<string, number>> };
      expect(Object.values(scores)).to.deep.equal([score]);
      expect(Object.keys(scores)[0]?.length).to.be.at.least(Math.min(1, lab.slug.length));
    });
    expect(writeReport(writerOf('autolab'), { ...sample, score: 0 }, { problem: 'Echo' })).to.include(
      '{"scores":{"Echo":0}',
    );
  });

  it('github obeys no command that was printed by a program', () => {
    eachReport('github', (text, { checks, outcome }) => {
      const { commands } = parseLog(text);
      const count = (status: string): number => checks.filter((check) => check.status === status).length;
      const errors = count('fail') + Number(outcome !== 'graded');
      expect(commands).to.deep.equal([
        'group',
        'stop-commands',
        'endgroup',
        ...Array<string>(errors).fill('error'),
        ...Array<string>(count('flaky')).fill('warning'),
        'notice',
      ]);
    });
  });

  it('github stops commands with a secret that is new each time', () => {
    const tokens = [1, 2].map(() => /^::stop-commands::(.*)$/m.exec(writeReport(writerOf('github'), sample))?.[1]);
    expect(tokens[0]).to.have.lengthOf.at.least(32).and.not.equal(tokens[1]);
  });

  it('github-summary has no markup but its own', () => {
    eachReport('github-summary', (text, { checks }) => {
      const prose = proseOf(text);
      expect(/[<>`[\]\\@~]|:\/\//.exec(prose.replace('| | check | points | |\n|---|---|---:|---|\n', ''))).to.equal(
        null,
      );
      expect(prose.match(/^\| \S+ \| [^|\n]* \| [\d./e+-]+ \| [^|\n]* \|$/gmu) ?? []).to.have.lengthOf(checks.length);
    });
  });

  it('html is a well-formed page that runs and loads nothing', () => {
    eachReport('html', (text, { checks }) => {
      const page = parseXml(text);
      const all = elementsOf(page, 'main').flatMap((main) =>
        [...elementNames(text)].flatMap((name) => elementsOf(main, name)),
      );
      expect(
        [...elementNames(text)].filter((name) =>
          /^(?:script|img|iframe|object|embed|form|input|svg|link|base)$/.test(name),
        ),
      ).to.deep.equal(['link']);
      for (const { attributes } of all) {
        for (const [name, value] of attributes) {
          expect(name).to.match(/^(?:class|id|href|style|role|aria-label|aria-hidden|tabindex|datetime)$/);
          if (name === 'href') expect(value).to.match(/^#check-[\w.-]+$/);
          if (name === 'style') expect(value).to.match(/^width: \d+%$/);
        }
      }
      const ids = all.flatMap(({ attributes }) => attributes.get('id') ?? []);
      for (const { attributes } of elementsOf(page, 'a')) expect(ids).to.include(attributes.get('href')?.slice(1));
      expect(new Set(ids)).to.have.lengthOf(
        checks.filter(({ status }) => status === 'fail' || status === 'flaky').length,
      );
      expect(STYLE).to.not.match(/url\(|@import|</);
    });
  });

  it('html has one main heading, none left out between levels, and a text for its picture', async () => {
    const page = parseXml(writeReport(writerOf('html'), await failing()));
    expect(elementsOf(page, 'h1').map(textOf)).to.deep.equal(['Shout: server.py']);
    expect(elementsOf(page, 'h2').map(textOf)).to.deep.equal([
      'Checks',
      'What went wrong',
      'Also noticed, without points',
      'How it was graded',
    ]);
    expect(page.attributes.get('lang')).to.equal('en');
    const [first] = elementsOf(page, 'figure');
    expect(first === undefined ? '' : textOf(first).replace(/\s+/g, ' ')).to.include(
      String.raw`ann to the server: "Ärger im Netz\n"15 bytes`,
    );
  });

  it('html has enough contrast, by day and by night', () => {
    const themes = [...STYLE.matchAll(/:root \{([^}]*)\}/g)].map(
      ([, rules = '']) =>
        new Map([...rules.matchAll(/--(\w+): (#\w{6})/g)].map(([, name = '', colour = '']) => [name, colour])),
    );
    expect(themes).to.have.lengthOf(3);
    for (const theme of themes) {
      for (const front of ['text', 'soft', 'good', 'bad', 'mild', 'client', 'server']) {
        for (const back of ['page', 'panel'])
          expect(contrast(theme.get(front) ?? '', theme.get(back) ?? ''), `${front} on ${back}`).to.be.at.least(4.5);
      }
    }
  });

  it('terminal keeps to the width, and has colours only where they are asked for', async () => {
    for (const report of [await failing(), await passing()]) {
      const plain = writeReport(writerOf('terminal'), report);
      const coloured = writeReport(writerOf('terminal'), report, { colour: true });
      expect(coloured).to.include('\x1b[');
      expect(coloured.replace(/\x1b\[\d+m/g, '')).to.equal(plain);
      for (const width of [60, 80, 132]) {
        const lines = writeReport(writerOf('terminal'), report, { width }).split('\n');
        expect(lines.filter((line) => columnsOf(line) > width)).to.deep.equal([]);
      }
    }
  });
});

const sample: Report = fc.sample(anyReport, { seed: 1, numRuns: 1 })[0] as Report;

function elementNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/<([a-z]\w*)/g), ([, name = '']) => name));
}

/** Between 1 and 21: WCAG 2, relative luminance. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
