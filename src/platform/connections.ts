import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** One connection to PostgreSQL, lent to one transaction at a time. */
export interface Connection {
  /** A client of this one connection: what is sent without waiting runs in the order of sending. */
  readonly client: postgres.Sql;
  /** How often it was closed: a transaction that began before must send nothing more. */
  closings: number;
}

/** How the client of a connection is made. */
export type ConnectionOptions = postgres.Options<Record<string, postgres.PostgresType>>;

/** The connections of one process. */
export interface Connections {
  /** Lends a connection that is free; waits for one where there is none, in the order of asking. */
  take(): Promise<Connection>;
  /** Gives a connection back, after its transaction has come to an end. */
  giveBack(connection: Connection): void;
  /** Connections that are lent, and how many wait for one. */
  load(): { active: number; waiting: number };
  /** Waits for what is lent, at most so many seconds, and closes all. */
  close(seconds: number): Promise<void>;
}

/**
 * Lends connections one by one, each a client of its own, so that a transaction sends its opening and its first
 * statements in one message, and nobody else's statement comes between. No connection is made before it is needed; the
 * one used last is lent first, so that few stay warm.
 *
 * @param size the most connections at the same time
 */
export function createConnections(size: number, url: string, options: ConnectionOptions): Connections {
  const free: Connection[] = [];
  const all: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  let lent = 0;
  let onAllBack: (() => void) | null = null;

  const make = (): Connection => {
    const client = postgres(url, {
      ...options,
      max: 1,
      // A timer must not close the connection between two statements of a transaction.
      idle_timeout: 0,
      max_lifetime: null,
      onclose: () => {
        made.closings += 1;
        client.end({ timeout: 0 }).catch(() => {});
      },
    });
    // Drizzle decodes dates itself, and tells the client so.
    drizzle(client);
    const made: Connection = { closings: 0, client };
    all.push(made);
    return made;
  };

  // A client whose connection was closed is ended and thrown away. In version 3.4.9 it would never write again, if it was
  // about to write (porsager/postgres#1208), and it would never answer what it was given between the error and the close.
  const sound = (connection: Connection): Connection => {
    if (connection.closings === 0) return connection;
    all.splice(all.indexOf(connection), 1);
    return make();
  };

  return {
    take: async () => {
      const connection = free.pop() ?? (all.length < size ? make() : null);
      if (connection === null) return new Promise<Connection>((resolve) => waiting.push(resolve));
      lent += 1;
      return sound(connection);
    },
    giveBack: (connection) => {
      const next = waiting.shift();
      if (next !== undefined) {
        next(sound(connection));
        return;
      }
      lent -= 1;
      free.push(sound(connection));
      if (lent === 0) onAllBack?.();
    },
    load: () => ({ active: lent, waiting: waiting.length }),
    close: async (seconds) => {
      if (lent > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, seconds * 1000);
          onAllBack = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      await Promise.all(all.map(({ client }) => client.end({ timeout: 0 })));
    },
  };
}
