import type { Sql } from "postgres";
import { factColumns } from "../load/rollups.js";

/** How many tickets take steps. */
const stepTickets = 25_000;

/** How many deltas that makes: each ticket is opened again and closed again, with the facts before and after. */
export const stepDeltas = 4 * stepTickets;

/** What a ticket that is not closed yet has in place of what a closed one has. */
const beforeClosing: Readonly<Record<string, string>> = {
  state: "CASE kind WHEN 'COMPLAINT' THEN 'MEDIATING' WHEN 'REPORT' THEN 'VERIFYING' ELSE 'SIGNED' END",
  closed_on: "NULL",
  outcome: "NULL",
  recovered_loss: "0",
  fine_amount: "0",
  confiscated_amount: "0",
  hours_to_closing: "NULL",
  working_days_to_closing: "NULL",
};

/**
 * Prepares the deltas of steps that take back what they do: some of the latest tickets that are closed are opened again, all
 * over the country, and then each is closed as it was.
 */
export async function prepareSteps(sql: Sql): Promise<void> {
  const columns = (await factColumns(sql)).split(", ");
  const before = columns.map((column) => beforeClosing[column] ?? column).join(", ");
  const after = columns.join(", ");
  await sql.unsafe(`
    DROP TABLE IF EXISTS bench.fold_steps;
    CREATE UNLOGGED TABLE bench.fold_steps AS SELECT 0::int AS n, 0::smallint AS sign, ${after} FROM ticket_facts WHERE false;
    CREATE TEMP TABLE closed_lately AS SELECT (row_number() OVER (ORDER BY md5(ticket_id::text)))::int - 1 AS place, latest.*
      FROM (SELECT * FROM ticket_facts WHERE closed_on IS NOT NULL ORDER BY registered_on DESC LIMIT ${stepTickets * 2}) AS latest
      ORDER BY place LIMIT ${stepTickets};
    INSERT INTO bench.fold_steps SELECT place * 2, -1, ${after} FROM closed_lately;
    INSERT INTO bench.fold_steps SELECT place * 2 + 1, 1, ${before} FROM closed_lately;
    INSERT INTO bench.fold_steps SELECT (${stepTickets} + place) * 2, -1, ${before} FROM closed_lately;
    INSERT INTO bench.fold_steps SELECT (${stepTickets} + place) * 2 + 1, 1, ${after} FROM closed_lately;
    DROP TABLE closed_lately;
    CREATE INDEX ON bench.fold_steps (n);
    ANALYZE bench.fold_steps`);
  const [row] = await sql<{ rows: number }[]>`SELECT count(*)::int AS rows FROM bench.fold_steps`;
  if (row?.rows !== stepDeltas) throw new Error(`there are ${row?.rows} steps in place of ${stepDeltas}`);
}

/** Writes some of them as deltas, as the transactions of so many tickets would. */
export async function addSteps(sql: Sql, from: number, until: number): Promise<void> {
  const columns = await factColumns(sql);
  await sql.unsafe(`INSERT INTO statistic_deltas (sign, ${columns})
    SELECT sign, ${columns} FROM bench.fold_steps WHERE n >= ${from} AND n < ${until} ORDER BY n`);
}

/** The sums of all rollups, as a text. */
export async function checksumOf(sql: Sql): Promise<string> {
  const rows = await sql`
    SELECT rollup, sum(tickets)::text, sum(closed)::text, sum(settled)::text, sum(recovered_loss)::text
    FROM statistic_cells GROUP BY rollup ORDER BY rollup`.values();
  return rows.map((row) => row.join(" ")).join("\n");
}
