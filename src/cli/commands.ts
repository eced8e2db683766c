import type { Command } from './command.js';
import { bench } from './commands/bench.js';
import { client } from './commands/client.js';
import { completion } from './commands/completion.js';
import { doctor } from './commands/doctor.js';
import { grade } from './commands/grade.js';
import { list } from './commands/list.js';
import { matrix } from './commands/matrix.js';
import { create } from './commands/new.js';
import { next } from './commands/next.js';
import { pack } from './commands/pack.js';
import { progress } from './commands/progress.js';
import { prove } from './commands/prove.js';
import { replay } from './commands/replay.js';
import { review } from './commands/review.js';
import { run } from './commands/run.js';
import { serve } from './commands/serve.js';
import { show } from './commands/show.js';

/** Every command, in the order of the help. */
export const commands: Command[] = [list, show, run, serve, client, grade, replay, next, progress, review, matrix, pack, prove, create, doctor, bench, completion];
