import { expect } from 'chai';
import { ContainerModule, inject, injectable } from 'inversify';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeHandler, composeReference, composeServer } from '../../src/compose/compose-server.js';
import { findLab } from '../../src/compose/labs.js';
import { loadServices } from '../../src/compose/load-services.js';
import type { UserServices } from '../../src/compose/user-services.js';
import { bytes } from '../../src/core/codec.js';
import type { Handler } from '../../src/core/handler.js';
import { MemoryStore } from '../../src/core/store.js';
import type { ServerEvent } from '../../src/server/server-event.js';
import { Clock, Events, HandlerContribution, Log, Random, Store } from '../../src/tokens.js';
import { emptyFolder, removeFolders } from '../support/checkout.js';

@injectable()
class Curious implements Handler {
  readonly name = 'curious';
  readonly summary = 'asks for everything';
  readonly codec = bytes;
  readonly examples = [];

  constructor(
    @inject(Clock) readonly clock: Clock,
    @inject(Random) readonly random: Random,
    @inject(Log) readonly log: Log,
    @inject(Store) readonly store: Store,
    @inject(Events) readonly events: Events,
  ) {}

  connect(): { receive: () => void } {
    return { receive: () => undefined };
  }
}

const storing = (name: string): ContainerModule =>
  new ContainerModule(({ bind }) => {
    const store = new MemoryStore();
    store.set('from', name);
    bind(Store).toConstantValue(store);
  });

async function curious(services?: UserServices): Promise<Curious> {
  const { handler } = await composeServer({
    handler: Curious,
    ...(services === undefined ? {} : { services }),
  });
  return handler as unknown as Curious;
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    expect((error as Error).name).to.equal('UsageError');
    return (error as Error).message;
  }
  return 'nothing';
}

function file(text: string): string {
  const path = join(emptyFolder(), 'services.mjs');
  writeFileSync(path, text);
  return path;
}

describe('the services of a handler', () => {
  after(removeFolders);

  it('are one of each for a server, and others for the next', async () => {
    const [one, other] = [await curious(), await curious()];
    one.store.set('a', 1);
    expect(one.store.get('a')).to.equal(1);
    expect(other.store.get('a')).to.equal(undefined);
    expect(one.events).to.not.equal(other.events);
  });

  it('draw the same for the same seed', async () => {
    const drawn = async (seed: number): Promise<number> =>
      ((await composeServer({ handler: Curious, seed })).handler as unknown as Curious).random();
    expect(await drawn(7))
      .to.equal(await drawn(7))
      .and.to.not.equal(await drawn(8));
  });

  it('log among the events of the server', async () => {
    const { events, log } = await curious();
    const told: ServerEvent[] = [];
    events.subscribe((event) => told.push(event));
    log.warn('full');
    expect(told).to.deep.equal([{ type: 'logged', level: 'warn', line: 'full' }]);
  });

  it('are those of the last module that binds them', async () => {
    expect((await curious(storing('one'))).store.get('from')).to.equal('one');
    expect((await curious([storing('one'), storing('two')])).store.get('from')).to.equal('two');
  });

  it('that were bound further out use what is bound further in', async () => {
    const at: number[] = [];
    const clock = new ContainerModule(({ bind }) => {
      bind(Clock).toConstantValue({ now: () => 42, after: () => () => undefined });
    });
    const { events } = await curious(clock);
    events.subscribe((_event, time) => at.push(time));
    events.emit({ type: 'stopped' });
    expect(at).to.deep.equal([42]);
  });

  it('make handlers known by name', async () => {
    const named = (name: string): ContainerModule =>
      new ContainerModule(({ bind }) => {
        bind(HandlerContribution).toConstantValue({ name, load: () => Curious });
      });
    expect((await composeHandler('curious', { services: named('curious') })).summary).to.equal('asks for everything');
    expect(await refusal(composeHandler('curios', { services: named('curious') }))).to.include('did you mean curious?');
    let message = '';
    await composeHandler('echo', { services: named('echo') }).catch((error: unknown) => {
      message = String(error);
    });
    expect(message).to.equal('ParameterError: there are two handlers echo: rename one of them');
  });

  for (const [what, text, says] of [
    [
      'exports something else',
      'export default 5;',
      'the default export of FILE is no ContainerModule, and no array of them',
    ],
    [
      'throws when it is loaded',
      '\nthrow new Error("boom");',
      'cannot load FILE: Error: boom (line 2): this is a bug of the file',
    ],
    [
      'throws when it binds',
      'import { ContainerModule } from "inversify";\nexport default new ContainerModule(() => {\n  throw new Error("boom");\n});',
      'services of FILE: Error: boom (line 3)',
    ],
    [
      'binds later',
      'import { ContainerModule } from "inversify";\nexport default new ContainerModule(async () => {});',
      'services of FILE: its function is async: a module binds at once',
    ],
    [
      'throws when a service is made',
      'import { ContainerModule } from "inversify";\nexport default [new ContainerModule(({ bind }) => {\n  bind(Symbol.for("wirelab.Store")).toDynamicValue(() => { throw new Error("boom"); });\n})];',
      'services of FILE: Error: boom (line 3): this is a bug of that file',
    ],
  ] as const) {
    it(`from a file that ${what} are refused in one line`, async () => {
      const path = file(text);
      const composed = (async () => curious(await loadServices(path)))();
      expect(await refusal(composed)).to.equal(says.replace('FILE', path));
    });
  }

  it('are those of the lab, wherever its own server is made', async () => {
    const folder = join(emptyFolder(), '15-kv');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'store.mjs'),
      'import { ContainerModule } from "inversify";\nconst kept = { get: () => "the lab" };\nexport default new ContainerModule(({ bind }) => bind(Symbol.for("wirelab.Store")).toConstantValue(kept));',
    );
    writeFileSync(
      join(folder, 'lab.ts'),
      'import services from "./store.mjs";\nexport default { title: "kv", summary: "kv", services, server: { transport: "tcp", framing: "line", handler: "./kv.mjs", port: 5015 } };',
    );
    writeFileSync(
      join(folder, 'kv.mjs'),
      'import { inject } from "inversify";\nexport default class Kv { name = "kv"; summary = "kv"; codec = {}; examples = []; constructor(...[store]) { this.store = store; } connect() {} }\nObject.defineProperty(Kv, "length", { value: 1 });\ninject(Symbol.for("wirelab.Store"))(Kv, undefined, 0);',
    );
    const { handler } = await composeReference(await findLab(folder));
    expect((handler as unknown as Curious).store.get('anything')).to.equal('the lab');
  });
});

describe('docs/handlers.md', () => {
  it('shows a handler with a store, a module and a test that work', async () => {
    const { execFileSync } = await import('node:child_process');
    const project = fileURLToPath(new URL('../../', import.meta.url));
    const page = readFileSync(join(project, 'docs/handlers.md'), 'utf8');
    const checkout = (await import('../support/checkout.js')).builtCheckout();
    const folder = join(checkout, 'kv-example'); // below the package, as where it is installed
    mkdirSync(folder);
    const shown = Array.from(page.matchAll(/`([\w.]+)`:\n\n```\w+\n([^]*?)^```$/gm), ([, name = '', text = '']) => {
      writeFileSync(join(folder, name), text);
      return name;
    });
    expect(shown).to.deep.equal(['kv.ts', 'filled.ts', 'kv.test.mjs']);
    const wirelab = join(checkout, 'dist/src/cli/main.js');
    const run = (...words: readonly string[]): string =>
      execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    expect(run(wirelab, 'run', '1', '--handler', './kv.ts')).to.include('passed: 1 client');
    writeFileSync(join(folder, 'red.yaml'), 'steps:\n  - connect\n  - send: get colour\n  - expect: red\n');
    const words = ['run', '1', '--handler', './kv.ts', '--services', './filled.ts', '--framing', 'line'];
    expect(run(wirelab, ...words, '--script', 'red.yaml')).to.include('passed: 1 client');
    run('--test', 'kv.test.mjs');
  }).timeout(120_000);
});
