import { ExitCode } from '../../exit-code.js';

/** Resolves at the first SIGINT or SIGTERM; a second one exits at once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let signalled = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (signalled) process.exit(ExitCode.interrupted);
        signalled = true;
        resolve(signal);
      });
    }
  });
}
