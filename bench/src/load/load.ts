import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";
import { benchFolder, databaseOf, type Size, sizes } from "../settings.js";
import { clockedLog, loadBase, markLoaded } from "./base.js";
import { type Copier, openCopy } from "./copy.js";
import { deadlinesOf } from "./deadlines.js";
import { ensureEscalations } from "./escalations.js";
import { ensureFacts } from "./facts.js";
import { putBack, takeIndexes } from "./indexes.js";
import { ensureLikeness } from "./likeness.js";
import { createRandom } from "./random.js";
import { ensureRollups } from "./rollups.js";
import {
  auditRows,
  contactRow,
  deadlineRows,
  detailsRow,
  dispatchRows,
  loadedTables,
  ticketRow,
  timelineRows,
} from "./rows.js";
import { settle } from "./settle.js";
import { type Kind, type Materials, makeTicket } from "./ticket.js";
import { receiptTimes } from "./times.js";
import { readVocabulary } from "./vocabulary.js";

/** The share of the tickets, the latest, that have their texts, contacts, timelines and dispatches. */
const shareWithParts = 0.1;

/** The share of the tickets, the latest, whose changes stand in the audit. */
const shareAudited = 0.01;

const seed = 315;

/** The file of the keys that seal the contacts of the loaded tickets; the product opens them with it. */
export const contactKeysFile = join(benchFolder, "keys/contact.json");

/**
 * Loads the database of a size unless it is there, whole; one that was cut short is begun anew. One of an earlier release
 * is migrated. What is due in it is done, so that nothing is left for the workers of the product.
 */
export async function ensureLoaded(product: Product, server: BenchServer, size: Size, again = false): Promise<void> {
  if (size === "100m") throw new Error("there are no tickets at 100m: only the statistics are asked there");
  const url = server.adminUrl(databaseOf(size));
  if (again || !(await isWhole(url))) {
    await recreate(server, databaseOf(size));
    await loadDatabase(product, server, size);
  }
  await migrate(product, url, size);
  if (sizes[size] > 0) await complete(product, url, size);
}

async function migrate(product: Product, url: string, size: Size): Promise<void> {
  try {
    await product.migrateDatabase(url);
  } catch (cause) {
    // A migration that was changed before it was released cannot be applied a second time.
    const again = `npm run bench -- load --sizes ${size} --again`;
    throw new Error(`${databaseOf(size)} has other migrations than this release: ${again}`, { cause });
  }
}

/** Makes a database anew, empty. */
export async function recreate(server: BenchServer, name: string): Promise<void> {
  const control = postgres(server.adminUrl("lianxin"), { max: 1, onnotice: () => {} });
  try {
    await control.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await control.unsafe(`CREATE DATABASE ${name}`);
  } finally {
    await control.end({ timeout: 5 });
  }
}

async function complete(product: Product, url: string, size: Size): Promise<void> {
  const log = clockedLog(size);
  const sql = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  try {
    await ensureEscalations(sql, log);
    await ensureFacts(product, sql, url, log);
    await ensureRollups(product, sql, url, log);
    const seal = product.createSeal(await product.readContactKeys(contactKeysFile, true));
    await ensureLikeness(product, sql, url, seal, log);
  } finally {
    await sql.end({ timeout: 5 });
  }
  await settle(product, url, log);
}

async function isWhole(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await sql`SELECT 1 FROM bench.load`).length > 0;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function loadDatabase(product: Product, server: BenchServer, size: Size): Promise<void> {
  const url = server.adminUrl(databaseOf(size));
  const log = clockedLog(size);
  const { tree, people } = await loadBase(product, url, log);
  const sql = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  try {
    const vocabulary = await readVocabulary(sql, product.orderOneTwoOneFrom);
    const numbers = createNumbers(product);
    const random = createRandom(seed);
    await loadTickets({ product, tree, people, vocabulary, random, nextNumber: numbers.next }, sql, url, size, log);
    await numbers.write(sql);
    log("vacuum, analyze");
    await sql.unsafe("VACUUM (ANALYZE)");
    await markLoaded(sql, seed, sizes[size]);
    log(await sizeLine(sql));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const sizeLine = async (sql: Sql): Promise<string> => {
  const [row] = await sql<{ whole: string; rows: string; indexes: string }[]>`
    SELECT pg_size_pretty(pg_database_size(current_database())) AS whole,
      pg_size_pretty(pg_table_size('tickets')) AS rows, pg_size_pretty(pg_indexes_size('tickets')) AS indexes`;
  return `done: ${row?.whole}; tickets ${row?.rows} and ${row?.indexes} of indexes`;
};

async function loadTickets(
  materials: Materials,
  sql: Sql,
  url: string,
  size: Size,
  log: (line: string) => void,
): Promise<void> {
  const tables = Object.values(loadedTables).map(({ table }) => table);
  const taken = await takeIndexes(sql, tables);
  log(`${sizes[size]} tickets by COPY`);
  await copyTickets(materials, url, sizes[size], log);
  log(`${taken.indexes.length} indexes and keys, ${taken.foreignKeys.length} foreign keys`);
  await putBack(sql, taken, log);
}

async function copyTickets(
  materials: Materials,
  url: string,
  count: number,
  log: (line: string) => void,
): Promise<void> {
  const { product } = materials;
  const seal = product.createSeal(await product.readContactKeys(contactKeysFile, true));
  const copies = await openCopies(url);
  // Parts draw from a source of their own, so that the tickets are the same whatever is loaded with them.
  const ofParts = createRandom(seed + 1);
  let made = 0;
  for (const receivedAt of receiptTimes(count)) {
    const ticket = makeTicket(materials, receivedAt);
    await copies.tickets.add(ticketRow(ticket));
    made += 1;
    // A limit runs on every open ticket, however old it is; of those that are done only the latest keep what they had.
    if (ticket.deadlines !== null) await addParts(copies, [["deadlines", deadlineRows(ticket, ticket.deadlines)]]);
    if (made > count * (1 - shareWithParts)) {
      await addParts(copies, [
        ["details", [detailsRow(product, ofParts, ticket)]],
        ["contacts", [contactRow(product, seal, ticket)].filter((row) => row !== null)],
        ["timeline", timelineRows(ticket)],
        ["dispatches", dispatchRows(ticket)],
        ["deadlines", ticket.deadlines === null ? deadlineRows(ticket, deadlinesOf(product, ticket)) : []],
        ["audit", made > count * (1 - shareAudited) ? auditRows(product, ofParts, ticket) : []],
      ]);
    }
    if (made % 1_000_000 === 0) log(`  ${made / 1_000_000} million`);
  }
  for (const [name, copier] of Object.entries(copies)) log(`  ${name}: ${await copier.finish()} rows`);
}

type Copies = Record<keyof typeof loadedTables, Copier>;

async function openCopies(url: string): Promise<Copies> {
  const opened: [string, Copier][] = [];
  for (const [name, { table, columns }] of Object.entries(loadedTables)) {
    opened.push([name, await openCopy(url, table, columns)]);
  }
  return Object.fromEntries(opened) as Copies;
}

type Parts = readonly (readonly [keyof Copies, readonly Parameters<Copier["add"]>[0][]])[];

async function addParts(copies: Copies, parts: Parts): Promise<void> {
  for (const [name, rows] of parts) {
    for (const row of rows) await copies[name].add(row);
  }
}

/** The numbers of documents: one series for each bureau, year and kind, as the product keeps them. */
function createNumbers(product: Product) {
  const last = new Map<string, number>();
  return {
    next: (bureau: string, mark: string, year: number, kind: Kind): string => {
      const series = `${bureau}:${year}:${kind}`;
      const number = (last.get(series) ?? 0) + 1;
      last.set(series, number);
      return product.formatNumber(mark, { bureau, year, kind }, number);
    },
    write: async (sql: Sql): Promise<void> => {
      const rows = [...last].map(([series, number]) => {
        const [bureau, year, kind] = series.split(":");
        return { bureau, year: Number(year), kind, next: number + 1 };
      });
      await sql`
        INSERT INTO number_series (bureau, year, kind, next)
        SELECT bureau, year, kind, next
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS row (bureau text, year int, kind text, next int)`;
    },
  };
}
