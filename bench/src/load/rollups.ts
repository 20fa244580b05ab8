import type { Sql } from "postgres";
import type { Product } from "../product.js";

/** How many facts are brought into the rollups at once: as many blocks of them as hold about so many. */
const deltasAtOnce = 100_000;

/** How fast the rollups of a database were loaded. */
export interface RollupsLoaded {
  deltas: number;
  seconds: number;
}

/**
 * Brings the facts of all tickets into the rollups, by the fold of the product: some are written as deltas, then folded,
 * then the next, so that the deltas never take much of the disk. It goes on where it was cut short.
 *
 * @returns how many deltas were folded, and how long the folding took, in this run and in those before
 */
export async function ensureRollups(
  product: Product,
  sql: Sql,
  url: string,
  log: (line: string) => void,
): Promise<RollupsLoaded> {
  const [extent] = await sql<{ blocks: number; rows: number }[]>`
    SELECT blocks, (SELECT reltuples::int FROM pg_class WHERE oid = 'ticket_facts'::regclass) AS rows FROM bench.facts`;
  const { blocks, rows } = extent ?? { blocks: 0, rows: 0 };
  const step = Math.max(1, Math.round((blocks * deltasAtOnce) / Math.max(rows, 1)));
  const columns = await factColumns(sql);
  const database = product.openDatabase({ url, poolSize: 1, statementTimeout: 3_600_000 });
  try {
    for (;;) {
      const { foldedBlocks, isFolded, ...done } = await progress(sql);
      if (isFolded) return done;
      if (foldedBlocks === 0) log(`rollups of ${blocks} blocks of facts`);
      // What an earlier run has written and not folded is folded first.
      if ((await foldAll(product, database, sql)) > 0) continue;
      if (foldedBlocks >= blocks) {
        await finish(sql, log);
        continue;
      }
      const until = Math.min(foldedBlocks + step, blocks);
      await sql.begin(async (tx) => {
        await tx.unsafe(`INSERT INTO statistic_deltas (sign, ${columns}) SELECT 1, ${columns} FROM ticket_facts
          WHERE ctid >= '(${foldedBlocks},0)' AND ctid < '(${until},0)'`);
        await tx`UPDATE bench.facts SET folded_blocks = ${until}`;
      });
      await foldAll(product, database, sql);
      const million = (block: number): number => Math.floor((block * rows) / blocks / 1_000_000);
      if (million(until) > million(foldedBlocks)) await logProgress(sql, million(until), log);
    }
  } finally {
    await database.close(5);
  }
}

/** The columns that deltas have of the facts. */
export async function factColumns(sql: Sql): Promise<string> {
  const rows = await sql<{ name: string }[]>`
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = 'statistic_deltas'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'sign')
    ORDER BY attnum`;
  return rows.map(({ name }) => name).join(", ");
}

interface Progress extends RollupsLoaded {
  foldedBlocks: number;
  isFolded: boolean;
}

async function progress(sql: Sql): Promise<Progress> {
  const [row] = await sql<Progress[]>`
    SELECT folded_blocks AS "foldedBlocks", is_folded AS "isFolded", deltas::float8 AS deltas, seconds FROM bench.facts`;
  return row ?? { foldedBlocks: 0, isFolded: false, deltas: 0, seconds: 0 };
}

type Database = ReturnType<Product["openDatabase"]>;

async function foldAll(product: Product, database: Database, sql: Sql): Promise<number> {
  const start = performance.now();
  let folded = 0;
  for (;;) {
    const count = await database.asSystem("load the rollups of a bench", (tx) =>
      product.foldDeltas(tx, deltasAtOnce * 2),
    );
    folded += count;
    if (count === 0) break;
  }
  const seconds = (performance.now() - start) / 1000;
  if (folded > 0) await sql`UPDATE bench.facts SET deltas = deltas + ${folded}, seconds = seconds + ${seconds}`;
  return folded;
}

async function logProgress(sql: Sql, million: number, log: (line: string) => void): Promise<void> {
  const { deltas, seconds } = await progress(sql);
  const [row] = await sql<{ size: string }[]>`SELECT pg_size_pretty(pg_total_relation_size('statistic_cells')) AS size`;
  log(`  ${million} million, ${Math.round(deltas / seconds)} a second so far, rollups of ${row?.size}`);
  // Old versions of cells are to be used again before the file grows for new ones.
  await sql.unsafe("VACUUM statistic_deltas");
}

async function finish(sql: Sql, log: (line: string) => void): Promise<void> {
  const { deltas, seconds } = await progress(sql);
  await sql.unsafe("TRUNCATE statistic_deltas");
  await sql.unsafe("VACUUM (ANALYZE) statistic_cells");
  await sql`UPDATE bench.facts SET is_folded = true`;
  const [row] = await sql<{ cells: string; rows: string; indexes: string }[]>`
    SELECT reltuples::bigint::text AS cells, pg_size_pretty(pg_table_size('statistic_cells')) AS rows,
      pg_size_pretty(pg_indexes_size('statistic_cells')) AS indexes FROM pg_class WHERE oid = 'statistic_cells'::regclass`;
  log(
    `  ${deltas} deltas folded, ${Math.round(deltas / seconds)} a second; ${row?.cells} cells, ${row?.rows} and ${row?.indexes} of indexes`,
  );
}
