import postgres, { type Sql } from "postgres";
import type { Arguments } from "../arguments.js";
import { type Explained, explaining, startExplaining, stopExplaining } from "../plans/explain.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";
import { dueShares, dueTickets, ensureOpenTickets, openDatabase, openTickets, passInstant } from "./open-tickets.js";

/** One run of the pass over all that is due. */
export interface PassRun {
  seconds: number;
  /** How long this process was busy; the rest is PostgreSQL's and the disk's. */
  processorSeconds: number;
  handled: number;
  parked: number;
  /** How long the next run took, which had nothing to do. */
  idleMilliseconds: number;
}

/** What was measured of the pass. */
export interface PassMeasured {
  runs: PassRun[];
  /** How its claims ran, of the first batch, of the last, and of the run that found nothing. */
  claims: Explained[];
  tickets: number;
  due: number;
}

const copyDatabase = "lianxin_bench_pass";

/** Runs the pass over a million open tickets of which some are due, each time on a fresh copy. */
export async function measurePass(product: Product, server: BenchServer, options: Arguments): Promise<PassMeasured> {
  await ensureOpenTickets(product, server, options.again);
  const runs: PassRun[] = [];
  for (let round = 0; round < (options.rounds ?? 3); round += 1) {
    await copy(server);
    runs.push(await runPass(product, server));
  }
  await copy(server);
  const claims = await explainClaims(product, server);
  await drop(server);
  return { runs, claims, tickets: openTickets, due: dueTickets };
}

async function copy(server: BenchServer): Promise<void> {
  await drop(server);
  await onServer(server, (sql) => sql.unsafe(`CREATE DATABASE ${copyDatabase} TEMPLATE ${openDatabase}`));
}

function drop(server: BenchServer): Promise<unknown> {
  return onServer(server, (sql) => sql.unsafe(`DROP DATABASE IF EXISTS ${copyDatabase} WITH (FORCE)`));
}

async function onServer<Result>(
  server: BenchServer,
  work: (sql: Sql) => Promise<Result>,
  name = "lianxin",
): Promise<Result> {
  const sql = postgres(server.adminUrl(name), { max: 1, onnotice: () => {}, idle_timeout: 0 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type PassTools = Parameters<Product["deadlineStepsPass"]["run"]>[0];

/** Opens the copy as the product does: with a login that has no right of its own. */
async function withTools<Result>(
  product: Product,
  server: BenchServer,
  work: (tools: PassTools) => Promise<Result>,
): Promise<Result> {
  const url = server.loginUrlOf(copyDatabase);
  const database = product.openDatabase({ url, poolSize: 4, statementTimeout: 60_000 });
  const clock = { now: () => new Date(passInstant) };
  const tools = { database, clock, log: product.createLogger("warn"), isStopped: () => false, province: null };
  try {
    return await work(tools);
  } finally {
    await database.close(5);
  }
}

async function runPass(product: Product, server: BenchServer): Promise<PassRun> {
  const run = await withTools(product, server, async (tools): Promise<PassRun> => {
    const processor = process.cpuUsage();
    const start = performance.now();
    const { handled, parked } = await product.deadlineStepsPass.run(tools);
    const end = performance.now();
    const { user, system } = process.cpuUsage(processor);
    await product.deadlineStepsPass.run(tools);
    const idleMilliseconds = performance.now() - end;
    const seconds = (end - start) / 1000;
    return { seconds, processorSeconds: (user + system) / 1e6, handled, parked, idleMilliseconds };
  });
  await onServer(server, verify, copyDatabase);
  return run;
}

/** Each step that was due must have been done once, and none be left. */
async function verify(sql: Sql): Promise<void> {
  const [left] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ticket_deadlines WHERE next_step_on <= ${passInstant.toISOString().slice(0, 10)}`;
  const rows = await sql<{ kind: string; count: number }[]>`
    SELECT kind, count(*)::int AS count FROM ticket_notices GROUP BY kind`;
  const orders = await sql<{ level: string; count: number }[]>`
    SELECT CASE WHEN issuer = province THEN 'PROVINCE' ELSE 'CITY' END AS level, count(*)::int AS count
    FROM supervision_orders GROUP BY 1`;
  const share = (tenths: number): number => (dueTickets / 10) * tenths;
  const noticed = (kind: string): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  const ordered = (level: string): number => orders.find((row) => row.level === level)?.count ?? 0;
  const found = {
    left: left?.count ?? -1,
    warnings: noticed("WARNING"),
    reminders: noticed("REMINDER"),
    orders: ordered("CITY") + ordered("PROVINCE"),
  };
  // Where a place has no city above it, no city orders.
  const isRight =
    found.left === 0 &&
    found.warnings === share(dueShares.WARN_3 + dueShares.WARN_1) &&
    found.reminders === share(dueShares.REMIND) &&
    ordered("PROVINCE") === share(dueShares.PROVINCE_ORDER) &&
    ordered("CITY") > share(dueShares.CITY_ORDER) / 2;
  if (!isRight) throw new Error(`the pass did not do what was due: ${JSON.stringify({ ...found, orders })}`);
}

async function explainClaims(product: Product, server: BenchServer): Promise<Explained[]> {
  return onServer(
    server,
    async (sql) => {
      await startExplaining(sql);
      try {
        const statements = await explaining(sql, () =>
          withTools(product, server, async (tools) => {
            await product.deadlineStepsPass.run(tools);
            await product.deadlineStepsPass.run(tools);
          }),
        );
        const claims = statements.filter(({ text }) => text.includes("SKIP LOCKED"));
        return [claims[0], claims.at(-3), claims.at(-1)].filter((claim) => claim !== undefined);
      } finally {
        await stopExplaining(sql);
      }
    },
    copyDatabase,
  );
}
