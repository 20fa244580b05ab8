import { isDeepStrictEqual } from "node:util";
import type { Sql, TransactionSql } from "postgres";
import type { DeadlineRow, Limit } from "../../../src/modules/deadlines/index.js";
import type { DerivedFacts } from "../../../src/modules/tickets/ticket.facts.js";
import type { Product } from "../product.js";
import { calendarTables, insertFacts, partStatements } from "./fact-statements.js";
import { putBack, takeIndexes } from "./indexes.js";

const [firstDay, lastDay] = ["2020-01-01", "2030-12-31"];

/**
 * Fills the facts of the tickets, unless they are: by SQL, for what the product does ticket by ticket would take hours. A
 * sample is compared with what the product works out. All or nothing of it is done, so that it can be begun anew at any time.
 * What is to be folded stands in no delta: the loading of the rollups takes them from the facts.
 */
export async function ensureFacts(product: Product, sql: Sql, url: string, log: (line: string) => void): Promise<void> {
  const [found] = await sql<{ there: boolean }[]>`SELECT to_regclass('bench.facts') IS NOT NULL AS there`;
  if (found?.there !== true) await fill(product, sql, log);
  const [state] = await sql<{ isChecked: boolean }[]>`SELECT is_checked AS "isChecked" FROM bench.facts`;
  if (state?.isChecked === true) return;
  await sql.unsafe("VACUUM (ANALYZE) ticket_facts");
  await checkSample(product, sql, url, log);
  await sql`UPDATE bench.facts SET is_checked = true`;
}

async function fill(product: Product, sql: Sql, log: (line: string) => void): Promise<void> {
  log("facts of the tickets");
  await sql.begin(async (tx) => {
    await tx.unsafe(
      "SET LOCAL work_mem = '512MB'; SET LOCAL enable_mergejoin = off; SET LOCAL synchronize_seqscans = off",
    );
    await tx.unsafe("TRUNCATE ticket_facts, statistic_deltas, statistic_cells");
    const taken = await takeIndexes(tx, ["ticket_facts"]);
    await tx.unsafe("ALTER TABLE ticket_facts DISABLE TRIGGER USER");
    await prepareParts(product, tx);
    log(`  ${(await tx.unsafe(insertFacts)).count} rows`);
    await tx.unsafe("ALTER TABLE ticket_facts ENABLE TRIGGER USER");
    await putBack(tx, taken, log);
    await tx.unsafe("CREATE SCHEMA IF NOT EXISTS bench");
    // How many blocks they are, up to which of them they are in the rollups, and how long that took. What is changed later
    // lies behind, and stands in deltas.
    await tx.unsafe(`CREATE TABLE bench.facts AS
      SELECT false AS is_checked, (pg_relation_size('ticket_facts') / 8192)::int AS blocks, 0 AS folded_blocks,
        false AS is_folded, 0::bigint AS deltas, 0::float8 AS seconds`);
  });
}

async function prepareParts(product: Product, tx: TransactionSql): Promise<void> {
  for (const statement of calendarTables) await tx.unsafe(statement);
  const calendar = product.ANNOUNCED_CALENDAR;
  const days: string[] = [];
  for (let at = Date.parse(firstDay); at <= Date.parse(lastDay); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  const counted = days.map((day) => ({ day, n: product.workingDaysBetween(firstDay, day, calendar) }));
  await tx`INSERT INTO counted_day SELECT day, n
    FROM jsonb_to_recordset(${JSON.stringify(counted)}::text::jsonb) AS row (day date, n int)`;
  const limits = await tx<{ limit: Limit; rule: string; statutoryDueOn: string }[]>`
    SELECT DISTINCT "limit", rule, statutory_due_on::text AS "statutoryDueOn" FROM ticket_deadlines
    WHERE statutory_due_on < 'infinity'`;
  const orders = limits.map((row) => {
    const scheduled = { ...row, dueOn: row.statutoryDueOn, registeredDueOn: null, startedAt: new Date(0) };
    return { ...row, day: product.orderDayOf(scheduled, calendar) };
  });
  await tx`INSERT INTO order_day SELECT "limit", rule, "statutoryDueOn", day
    FROM jsonb_to_recordset(${JSON.stringify(orders)}::text::jsonb)
      AS row ("limit" text, rule text, "statutoryDueOn" date, day date)
    WHERE day IS NOT NULL`;
  await tx.unsafe("ANALYZE counted_day; ANALYZE order_day");
  for (const statement of partStatements) await tx.unsafe(statement);
  await tx.unsafe("ANALYZE limit_fact; ANALYZE supervision_day; ANALYZE supervised; ANALYZE graded");
}

const sampleSize = 2000;

/** Compares the facts of some tickets, most of them with deadlines, with what the product works out for them. */
async function checkSample(product: Product, sql: Sql, url: string, log: (line: string) => void): Promise<void> {
  const keys = await sql<{ province: string; id: string }[]>`
    (SELECT province, id FROM tickets ORDER BY md5(id::text) LIMIT ${sampleSize / 4})
    UNION (SELECT province, ticket_id FROM (SELECT DISTINCT province, ticket_id FROM ticket_deadlines) AS limited
      ORDER BY md5(ticket_id::text) DESC LIMIT ${(sampleSize * 3) / 4})`;
  const database = product.openDatabase({ url, poolSize: 1, statementTimeout: 600_000 });
  try {
    await database.asSystem("compare the facts of a bench", async (tx) => {
      const tickets = await product.lockFreeTickets(tx, keys);
      const deadlines = await product.findDeadlines(tx, keys);
      const stored = await readFacts(sql, keys);
      for (const ticket of tickets) {
        const wanted = factsOf(product, ticket, deadlines.get(ticket.id) ?? []);
        const found = stored.get(ticket.id);
        if (isDeepStrictEqual(found, wanted)) continue;
        throw new Error(`the facts of a ticket are\n${JSON.stringify(found)} and not\n${JSON.stringify(wanted)}`);
      }
      log(`  ${tickets.length} compared with what the product works out`);
    });
  } finally {
    await database.close(5);
  }
}

type Compared = Record<string, unknown>;

const comparable = (facts: object): Compared =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === "bigint" ? value.toString() : value]),
  );

function factsOf(
  product: Product,
  ticket: Parameters<Product["factsOf"]>[0],
  deadlines: readonly DeadlineRow[],
): Compared {
  const facts: DerivedFacts = product.factsOf(ticket, deadlines, product.ANNOUNCED_CALENDAR);
  return comparable(facts);
}

const underived = new Set(["cityThen", "countyThen", "holderThen", "isSupervised", "grade"]);

async function readFacts(sql: Sql, keys: readonly { id: string }[]): Promise<Map<string, Compared>> {
  const rows = await sql<{ row: Record<string, unknown> }[]>`
    SELECT to_json(f) AS row FROM ticket_facts f WHERE ticket_id = ANY(${keys.map(({ id }) => id)}::uuid[])`;
  return new Map(
    rows.map(({ row }) => {
      const named = Object.entries(row).map(([name, value]): [string, unknown] => [
        name.replace(/_[a-z]/g, (letters) => letters.slice(1).toUpperCase()),
        name.endsWith("_amount") || name === "recovered_loss" ? String(value) : value,
      ]);
      const facts = Object.fromEntries(named.filter(([name]) => !underived.has(name)));
      return [String(row.ticket_id), facts];
    }),
  );
}
