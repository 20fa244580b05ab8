import { and, eq, type SQL, sql } from "drizzle-orm";
import { idempotencyKeys } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { keepStatements, place, run, type Statement, statementOf } from "../../platform/statement.js";
import type { NumberSeries } from "./number.store.js";
import type { TicketKey } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** A registration that was made under an idempotency key (幂等键). */
export interface KeptKey {
  inputHash: string;
  ticket: TicketKey;
}

/** What was registered under a key of a bureau; null when nothing was. */
export async function findKey(tx: Transaction, bureau: string, key: string): Promise<KeptKey | null> {
  const [kept] = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.bureau, bureau), eq(idempotencyKeys.key, key)));
  if (kept === undefined) return null;
  return { inputHash: kept.inputHash, ticket: { province: kept.province, id: kept.ticketId } };
}

/** What a registration claims: its key, and a number of each kind. */
export interface Claim {
  bureau: string;
  key: string;
  inputHash: string;
  ticket: TicketKey;
  at: Date;
  /** The year of the numbers. */
  year: number;
  /** The kinds of the numbers, all different. */
  kinds: readonly TicketKind[];
}

/** What came of a claim: the numbers, in the order of the kinds; series that are used up; or what the key stands for. */
export type Claimed =
  | { outcome: "CLAIMED"; numbers: readonly number[] }
  | { outcome: "EXHAUSTED"; exhausted: readonly NumberSeries[] }
  | { outcome: "REPEATED"; kept: KeptKey };

type Free = { [Name in `number${number}`]: number | null };

// One part for each series, and not a list of them: PostgreSQL would plan it anew for each length.
function claimStatement(count: number): Statement<Free & { isClaimed: boolean }> {
  const positions = Array.from({ length: count }, (_, position) => position);
  const name = (text: string, position: number): SQL => sql.raw(`${text}${position}`);
  const ofSeries = (position: number) => sql`bureau = ${place("bureau")} AND year = ${place("year")}
    AND kind = ${place(`kind${position}`)}`;
  const numbers = positions.map((position) => [
    `number${position}`,
    sql<number | null>`(SELECT number FROM ${name("free", position)})`,
  ]);
  const free = positions.map(
    (position) => sql`${name("free", position)} AS (SELECT number FROM number_slots WHERE ${ofSeries(position)}
      ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)`,
  );
  const allFree = positions.map((position) => sql`EXISTS (SELECT FROM ${name("free", position)})`);
  const taken = positions.map(
    (position) => sql`${name("taken", position)} AS (DELETE FROM number_slots WHERE ${ofSeries(position)}
      AND number = (SELECT number FROM ${name("free", position)}) AND EXISTS (SELECT FROM claimed))`,
  );
  const fields = { ...Object.fromEntries(numbers), isClaimed: sql<boolean>`EXISTS (SELECT FROM claimed)` };
  return statementOf(
    fields,
    (list) => sql`WITH ${sql.join(free, sql`, `)}, claimed AS (
      INSERT INTO idempotency_keys (bureau, key, input_hash, province, ticket_id, created_at)
      SELECT ${place("bureau")}, ${place("key")}, ${place("inputHash")}, ${place("province")}, ${place("id")}::uuid,
        ${place("at")}::timestamptz
      WHERE ${sql.join(allFree, sql` AND `)}
      ON CONFLICT DO NOTHING RETURNING key
    ), ${sql.join(taken, sql`, `)} SELECT ${list}`,
  ) as Statement<Free & { isClaimed: boolean }>;
}

const claims = keepStatements<Free & { isClaimed: boolean }>(10);

/**
 * Claims a key for a registration and takes the lowest number of each series that nobody else is taking, in one
 * statement: all of it or nothing. The numbers are used when the transaction commits, and free again when it does not: no
 * gap. Nobody waits for another's commit to get a number; who claims a key that another is claiming waits for that one's
 * end. There is no circle: whoever waits for a key holds at most numbers, for which nobody waits.
 */
export async function claimKeyAndNumbers(tx: Transaction, claim: Claim): Promise<Claimed> {
  const { bureau, key, inputHash, ticket, at, year, kinds } = claim;
  const ofKinds = Object.fromEntries(kinds.map((kind, position) => [`kind${position}`, kind]));
  const values = { bureau, key, inputHash, ...ticket, at: at.toISOString(), year, ...ofKinds };
  const statement = claims(String(kinds.length), () => claimStatement(kinds.length));
  const [row] = await run(tx, statement, values);
  if (row === undefined) throw new Error("a claim had no answer");
  const numbers = kinds.map((_, position) => row[`number${position}`]);
  const exhausted = kinds.filter((_, position) => numbers[position] == null);
  if (exhausted.length > 0) {
    return { outcome: "EXHAUSTED", exhausted: exhausted.map((kind) => ({ bureau, year, kind })) };
  }
  if (row.isClaimed) return { outcome: "CLAIMED", numbers: numbers as number[] };
  const kept = await findKey(tx, bureau, key);
  if (kept === null) throw new Error("a key could be neither claimed nor found");
  return { outcome: "REPEATED", kept };
}
