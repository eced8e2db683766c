// What others may ask of this machine: whether programs can be held here, who has a port, and where the workers are. It is a door: what is
// behind it may change its place.
export { ownModule } from './sandbox/own-module.js';
export { portOwner, tryPort } from './sandbox/port-owner.js';
export { sandboxState } from './sandbox/sandbox-state.js';
