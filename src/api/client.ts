/**
 * The scripted client: plays steps against a server and says what came.
 *
 * @module client
 */
export { runScript, type ScriptResult, type ScriptSettings } from '../client/run-script.js';
export { explainFailure } from '../client/explain-failure.js';
export { exchangeSteps, toSteps } from '../client/exchange-steps.js';
export type { StepFailure } from '../client/failure.js';
export type { FailureKind } from '../client/failure-kind.js';
export { connectMemory } from '../client/memory-link.js';
export type { Direction, Transcript, TranscriptEntry } from '../client/transcript.js';
export { LinkError, type Connector, type Link, type LinkErrorKind, type LinkReceiver } from '../transport/link.js';
export { connectTcp } from '../transport/connect-tcp.js';
export { connectUdp } from '../transport/connect-udp.js';
export { Clock } from '../tokens.js';
