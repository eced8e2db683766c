import { expect } from 'chai';
import { writeReport } from '../../../src/grade/report/report-writer.js';
import { recorded } from '../../support/recorded.js';
import { writers } from './all-writers.js';
import { failing, notGradable, passing } from './sample-reports.js';

const samples = { passing: await passing(), failing: await failing(), 'not-gradable': notGradable() };

describe('a report of', () => {
  for (const [name, report] of Object.entries(samples)) {
    for (const writer of writers) {
      it(`${name} as ${writer.name} is what was recorded (WIRELAB_RECORD=1 records it again)`, () => {
        const text = writeReport(writer, report, { token: '6a0b4f1e' });
        expect(text).to.equal(recorded(`test/grade/report/golden/${name}.${writer.name}.${writer.extension}`, text));
      });
    }
  }
});
