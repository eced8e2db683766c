// Written by `npm run kinds` from the files in ./steps: not to be changed by hand.
import automaton from './steps/automaton.js';
import close from './steps/close.js';
import closed from './steps/closed.js';
import connect from './steps/connect.js';
import end from './steps/end.js';
import expect from './steps/expect.js';
import expectRaw from './steps/expect-raw.js';
import overfill from './steps/overfill.js';
import pause from './steps/pause.js';
import program from './steps/program.js';
import quiet from './steps/quiet.js';
import raw from './steps/raw.js';
import reset from './steps/reset.js';
import send from './steps/send.js';

/** Every kind of step, by its name. */
export const stepKinds = {
  automaton,
  close,
  closed,
  connect,
  end,
  expect,
  'expect-raw': expectRaw,
  overfill,
  pause,
  program,
  quiet,
  raw,
  reset,
  send,
};
