import { UsageError } from '../../../../errors/usage-error.js';
import type { EventStream } from '../../../../core/event-stream.js';
import type { CountedReading } from '../../../../protocols/gateway/device-table.js';
import type { LabServer } from '../../../../server/lab-server.js';
import { LastReadings, readingLine } from './last-readings.js';
import { LiveTable } from './live-table.js';
import { terminal } from '../../../terminal.js';

/** What is shown of the readings while a server runs. */
export interface ShownReadings {
  /** They are a table that is drawn in place: other lines disturb it. */
  readonly isLive: boolean;
  /** Called before something else is written on the terminal. */
  leave(): void;
  end(): void;
}

/** Shows what a gateway counts on standard output: as a table on a terminal that takes colours, line by line elsewhere. */
export async function showReadings({ handler }: LabServer): Promise<ShownReadings> {
  const counted = countedBy(handler);
  if (counted === undefined)
    throw new UsageError(
      `--table shows the readings of the gateway, and handler ${handler.name} has none: wirelab serve 14 --table`,
    );
  const isLive = terminal.hasColour();
  if (!isLive) {
    const end = counted.subscribe((reading) => {
      terminal.out([readingLine(reading, new Date())]);
    });
    return { isLive, leave: () => undefined, end };
  }
  const readings = new LastReadings();
  const live = new LiveTable(await terminal.live('out'), (most) => readings.lines(most));
  const end = counted.subscribe((reading) => {
    readings.add(reading, new Date());
    live.changed();
  });
  return {
    isLive,
    leave: () => {
      live.leave();
    },
    end: () => {
      end();
      live.draw();
    },
  };
}

// Asked by its members and not by its class: a handler that was loaded from another folder has a class of its own.
function countedBy(handler: object): EventStream<CountedReading> | undefined {
  const { devices } = handler as { readonly devices?: { readonly counted?: EventStream<CountedReading> } };
  return typeof devices?.counted?.subscribe === 'function' ? devices.counted : undefined;
}
