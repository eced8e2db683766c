import { isPayloadError } from '../../core/payload-error.js';
import { text } from '../../core/codec.js';
import type { Peer } from '../../core/handler.js';

/** Somebody in the room. */
export interface Member {
  readonly peer: Peer;
  name: string;
}

interface Announcement {
  readonly words: string;
  /** Whose words they are: the one who does not get them. */
  readonly from: Member | undefined;
}

/**
 * Who is here, under which name, and what they are told. All members are told the same in the same order, also when telling
 * one of them makes another one leave.
 */
export class Room {
  readonly #members = new Set<Member>(); // in the order in which they came
  readonly #byName = new Map<string, Member>(); // folded
  readonly #announcements: Announcement[] = [];
  #announcing = false;
  #guest = 1; // no guest's number below this one is free

  /** In the order in which they came. */
  get names(): readonly string[] {
    return Array.from(this.#members, ({ name }) => name);
  }

  /** A new member, a guest with the lowest free number. */
  enter(peer: Peer): Member {
    while (this.#byName.has(guest(this.#guest))) this.#guest++;
    const member = { peer, name: guest(this.#guest) };
    this.#members.add(member);
    this.#byName.set(folded(member.name), member);
    return member;
  }

  /** False when somebody else has that name. */
  rename(member: Member, name: string): boolean {
    const holder = this.#byName.get(folded(name));
    if (holder !== undefined && holder !== member) return false;
    this.#free(member.name);
    member.name = name;
    this.#byName.set(folded(name), member);
    return true;
  }

  leave(member: Member): void {
    if (this.#members.delete(member)) this.#free(member.name);
  }

  /** Tells one member. Returns why that was not possible: a framing may be unable to carry what came in another one's message. */
  tell(member: Member, words: string): string | undefined {
    return deliver(member.peer, text.encode(words));
  }

  /** Tells everybody but `from`. */
  announce(words: string, from?: Member): void {
    this.#announcements.push({ words, from });
    if (this.#announcing) return;
    this.#announcing = true;
    try {
      for (let next = this.#announcements.shift(); next !== undefined; next = this.#announcements.shift())
        this.#tellAll(next);
    } finally {
      this.#announcing = false;
    }
  }

  #free(name: string): void {
    this.#byName.delete(folded(name));
    const [, number] = /^guest([1-9]\d*)$/i.exec(name) ?? [];
    if (number !== undefined) this.#guest = Math.min(this.#guest, Number(number));
  }

  #tellAll({ words, from }: Announcement): void {
    const message = text.encode(words); // once for all
    for (const member of this.#members) {
      if (member === from) continue;
      const failure = deliver(member.peer, message);
      if (failure === undefined) continue;
      // One framing serves all: what cannot be sent to one cannot be sent to the next.
      if (from !== undefined) this.tell(from, `* not sent: ${failure}`);
      return;
    }
  }
}

function deliver(peer: Peer, message: Uint8Array): string | undefined {
  try {
    peer.send(message);
    return undefined;
  } catch (error) {
    if (isPayloadError(error)) return error.message;
    throw error;
  }
}

function guest(number: number): string {
  return `guest${number}`;
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
