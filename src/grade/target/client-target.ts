import { defined } from '../../core/defined.js';
import type { Failure } from '../../client/failure.js';
import type { StartOptions } from '../../lab/check.js';
import { TcpAcceptor } from '../../transport/tcp-acceptor.js';
import { UdpAcceptor } from '../../transport/udp-acceptor.js';
import { Observer } from '../diagnosis/observer.js';
import { ClientPlaces } from './client-places.js';
import { findPort } from './find-port.js';
import { machinesHere, specWith, withAddresses } from './machines.js';
import { RunningClient, type ClientLaunch } from './running-client.js';
import { SilentListener } from '../../transport/silent-listener.js';
import type { RunningTarget, Target } from './target.js';
import { TargetProgram } from './target-program.js';

/** A student's client: met wherever it connects to by a script that plays the server. */
export class ClientTarget implements Target {
  readonly #launch: ClientLaunch;
  readonly #observer = new Observer();
  readonly #places: ClientPlaces;

  constructor(launch: ClientLaunch) {
    this.#launch = launch;
    this.#places = new ClientPlaces(launch.places, launch.anyPort === true);
  }

  async open(options: StartOptions): Promise<RunningTarget> {
    const { nobodyListens, input, inputEnds, listensAt } = options;
    const { transport, deadlineMs, anyPort } = this.#launch;
    const machines = await machinesHere(anyPort === true);
    const only =
      listensAt === undefined ? undefined : { host: withAddresses(listensAt.host, machines), port: listensAt.port };
    const known = only === undefined ? this.#places.places : [only];
    const places = nobodyListens === true || listensAt?.silent === true ? [] : known;
    // Before the program starts, so that it finds its server.
    const acceptor = await (transport === 'udp' ? UdpAcceptor : TcpAcceptor).listen(places);
    const silent = only !== undefined && listensAt?.silent === true ? await SilentListener.listen(only) : undefined;
    const tested = new TargetProgram(specWith(this.#launch, options, machines), deadlineMs, this.#observer);
    if (input !== undefined) tested.program.stdin.write(input);
    if (inputEnds === true) tested.program.stdin.end();
    return new RunningClient(
      tested,
      acceptor,
      only === undefined ? this.#launch : { ...this.#launch, places: [only] },
      {
        met: this.#places,
        isFree: only === undefined,
        machines,
        observer: this.#observer,
        ...defined({ silent }),
      },
    );
  }

  /** The port of one that came to none of the places. */
  async learns({ kind }: Failure, options: StartOptions): Promise<boolean> {
    const { transport, deadlineMs, anyPort } = this.#launch;
    if (kind !== 'connected-elsewhere' || anyPort !== true || !this.#places.isLost || options.listensAt !== undefined)
      return false;
    const spec = specWith(this.#launch, options, await machinesHere(true));
    const port = await findPort({
      spec,
      transport,
      deadlineMs,
      ...defined({ input: options.input }),
    });
    this.#places.looked(port);
    return port !== undefined;
  }
}
