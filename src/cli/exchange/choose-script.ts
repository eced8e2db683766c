import { loadModule } from '../../compose/load-module.js';
import { UsageError } from '../../errors/usage-error.js';
import { exchangeSteps, toSteps } from '../../client/exchange-steps.js';
import { ScriptError } from '../../client/script-error.js';
import { loadScript } from '../../client/script-file.js';
import type { Handler } from '../../core/handler.js';
import type { Script } from '../../lab/step.js';
import type { LabSetup } from './lab-setup.js';

/** The script that fits: the one in the file, the lab's own while its handler is the lab's, or the handler's examples. */
export async function chooseScript(
  file: string | undefined,
  { lab, ownClient, options }: LabSetup,
  handler: Handler<unknown>,
): Promise<Script> {
  if (file !== undefined) {
    try {
      return await loadScript(file, loadModule);
    } catch (error) {
      if (error instanceof ScriptError) throw new UsageError(error.message, { cause: error });
      throw error;
    }
  }
  if (ownClient && lab?.client !== undefined)
    return { title: lab.title, steps: toSteps(lab.client, options.transport === 'udp') };
  if (handler.examples.length === 0)
    throw new UsageError(`handler ${options.handler} has no examples to play: say which script with --script FILE`);
  return { title: handler.name, steps: exchangeSteps(handler.examples, options.transport === 'udp') };
}
