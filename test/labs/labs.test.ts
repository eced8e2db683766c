import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { toSteps } from '../../src/client/exchange-steps.js';
import type { ServerOptions } from '../../src/compose/compose-server.js';
import { allLabs } from '../../src/compose/labs.js';
import { payloadBytes } from '../../src/core/exchange.js';
import type { Framing } from '../../src/core/framing.js';
import type { NumberedLab } from '../../src/lab/numbered-lab.js';
import { allFramings } from '../support/all-framings.js';
import { playLab } from '../support/play-lab.js';

// What the labs serve is part of the contract with the programs that are written for them.
const DEFAULTS = [
  '01-echo tcp raw echo concurrent 65432',
  '02-messages tcp raw echo concurrent 65432',
  '03-ack tcp line ack concurrent 5000',
  '04-reverse tcp line reverse concurrent 12345',
  '05-one-at-a-time tcp line echo iterative 5000',
  '06-many-at-once tcp line echo concurrent 65432',
  '07-framing tcp length32 echo concurrent 10101',
  '08-crc tcp line crc concurrent 12345',
  '09-chat tcp line chat concurrent 1026',
  '10-datagrams udp datagram echo concurrent 12000',
  '11-reliable udp datagram reliable concurrent 12001',
  '12-failures tcp line echo concurrent 65432',
  '13-two-machines tcp line echo concurrent 5000',
  '14-gateway tcp length16 gateway concurrent 7000',
];

const labs = await allLabs();
const framings = await allFramings();

describe('the labs', () => {
  it('are the folders of labs/, numbered from 1 without a gap', () => {
    const folders = readdirSync(new URL('../../labs/', import.meta.url)).sort();
    expect(folders.filter((folder) => !/^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/.test(folder))).to.deep.equal([]);
    expect(labs.map(({ folder }) => basename(folder))).to.deep.equal(folders);
    expect(labs.map(({ number }) => number)).to.deep.equal(folders.map((_, index) => index + 1));
  });

  it('serve what their programs count on', () => {
    const actual = labs.map(({ folder, server: { transport, framing, handler, mode = 'concurrent', port } }) =>
      [basename(folder), transport, framing, handler, mode, port].join(' '),
    );
    expect(actual.slice(0, DEFAULTS.length)).to.deep.equal(DEFAULTS); // a new lab is not in the table
  });

  it('have a title and one line of summary each, no two alike', () => {
    for (const texts of [labs.map(({ title }) => title), labs.map(({ summary }) => summary)]) {
      expect(new Set(texts).size).to.equal(labs.length);
      for (const text of texts) expect(text).to.match(/^\S.{1,98}\S$/);
    }
  });
});

for (const lab of labs) {
  const { transport } = lab.server;
  const options: ServerOptions = { ...lab.server, port: 0 };

  describe(`the scripted client of lab ${lab.number} ${lab.slug}`, () => {
    it("passes against the lab's server", async () => {
      expect((await playLab(lab, options)).failure?.message).to.be.undefined;
    });

    if (transport === 'udp') return;
    it('passes over every framing that can carry its messages', async () => {
      const fitting = framings.filter((framing) => fits(framing, lab));
      expect(fitting.map(({ name }) => name)).to.include.members(['length16', 'length32', 'netstring', 'cobs']);
      for (const framing of fitting) {
        const { failure } = await playLab(lab, { ...options, framing });
        expect([framing.name, failure?.message]).to.deep.equal([framing.name, undefined]);
      }
    });
  });
}

function fits(framing: Framing, lab: NumberedLab): boolean {
  if (framing.name === 'datagram') return false;
  const steps = toSteps(lab.client ?? []);
  // Without a framing what is cut are two messages, and what is glued is one: only an echo does not mind.
  if (
    framing.name === 'raw' &&
    lab.server.handler !== 'echo' &&
    steps.some((step) => step.op === 'send' && (step.cuts ?? step.messages[1]) !== undefined)
  )
    return false;
  const messages = steps.flatMap((step) => (step.op === 'send' || step.op === 'expect' ? step.messages : []));
  return messages.every((message) => framing.carries?.(payloadBytes(message)) ?? true);
}
