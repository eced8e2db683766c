import type { Found, Source } from './language.js';

/** Something in a source that shows what the program does. */
export interface Evidence {
  readonly does: 'listens' | 'connects';
  readonly transport: 'tcp' | 'udp';
  /** `server.py:5` */
  readonly where: string;
  /** The line, without comments. */
  readonly code: string;
}

/** What one file does, by its own lines. */
export function evidenceIn(source: Source): readonly Evidence[] {
  const known = evidence.get(source);
  if (known !== undefined) return known;
  const found = [...streamEvidence(source), ...datagramEvidence(source)];
  evidence.set(source, found);
  return found;
}

const evidence = new WeakMap<Source, readonly Evidence[]>();

function streamEvidence(source: Source): Evidence[] {
  const { listens, connects, notConnects, datagrams, streams } = source.language.signs;
  const onlyDatagrams = source.hasInStrings(datagrams) && !source.hasInStrings(streams);
  const transport = ({ code }: Found): Evidence['transport'] =>
    onlyDatagrams || /udp|dgram/i.test(code) ? 'udp' : 'tcp';
  return [
    ...source.find(listens).map((found) => evidenceAt(source, found, 'listens', transport(found))),
    ...source
      .find(connects)
      .filter(({ code }) => notConnects?.test(code) !== true)
      .map((found) => evidenceAt(source, found, 'connects', transport(found))),
  ];
}

/** With datagrams both sides may bind, send and receive: the side that speaks first is the client. */
function datagramEvidence(source: Source): Evidence[] {
  const { datagrams, streams, binds, sendsTo, receivesFrom } = source.language.signs;
  if (!source.hasInStrings(datagrams)) return [];
  // Port 0 is any: a client's. `bind(…) < 0)` is no port.
  const [bound] = source.find(binds).filter(({ code }) => !/[,(]\s*0\s*\)|:0["']/.test(code));
  const [sent] = source.find(sendsTo);
  const received = receivesFrom === undefined ? undefined : source.find(receivesFrom)[0];
  const speaksFirst = sent !== undefined && receivesFrom !== undefined && sent.line < (received?.line ?? Infinity);
  // What it sends with may stand above what receives, in a function of its own.
  const isNamed = received !== undefined && /serv[ei]?r/i.test(source.path);
  if (bound !== undefined && (!speaksFirst || isNamed || (source.hasInStrings(streams) && received !== undefined)))
    return [evidenceAt(source, bound, 'listens', 'udp')];
  return sent === undefined ? [] : [evidenceAt(source, sent, 'connects', 'udp')];
}

function evidenceAt(
  source: Source,
  { line, code }: Found,
  does: Evidence['does'],
  transport: Evidence['transport'],
): Evidence {
  return { does, transport, where: source.where(line), code: code.trim() };
}
