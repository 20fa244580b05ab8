import { Column, type GetColumnData, is, Placeholder, type SQL, sql } from "drizzle-orm";
import { PgDialect, PgTimestamp } from "drizzle-orm/pg-core";
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
  const list = sql.join(Object.values(fields), sql`, `);
  const { sql: text, params } = dialect.sqlToQuery(write(list));
  const parameters = params.map(
    (given): Parameter => (is(given, Placeholder) ? { name: given.name } : { name: null, value: given }),
  );
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
  return { text, parameters, read };
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
  { text, parameters, read }: Statement<Row>,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const filled = parameters.map((parameter) => {
    if (parameter.name === null) return parameter.value;
    const given = values[parameter.name];
    if (given === undefined) throw new Error(`a value for ${parameter.name} is needed`);
    return given;
  });
  const rows = await sendPrepared(tx, text, filled);
  return rows.map(read);
}

/**
 * Keeps statements by what they are like: those of a list with filters differ in which filters are given.
 *
 * @param most how many are kept; the one used longest ago is made again when it is needed
 */
export function keepStatements<Row>(most: number): (likeness: string, make: () => Statement<Row>) => Statement<Row> {
  const kept = new LRUCache<string, Statement<Row>>({ max: most });
  return (likeness, make) => {
    const known = kept.get(likeness);
    if (known !== undefined) return known;
    const made = make();
    kept.set(likeness, made);
    return made;
  };
}
