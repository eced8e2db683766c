/** What a sender with a window has to do with. */
export interface LossyRoad {
  readonly window: number;
  readonly roundTripMs: number;
  /** Shares of the datagrams that are lost, each way. */
  readonly toServer: number;
  readonly toClient: number;
}

/**
 * How many messages per second go-back-N can bring over such a road, if it learns of every loss after one round trip.
 *
 * In each round trip it sends a window. Of these W messages the first k count where all of them arrive, (1 − p)^k, and where their
 * acknowledgement is not lost, or one of a later datagram comes, which says the same. Without losses that is the window in each round
 * trip (J. Kurose and K. Ross, Computer Networking, section 3.4), with a window of 1 it is (1 − p)(1 − q) in each.
 */
export function idealThroughput({ window, roundTripMs, toServer, toClient }: LossyRoad): number {
  const unheard = toServer + (1 - toServer) * toClient;
  let arrive = 0;
  for (let k = 1; k <= window; k++) arrive += (1 - toServer) ** k * (1 - toClient * unheard ** (window - k));
  return (1000 * arrive) / roundTripMs;
}
