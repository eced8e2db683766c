/**
 * What programs that speak a protocol are made of; `wirelab/core`, `wirelab/server` and `wirelab/client` have its parts. What labs
 * are made of is in `wirelab/lab`, and `wirelab/testing` turns their checks into tests.
 *
 * @module wirelab
 */
export * from './client.js';
export * from './core.js';
export * from './server.js';
