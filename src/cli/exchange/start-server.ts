import type { LabServer } from '../../server/lab-server.js';
import type { Endpoint } from '../../transport/listener.js';
import { listenError } from '../../errors/machine-error.js';

/** Starts a server; what the system refuses is said in words. */
export async function startServer(server: LabServer): Promise<Endpoint> {
  try {
    return await server.start();
  } catch (error) {
    throw listenError(error, server.settings.host, server.settings.port);
  }
}
