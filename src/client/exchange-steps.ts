import type { Exchange } from '../core/exchange.js';
import type { Step } from '../lab/step.js';

/** The name of a client that has none. */
export const ONLY_CLIENT = 'client';

/**
 * The steps of a scripted client that has these conversations: it sends, waits for its replies, then for what the others
 * receive. A client connects before its first step, and again after the server has closed its connection; over datagrams
 * there is nothing to be closed, and nothing is waited for.
 */
export function exchangeSteps(exchanges: readonly Exchange[], datagrams = false): Step[] {
  const connected = new Set<string>();
  return exchanges.flatMap(({ client = ONLY_CLIENT, send, replies = [], others = {}, closes }) => {
    const steps: Step[] = [];
    for (const name of [client, ...Object.keys(others)]) {
      if (!connected.has(name)) steps.push({ op: 'connect', client: name });
      connected.add(name);
    }
    if (send !== undefined) steps.push({ op: 'send', client, messages: [send] });
    if (replies.length > 0) steps.push({ op: 'expect', client, messages: replies });
    for (const [name, messages] of Object.entries(others)) {
      if (messages.length > 0) steps.push({ op: 'expect', client: name, messages });
    }
    if (closes === true) {
      steps.push({ op: datagrams ? 'close' : 'closed', client });
      connected.delete(client);
    }
    return steps;
  });
}

/** The steps of a list of either kind. */
export function toSteps(list: readonly Exchange[] | readonly Step[], datagrams = false): readonly Step[] {
  return isSteps(list) ? list : exchangeSteps(list, datagrams);
}

function isSteps(list: readonly Exchange[] | readonly Step[]): list is readonly Step[] {
  return list[0] !== undefined && 'op' in list[0];
}
