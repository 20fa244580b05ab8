import { Column, type GetColumnData, is, Placeholder, type SQL, sql } from "drizzle-orm";
import { PgBigInt64, PgDialect, PgTimestamp } from "drizzle-orm/pg-core";
import { LRUCache } from "lru-cache";
import { sendPrepared, type Transaction } from "./transaction.js";

/** What a statement reads: columns, and expressions whose values are taken as the driver gives them. */
export type Fields = Readonly<Record<string, Column | SQL>>;

/** The row of these fields. */
export type RowOf<Read extends Fields> = {
  [Name in keyof Read]: Read[Name] extends Column
    ? GetColumnData<Read[Name]>
    : Read[Name] extends SQL<infer Value>
      ? Value
      : never;
};

/** What stands for $1, $2 and so on: a value, or the name of one that comes with each run. */
type Parameter = { name: string } | { name: null; value: unknown };

/** A statement whose text was made once, with places for its values. */
export interface Statement<Row> {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** Whether it is one of many, of which a caller chooses. */
  readonly isChosen?: boolean;
  /** A row of its answer. */
  read(values: readonly unknown[]): Row;
}

const dialect = new PgDialect();

/** The place of a value that comes with each run of a statement. */
export function place(name: string): Placeholder {
  return sql.placeholder(name);
}

/**
 * Makes a statement. To build a selection takes longer than to run it, so what runs often is built once.
 *
 * @param fields what it reads
 * @param write writes it around the list of what it reads
 */
export function statementOf<Read extends Fields>(fields: Read, write: (list: SQL) => SQL): Statement<RowOf<Read>> {
  const names = Object.keys(fields);
  const decoders = Object.values(fields).map(decoderOf);
  const read = (values: readonly unknown[]): RowOf<Read> => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index += 1) {
      const given = values[index];
      const decode = decoders[index];
      row[names[index] as string] = given === null || decode == null ? given : decode(given);
    }
    return row as RowOf<Read>;
  };
  return { ...compile(write(sql.join(Object.values(fields), sql`, `))), read };
}

/**
 * Makes a statement whose rows come gathered into one text of JSON: PostgreSQL writes it in less time than the driver
 * needs for as many values one by one. A value is decoded when it is asked for.
 *
 * @param columns what it reads: any type but binary ones
 * @param order the order of the rows, by the names of columns
 * @param write writes it around the list of what it reads
 */
export function gatheredStatementOf<Read extends Readonly<Record<string, Column>>>(
  columns: Read,
  order: SQL,
  write: (list: SQL) => SQL,
): Statement<RowOf<Read>[]> {
  const list = sql.join(Object.values(columns), sql`, `);
  const names = Object.values(columns).map((column) => {
    const name = sql`gathered.${sql.identifier(column.name)}`;
    // JSON has no numbers of 64 bits.
    return is(column, PgBigInt64) ? sql`${name}::text` : name;
  });
  const text = sql`SELECT coalesce(json_agg(json_build_array(${sql.join(names, sql`, `)}) ORDER BY ${order}), '[]')::text
    FROM (${write(list)}) AS gathered`;
  const toRow = lateReader(columns);
  const read = ([json]: readonly unknown[]): RowOf<Read>[] => {
    const rows: unknown[][] = JSON.parse(json as string);
    return rows.map(toRow);
  };
  return { ...compile(text), read };
}

const cells = Symbol("cells");

function lateReader<Read extends Readonly<Record<string, Column>>>(columns: Read) {
  const properties = Object.entries(columns).map(([name, column], index): [string, PropertyDescriptor] => {
    const decode = jsonDecoderOf(column);
    const get = function (this: { [cells]: readonly unknown[] }): unknown {
      const given = this[cells][index];
      return given === null || decode === null ? given : decode(given);
    };
    return [name, { get, enumerable: true }];
  });
  const prototype = Object.create(null, Object.fromEntries(properties));
  return (values: readonly unknown[]): RowOf<Read> => {
    const row = Object.create(prototype);
    row[cells] = values;
    return row;
  };
}

function jsonDecoderOf(column: Column): Decode | null {
  if (is(column, PgTimestamp)) return (given) => new Date(given as string);
  return is(column, PgBigInt64) ? (given) => BigInt(given as string) : null;
}

function compile(query: SQL): Pick<Statement<unknown>, "text" | "parameters"> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const parameters = params.map(
    (given): Parameter => (is(given, Placeholder) ? { name: given.name } : { name: null, value: given }),
  );
  return { text, parameters };
}

type Decode = (given: unknown) => unknown;

function decoderOf(field: Column | SQL): Decode | null {
  if (!is(field, Column)) return null;
  // The text of an instant in UTC, to which every connection is set: V8 reads it many times faster in the ISO form.
  if (is(field, PgTimestamp)) return (given) => new Date(isoInstant(given as string));
  const isAsGiven = field.mapFromDriverValue === Column.prototype.mapFromDriverValue;
  return isAsGiven ? null : (given) => field.mapFromDriverValue(given);
}

function isoInstant(text: string): string {
  return text.length >= 22 && text.endsWith("+00") ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text;
}

/**
 * Runs a statement.
 *
 * @param values a value for each of its places, as PostgreSQL takes it: instants as text
 */
export async function run<Row>(
  tx: Transaction,
  { text, parameters, read, isChosen = false }: Statement<Row>,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const filled = parameters.map((parameter) => {
    if (parameter.name === null) return parameter.value;
    const given = values[parameter.name];
    if (given === undefined) throw new Error(`a value for ${parameter.name} is needed`);
    return given;
  });
  const rows = await sendPrepared(tx, text, filled, isChosen);
  return rows.map(read);
}

/**
 * Keeps statements by what they are like: those of a list with filters differ in which filters are given.
 *
 * @param most how many are kept; the one used longest ago is made again when it is needed
 * @param isChosen whether what a caller asks for decides which of them is run
 */
export function keepStatements<Row>(
  most: number,
  isChosen = false,
): (likeness: string, make: () => Statement<Row>) => Statement<Row> {
  const kept = new LRUCache<string, Statement<Row>>({ max: most });
  return (likeness, make) => {
    const known = kept.get(likeness);
    if (known !== undefined) return known;
    const made = { ...make(), isChosen };
    kept.set(likeness, made);
    return made;
  };
}
