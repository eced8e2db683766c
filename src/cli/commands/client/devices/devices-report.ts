import type { DevicePlan } from '../../../../protocols/gateway/device-plan.js';
import { terminal } from '../../../terminal.js';
import { countText } from '../../../../text/count-text.js';
import type { LabSetup } from '../../../exchange/lab-setup.js';
import type { DeviceTally } from '../../../../protocols/gateway/simulated-device.js';

/** What came of all devices. */
export interface DevicesReport {
  readonly seed: number;
  readonly plans: readonly DevicePlan[];
  readonly tallies: readonly DeviceTally[];
  /** One line for each device that failed. */
  readonly failures: readonly string[];
  readonly durationMs: number;
}

const MOST_FAILURES = 5; // that are told to people

/** What the devices did, what they saw, and the verdict. */
export function devicesLines(run: DevicesReport): string[] {
  const { plans, failures, durationMs, seed } = run;
  const { slow, returning, connections, counted, repeated, alarms, alarmsOver, replyMs } = numbers(run);
  const told = [...new Set(failures)];
  const verdict =
    failures.length === 0
      ? `${terminal.paint(['green', 'bold'], 'passed')}: ${countText(plans.length, 'device')}, ${seconds(durationMs)}`
      : `${terminal.paint(['red', 'bold'], 'failed')}: ${failures.length} of ${countText(plans.length, 'device')}, ${seconds(durationMs)}`;
  return [
    `${countText(plans.length, 'device')} (--seed ${seed}), ${slow} of them slow, ${returning} that come back; ${countText(connections, 'connection')}`,
    `${countText(counted, 'reading')} counted, ${repeated} repeated; ${countText(alarms, 'alarm')}, ${alarmsOver} over`,
    ...(replyMs.max > 0
      ? [`a reply took ${ms(replyMs.median)}, 1 of 100 more than ${ms(replyMs.p99)}, the longest ${ms(replyMs.max)}`]
      : []),
    ...told.slice(0, MOST_FAILURES),
    ...(told.length > MOST_FAILURES ? [`… and ${told.length - MOST_FAILURES} more`] : []),
    verdict,
  ];
}

/** The JSON document of `client --devices`: schema 1. */
export function devicesJson({ lab, options }: LabSetup, address: string, run: DevicesReport): object {
  const { slow, returning, connections, counted, repeated, alarms, alarmsOver, replyMs } = numbers(run);
  return {
    schema: 1,
    lab: lab === undefined ? null : { number: lab.number, slug: lab.slug, title: lab.title },
    handler: options.handler,
    framing: options.framing,
    transport: options.transport,
    address,
    seed: run.seed,
    ok: run.failures.length === 0,
    durationMs: rounded(run.durationMs),
    devices: { count: run.plans.length, slow, returning, failed: run.failures.length },
    connections,
    readings: { counted, repeated },
    alarms: { raised: alarms, over: alarmsOver },
    replyMs: { median: rounded(replyMs.median), p99: rounded(replyMs.p99), max: rounded(replyMs.max) },
    errors: run.failures,
  };
}

function numbers({ plans, tallies }: DevicesReport) {
  const sum = (of: (tally: DeviceTally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
  const times = tallies.flatMap(({ replyMs }) => replyMs).sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? 0;
  return {
    slow: plans.filter(({ isSlow }) => isSlow).length,
    returning: plans.filter(({ readings }) => readings.some(({ mishap }) => mishap !== undefined)).length,
    connections: sum(({ connections }) => connections),
    counted: sum(({ counted }) => counted),
    repeated: sum(({ repeated }) => repeated),
    alarms: sum(({ alarms }) => alarms),
    alarmsOver: sum(({ alarmsOver }) => alarmsOver),
    replyMs: { median: at(0.5), p99: at(0.99), max: at(1) },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
