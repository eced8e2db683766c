import type { TranscriptEntry } from '../../client/transcript.js';
import type { Connector, Link, LinkReceiver } from '../../transport/link.js';
import type { Endpoint } from '../../transport/listener.js';
import { TcpAcceptor } from '../../transport/tcp-acceptor.js';

const MOST = 16 * 1024 * 1024; // bytes of one direction: a program that floods fills no memory here

/** Listens where a client looks for its server, passes on what both say, and writes it down. */
export class Relay {
  readonly #acceptor: TcpAcceptor;
  readonly #connect: Connector;
  readonly #begin = performance.now();
  readonly #links = new Set<Link>();
  readonly transcript: TranscriptEntry[] = [];
  #clients = 0;
  #isClosed = false;

  private constructor(acceptor: TcpAcceptor, connect: Connector) {
    this.#acceptor = acceptor;
    this.#connect = connect;
  }

  /** A place where the server itself listens is left to it. */
  static async listen(places: readonly Endpoint[], connect: Connector): Promise<Relay> {
    const relay = new Relay(await TcpAcceptor.listen(places), connect);
    void relay.#accept();
    return relay;
  }

  /** How many clients have come. */
  get accepted(): number {
    return this.#acceptor.accepted;
  }

  close(): void {
    this.#isClosed = true;
    this.#acceptor.close();
    for (const link of this.#links) link.close();
  }

  async #accept(): Promise<void> {
    while (!this.#isClosed) {
      const client = this.#clients++ === 0 ? 'client' : `client ${this.#clients}`;
      const [toServer, toClient] = [new Direction('send'), new Direction('receive')];
      const record = (dir: 'send' | 'receive', bytes: Uint8Array): void => {
        this.transcript.push({ type: 'bytes', t: performance.now() - this.#begin, client, dir, bytes });
      };
      const near = await this.#acceptor.next(toServer.receiver(record)).catch(() => undefined);
      if (near === undefined) return;
      this.#links.add(near);
      toClient.into(near);
      this.#connect(toClient.receiver(record)).then(
        (far) => {
          this.#links.add(far);
          if (this.#isClosed) far.close();
          else toServer.into(far);
        },
        () => {
          near.reset();
        },
      );
    }
  }
}

/** What comes from one end until the other is there, and then goes to it. */
class Direction {
  readonly #dir: 'send' | 'receive';
  readonly #waiting: ((link: Link) => void)[] = [];
  #link: Link | undefined;
  #bytes = 0;

  constructor(dir: 'send' | 'receive') {
    this.#dir = dir;
  }

  into(link: Link): void {
    this.#link = link;
    for (const pass of this.#waiting.splice(0)) pass(link);
  }

  receiver(record: (dir: 'send' | 'receive', bytes: Uint8Array) => void): LinkReceiver {
    return {
      receive: (chunk) => {
        this.#bytes += chunk.length;
        if (this.#bytes > MOST) {
          this.#pass((link) => {
            link.reset();
          });
          return;
        }
        record(this.#dir, chunk);
        this.#pass((link) => {
          link.write(chunk).catch(() => undefined);
        });
      },
      end: () => {
        this.#pass((link) => {
          link.end();
        });
      },
      lost: () => {
        this.#pass((link) => {
          link.reset();
        });
      },
    };
  }

  #pass(pass: (link: Link) => void): void {
    if (this.#link === undefined) this.#waiting.push(pass);
    else pass(this.#link);
  }
}
