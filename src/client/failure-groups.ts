// Written by `npm run kinds` from the files in ./failures: not to be changed by hand.
import answers from './failures/answers.js';
import beforeTheExchange from './failures/before-the-exchange.js';
import besideTheExchange from './failures/beside-the-exchange.js';
import connection from './failures/connection.js';
import exchange from './failures/exchange.js';
import script from './failures/script.js';

/** Every kind of failure, by group. */
export const failureGroups = {
  answers,
  'before-the-exchange': beforeTheExchange,
  'beside-the-exchange': besideTheExchange,
  connection,
  exchange,
  script,
};
