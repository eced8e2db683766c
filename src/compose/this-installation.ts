import { defined } from '../core/defined.js';
import type { Installation } from '../grade/installation.js';
import { composeReference } from './compose-server.js';
import { handlerHost } from './handler-host-files.js';
import { labKey, labReference } from './labs.js';
import { loadLanguages } from './load-languages.js';
import { ownModule } from '../grade/sandbox/own-module.js';
import { version } from './version.js';

/** This installation, for its grader. */
export const thisInstallation: Installation = {
  version: version(),
  ownModule,
  labReference,
  labKey,
  languages: loadLanguages,
  handlerHost,
  reference: (lab, listen) => composeReference(lab, defined({ listen })),
};
