/** This machine cannot do what was asked: a port is in use, a program is missing. The message is one line and says what to do. */
export class MachineError extends Error {
  override readonly name = 'MachineError';
}

/** What the system's refusal to listen means. Other errors come back as they are. */
export function listenError(error: unknown, host: string, port: number): unknown {
  const where = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new MachineError(
        `port ${port} of ${host} is in use by another program: end it, or choose another with --port (0: any free one)`,
      );
    case 'EACCES':
      return new MachineError(`${where} may not be listened on by this user: choose a port from 1024 on with --port`);
    case 'EADDRNOTAVAIL':
      return new MachineError(
        `${host} is no address of this machine: use 127.0.0.1, 0.0.0.0 for all of its addresses, or one that \`ip address\` shows`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new MachineError(`there is no host ${host}: use an address such as 127.0.0.1`);
    default:
      return error;
  }
}
