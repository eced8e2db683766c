import type { DatagramEvent, ImpairmentEvent } from './impairment-event.js';
import type { DatagramImpairment, ImpairmentPlan } from './impairment-plan.js';
import { ordinal, ordinals } from '../text/ordinal.js';

/** A plan in words, for people who are to know what awaits their datagrams. Nothing for a plan that leaves them alone. */
export function planText({ toServer, toClient }: ImpairmentPlan): string {
  if (toServer !== undefined && toServer === toClient) return inDirection('each way', toServer);
  return [inDirection('to the server', toServer), inDirection('to the client', toClient)]
    .filter((text) => text !== '')
    .join('; ');
}

/** What a network has done to datagrams, as a sentence for each direction: `to the client: dropped the 2nd and the 7th, doubled the 5th`. */
export function impairmentSummary(events: readonly ImpairmentEvent[]): string[] {
  return (['server', 'client'] as const).flatMap((to) => {
    const parts = DEEDS.flatMap(([what, deed]) => {
      const numbers = events.flatMap((event) =>
        'number' in event && event.to === to && event.what === what ? [event.number] : [],
      );
      return numbers.length === 0 ? [] : [`${deed} ${ordinals(numbers)}`];
    });
    return parts.length === 0 ? [] : [`to the ${to}: ${parts.join(', ')}`];
  });
}

const DEEDS: readonly (readonly [DatagramEvent['what'], string])[] = [
  ['dropped', 'dropped'],
  ['doubled', 'doubled'],
  ['overtaken', 'let another overtake'],
  ['late', 'delayed'],
];

function inDirection(to: string, impairment: DatagramImpairment | undefined): string {
  const {
    loss = 0,
    duplication = 0,
    reordering = 0,
    delayMs = 0,
    drop = [],
    double = [],
    holdBack = [],
    late = {},
  } = impairment ?? {};
  const parts = [
    loss > 0 ? `${percent(loss)} are lost` : '',
    duplication > 0 ? `${percent(duplication)} come twice` : '',
    reordering > 0 ? `${percent(reordering)} are overtaken` : '',
    delayMs > 0 ? `each takes ${String(delayMs)} ms` : '',
    drop.length > 0 ? `${ordinals(drop)} ${are(drop)} lost` : '',
    double.length > 0 ? `${ordinals(double)} ${double.length > 1 ? 'come' : 'comes'} twice` : '',
    holdBack.length > 0 ? `${ordinals(holdBack)} ${are(holdBack)} overtaken` : '',
    ...Object.entries(late).map(([number, ms]) => `the ${ordinal(Number(number))} comes ${String(ms)} ms late`),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `of the datagrams ${to}: ${parts.join(', ')}`;
}

function are(numbers: readonly number[]): string {
  return numbers.length > 1 ? 'are' : 'is';
}

function percent(probability: number): string {
  return `${String(Math.round(probability * 1000) / 10)}%`;
}
