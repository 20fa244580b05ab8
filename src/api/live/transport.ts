import type { Authenticator } from "../../modules/identity/index.js";
import type { Clock } from "../../platform/clock.js";
import type { LiveLimits } from "../../platform/live-limits.js";
import type { Logger } from "../../platform/log.js";
import type { CountError, LiveFigures } from "../live-metrics.js";
import type { LiveDoor } from "./live.js";
import { createSeats } from "./seats.js";
import { createSessions } from "./sessions.js";
import { createSockets, type IsAllowedOrigin, type LiveSockets } from "./sockets.js";
import { createStreams, type LiveStreams } from "./streams.js";

/** What serves subscriptions over the network. */
export interface LiveTransport {
  readonly sockets: LiveSockets;
  readonly streams: LiveStreams;
  /** Ends all connections, then the subscriptions. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** What the transport needs. */
export interface TransportOptions {
  door: LiveDoor;
  authenticator: Authenticator;
  clock: Clock;
  log: Logger;
  limits: LiveLimits;
  figures: LiveFigures;
  countError: CountError;
  isAllowedOrigin: IsAllowedOrigin;
  /** How old the state of a token's subject may grow on a connection; see SessionOptions. */
  stateMilliseconds?: number;
}

/** Makes the transport of one API. */
export function createTransport(options: TransportOptions): LiveTransport {
  const { countError, door, figures, isAllowedOrigin, limits, log } = options;
  const sessions = createSessions(options);
  const parts = { door, sessions, seats: createSeats(limits), limits, figures, countError, log };
  const sockets = createSockets(parts, isAllowedOrigin);
  const streams = createStreams(parts);
  return {
    sockets,
    streams,
    stop: async (graceMilliseconds) => {
      streams.stop();
      await sockets.stop(graceMilliseconds);
      sessions.stop();
      await door.stop();
    },
  };
}
