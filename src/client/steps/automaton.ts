import type { Clock } from '../../core/clock.js';
import { AutomatonRun } from '../automaton-run.js';
import { duration, linkFailure } from '../step-failure.js';
import { checkStep, type StepSettings } from '../step-kind.js';

const TIMES = 10; // as long as a wait: an automaton waits often
const ON_THE_WAY_MS = 1000; // what a program that has ended has sent last, over a network that is slow

/**
 * The client acts by itself from here on, until it says that it has done what it is for. `does` says what that is, for reports: `sends
 * ten messages by go-back-N`. `withinMs` is the most that all of it may take (default: ten times as long as any wait).
 */
export default checkStep({
  op: 'automaton',
  shape: ({ sentence, automaton, wait }) => ({ does: sentence, automaton, withinMs: wait.exactOptional() }),
  example: "{ op: 'automaton', does: 'sends ten messages', automaton }",
  does: 'lets a client act by itself until it says that it is done',
  run: ({ automaton, does, withinMs }, script, name) =>
    script.withClient(name, async (client) => {
      const { clock, patience, deadlineMs, ended } = script.settings;
      const run = new AutomatonRun(automaton, client, clock);
      const ms = Math.max(withinMs ?? 0, TIMES * deadlineMs);
      const peer = goneAfter(ended, patience, () => {
        client.wake();
      });
      try {
        await client.until(
          () => run.advance() || run.isDone || client.isOver || peer.isGone || script.isStopped,
          ms,
          patience,
        );
      } finally {
        run.stop();
        peer.forget();
        // Copies and late answers may still come.
        client.ignoreRest();
      }
      if (run.failure !== undefined || run.isDone) return run.failure;
      if (client.lostTo !== undefined) return linkFailure(client.lostTo);
      const missing = run.missing ?? `a client that ${does} did not come to its end within ${duration(ms)}`;
      return { kind: client.ended ? 'closed-early' : 'against-protocol', message: missing };
    }),
});

/** Over UDP nothing else tells that nobody is there any more. */
function goneAfter(
  ended: StepSettings['ended'],
  patience: Clock,
  tell: () => void,
): { readonly isGone: boolean; forget(): void } {
  let isForgotten = false;
  let stopWaiting = (): void => undefined;
  const peer = {
    isGone: false,
    forget: () => {
      isForgotten = true;
      stopWaiting();
    },
  };
  void ended?.().then(() => {
    if (isForgotten) return;
    stopWaiting = patience.after(ON_THE_WAY_MS, () => {
      peer.isGone = true;
      tell();
    });
  });
  return peer;
}
