/** What went wrong is this machine's fault: a check that meets it is in error, and costs nothing. */
export class MachineFailure extends Error {
  override readonly name = 'MachineFault';
}
