import { expect } from 'chai';
import { serverLog } from '../../src/cli/commands/serve/server-log.js';
import type { ServerEvent } from '../../src/server/server-event.js';

const peer = { host: '::1', port: 40001 };
const message: ServerEvent = { type: 'message', session: 1, payload: Uint8Array.of(0x68, 0x0a, 0xff) };

/** What the log writes when all of these happen at these times, once it has written. */
function logged(
  events: readonly (readonly [at: number, event: ServerEvent])[],
  json = false,
  worker?: number,
): Promise<string> {
  return new Promise((resolve) => {
    const log = serverLog(resolve, json, worker);
    for (const [at, event] of events) log(event, at);
  });
}

describe('the log of a server', () => {
  it('has one line for each event, whatever a message holds', async () => {
    expect(
      await logged([
        [1, { type: 'opened', session: 1, peer, active: 1 }],
        [2, message],
        [3, { type: 'closed', session: 1, peer, reason: 'idle', active: 0, messages: 1, bytes: 4 }],
      ]),
    ).to.equal(
      [
        '#1 opened from [::1]:40001, 1 active',
        '#1 message of 3 bytes: "h\\n\\xff"',
        '#1 closed: silent for too long (--idle-timeout); 1 message, 4 bytes, 0 active',
        '',
      ].join('\n'),
    );
  });

  it('has one document for each event as JSON, with its time and the bytes in base64', async () => {
    const text = await logged(
      [
        [1.23456, message],
        [2, { type: 'failed', session: 1, reason: 'handler-error', error: new Error('two\nlines') }],
      ],
      true,
    );
    const [first, second, rest] = text.split('\n');
    expect(JSON.parse(first ?? '')).to.deep.equal({ t: 1.235, type: 'message', session: 1, size: 3, bytes: 'aAr/' });
    expect(JSON.parse(second ?? '')).to.include({ t: 2, type: 'failed', session: 1 });
    expect(rest).to.equal('');
  });

  it('says whose line it is where there are several processes, and leaves to the first what concerns them all', async () => {
    const events = [
      [0, { type: 'listening', address: peer }],
      [1, message],
      [2, { type: 'stopping', active: 0 }],
      [3, { type: 'stopped' }],
    ] as const;
    expect(await logged(events, false, 2)).to.equal('[2] #1 message of 3 bytes: "h\\n\\xff"\n');
    expect(JSON.parse(await logged(events, true, 2))).to.include({ worker: 2, type: 'message' });
  });

  it('counts the messages that are too many to read, as lines; as JSON it has them all', async () => {
    const many = Array.from({ length: 500 }, (_, i) => [i / 10, message] as const);
    const closed = [
      60,
      { type: 'closed', session: 1, peer, reason: 'peer', active: 0, messages: 500, bytes: 1500 },
    ] as const;
    const lines = (await logged([...many, closed])).split('\n');
    expect(lines.slice(199)).to.deep.equal([
      lines[0],
      '… and 300 more messages',
      '#1 closed: the client ended it; 500 messages, 1,500 bytes, 0 active',
      '',
    ]);
    expect((await logged(many, true)).split('\n')).to.have.length(501);
  });
});
