import { inArray, sql } from "drizzle-orm";
import { bureaus, people, tickets } from "../../schema/index.js";
import { nationCode } from "../platform/actor.js";
import { actorContext, type Database, keepOpen, type Transaction } from "../platform/database.js";

/** Whether there is any bureau but the nation's own. */
export async function hasBureaus(tx: Transaction): Promise<boolean> {
  const rows = await tx.execute(sql`SELECT 1 FROM ${bureaus} WHERE ${bureaus.code} <> ${nationCode} LIMIT 1`);
  return rows.length > 0;
}

/** Whether there is any ticket. */
export async function hasTickets(tx: Transaction): Promise<boolean> {
  return (await tx.execute(sql`SELECT 1 FROM ${tickets} LIMIT 1`)).length > 0;
}

/** The ids of the people with these logins, by login; those who are not there are left out. */
export async function findIds(tx: Transaction, logins: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ login: people.login, id: people.id })
    .from(people)
    .where(inArray(people.login, [...logins]));
  return new Map(rows.map(({ login, id }) => [login, id]));
}

/**
 * A door to the database that leads into one open transaction, so that the work of many actors is kept as a whole or not
 * at all. Each actor's work runs under its own scope and row policies, as always; one after another.
 *
 * @param tx a transaction of the platform itself
 */
export function withinOneTransaction(tx: Transaction, database: Database): Database {
  let current = "";
  keepOpen(tx);
  return {
    ...database,
    asActor: async (actor, work) => {
      const wanted = actorContext(actor);
      if (wanted !== current) await tx.execute(sql.raw(wanted));
      current = wanted;
      return work(tx);
    },
  };
}
