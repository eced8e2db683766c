import { expect } from 'chai';
import fc from 'fast-check';
import { payloadBytes } from '../../src/core/exchange.js';
import { impairmentText, type DatagramEvent } from '../../src/impairment/impairment-event.js';
import { impairmentSummary, planText } from '../../src/impairment/impairment-words.js';
import { bothWays, MOST_LOST_IN_A_ROW, type DatagramImpairment } from '../../src/impairment/impairment-plan.js';
import { ImpairedRoad } from '../../src/impairment/impaired-road.js';
import { ordinal } from '../../src/text/ordinal.js';
import { seed } from '../support/seed.js';
import { VirtualTime } from '../support/simulated-network.js';

/** What arrives of so many datagrams that are sent `gapMs` apart, and what is told. */
function carried(
  impairment: DatagramImpairment,
  count: number,
  gapMs = 1,
  from = 1,
): { came: string[]; said: string[]; events: DatagramEvent[] } {
  const time = new VirtualTime();
  const road = new ImpairedRoad('client', impairment, from, time);
  const came: string[] = [];
  const events: DatagramEvent[] = [];
  for (let n = 1; n <= count; n++) {
    time.after(n * gapMs, () => {
      road.carry(payloadBytes(String(n)), {
        arrive: (bytes) => {
          came.push(Buffer.from(bytes).toString());
        },
        report: (event) => {
          events.push(event);
        },
      });
    });
  }
  while (time.step());
  return { came, events, said: events.map(impairmentText) };
}

const probabilities = fc.record({
  loss: fc.double({ min: 0, max: 0.99, noNaN: true }),
  duplication: fc.double({ min: 0, max: 1, noNaN: true }),
  reordering: fc.double({ min: 0, max: 1, noNaN: true }),
  delayMs: fc.integer({ min: 0, max: 500 }),
});

describe('a faulty road', () => {
  it('leaves datagrams alone without faults', () => {
    expect(carried({}, 3)).to.deep.equal({ came: ['1', '2', '3'], said: [], events: [] });
  });

  it('does what is listed, and says so', () => {
    const { came, said } = carried({ drop: [2], double: [5], holdBack: [3], late: { 1: 300 } }, 5);
    expect(came).to.deep.equal(['4', '3', '5', '5', '1']);
    expect(said).to.deep.equal([
      'the 1st datagram to the client came 300 ms late',
      'the 2nd datagram to the client was dropped',
      'the 3rd datagram to the client was overtaken by the 4th',
      'the 5th datagram to the client came twice',
    ]);
  });

  it('lets one that is held back go on when none follows', () => {
    const { came, said } = carried({ holdBack: [2] }, 2);
    expect(came).to.deep.equal(['1', '2']);
    expect(said).to.deep.equal(['the 2nd datagram to the client came 60 ms late']);
  });

  it('does the same for the same seed, whatever the time between', () => {
    fc.assert(
      fc.property(probabilities, fc.integer({ min: 0 }), (faults, from) => {
        const lost = (gapMs: number): number[] =>
          carried(faults, 40, gapMs, from)
            .events.filter(({ what }) => what === 'dropped')
            .map(({ number }) => number);
        expect(carried(faults, 40, 1, from)).to.deep.equal(carried(faults, 40, 1, from));
        expect(lost(1)).to.deep.equal(lost(700));
      }),
      { seed },
    );
  });

  it('does something else for another seed', () => {
    const plans = new Set(Array.from({ length: 20 }, (_, from) => carried({ loss: 0.5 }, 40, 1, from).came.join(' ')));
    expect(plans.size).to.equal(20);
  });

  it('loses about as many as it is told to, and never too many in a row', () => {
    const { came, events } = carried({ loss: 0.2 }, 5000);
    expect(came.length).to.be.within(3900, 4100);
    const lost = new Set(events.map(({ number }) => number));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 - MOST_LOST_IN_A_ROW }),
        (n) => !Array.from({ length: MOST_LOST_IN_A_ROW + 1 }, (_, i) => n + i).every((i) => lost.has(i)),
      ),
      { seed },
    );
  });

  it('loses nothing that it does not tell of, and makes nothing up', () => {
    fc.assert(
      fc.property(probabilities, (faults) => {
        const { came, events } = carried(faults, 30);
        const told = (what: string, n: number): boolean =>
          events.some((event) => event.what === what && event.number === n);
        for (let n = 1; n <= 30; n++) {
          const copies = told('doubled', n) ? 2 : 1;
          expect(came.filter((text) => text === String(n)).length).to.equal(told('dropped', n) ? 0 : copies);
        }
      }),
      { seed },
    );
  });

  for (const [faults, words] of [
    [{ loss: 1 }, /loss is 1: it has to be from 0 to less than 1/],
    [{ duplication: -0.1 }, /duplication is -0.1/],
    [{ delayMs: 1e9 }, /delay of 1000000000 ms/],
    [{ drop: [0] }, /datagram 0: they are counted from 1/],
  ] as const) {
    it(`refuses ${JSON.stringify(faults)}`, () => {
      expect(() => carried(faults, 1)).to.throw(RangeError, words);
    });
  }
});

describe('words about faults', () => {
  it('count as people do', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111, 112].map(ordinal).join(' ')).to.equal(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th 112th',
    );
  });

  it('say what a plan has in store', () => {
    expect(planText(bothWays({ loss: 0.2, delayMs: 50 }))).to.equal(
      'of the datagrams each way: 20% are lost, each takes 50 ms',
    );
    expect(planText({ toClient: { drop: [2], double: [5, 7] } })).to.equal(
      'of the datagrams to the client: the 2nd is lost, the 5th and the 7th come twice',
    );
    expect(planText({})).to.equal('');
  });

  it('say what was done', () => {
    const { events } = carried({ drop: [2, 3], double: [5] }, 6);
    expect(impairmentSummary(events)).to.deep.equal(['to the client: dropped the 2nd and the 3rd, doubled the 5th']);
    expect(impairmentSummary([])).to.deep.equal([]);
  });
});
