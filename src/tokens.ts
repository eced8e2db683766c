import type { ServiceIdentifier } from 'inversify';

/** What follows the handler's name behind a colon, as on the command line. Not bound when there is none: inject it as optional. */
export const Parameter: ServiceIdentifier<string> = Symbol.for('wirelab.Parameter');
