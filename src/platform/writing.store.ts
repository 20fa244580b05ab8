import { type Column, getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { LRUCache } from "lru-cache";
import { endWithNext, sendPrepared, type Transaction } from "./transaction.js";

/** An insertion or an update that is still to be sent: on its own, or with others in one statement. */
export interface Writing {
  /** What it has in common with all writings of the same text. */
  readonly form: string;
  /** The text around its parameters: one piece more than there are parameters. */
  readonly pieces: readonly string[];
  readonly parameters: readonly unknown[];
  /** How many rows it must find; null for an insertion, which finds none. */
  readonly rows: number | null;
}

type Values = Readonly<Record<string, unknown>>;

const quoted = (name: string): string => `"${name}"`;

// The pieces of the texts that were made, by their forms.
const texts = new Map<string, readonly string[]>();

function piecesOf(form: string, make: () => readonly string[]): readonly string[] {
  const known = texts.get(form) ?? make();
  texts.set(form, known);
  return known;
}

function columnOf(table: PgTable, name: string): Column {
  const column = getTableColumns(table)[name];
  if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${name}`);
  return column;
}

/**
 * The insertion of rows, any number of them. They go as one parameter, so that the text is the same for every number.
 *
 * @param rows each with the same names; columns without a name get their default
 * @returns null where there are no rows
 */
export function insertionOf<Table extends PgTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Writing | null {
  const [first] = rows;
  if (first === undefined) return null;
  const names = Object.keys(first);
  const columns = names.map((name) => columnOf(table, name).name);
  const form = `INSERT ${getTableName(table)} ${names.join()}`;
  const pieces = piecesOf(form, () => {
    const [into, listed] = [quoted(getTableName(table)), columns.map(quoted).join(", ")];
    // The parameter is a text first: whatever the driver does with values of type jsonb, it leaves a text alone.
    const from = `INSERT INTO ${into} (${listed}) SELECT ${listed} FROM jsonb_populate_recordset(NULL::${into}, `;
    return [from, "::text::jsonb)"];
  });
  const given = rows.map((row: Values) =>
    Object.fromEntries(names.map((name, position) => [columns[position], inJson(row[name])])),
  );
  return { form, pieces, parameters: [JSON.stringify(given)], rows: null };
}

// What JSON has no form for goes as the text that PostgreSQL reads.
function inJson(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
}

/**
 * The update of the one row that has given values.
 *
 * @param found the values that it is found by, its key among them
 * @param changes its new values
 */
export function updateOf<Table extends PgTable>(
  table: Table,
  found: Partial<Table["$inferSelect"]>,
  changes: Partial<Table["$inferSelect"]>,
): Writing {
  const [keys, names] = [Object.keys(found), Object.keys(changes).sort()];
  const form = `UPDATE ${getTableName(table)} ${names.join()} BY ${keys.join()}`;
  const pieces = piecesOf(form, () => {
    const assigned = (name: string) => `${quoted(columnOf(table, name).name)} = `;
    const [set, ...sets] = names.map(assigned);
    const [key, ...others] = keys.map(assigned);
    return [
      `UPDATE ${quoted(getTableName(table))} SET ${set}`,
      ...sets.map((one) => `, ${one}`),
      ` WHERE ${key}`,
      ...others.map((one) => ` AND ${one}`),
      " RETURNING 1",
    ];
  });
  const parametersOf = (values: Values) => (name: string) => {
    const value = values[name];
    return value === null ? null : columnOf(table, name).mapToDriverValue(value);
  };
  return { form, pieces, parameters: [...names.map(parametersOf(changes)), ...keys.map(parametersOf(found))], rows: 1 };
}

const statements = new LRUCache<string, string>({ max: 1000 });

// All see the database as it was before the statement, so none may depend upon another, not even by a row policy.
function statementOf(writings: readonly Writing[]): string {
  const form = writings.map((writing) => writing.form).join("; ");
  const known = statements.get(form);
  if (known !== undefined) return known;
  let count = 0;
  const parts = writings.map(({ pieces: [first = "", ...others] }, position) => {
    const text = others.reduce((before, piece) => {
      count += 1;
      return `${before}$${count}${piece}`;
    }, first);
    return `writing${position} AS (${text})`;
  });
  const checks = writings.flatMap(({ rows }, position) =>
    rows === null ? [] : [`(SELECT count(*) FROM writing${position}) = ${rows}`],
  );
  // A division by zero ends the transaction where a row was not there.
  const check = checks.length === 0 ? "1" : `1 / (CASE WHEN ${checks.join(" AND ")} THEN 1 ELSE 0 END)`;
  const text = `WITH ${parts.join(", ")} SELECT ${check}`;
  statements.set(form, text);
  return text;
}

/**
 * Sends writings in one statement. They happen at once, each upon the rows as they were before: a row that one inserts is
 * not there yet for another, nor for the row policies that another is subject to.
 *
 * @param writings those that are null are left out
 * @throws where an update does not find its row; the transaction cannot go on then
 */
export async function write(tx: Transaction, writings: readonly (Writing | null)[]): Promise<void> {
  const some = writings.filter((writing) => writing !== null);
  if (some.length === 0) return;
  await sendPrepared(
    tx,
    statementOf(some),
    some.flatMap(({ parameters }) => parameters),
    false,
  );
}

/** Sends writings as the last statement of a transaction, whose end goes along with it. */
export async function writeAndEnd(tx: Transaction, writings: readonly (Writing | null)[]): Promise<void> {
  endWithNext(tx);
  await write(tx, writings);
}
