import { badScript, duration, unexpected } from '../step-failure.js';
import { scriptStep } from '../step-kind.js';

/** With `orReset` a reset will do: that is what a server's system sends when the server closes a connection whose bytes it has not all read. */
export default scriptStep({
  op: 'closed',
  shape: ({ flag }) => ({ orReset: flag.exactOptional() }),
  example: 'closed',
  does: 'waits until the server ends its direction; bytes before that are wrong',
  run: ({ orReset }, script, name) =>
    script.withClient(name, async (client) => {
      const { deadlineMs, patience } = script.settings;
      if (client.datagrams) return badScript('UDP has no connection that could be closed by the server');
      await client.until(() => !client.inbox.isEmpty || script.isHopeless(client), deadlineMs, patience);
      if (!client.inbox.isEmpty || client.inbox.flooded)
        return unexpected('unexpected-bytes', client, 'before the connection was closed; nothing more was expected');
      if (client.ended || (orReset === true && client.lostTo?.kind === 'reset')) return undefined;
      if (client.lostTo !== undefined) {
        return {
          kind: client.lostTo.kind,
          message:
            'the server reset the connection (RST) where it had to close it: it crashed, or closed it with bytes unread',
        };
      }
      return { kind: 'not-closed', message: `the server did not close the connection within ${duration(deadlineMs)}` };
    }),
});
