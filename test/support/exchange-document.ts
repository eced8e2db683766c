import { expect } from 'chai';

/** One entry of the transcript. */
export interface DocumentEntry {
  readonly t: number;
  readonly client: string;
  readonly dir: 'send' | 'receive';
  readonly bytes: string;
  readonly text?: string;
}

/** What `run --json` and `client --json` print. */
export interface ExchangeDocument {
  readonly schema: 1;
  readonly lab: { readonly number: number; readonly slug: string; readonly title: string } | null;
  readonly handler: string;
  readonly framing: string;
  readonly transport: string;
  readonly mode: string | null;
  readonly address: string;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly transcript: readonly DocumentEntry[];
  readonly error?: {
    readonly kind: string;
    readonly step: number;
    readonly client: string;
    readonly message: string;
    readonly explanation: readonly string[];
    readonly expected?: string;
    readonly actual?: string;
    readonly offset?: number;
  };
}

const ALWAYS = [
  'schema',
  'lab',
  'handler',
  'framing',
  'transport',
  'mode',
  'address',
  'ok',
  'durationMs',
  'transcript',
];

/** Reads standard output, which has to be one such document and nothing else. */
export function exchangeDocument(stdout: string): ExchangeDocument {
  const document = JSON.parse(stdout) as ExchangeDocument;
  expect(document).to.have.all.keys(document.ok ? ALWAYS : [...ALWAYS, 'error']);
  expect(document.schema).to.equal(1);
  if (document.lab !== null) {
    expect(document.lab).to.have.all.keys('number', 'slug', 'title');
    expect(document.lab.number).to.be.a('number');
  }
  expect(document.transport).to.be.oneOf(['tcp', 'udp']);
  expect(document.mode).to.be.oneOf(document.transport === 'udp' ? [null] : ['concurrent', 'iterative']);
  expect(document.address).to.match(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d+$/);
  expect(document.durationMs).to.be.a('number').and.at.least(0);
  checkTranscript(document.transcript);
  if (document.error !== undefined) checkError(document.error);
  return document;
}

function checkTranscript(transcript: readonly DocumentEntry[]): void {
  let before = 0;
  for (const entry of transcript) {
    const bytes = Buffer.from(entry.bytes, 'base64');
    expect(bytes.toString('base64')).to.equal(entry.bytes);
    const isText = Buffer.from(bytes.toString()).equals(bytes);
    expect(entry).to.have.all.keys('t', 'client', 'dir', 'bytes', ...(isText ? ['text'] : []));
    if (isText) expect(entry.text).to.equal(bytes.toString());
    expect(entry.t).to.be.at.least(before);
    before = entry.t;
    expect(entry.client).to.be.a('string');
    expect(entry.dir).to.be.oneOf(['send', 'receive']);
  }
}

function checkError(error: NonNullable<ExchangeDocument['error']>): void {
  expect(error).to.include.all.keys('kind', 'step', 'client', 'message', 'explanation');
  expect(error.kind).to.match(/^[a-z]+(-[a-z]+)*$/);
  expect(error.step).to.be.a('number');
  expect(error.explanation[0]).to.equal(error.message);
  if (error.expected !== undefined || error.actual !== undefined)
    expect(error).to.include.all.keys('expected', 'actual', 'offset');
}
