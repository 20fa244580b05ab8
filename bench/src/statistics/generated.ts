import { rm } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { clockedLog, loadBase, markLoaded } from "../load/base.js";
import { putBack, takeIndexes } from "../load/indexes.js";
import { ensureLoaded, recreate } from "../load/load.js";
import { worldEnd } from "../load/times.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";
import { databaseOf, sizes } from "../settings.js";

const [source, target] = ["10m", "100m"] as const;

/** How many worlds are laid over each other. */
const copies = sizes[target] / sizes[source];

const seed = 315;
const weekDays = 7;
const day = 86_400_000;

// Three years of whole weeks, and of whole months, in which days and months move round.
const firstDay = new Date(worldEnd - 1095 * day).toISOString().slice(0, 10);
const daysRound = 156 * weekDays;
const firstMonth = "2023-12-01";
const monthsRound = 36;
const [weeksBetween, monthsBetween] = [15, 3];

/** From how many cells on a rollup is worked out province by province. */
const atOnce = 500_000;

/**
 * Makes the database of a hundred million tickets unless it is there: it has the tree, the people and the rollups, and
 * neither tickets nor facts. The rollups are those of ten million, ten times laid over each other: each copy is moved by so
 * many weeks, or months, within the three years, so that days of the week stay what they are. Days are independent of each
 * other, so the cells that come together have the numbers of ten times as many tickets, and there are as many more cells as
 * ten times as many tickets would have made. They lie in the order of their days, as those lie that the fold made.
 */
export async function ensureGenerated(product: Product, server: BenchServer, again: boolean): Promise<void> {
  const url = server.adminUrl(databaseOf(target));
  if (!again && (await isCurrent(product, url))) return;
  await ensureLoaded(product, server, source);
  await recreate(server, databaseOf(target));
  const log = clockedLog(target);
  await loadBase(product, url, log);
  const [from, to] = [server.adminUrl(databaseOf(source)), url].map((one) =>
    postgres(one, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null }),
  );
  if (from === undefined || to === undefined) return;
  try {
    const taken = await takeIndexes(to, ["statistic_cells"]);
    await generate(from, to, log);
    log("indexes");
    await putBack(to, taken, log);
    await to.unsafe("VACUUM (ANALYZE)");
    await markLoaded(to, seed, sizes[target]);
    const [row] = await to<{ cells: string; size: string }[]>`
      SELECT reltuples::bigint::text AS cells, pg_size_pretty(pg_total_relation_size(oid)) AS size
      FROM pg_class WHERE oid = 'statistic_cells'::regclass`;
    log(`done: ${row?.cells} cells, ${row?.size}`);
  } finally {
    await from.end({ timeout: 5 });
    await to.end({ timeout: 5 });
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

interface RollupRow {
  rollup: number;
  isOfMonths: boolean;
  cells: number;
}

async function generate(from: Sql, to: Sql, log: (line: string) => void): Promise<void> {
  await from.unsafe("SET work_mem = '1GB'");
  const rollups = await from<RollupRow[]>`
    SELECT rollup, bool_and(extract(day FROM bucket) = 1) AS "isOfMonths", count(*)::int AS cells
    FROM statistic_cells GROUP BY rollup ORDER BY rollup`;
  const provinces = await from<{ province: string }[]>`SELECT DISTINCT province FROM statistic_cells ORDER BY province`;
  const columns = await cellColumns(from);
  const file = await fileOfServer(from);
  for (const { cells, isOfMonths, rollup } of rollups) {
    const parts = cells < atOnce ? ["true"] : provinces.map(({ province }) => `province = '${province}'`);
    for (const part of parts) {
      const text = cellsOf(columns, isOfMonths, `rollup = ${rollup} AND ${part}`);
      const names = [...columns.keys, ...columns.sums].join(", ");
      await from.unsafe(`COPY (${text}) TO '${file}'`);
      await to.unsafe(`COPY statistic_cells (${names}) FROM '${file}'`);
    }
    log(`  rollup ${rollup}: from ${cells} cells`);
  }
  await rm(file);
}

/** A file that the server may write and read: both databases are its own. */
async function fileOfServer(sql: Sql): Promise<string> {
  const [row] = await sql<{ folder: string }[]>`SELECT current_setting('data_directory') AS folder`;
  return join(row?.folder ?? "", "bench-cells.copy");
}

interface CellColumns {
  keys: readonly string[];
  sums: readonly string[];
}

/** What makes a cell, and what is summed in it. */
async function cellColumns(sql: Sql): Promise<CellColumns> {
  const rows = await sql<{ name: string; isSum: boolean }[]>`
    SELECT attname AS name, atttypid IN ('int4'::regtype, 'int8'::regtype) AS "isSum" FROM pg_attribute
    WHERE attrelid = 'statistic_cells'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
  const of = (isSum: boolean): string[] => rows.filter((row) => row.isSum === isSum).map(({ name }) => name);
  return { keys: of(false), sums: of(true) };
}

const movedDay = `CASE WHEN bucket BETWEEN DATE '${firstDay}' AND DATE '${firstDay}' + ${daysRound - 1}
  THEN DATE '${firstDay}' + (bucket - DATE '${firstDay}' + ${weeksBetween * weekDays} * copy) % ${daysRound} ELSE bucket END`;

const monthNumber = (date: string): string => `(extract(year FROM ${date}) * 12 + extract(month FROM ${date}))::int`;
const monthsSince = `(${monthNumber("bucket")} - ${monthNumber(`DATE '${firstMonth}'`)})`;

const movedMonth = `CASE WHEN ${monthsSince} BETWEEN 0 AND ${monthsRound - 1}
  THEN (DATE '${firstMonth}' + make_interval(months => (${monthsSince} + ${monthsBetween} * copy) % ${monthsRound}))::date
  ELSE bucket END`;

function cellsOf({ keys, sums }: CellColumns, isOfMonths: boolean, condition: string): string {
  const moved = isOfMonths ? movedMonth : movedDay;
  const selected = keys.map((key) => (key === "bucket" ? `${moved} AS bucket` : key));
  return `SELECT ${selected.join(", ")}, ${sums.map((sum) => `nullif(sum(${sum}), 0)`).join(", ")}
    FROM statistic_cells CROSS JOIN generate_series(0, ${copies - 1}) AS world (copy) WHERE ${condition}
    GROUP BY ${keys.map((_, place) => String(place + 1)).join(", ")} ORDER BY ${keys.indexOf("bucket") + 1}`;
}
