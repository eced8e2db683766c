// npm runs this after an install, and npx before the first command in a checkout: what the one has built, the other need not build again.
import { existsSync } from 'node:fs';

const isBuilt = existsSync('dist/types'); // it is made last
if (process.env.npm_command !== 'exec' || !isBuilt) await import('./build.mjs');
