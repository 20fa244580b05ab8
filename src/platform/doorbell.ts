import postgres from "postgres";
import type { Logger } from "./log.js";

/**
 * What wakes those who follow the event log, in whatever process they are. It carries nothing but that there is more: what
 * there is, is read from the log. A ring that is lost costs time and no event, because they look by themselves as well.
 */
export interface Doorbell {
  /** Calls the listener at each ring, until the function that is returned is called. */
  listen(onRing: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Makes the doorbell that PostgreSQL rings by NOTIFY, at the commit of the relay. It has a connection of its own, which is
 * made again when it is lost; then it rings once, for what was missed.
 *
 * @param channel where the relay notifies
 */
export function createPostgresDoorbell(url: string, channel: string, log: Logger): Doorbell {
  const listeners = new Set<() => void>();
  const ring = (): void => {
    for (const listener of listeners) listener();
  };
  let client: postgres.Sql | undefined;
  let isClosed = false;
  const attend = (): void => {
    // No connection is made before somebody listens.
    client ??= postgres(url, {
      max: 1,
      connect_timeout: 10,
      onnotice: () => {},
      connection: { application_name: "lianxin doorbell" },
    });
    // Once it has listened, postgres.js listens again after each break.
    client.listen(channel, ring, ring).catch(() => {
      if (isClosed) return;
      log.warn("the doorbell of the event log cannot listen");
      setTimeout(() => isClosed || attend(), againMilliseconds).unref();
    });
  };
  return {
    listen: (onRing) => {
      listeners.add(onRing);
      if (client === undefined && !isClosed) attend();
      return () => listeners.delete(onRing);
    },
    close: async () => {
      isClosed = true;
      listeners.clear();
      await client?.end({ timeout: 1 });
    },
  };
}

const againMilliseconds = 2000;
