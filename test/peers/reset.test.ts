import { expect } from 'chai';
import { runScript } from '../../src/client/run-script.js';
import raw from '../../src/framings/raw.js';
import type { Script } from '../../src/lab/step.js';
import { connectTcp } from '../../src/transport/connect-tcp.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { Programs } from './programs.js';

const TIMES = 20;

describe('a server that closes with bytes unread', () => {
  let programs: Programs;
  before(needs('python3'));
  before(() => {
    programs = new Programs();
  });
  afterEach(endPrograms);
  after(() => {
    programs.remove();
  });

  // The answer and the reset behind it may arrive together or one after the other: that must make no difference.
  it('is seen to break the connection, every time', async () => {
    const { port } = await programs.server('reverse/server-once.py');
    const script: Script = {
      title: 'a long message, of which 1024 bytes are read',
      steps: [
        { op: 'send', messages: ['x'.repeat(4000)] },
        { op: 'expect', messages: ['x'.repeat(1024)] },
        { op: 'closed' },
      ],
    };
    for (let times = 0; times < TIMES; times++) {
      const { failure } = await runScript(script, { framing: raw(), connect: connectTcp({ host: '127.0.0.1', port }) });
      expect(failure).to.deep.include({ step: 2, kind: 'reset' });
    }
  });
});
