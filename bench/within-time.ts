import { createContext, Script } from 'node:vm';

const context = createContext({ action: (): unknown => undefined });
const script = new Script('action()');

/** Calls `action`, and breaks it off with an error when it takes longer than `ms`: even an endless loop. */
export function withinTime<T>(ms: number, action: () => T): T {
  context.action = action;
  return script.runInContext(context, { timeout: ms }) as T;
}

/** True for the error of an action that took too long. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
