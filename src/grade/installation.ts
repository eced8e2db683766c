import type { NumberedLab } from '../lab/numbered-lab.js';
import type { Key } from '../lab/question-key.js';
import type { LabServer } from '../server/lab-server.js';
import type { Listen } from '../transport/listener.js';
import type { Languages } from './submission/languages.js';
import type { HandlerHost } from './submission/handler-host.js';

/** What a grader has to be told of where it is installed: it finds no labs, loads no plugins and puts no servers together itself. */
export interface Installation {
  readonly version: string;
  /** The file of a module that is run as a process of its own: `src/compose/workers/grade-worker`. */
  ownModule(path: string): string;
  /** What a lab is called by on the command line. */
  labReference(lab: NumberedLab): string;
  /** The key to the questions of a lab; `undefined` where it is not there: students do not have it. */
  labKey(lab: NumberedLab): Promise<Key | undefined>;
  /** The languages that submissions may be written in. */
  languages(): Promise<Languages>;
  /** What serves a student's handler as the lab's own handler is served. */
  handlerHost(lab: NumberedLab): Promise<HandlerHost>;
  /** The lab's own server: on a free port, or over another transport. It does not listen yet. */
  reference(lab: NumberedLab, listen?: Listen): Promise<LabServer>;
}
