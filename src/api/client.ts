/**
 * The scripted client: plays steps against a server and says what came.
 *
 * @module client
 */
export { play, type Played, type PlaySettings } from '../client/play.js';
