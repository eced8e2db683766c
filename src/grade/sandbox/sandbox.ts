import type { SlotOptions } from './open-slot.js';
import type { Slot } from './slot.js';

/** Where programs of others run: what opens a slot for each. */
export interface Sandbox {
  /** Opens a slot, and waits until its worker runs. Rejects with a SandboxError when this machine has no sandbox. */
  open<Sent, Received>(options: SlotOptions): Promise<Slot<Sent, Received>>;
}
