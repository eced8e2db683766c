/** Where the player takes its time from. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Runs `run` after `ms`. Returns what prevents it. */
  after(ms: number, run: () => void): () => void;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    let turn: NodeJS.Immediate | undefined;
    // Bytes that came while this process was busy are read before `run` decides that nothing came.
    const timer = setTimeout(() => {
      turn = setImmediate(run);
    }, ms);
    return () => {
      clearTimeout(timer);
      clearImmediate(turn);
    };
  },
};
