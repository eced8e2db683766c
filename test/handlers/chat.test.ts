import { expect } from 'chai';
import 'reflect-metadata';
import Chat from '../../handlers/chat.js';
import fixed from '../../src/framings/fixed.js';
import delimited from '../../src/framings/delimited.js';
import { Server, type Client } from './play.js';

/** A room with clients of these names; what they were told so far is forgotten. */
function room(...names: readonly string[]): { readonly server: Server; readonly clients: readonly Client[] } {
  const server = new Server(new Chat());
  const clients = names.map((name) => {
    const client = server.connect();
    client.send(`/name ${name}`);
    return client;
  });
  for (const client of clients) client.taken();
  return { server, clients };
}

function lines(clients: readonly Client[]): readonly (readonly string[])[] {
  return clients.map((client) => client.lines());
}

describe('chat', () => {
  it('brings a line to everybody but its sender, as it was written', () => {
    const { clients } = room('ann', 'bob', 'cid');
    clients[1]?.send(' two  spaces: and a colon ');
    expect(lines(clients)).to.deep.equal([
      ['bob:  two  spaces: and a colon '],
      [],
      ['bob:  two  spaces: and a colon '],
    ]);
  });

  it('ignores empty lines', () => {
    const { clients } = room('ann', 'bob');
    clients[0]?.send('');
    clients[0]?.send('  ');
    expect(lines(clients)).to.deep.equal([[], []]);
  });

  it('gives a guest the lowest number that is free', () => {
    const server = new Server(new Chat());
    const guests = [server.connect(), server.connect(), server.connect()] as const;
    guests[1].session.lost('reset');
    guests[0].send('/name guest4');
    const names = ['guest1', 'guest2', 'guest5'].map((expected) => [server.connect().lines()[0], expected] as const);
    for (const [greeting, expected] of names) expect(greeting).to.contain(`welcome, ${expected}:`);
  });

  for (const [name, why] of [
    ['', 'it is empty'],
    ['a b', 'it has a space'],
    ['a:b', 'it has a colon'],
    ['x'.repeat(21), 'it is too long'],
    ['a\u0007', 'it has a control character'],
    ['\u202ebob', 'it turns the line round'],
    ['\u200b', 'it cannot be seen'],
  ] as const) {
    it(`refuses a name when ${why}`, () => {
      const { clients } = room('ann', 'bob');
      clients[0]?.send(`/name ${name}`);
      expect(lines(clients)).to.deep.equal([
        ['* a name has 1 to 20 visible characters, no spaces and no colon: /name NAME'],
        [],
      ]);
    });
  }

  it('takes names that differ only in case or in how they are composed for one', () => {
    const { clients } = room('José', 'bob');
    for (const name of ['JOSÉ', 'Jose\u0301', 'BOB', 'Bob']) clients[1]?.send(`/name ${name}`);
    expect(clients[1]?.lines()).to.deep.equal([
      '* the name JOSÉ is taken',
      '* the name José is taken',
      '* you are now BOB',
      '* you are now Bob',
    ]);
    expect(clients[0]?.lines()).to.deep.equal(['* bob is now BOB', '* BOB is now Bob']);
  });

  it('gives a name away again when its owner has left', () => {
    const { clients } = room('ann', 'bob');
    clients[0]?.session.end();
    clients[1]?.send('/name ann');
    expect(clients[1]?.lines()).to.deep.equal(['* ann left', '* you are now ann']);
  });

  it('knows no other commands', () => {
    const { clients } = room('ann', 'bob');
    clients[0]?.send('/nmae ann');
    clients[0]?.send('/');
    expect(lines(clients)).to.deep.equal([
      [
        '* no command /nmae; did you mean /name? known: /name, /who, /quit',
        '* no command /; known: /name, /who, /quit',
      ],
      [],
    ]);
  });

  it('lists members in the order in which they came, whatever they are called by now', () => {
    const { clients } = room('ann', 'bob');
    clients[0]?.send('/name zoe');
    lines(clients);
    clients[1]?.send('/who');
    expect(lines(clients)).to.deep.equal([[], ['* here are 2: zoe, bob']]);
  });

  it('does not list more names than can be read', () => {
    const { server } = room('ann');
    for (let i = 0; i < 150; i++) server.connect();
    const last = server.connect();
    last.taken();
    last.send('/who');
    expect(last.lines()[0]).to.match(/^\* here are 152: ann, guest1, .*, guest99, and 52 more$/);
  });

  for (const [reason, notice] of [
    ['slow-reader', 'ann was dropped: did not read'],
    ['idle', 'ann was dropped: said nothing for too long'],
    ['reset', 'ann left: the connection broke'],
    ['peer', 'ann left'],
  ] as const) {
    it(`says once to the others that a member is gone, and why: ${reason}`, () => {
      const { clients } = room('ann', 'bob');
      clients[0]?.session.lost(reason);
      clients[0]?.session.lost(reason);
      clients[0]?.session.end();
      expect(clients[1]?.lines()).to.deep.equal([`* ${notice}`]);
    });
  }

  it('says nothing when the server stops', () => {
    const { clients } = room('ann', 'bob');
    clients[0]?.session.finish('shutdown');
    expect(lines(clients)).to.deep.equal([[], []]);
  });

  it('tells everybody the same in the same order when a member drops out while it is told something', () => {
    const { clients } = room('ann', 'bob', 'cid', 'dan');
    const [ann, bob, cid, dan] = clients;
    for (const [client, after] of [
      [bob, 'slow-reader'],
      [cid, 'slow-reader'],
    ] as const) {
      if (client !== undefined)
        client.onWrite = () => {
          client.session.lost(after);
        };
    }
    ann?.send('hello');
    const dropped = ['* bob was dropped: did not read', '* cid was dropped: did not read'];
    expect(ann?.lines()).to.deep.equal(dropped);
    expect(dan?.lines()).to.deep.equal(['ann: hello', ...dropped]);
    dan?.send('/who');
    expect(dan?.lines()).to.deep.equal(['* here are 2: ann, dan']);
  });

  it('tells a sender whose line cannot be carried to the others, and keeps everybody', () => {
    const server = new Server(new Chat(), fixed('60'));
    const [ann, bob] = [server.connect(), server.connect()];
    ann.taken();
    ann.send('x'.repeat(58));
    expect(new TextDecoder().decode(ann.taken())).to.match(/^\* not sent: /);
    ann.send('hello');
    expect(new TextDecoder().decode(bob.taken())).to.contain('guest1: hello');
    expect([ann.session.state, bob.session.state]).to.deep.equal(['open', 'open']);
  });

  it('stays up under a framing that cannot carry its notices at all', () => {
    const server = new Server(new Chat(), delimited('%20'));
    const [ann, bob] = [server.connect(), server.connect()];
    ann.send('hello');
    expect([ann.session.state, bob.session.state]).to.deep.equal(['open', 'open']);
    expect(server.failures).to.deep.equal([]);
  });

  it('answers what is not UTF-8 to its sender alone', () => {
    const { clients } = room('ann', 'bob');
    clients[0]?.send(Uint8Array.of(0xff));
    expect(lines(clients)).to.deep.equal([['* error: not UTF-8: byte ff at offset 0'], []]);
  });
});
