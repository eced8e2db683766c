import { linkFailure, unexpected } from '../step-failure.js';
import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'quiet',
  shape: ({ wait }) => ({ ms: wait }),
  example: 'quiet: 200',
  does: 'for 200 ms nothing may come, and the connection may not end',
  run: ({ ms }, script, name) =>
    script.withClient(name, async (client) => {
      const wasOver: boolean = client.isOver;
      await client.until(() => !client.inbox.isEmpty || (!wasOver && script.isHopeless(client)), ms);
      if (!client.inbox.isEmpty || client.inbox.flooded)
        return unexpected('not-quiet', client, 'where nothing may come');
      if (wasOver || !client.isOver) return undefined;
      if (client.lostTo !== undefined) return linkFailure(client.lostTo);
      return { kind: 'closed-early', message: 'the server closed the connection, which had to stay open' };
    }),
});
