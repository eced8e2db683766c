import { injectable } from 'inversify';
import { Room, type Member } from '../src/protocols/chat/room.js';
import { text, type Codec } from '../src/core/codec.js';
import type { Exchange } from '../src/core/exchange.js';
import type { CloseReason, Conversation, Handler, Peer } from '../src/core/handler.js';
import { unknownName } from '../src/text/nearest.js';

const NAME = /^[^\s:\p{C}\p{Z}]{1,20}$/u; // a name ends at the first colon of a line
const LISTED = 100;
const USAGE = '/name NAME, /who, /quit';

const DEPARTURES: Readonly<Partial<Record<CloseReason, string>>> = {
  'slow-reader': 'was dropped: did not read',
  'slow-frame': 'was dropped: did not finish a message',
  idle: 'was dropped: said nothing for too long',
  reset: 'left: the connection broke',
};

/** A room in which every line goes to everybody else. What the room itself says begins with `* `. */
@injectable()
export default class Chat implements Handler<string, Uint8Array> {
  readonly name = 'chat';
  readonly summary = 'a room: every line goes to everybody else';
  readonly shared = true;
  // Replies are bytes, so that a line for a thousand members is encoded once.
  readonly codec: Codec<string, Uint8Array> = {
    decode: (payload) => text.decode(payload),
    encode: (message) => message,
    refusal: (error) => text.encode(`* error: ${error.message}`),
  };
  readonly examples: readonly Exchange[] = [
    // Each says something first: a server of datagrams does not know of a client before.
    { client: 'ann', send: '/who', replies: [`* welcome, guest1: ${USAGE}`, '* here is 1: guest1'] },
    {
      client: 'bob',
      send: '/who',
      replies: [`* welcome, guest2: ${USAGE}`, '* here are 2: guest1, guest2'],
      others: { ann: ['* guest2 joined'] },
    },
    { client: 'ann', send: '/name ann', replies: ['* you are now ann'], others: { bob: ['* guest1 is now ann'] } },
    { client: 'bob', send: '/name ann', replies: ['* the name ann is taken'] },
    { client: 'bob', send: '/name bob', replies: ['* you are now bob'], others: { ann: ['* guest2 is now bob'] } },
    { client: 'ann', send: 'hello, bob', others: { bob: ['ann: hello, bob'] } },
    { client: 'bob', send: 'grüß dich ✓', others: { ann: ['bob: grüß dich ✓'] } },
    { client: 'ann', send: '/who', replies: ['* here are 2: ann, bob'] },
    { client: 'bob', send: '/quit', replies: ['* bye'], closes: true, others: { ann: ['* bob left'] } },
    { client: 'ann', send: '/quit', replies: ['* bye'], closes: true },
  ];
  readonly #room = new Room();
  readonly #commands: ReadonlyMap<string, (member: Member, argument: string) => void> = new Map([
    [
      '/name',
      (member: Member, argument: string) => {
        this.#rename(member, argument);
      },
    ],
    [
      '/who',
      (member: Member) => {
        this.#list(member);
      },
    ],
    [
      '/quit',
      (member: Member) => {
        this.#quit(member);
      },
    ],
  ]);

  connect(peer: Peer): Conversation<string> {
    const member = this.#room.enter(peer);
    this.#room.tell(member, `* welcome, ${member.name}: ${USAGE}`);
    this.#room.announce(`* ${member.name} joined`, member);
    return {
      receive: (message) => {
        if (message.startsWith('/')) this.#obey(member, message);
        else if (message.trim() !== '') this.#room.announce(`${member.name}: ${message}`, member);
      },
      closed: (reason) => {
        this.#room.leave(member);
        // When the server stops everybody leaves: telling all of all would only keep it from stopping.
        if (reason !== 'shutdown') this.#room.announce(`* ${member.name} ${DEPARTURES[reason] ?? 'left'}`);
      },
    };
  }

  #obey(member: Member, message: string): void {
    const [word = '', argument = ''] = message.trim().split(/\s+(.*)/su);
    const command = this.#commands.get(word);
    if (command === undefined)
      this.#room.tell(member, `* ${unknownName('command', word.slice(0, 20), this.#commands.keys())}`);
    else command(member, argument);
  }

  #rename(member: Member, wanted: string): void {
    const name = wanted.normalize('NFC');
    const before = member.name;
    if (!NAME.test(name))
      this.#room.tell(member, '* a name has 1 to 20 visible characters, no spaces and no colon: /name NAME');
    else if (!this.#room.rename(member, name)) this.#room.tell(member, `* the name ${name} is taken`);
    else {
      this.#room.tell(member, `* you are now ${name}`);
      if (name !== before) this.#room.announce(`* ${before} is now ${name}`, member);
    }
  }

  #list(member: Member): void {
    const { names } = this.#room;
    const more = names.length > LISTED ? `, and ${names.length - LISTED} more` : '';
    this.#room.tell(
      member,
      `* here ${names.length === 1 ? 'is' : 'are'} ${names.length}: ${names.slice(0, LISTED).join(', ')}${more}`,
    );
  }

  #quit(member: Member): void {
    this.#room.tell(member, '* bye');
    member.peer.close();
  }
}
