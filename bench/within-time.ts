import { createContext, Script } from 'node:vm';

const context = createContext({ action: (): unknown => undefined });
const script = new Script('action()');

/** Calls `action`, and breaks it off with an error when it takes longer than `ms`: even an endless loop. */
export function withinTime<T>(ms: number, action: () => T): T {
  context.action = action;
  return script.runInContext(context, { timeout: ms }) as T;
}
