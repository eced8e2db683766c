import { expect } from 'chai';
import 'reflect-metadata';
import Gateway from '../../../handlers/gateway.js';
import { planDevice, type DevicePlan } from '../../../src/protocols/gateway/device-plan.js';
import { ExpectedReplies, repeatedReply, replyText } from '../../../src/protocols/gateway/expected-replies.js';
import { parseLimits } from '../../../src/protocols/gateway/gateway-limits.js';
import type { Reply } from '../../../src/protocols/gateway/reply.js';
import { encodeReading } from '../../../src/protocols/gateway/reading.js';
import { seededRandom } from '../../../src/core/random.js';

const LIMITS = ['temperature=60', 'temperature=-2147483.646', 'temperature=2147483.646,humidity=0'].map(parseLimits);

function plans(seed: number, limits = parseLimits(undefined)): DevicePlan[] {
  return Array.from({ length: 200 }, (_, index) =>
    planDevice(index + 1, limits, seededRandom(seed, `plan of device ${index + 1}`)),
  );
}

describe('the plan of a simulated device', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(plans(1)).to.deep.equal(plans(1));
    expect(plans(1)).to.not.deep.equal(plans(2));
  });

  it('has what a gateway has to be tried with: slow ones, repetitions, broken messages, alarms', () => {
    const all = plans(1);
    const readings = all.flatMap((plan) => plan.readings);
    for (const count of [
      all.filter(({ isSlow }) => isSlow).length,
      readings.filter(({ mishap }) => mishap === 'repeats').length,
      readings.filter(({ mishap }) => mishap === 'breaks-off').length,
      readings.filter(({ reading }) => reading.value > parseLimits(undefined)[reading.quantity]).length,
      readings.filter(({ reading }) => reading.value < 0).length,
    ])
      expect(count).to.be.within(10, 500);
  });

  for (const limits of LIMITS) {
    it(`can be sent, begins and ends below the limit, also at ${limits.temperature} thousandths`, () => {
      for (const { id, readings } of plans(3, limits)) {
        expect(readings.map(({ reading }) => [reading.device, reading.sequence])).to.deep.equal(
          readings.map((_, index) => [id, index]),
        );
        for (const { reading } of readings) encodeReading(reading);
        const isAbove = readings.map(({ reading }) => reading.value > limits[reading.quantity]);
        expect([isAbove[0], isAbove[1], isAbove.at(-1)]).to.deep.equal([false, false, false]);
      }
    });
  }
});

describe('the replies that simulated devices expect', () => {
  it('are those of the gateway', () => {
    const gateway = new Gateway();
    const expected = new ExpectedReplies(parseLimits(undefined));
    for (const { readings } of plans(5)) {
      let came: Reply[] = [];
      const conversation = gateway.connect({
        id: 1,
        send: (reply) => {
          came.push(reply);
        },
        close: () => undefined,
      });
      for (const { reading } of readings) {
        came = [];
        conversation.receive(reading);
        expect(came).to.deep.equal(expected.counted(reading));
        came = [];
        conversation.receive(reading);
        expect(came).to.deep.equal([repeatedReply(reading)]);
      }
    }
  });

  it('can be told in words', () => {
    expect(replyText({ kind: 'ack', status: 'duplicate', device: 7, sequence: 1 })).to.equal(
      'acknowledged 7, 1, repeated',
    );
    expect(
      replyText({ kind: 'alarm', device: 7, sequence: 1, quantity: 'temperature', value: 61_500, limit: 60_000 }),
    ).to.equal('alarm 7, 1: temperature 61.500 °C, limit 60.000 °C');
    expect(
      replyText({ kind: 'clear', device: 7, sequence: 2, quantity: 'humidity', value: 1, limit: 90_000 }),
    ).to.equal('alarm over 7, 2: humidity 0.001 %, limit 90.000 %');
    expect(replyText({ kind: 'malformed', offset: 4 })).to.equal('no reading: byte 4 is wrong');
  });
});
