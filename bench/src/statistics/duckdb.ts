import { createWriteStream } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import postgres from "postgres";
import { clockedLog } from "../load/base.js";
import { benchFolder } from "../settings.js";

/** The facts in DuckDB, open in this process. */
export interface Duck {
  /** The rows of a query, and how long it took in milliseconds. */
  ask(text: string): Promise<{ rows: unknown[][]; milliseconds: number }>;
  close(): void;
}

/** How many threads it has: as many as the machine has cores. */
const threads = 2;

// Codes are few: as enumerations DuckDB groups and compares them by number.
const codes = `province city county holder kind line channel issue_class goods_class state outcome grade`.split(" ");
const days = `registered_on dispatched_on accepted_on closed_on check_due_on verification_due_on closing_due_on
  supervision_due_on`.split(/\s+/);
const flags = `is_check_met is_verification_met is_closing_met is_supervised is_to_dispatch is_turned_into_case
  is_returned`.split(/\s+/);
const amounts = `disputed_amount recovered_loss fine_amount confiscated_amount`.split(" ");
const numbers = `registered_hour hours_to_dispatch hours_to_acceptance hours_to_closing working_days_to_dispatch
  working_days_to_acceptance working_days_to_closing`.split(/\s+/);

/** By these numbers the copy is known to be of the present facts: other benches may have led tickets through their lives. */
const fingerprint = `SELECT concat_ws(' ', count(*), count(dispatched_on), count(accepted_on), count(closed_on),
  count(is_check_met), count(is_verification_met), count(is_closing_met), count(grade), max(registered_on),
  sum(CASE WHEN is_supervised THEN 1 ELSE 0 END), sum(CASE WHEN state = 'CLOSED' THEN 1 ELSE 0 END),
  sum(disputed_amount), sum(recovered_loss)) AS known FROM`;

/**
 * Opens the facts of a database in DuckDB. They are copied there where the copy is not of the present facts, in the order of
 * the day of registration, so that DuckDB passes over the days that are not asked for; the file stays, and the measurements
 * hold it in memory.
 */
export async function openDuck(url: string, size: string, again: boolean): Promise<Duck> {
  const file = join(benchFolder, "duckdb", `facts-${size}.duckdb`);
  const known = await fingerprintOf(url);
  const isThere = await access(file).then(
    () => !again,
    () => false,
  );
  if (isThere) {
    const duck = await open(file);
    const { rows } = await duck.ask(`${fingerprint} facts`);
    if (rows[0]?.[0] === known) return duck;
    duck.close();
  }
  await rm(file, { force: true });
  await fill(url, file, size);
  return open(file);
}

async function fingerprintOf(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe<{ known: string }[]>(`${fingerprint} ticket_facts`);
    return row?.known ?? "";
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function open(file: string): Promise<Duck> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: "READ_ONLY",
    threads: String(threads),
    memory_limit: "6GB",
  });
  const connection = await instance.connect();
  return {
    ask: async (text) => {
      const start = performance.now();
      const reader = await connection.runAndReadAll(text);
      const milliseconds = performance.now() - start;
      return { rows: reader.getRowsJson() as unknown[][], milliseconds };
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function fill(url: string, file: string, size: string): Promise<void> {
  const log = clockedLog(`duckdb ${size}`);
  const folder = join(benchFolder, "duckdb");
  await mkdir(folder, { recursive: true });
  const [rows, unfinished] = [join(folder, "facts.csv"), join(folder, "unfinished.duckdb")];
  await rm(unfinished, { force: true });
  log("facts by COPY");
  await exportFacts(url, rows);
  const instance = await DuckDBInstance.create(unfinished, { threads: String(threads), memory_limit: "6GB" });
  const connection = await instance.connect();
  log("into DuckDB");
  await build(connection, rows);
  connection.closeSync();
  instance.closeSync();
  await rm(rows);
  await rename(unfinished, file);
  log("done");
}

async function exportFacts(url: string, file: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const columns = [...codes, ...days, ...flags, ...amounts, ...numbers, "respondent"].join(", ");
    const rows = `SELECT ${columns}, array_to_string(topics, '|') FROM ticket_facts`;
    await pipeline(
      await sql.unsafe(`COPY (${rows}) TO STDOUT WITH (FORMAT csv, NULL '\\N')`).readable(),
      createWriteStream(file),
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function build(connection: DuckDBConnection, file: string): Promise<void> {
  const typed = (names: readonly string[], type: string): string[] => names.map((name) => `'${name}': '${type}'`);
  const columns = [
    ...typed(codes, "VARCHAR"),
    ...typed(days, "DATE"),
    ...typed(flags, "BOOLEAN"),
    ...typed(amounts, "BIGINT"),
    ...typed(numbers, "INTEGER"),
    ...typed(["respondent", "topics"], "VARCHAR"),
  ].join(", ");
  await connection.run(`CREATE TEMP TABLE given AS SELECT * FROM read_csv('${file}', header = false, nullstr = '\\N',
    auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${columns}})`);
  // Places are of one enumeration, so that one stands for another.
  const places = ["province", "city", "county", "holder"];
  const all = places.map((name) => `SELECT ${name} AS code FROM given WHERE ${name} IS NOT NULL`).join(" UNION ");
  await connection.run(`CREATE TYPE place AS ENUM (SELECT code FROM (${all}) ORDER BY code)`);
  const others = codes.filter((name) => !places.includes(name));
  for (const name of others) {
    await connection.run(
      `CREATE TYPE ${name}_code AS ENUM (SELECT DISTINCT ${name} FROM given WHERE ${name} IS NOT NULL ORDER BY 1)`,
    );
  }
  const coded = [
    ...places.map((name) => `${name}::place AS ${name}`),
    ...others.map((name) => `${name}::${name}_code AS ${name}`),
  ];
  await connection.run(`CREATE TABLE facts AS SELECT ${[...coded, ...days, ...flags, ...amounts, ...numbers].join(", ")}, respondent,
    coalesce(city, province)::place AS city_or_above, coalesce(county, city, province)::place AS county_or_above,
    CASE WHEN topics = '' THEN []::VARCHAR[] ELSE string_split(topics, '|') END AS topics,
    string_split(topics, '|') AS topics_or_none
    FROM given ORDER BY registered_on`);
  await connection.run("DROP TABLE given");
  await connection.run("CHECKPOINT");
}
