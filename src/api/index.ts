/**
 * Everything that is public; `wirelab/core`, `wirelab/server` and `wirelab/client` have its parts.
 *
 * @module wirelab
 */
export * from './client.js';
export * from './core.js';
export * from './server.js';
