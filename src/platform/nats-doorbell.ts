import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { Doorbell } from "./doorbell.js";
import type { Logger } from "./log.js";

/** A doorbell that the relay has to ring itself. */
export interface RungDoorbell extends Doorbell {
  /** Tells all processes that there is more in the log. Never throws; a ring that is lost costs time and no event. */
  ring(): void;
}

/** The subject on which the relay rings. */
const subject = "lianxin.events";

/**
 * Makes the doorbell of a NATS server, for installations whose processes do not all keep a connection to PostgreSQL open for
 * it, or whose pooler does not pass NOTIFY on. It goes on trying where the server is away.
 *
 * @param url such as nats://bus.example.gov.cn:4222, with user and password where it needs them; tls:// where nothing is to go
 *   there unencrypted
 */
export function createNatsDoorbell(url: string, log: Logger): RungDoorbell {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const { username, password, host, protocol } = new URL(url);
  let connection: NatsConnection | null = null;
  let isClosed = false;
  const connecting = connect({
    servers: host,
    name: "lianxin",
    reconnect: true,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
    // SECURITY: a server that does not encrypt is refused then, whoever stands in its place.
    ...(protocol === "tls:" ? { tls: {} } : {}),
    ...(username === "" ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
  });
  connecting
    .then((made) => {
      if (isClosed) return made.close();
      connection = made;
      made.subscribe(subject, { callback: tell });
      tell();
      void watch(made, tell, log);
      return undefined;
    })
    .catch(() => log.error("the NATS server of the event log refuses us"));
  return {
    listen: (onRing) => {
      listeners.add(onRing);
      return () => listeners.delete(onRing);
    },
    ring: () => {
      if (connection !== null && !connection.isClosed()) connection.publish(subject);
    },
    close: async () => {
      isClosed = true;
      listeners.clear();
      await connection?.close();
    },
  };
}

/** Rings after each reconnection, for what was missed. */
async function watch(connection: NatsConnection, tell: () => void, log: Logger): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === "reconnect") tell();
    if (type === "disconnect") log.warn("the NATS server of the event log is away");
  }
}
