import { expect } from 'chai';
import { EventStream } from '../../src/core/event-stream.js';

describe('EventStream', () => {
  it('tells every listener every event in order, from its subscription until that ends', () => {
    const events = new EventStream<number>();
    const told: string[] = [];
    events.emit(0);
    const end = events.subscribe((event) => {
      told.push(`a${String(event)}`);
    });
    events.emit(1);
    events.subscribe((event) => {
      told.push(`b${String(event)}`);
    });
    events.emit(2);
    end();
    events.emit(3);
    expect(told).to.deep.equal(['a1', 'a2', 'b2', 'b3']);
  });

  it('is observed while somebody listens', () => {
    const events = new EventStream<number>();
    expect(events.observed).to.equal(false);
    const [first, second] = [events.subscribe(() => undefined), events.subscribe(() => undefined)];
    first();
    expect(events.observed).to.equal(true);
    second();
    expect(events.observed).to.equal(false);
    second();
    expect(events.observed).to.equal(false);
  });

  it('bears listeners that come and go while an event is told', () => {
    const events = new EventStream<number>();
    const told: number[] = [];
    const end = events.subscribe((event) => {
      told.push(event);
      end();
      events.subscribe((other) => {
        told.push(-other);
      });
    });
    events.emit(1);
    events.emit(2);
    expect(told).to.deep.equal([1, -2]);
  });

  it('gives all listeners the same time, that of the clock', () => {
    let now = 5;
    const events = new EventStream<string>(() => now++);
    const times: number[] = [];
    for (let i = 0; i < 2; i++)
      events.subscribe((_, at) => {
        times.push(at);
      });
    events.emit('a');
    events.emit('b');
    expect(times).to.deep.equal([5, 5, 6, 6]);
  });
});
