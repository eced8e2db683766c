import type { Checks } from '../../src/lab/check.js';
import { clientChecks } from './client-checks.js';
import { serverChecks } from './server-checks.js';

export const checks: Checks = { server: serverChecks, client: clientChecks };
