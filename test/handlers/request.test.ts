import { expect } from 'chai';
import 'reflect-metadata';
import Request from '../../handlers/request.js';
import { Server, type Client } from './play.js';

function connect(table?: string): Client {
  const client = new Server(new Request(table)).connect();
  client.taken();
  return client;
}

function replies(client: Client, ...messages: readonly string[]): readonly string[] {
  for (const message of messages) client.send(message);
  return client.lines();
}

describe('request', () => {
  it('answers each of several commands, in any case and with spaces around them', () => {
    expect(replies(connect(), ' DEPOSIT  5 ,balance,  Withdraw 0.01')).to.deep.equal([
      'deposited 5.00, balance 5.00',
      'balance 5.00',
      'withdrew 0.01, balance 4.99',
    ]);
  });

  it('counts in whole cents', () => {
    const client = connect();
    for (let i = 0; i < 10; i++) client.send('deposit 0.10');
    client.taken();
    expect(replies(client, 'withdraw 1.00', 'balance', 'deposit 1.15')).to.deep.equal([
      'withdrew 1.00, balance 0.00',
      'balance 0.00',
      'deposited 1.15, balance 1.15',
    ]);
  });

  it('keeps the sums of two connections apart', () => {
    const server = new Server(new Request());
    const [one, other] = [server.connect(), server.connect()];
    one.send('deposit 5');
    other.send('balance');
    expect(other.lines()).to.deep.equal(['hello', 'balance 0.00']);
  });

  for (const amount of ['', '0', '0.00', '-1', '1.234', '1e3', '1000000000', 'ten', '1 2', '٣']) {
    it(`refuses the amount ${JSON.stringify(amount)} and changes nothing`, () => {
      expect(replies(connect(), `deposit ${amount}`, 'balance')).to.deep.equal([
        'error: write an amount from 0.01 to 999999999.99: deposit AMOUNT',
        'balance 0.00',
      ]);
    });
  }

  it('has a limit to the sum', () => {
    const last = replies(connect(), 'deposit 999999999', 'deposit 1', 'deposit 0.01').at(-1);
    expect(last).to.equal('error: a sum of 1000000000.01, limit is 1000000000.00');
  });

  it('answers nothing behind exit', () => {
    const client = connect();
    expect(replies(client, 'exit,balance', 'balance')).to.deep.equal(['bye']);
    expect(client.ended).to.equal(true);
  });

  it('says what it knows', () => {
    expect(replies(connect(), 'help')).to.deep.equal([
      'commands: balance, deposit AMOUNT, withdraw AMOUNT, exit, help',
    ]);
    expect(replies(connect('menu'), 'help')).to.deep.equal([
      'commands: 1 (tea 1.50), 2 (coffee 2.20), 3 (soup 4.80), 4 (couscous 9.50), bill, exit, help',
    ]);
    expect(replies(connect(), 'balanec', 'constructor', '', 'balance now')).to.deep.equal([
      'error: no command balanec; did you mean balance? known: balance, deposit, withdraw, exit, help',
      'error: no command constructor; known: balance, deposit, withdraw, exit, help',
      'error: no command; known: balance, deposit, withdraw, exit, help',
      'error: nothing may follow balance, not now',
    ]);
  });

  it('refuses a message of very many commands as a whole', () => {
    expect(replies(connect(), 'deposit 1,'.repeat(32), 'balance')).to.deep.equal([
      'error: more than 32 commands in one message',
      'balance 0.00',
    ]);
  });

  it('bills the menu', () => {
    expect(replies(connect('menu'), '1,1', '3', 'bill')).to.deep.equal([
      'tea 1.50, to pay 1.50',
      'tea 1.50, to pay 3.00',
      'soup 4.80, to pay 7.80',
      'to pay 7.80',
    ]);
  });
});
