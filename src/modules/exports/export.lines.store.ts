import { and, desc, or, type SQL, sql } from "drizzle-orm";
import { exportParts, tickets } from "../../../schema/index.js";
import type { Locale } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, type Statement, statementOf } from "../../platform/statement.js";
import {
  branchesOf,
  conditionsOf,
  likenessOfList,
  listValues,
  type TicketConditions,
  type TicketKey,
} from "../tickets/index.js";
import { columnsRead, lineOf, nationalWords, titlesOf } from "./export.cells.store.js";
import type { ExportColumn } from "./export.columns.js";
import { type ExportFormat, mostRows, rowsOfPart } from "./export.workflow.js";

/** What is exported of tickets, and how. */
export interface TicketExport {
  format: ExportFormat;
  locale: Locale;
  columns: readonly ExportColumn[];
  conditions: TicketConditions;
  /** The instant of the request: what was registered later is left out. */
  requestedAt: Date;
  /** The day of the request in China, by which a ticket is overdue. */
  today: string;
}

/** Which part is written, and where it goes on. */
export interface PartToWrite {
  province: string;
  exportId: string;
  number: number;
  /** The place of its first byte in the file. */
  start: number;
  /** What comes before the lines: the titles, in the first part. */
  head: string;
  /** The last ticket that was read; null in the first part. */
  after: { receivedAt: Date; id: string } | null;
  /**
   * How the tickets are found: MATCHING reads on until a part is full, however far that is; SCANNED looks at so many
   * tickets and keeps those that match; a list of keys was found by a search.
   */
  way: "MATCHING" | "SCANNED" | readonly TicketKey[];
}

/** What was written. */
export interface WrittenPart {
  rows: number;
  /** How long the part is, in bytes; 0 where there is none. */
  bytes: number;
  /** How many tickets were looked at, and the last of them. */
  scanned: number;
  reachedAt: Date | null;
  reachedId: string | null;
}

/** How many tickets one part looks at where few of them match. */
const scannedOfPart = 40_000;

/** How many tickets one part reads: one that reads fewer is the last. */
export const readOfPart = (way: PartToWrite["way"]): number => (way === "SCANNED" ? scannedOfPart : rowsOfPart);

const order = "RECEIVED_DESCENDING";
const inOrder = sql.join([desc(tickets.receivedAt), desc(tickets.id)], sql`, `);
const alreadyThere = sql`${tickets.registeredAt} <= ${place("requestedAt")}::timestamptz`;
const isAfter = sql`(${tickets.receivedAt}, ${tickets.id}) < (${place("afterAt")}::timestamptz, ${place("afterId")}::uuid)`;

/** The branches of a scope so that no ticket is in two of them: what is read need not be compared. */
function branchesApart(scope: Scope, conditions: TicketConditions): SQL[] {
  const branches = branchesOf(scope, conditions);
  return branches.map((branch, position) => {
    const others = branches.slice(0, position).map((before) => sql`(${before}) IS NOT TRUE`);
    return and(branch, ...others) ?? branch;
  });
}

/** The tickets that one part is made of, with a column that says whether each belongs to it. */
function ticketsRead(scope: Scope, { columns, conditions }: TicketExport, { after, way }: PartToWrite): SQL {
  const list = sql.raw(
    columnsRead(columns)
      .map((name) => `tickets.${name}`)
      .join(", "),
  );
  const matching = and(alreadyThere, ...conditionsOf(conditions, order)) ?? sql`true`;
  const going = after === null ? [] : [isAfter];
  const limit = sql`ORDER BY ${inOrder} LIMIT ${sql.raw(String(readOfPart(way)))}`;
  if (typeof way !== "string") {
    const isFound = sql`(${tickets.province}, ${tickets.id}) IN (SELECT * FROM unnest(${place("provinces")}::text[],
      ${place("ids")}::text[]::uuid[]))`;
    return sql`SELECT ${list}, true AS matches FROM ${tickets}
      WHERE ${and(isFound, matching, or(...branchesOf(scope, conditions)))} ${limit}`;
  }
  const parts = branchesApart(scope, conditions).map((branch) =>
    way === "SCANNED"
      ? sql`(SELECT ${list}, (${matching}) AS matches FROM ${tickets} WHERE ${and(branch, ...going)} ${limit})`
      : sql`(SELECT ${list}, true AS matches FROM ${tickets} WHERE ${and(branch, matching, ...going)} ${limit})`,
  );
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  return sql`SELECT * FROM (${sql.join(parts, sql` UNION ALL `)}) AS tickets ORDER BY received_at DESC, id DESC
    LIMIT ${sql.raw(String(readOfPart(way)))}`;
}

/** Puts the places for values where a text names them, as $name$. */
function withPlaces(text: string): SQL {
  const pieces = text.split(/\$(\w+)\$/);
  return sql.join(pieces.map((piece, position) => (position % 2 === 0 ? sql.raw(piece) : sql`${place(piece)}::text`)));
}

const fields = {
  rows: sql<number>`part.rows`,
  bytes: sql<number>`octet_length(part.content)`,
  scanned: sql<number>`(SELECT count(*)::int FROM read)`,
  reached: sql<string | null>`(SELECT to_char(received_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ' ' || id FROM read
    ORDER BY received_at, id LIMIT 1)`,
};

type Answer = { rows: number; bytes: number; scanned: number; reached: string | null };

function partStatement(scope: Scope, wanted: TicketExport, part: PartToWrite): Statement<Answer> {
  const { columns, format, locale } = wanted;
  const words = nationalWords(columns, locale);
  const { line, values } = lineOf(columns, format, locale);
  // OFFSET 0 keeps the values from being worked out once for each place where they stand.
  const lines = withPlaces(`SELECT ${line} AS line FROM (
      SELECT ${values} FROM read WHERE read.matches
      ORDER BY read.received_at DESC, read.id DESC OFFSET 0) AS cells`);
  return statementOf(
    fields,
    (list) => sql`
    WITH ${words === null ? sql`` : sql.raw(`words AS MATERIALIZED (${words}), `)}
      read AS MATERIALIZED (${ticketsRead(scope, wanted, part)}),
      part AS MATERIALIZED (
        SELECT count(*)::int AS rows,
          convert_to(${place("head")}::text || coalesce(string_agg(line, ''), ''), 'UTF8') AS content
        FROM (${lines}) AS lines
      ),
      written AS (${insertion(sql`SELECT ${place("exportProvince")}, ${place("exportId")}::uuid, ${place("number")}::int,
        ${place("start")}::bigint, octet_length(content), rows, content FROM part WHERE octet_length(content) > 0`)})
    SELECT ${list} FROM part`,
  );
}

// Nothing is returned of it: whoever writes a part may not read it.
const insertion = (rows: SQL): SQL =>
  sql`INSERT INTO ${exportParts} (province, export_id, number, start, bytes, rows, content) ${rows}`;

const statements = keepStatements<Answer>(100, true);

/**
 * Writes the next part of an export of tickets, in one statement: PostgreSQL finds the tickets, writes the lines and keeps
 * them, and what is in them never comes here. To be run under the scope of whoever asked, with `preferOrder`.
 */
export async function writeTicketPart(
  tx: Transaction,
  scope: Scope,
  wanted: TicketExport,
  part: PartToWrite,
): Promise<WrittenPart> {
  const { columns, conditions, format, locale } = wanted;
  const way = typeof part.way === "string" ? part.way : "KEYS";
  const form = [format, locale, columns.join(), way, part.after === null ? "" : "after"].join("|");
  const statement = statements(`${form}|${likenessOfList(scope, conditions, order)}`, () =>
    partStatement(scope, wanted, part),
  );
  const [answer] = await run(tx, statement, valuesOf(scope, wanted, part));
  const [at, id] = answer?.reached?.split(" ") ?? [];
  return {
    rows: answer?.rows ?? 0,
    bytes: answer?.bytes ?? 0,
    scanned: answer?.scanned ?? 0,
    reachedAt: at === undefined ? null : new Date(at),
    reachedId: id ?? null,
  };
}

function valuesOf(scope: Scope, wanted: TicketExport, part: PartToWrite): Record<string, unknown> {
  const keys = typeof part.way === "string" ? [] : part.way;
  return {
    ...listValues(scope, wanted.conditions),
    today: wanted.today,
    bureau: scope.bureau,
    requestedAt: wanted.requestedAt.toISOString(),
    afterAt: part.after?.receivedAt.toISOString(),
    afterId: part.after?.id,
    exportProvince: part.province,
    exportId: part.exportId,
    number: part.number,
    start: part.start,
    head: part.head,
    provinces: keys.map(({ province }) => province),
    ids: keys.map(({ id }) => id),
  };
}

/** What a file begins with: the mark of its encoding, and the titles. */
export function headOf(
  { columns, format, locale }: Pick<TicketExport, "columns" | "format" | "locale">,
  hasByteOrderMark: boolean,
): string {
  return `${hasByteOrderMark ? "\ufeff" : ""}${format === "CSV" ? titlesOf(columns, locale) : ""}`;
}

const counts = keepStatements<{ count: number }>(100, true);

/** Counts what an export would have, up to one more than it may have. To be run under the scope of whoever asks. */
export async function countTicketsToExport(
  tx: Transaction,
  scope: Scope,
  conditions: TicketConditions,
  requestedAt: Date,
): Promise<number> {
  const statement = counts(likenessOfList(scope, conditions, order), () => {
    const matching = and(alreadyThere, ...conditionsOf(conditions, order));
    const parts = branchesApart(scope, conditions).map(
      (branch) => sql`SELECT 1 FROM ${tickets} WHERE ${and(branch, matching)}`,
    );
    return statementOf(
      { count: sql<number>`count(*)::int` },
      (count) => sql`SELECT ${count} FROM (SELECT 1 FROM (${sql.join(parts, sql` UNION ALL `)}) AS found
        LIMIT ${sql.raw(String(mostRows + 1))}) AS counted`,
    );
  });
  const [row] = await run(tx, statement, {
    ...listValues(scope, conditions),
    requestedAt: requestedAt.toISOString(),
  });
  return row?.count ?? 0;
}
