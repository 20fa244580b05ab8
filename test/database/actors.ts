import { type SQL, sql } from "drizzle-orm";
import { actingBureauOf, findBureau } from "../../src/modules/jurisdictions/index.js";
import type { Actor } from "../../src/platform/actor.js";
import type { Transaction } from "../../src/platform/database.js";
import { sqlState } from "../../src/platform/sql-state.js";
import { testDatabase } from "../database.js";

/** The SQLSTATE of a right that is missing, and of a row that a policy does not let pass. */
export const denied = "42501";

/** The SQLSTATE with which the database refuses some work; null when it does not. */
export async function stateOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return sqlState(error) ?? `no SQLSTATE: ${String(error)}`;
  }
}

/** Somebody who acts at a bureau, for transactions without the API. */
export async function actorAt(code: string): Promise<Actor> {
  const bureau = await testDatabase().asSystem("find the bureau of an actor", (tx) => findBureau(tx, code));
  if (bureau === null) throw new Error(`there is no bureau ${code}`);
  return { person: null, client: null, bureau: actingBureauOf(bureau), roles: ["DISPATCHER"] };
}

/** What a statement finds, by id. */
export const idsIn = async (tx: Transaction, statement: SQL): Promise<string[]> =>
  (await tx.execute<{ id: string }>(statement)).map(({ id }) => id).sort();

/** The ids of all tickets that a transaction sees, without any condition. */
export const ticketsIn = (tx: Transaction) => idsIn(tx, sql`SELECT id FROM tickets`);
