import type { ServiceIdentifier } from 'inversify';
import type { Installation as InstallationService } from './installation.js';

/** What the grader knows of where it is installed. */
export const Installation: ServiceIdentifier<InstallationService> = Symbol.for('wirelab.Installation');
