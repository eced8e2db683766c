import { expect } from 'chai';
import { bothWays } from '../../../src/impairment/impairment-plan.js';
import { idealThroughput } from '../../../src/protocols/reliable/ideal-throughput.js';
import { reliableReceiver } from '../../../src/protocols/reliable/reliable-receiver.js';
import { reliableSender, type Sent } from '../../../src/protocols/reliable/reliable-sender.js';
import { simulate } from '../../support/simulated-network.js';

const messages = Array.from({ length: 299 }, () => new Uint8Array(1));

describe('the ideal throughput', () => {
  it('is a window in each round trip where nothing is lost', () => {
    expect(idealThroughput({ window: 8, roundTripMs: 40, toServer: 0, toClient: 0 })).to.equal(200);
  });

  it('is that of stop-and-wait for a window of 1', () => {
    expect(idealThroughput({ window: 1, roundTripMs: 100, toServer: 0.2, toClient: 0.5 })).to.be.closeTo(4, 1e-9);
  });

  it('is what comes before the first loss where every acknowledgement arrives', () => {
    expect(idealThroughput({ window: 3, roundTripMs: 1000, toServer: 0.5, toClient: 0 })).to.be.closeTo(
      0.5 + 0.25 + 0.125,
      1e-9,
    );
  });

  for (const window of [1, 4, 8, 32]) {
    it(`is nearly reached by the reference with a window of ${String(window)}, and not passed by much`, () => {
      let sent: Sent | undefined;
      const { faults: impairment } = simulate(
        reliableSender({
          messages,
          window,
          attempts: 20,
          report: (result) => {
            sent = result;
          },
        }),
        reliableReceiver({ messages }),
        bothWays({ loss: 0.1, delayMs: 20 }),
        3,
      );
      if (sent === undefined) throw new Error('it did not arrive');
      const toServer =
        impairment.filter(({ what, to }) => what === 'dropped' && to === 'server').length / sent.datagrams;
      const toClient =
        impairment.filter(({ what, to }) => what === 'dropped' && to === 'client').length /
        (sent.datagrams * (1 - toServer));
      const ideal = idealThroughput({ window, roundTripMs: sent.roundTripMs, toServer, toClient });
      expect((1000 * sent.messages) / sent.ms / ideal).to.be.within(0.75, 1.1);
    });
  }
});
