import postgres, { type Sql } from "postgres";
import { clockedLog, loadBase, markLoaded } from "../load/base.js";
import { putBack, takeIndexes } from "../load/indexes.js";
import { recreate } from "../load/load.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";

/** The database of open tickets: the pass is measured on copies of it, for whatever is due is due but once. */
export const openDatabase = "lianxin_bench_open";

/** The instant at which the pass is measured: a Monday morning in China, whatever the day of the bench. */
export const passInstant = new Date("2026-11-23T01:00:00Z");

/** How many tickets are open, and how many of them have a step that is due. */
export const openTickets = 1_000_000;
export const dueTickets = 10_000;

/** The steps that are due, with how many tenths of all they are. */
export const dueShares = { WARN_3: 2, WARN_1: 2, REMIND: 3, CITY_ORDER: 2, PROVINCE_ORDER: 1 } as const;

const seed = 315;

/** Makes the database of open tickets unless it is there, whole, and of the present schema. */
export async function ensureOpenTickets(product: Product, server: BenchServer, again: boolean): Promise<void> {
  const url = server.adminUrl(openDatabase);
  if (!again && (await isCurrent(product, url))) return;
  await recreate(server, openDatabase);
  const log = clockedLog("open");
  const { tree, people } = await loadBase(product, url, log);
  const leaves = tree.leaves.map(({ province, city, county, code, centre }, n) => ({
    ...{ n, province, city, county, code, centre: centre.code },
    ...{ operator: people.operatorOf(centre.code), handler: people.handlerOf(code) },
  }));
  const sql = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  try {
    const taken = await takeIndexes(sql, ["tickets", "ticket_deadlines"]);
    log(`${openTickets} open tickets, ${dueTickets} of them with a step that is due`);
    await insertTickets(product, sql, leaves);
    log("indexes and keys");
    await putBack(sql, taken, log);
    await sql.unsafe("VACUUM (ANALYZE)");
    await markLoaded(sql, seed, openTickets);
    log("done");
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function isCurrent(product: Product, url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const database = product.openDatabase({ url, poolSize: 1, statementTimeout: 60_000 });
  try {
    if ((await product.schemaState(database, url)) !== "current") return false;
    return (await sql`SELECT 1 FROM bench.load`).length > 0;
  } catch {
    return false;
  } finally {
    await database.close(1);
    await sql.end({ timeout: 5 });
  }
}

// Every hundredth ticket has a step that is due on the day of the pass; the last day of the others is to come.
async function insertTickets(product: Product, sql: Sql, leaves: readonly object[]): Promise<void> {
  await sql`CREATE TEMP TABLE leaf AS
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(leaves)}::text::jsonb) AS leaf
      (n int, province text, city text, county text, code text, centre text, operator uuid, handler uuid)`;
  await sql.unsafe(`CREATE TEMP TABLE plan AS ${planOf(product)}`);
  await sql.unsafe("ANALYZE leaf; ANALYZE plan");
  await sql.unsafe(ticketsOfPlan);
  await sql.unsafe(endedDeadlines);
  await sql.unsafe(runningDeadlines);
}

/** The last days of those that are due on the day of the pass, by their step, as the calendar counts. */
function lastDays(product: Product): string {
  const today = product.chinaDay(passInstant);
  const calendar = product.ANNOUNCED_CALENDAR;
  const later = (days: number): string => product.addWorkingDays(today, days, calendar).due;
  const earlier = (days: number): string => product.workingDayBefore(today, days, calendar);
  const due = {
    WARN_3: later(3),
    WARN_1: later(1),
    REMIND: earlier(1),
    CITY_ORDER: earlier(6),
    PROVINCE_ORDER: earlier(16),
  };
  let upTo = 0;
  const cases = Object.entries(dueShares).map(([step, share]) => {
    upTo += share;
    return `(${upTo - share}, ${upTo}, '${step}', date '${due[step as keyof typeof due]}')`;
  });
  return cases.join(", ");
}

/** All tickets: where each is, what runs on it until when, and what is done next for it. */
const planOf = (product: Product): string => {
  const today = `date '${product.chinaDay(passInstant)}'`;
  const every = openTickets / dueTickets;
  return `
  SELECT g, leaf.*, kind, state, running, coalesce(due.due_on, to_come.due_on) AS due_on,
    coalesce(due.step, CASE WHEN to_come.due_on < ${today} + 6 THEN 'REMIND' ELSE 'WARN_3' END) AS step,
    CASE WHEN due.step IS NOT NULL THEN ${today}
      WHEN to_come.due_on < ${today} + 6 THEN to_come.due_on + 1 ELSE to_come.due_on - 5 END AS step_on,
    (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(g::text), 1, 3) || '8' ||
      substr(md5(g::text), 4, 15))::uuid AS id, at
  FROM generate_series(1, ${openTickets}) AS g
  CROSS JOIN LATERAL (SELECT timestamptz '2026-10-01' + g * interval '4 seconds' AS at,
    CASE WHEN g / 7 % 4 = 0 THEN 'REPORT' ELSE 'COMPLAINT' END AS kind) AS first
  CROSS JOIN LATERAL (SELECT CASE WHEN kind = 'REPORT' THEN 'VERIFYING' WHEN g / 11 % 2 = 0 THEN 'CHECKING'
    ELSE 'MEDIATING' END AS state) AS second
  CROSS JOIN LATERAL (SELECT CASE state WHEN 'VERIFYING' THEN 'VERIFICATION' WHEN 'CHECKING' THEN 'ACCEPTANCE'
    ELSE 'MEDIATION' END AS running, ${today} + 1 + g / 13 % 60 AS due_on) AS to_come
  LEFT JOIN (VALUES ${lastDays(product)}) AS due (low, high, step, due_on)
    ON g % ${every} = 0 AND g / ${every} % 10 >= due.low AND g / ${every} % 10 < due.high
  JOIN leaf ON leaf.n = (g::bigint * 7919) % (SELECT count(*) FROM leaf)`;
};

const ticketsOfPlan = `
  INSERT INTO tickets (province, id, number, kind, state, version, regime, city, county, holder, intake_city, intake_bureau,
    previous_city, previous_holder, owner_at_dispatch, channel, issue_class, contact_name_masked, contact_phone_masked,
    respondent_name, division, division_city, division_province, locality, registered_by, handler, received_at,
    registered_at, dispatched_at, competent_received_at, signed_at, accepted_at, due_on, due_limit)
  SELECT province, id, '开' || g, kind, state, 4, 'ORDER_121', city, county, code, city, centre, city, centre, code, 'PHONE',
    'AFTER_SALES', '王**', '138****0000', '永兴超市', code, city, province, 'WITHIN_REACH', operator, handler, at, at, at, at,
    at, CASE WHEN running = 'MEDIATION' THEN at END, due_on, running
  FROM plan`;

/** A complaint in mediation was accepted in time. */
const endedDeadlines = `
  INSERT INTO ticket_deadlines (province, ticket_id, sequence, "limit", rule, days, unit, started_from, started_at, bureau,
    due_on, statutory_due_on, is_provisional, state, ended_at)
  SELECT province, id, 1, 'ACCEPTANCE', 'ORDER_121.ACCEPTANCE', 7, 'WORKING', 'COMPETENT_RECEIPT', at, code, at::date + 15,
    at::date + 15, false, 'MET', at
  FROM plan WHERE running = 'MEDIATION'`;

const runningDeadlines = `
  INSERT INTO ticket_deadlines (province, ticket_id, sequence, "limit", rule, days, unit, started_from, started_at, bureau,
    due_on, statutory_due_on, is_provisional, state, next_step, next_step_on)
  SELECT province, id, CASE WHEN running = 'MEDIATION' THEN 2 ELSE 1 END, running, 'ORDER_121.' || running,
    CASE running WHEN 'ACCEPTANCE' THEN 7 WHEN 'VERIFICATION' THEN 15 ELSE 60 END,
    CASE WHEN running = 'MEDIATION' THEN 'NATURAL' ELSE 'WORKING' END,
    CASE WHEN running = 'MEDIATION' THEN 'ACCEPTED' ELSE 'COMPETENT_RECEIPT' END, at, code, due_on, due_on, false, 'RUNNING',
    step, step_on
  FROM plan`;
