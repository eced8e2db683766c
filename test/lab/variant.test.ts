import { expect } from 'chai';
import fc from 'fast-check';
import { hasValue, usualValues, valueAt, type Dimension } from '../../src/lab/dimension.js';
import type { Lab } from '../../src/lab/lab.js';
import { renderer, variantOf, withVariants } from '../../src/lab/variant.js';

const lab: Lab = withVariants(
  { port: { usual: 5000, from: 20_000, to: 20_009 }, greeting: ['Hello', 'Good day', 'Hello there'] },
  ({ port, greeting }) => ({
    title: 'Greeting',
    summary: 'greets',
    server: { transport: 'tcp', framing: 'line', handler: `ack:${greeting}`, port },
    checks: {
      server: [
        {
          id: 'greets',
          title: 'It greets',
          because: 'It says `Hello` on port 5000.',
          points: 100,
          script: { steps: [] },
        },
      ],
    },
  }),
  ({ greeting }) => ({ length: `${greeting.length} letters` }),
);

describe('variant', () => {
  it('is the usual one as the lab stands', () => {
    expect(lab.server).to.include({ port: 5000, handler: 'ack:Hello' });
  });

  it('has the values in the lab, and in the sentences of its checks', () => {
    const { server, checks } = variantOf(lab, { port: 20_003, greeting: 'Good day' });
    expect(server).to.include({ port: 20_003, handler: 'ack:Good day' });
    expect(checks?.server?.[0]?.because).to.equal('It says `Good day` on port 20003.');
  });

  it('renders a sheet with its values, and with what follows from them', () => {
    const render = renderer(lab.variants as NonNullable<Lab['variants']>, { port: 20_003, greeting: 'Good day' });
    expect(render('`Hello` has 5 letters; port 5000, not 15000, Hello_ or Helloes.')).to.equal(
      '`Good day` has 8 letters; port 20003, not 15000, Good day_ or Helloes.',
    );
  });

  it('replaces once, though one value holds another', () => {
    const render = renderer(lab.variants as NonNullable<Lab['variants']>, { port: 5000, greeting: 'Hello there' });
    expect(render('Hello, Hello')).to.equal('Hello there, Hello there');
  });

  it('leaves a text alone for the usual values', () => {
    const { variants } = lab;
    if (variants === undefined) throw new Error('the lab has variants');
    expect(renderer(variants, usualValues(variants.dimensions))('Hello 5000')).to.equal('Hello 5000');
  });

  it('draws only values that a dimension has', () => {
    const dimension: fc.Arbitrary<Dimension> = fc.oneof(
      fc
        .record({ usual: fc.nat(100), from: fc.nat(1000), more: fc.nat(1000) })
        .map(({ usual, from, more }) => ({ usual, from, to: from + more })),
      fc.tuple(fc.string(), fc.string()).map(([a, b]): Dimension => [a, b]),
    );
    fc.assert(fc.property(dimension, fc.maxSafeNat(), (one, number) => hasValue(one, valueAt(one, number))));
  });
});
