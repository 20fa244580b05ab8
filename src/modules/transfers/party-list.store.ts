import { and, type Column, getTableColumns, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { sightBranches, sightOf, sightValues } from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import type { MatterKey } from "./matter-key.js";

/** The columns of a table of matters between bureaus that decide who sees a row, each the head of an index. */
export interface MatterColumns {
  province: Column;
  id: Column;
  ticketId: Column;
  state: Column;
  /** The cities and counties of the parties; a superior has the city of the parties beneath it, and is left out. */
  cities: readonly Column[];
  counties: readonly Column[];
  bureaus: readonly Column[];
}

/** What a list of matters is narrowed by; null where it is not. */
export interface Narrowing {
  /** The party that the actor's own bureau is; null for whatever is in its scope. */
  own: Column | null;
  state: string | null;
  ticket: MatterKey | null;
}

const equal = (column: Column, name: string): SQL => sql`${column} = ${place(name)}`;

const branchesOf = (scope: Scope, { province, cities, counties, bureaus }: MatterColumns): readonly SQL[] =>
  sightBranches(scope, { provinces: [province], cities, counties, bureaus });

/** What the lists of one table of matters can be asked. */
export interface MatterList<Row> {
  /** A page, newest first, and one row more where more follow. Each branch of the scope is read by its own index. */
  page(tx: Transaction, scope: Scope, narrowing: Narrowing, page: PageRequest): Promise<Row[]>;
  /** How many there are, up to one more than lists count. */
  count(tx: Transaction, scope: Scope, narrowing: Narrowing): Promise<number>;
  /** Matters by key, under the scope; at most 1,000 keys, missing and invisible ones are left out. */
  find(tx: Transaction, scope: Scope, keys: readonly MatterKey[]): Promise<Row[]>;
  /** The matters of tickets that are in sight, newest first; at most 1,000 tickets. */
  ofTickets(tx: Transaction, keys: readonly MatterKey[]): Promise<Row[]>;
  /** The one matter with this key, locked until the end of the transaction; null where it is not in sight. */
  lock(tx: Transaction, key: MatterKey): Promise<Row | null>;
  /** The matters of one ticket in these states, locked until the end of the transaction, oldest first. */
  lockOf(tx: Transaction, ticket: MatterKey, states: readonly string[]): Promise<Row[]>;
}

type Kept = Readonly<Record<string, unknown>>;

/** Defines the lists of a table of matters between bureaus. */
export function defineMatterList<Table extends PgTable>(
  table: Table,
  columns: MatterColumns,
): MatterList<Table["$inferSelect"]> {
  return { ...pagesOf(table, columns), ...singlesOf(table, columns) };
}

const allOf = (table: PgTable): Readonly<Record<string, Column>> => getTableColumns(table);

function pagesOf<Table extends PgTable>(
  table: Table,
  columns: MatterColumns,
): Pick<MatterList<Table["$inferSelect"]>, "page" | "count"> {
  type Row = Table["$inferSelect"];
  const { id } = columns;
  const lists = keepStatements<Kept>(100, true);
  const counts = keepStatements<{ count: number }>(100, true);
  const seenBy = (scope: Scope, { own }: Narrowing): readonly SQL[] =>
    own === null ? branchesOf(scope, columns) : [equal(own, "bureau")];
  return {
    page: async (tx, scope, narrowing, { first, after }) => {
      const likeness = `${sightOf(scope)} ${likenessOf(narrowing)} ${first} ${after === null}`;
      const statement = lists(likeness, () =>
        statementOf(allOf(table), (list) => {
          const common = [...narrowed(narrowing, columns), ...(after === null ? [] : [sql`${id} < ${place("after")}`])];
          const branches = seenBy(scope, narrowing).map(
            (branch) => sql`(SELECT ${list} FROM ${table} WHERE ${and(branch, ...common)} ORDER BY ${id} DESC
              LIMIT ${sql.raw(String(first + 1))})`,
          );
          return sql.join(branches, sql` UNION ALL `);
        }),
      );
      const rows = await run(tx, statement, { ...valuesOf(scope, narrowing), after: after?.id ?? "" });
      return onceEach(rows as unknown as (Row & { id: string })[]).slice(0, first + 1);
    },
    count: async (tx, scope, narrowing) => {
      const statement = counts(`${sightOf(scope)} ${likenessOf(narrowing)}`, () =>
        statementOf({ count: sql<number>`count(*)::int` }, (count) => {
          const matching = and(or(...seenBy(scope, narrowing)), ...narrowed(narrowing, columns));
          const most = sql.raw(String(countLimit + 1));
          return sql`SELECT ${count} FROM (SELECT 1 FROM ${table} WHERE ${matching} LIMIT ${most}) AS found`;
        }),
      );
      const [row] = await run(tx, statement, valuesOf(scope, narrowing));
      return row?.count ?? 0;
    },
  };
}

function singlesOf<Table extends PgTable>(
  table: Table,
  columns: MatterColumns,
): Pick<MatterList<Table["$inferSelect"]>, "find" | "ofTickets" | "lock" | "lockOf"> {
  type Row = Table["$inferSelect"];
  const { province, id, ticketId, state } = columns;
  const selections = keepStatements<Kept>(20);
  const read = async (tx: Transaction, what: string, condition: () => SQL, ending: SQL, values: Kept) => {
    const write = (list: SQL): SQL => sql`SELECT ${list} FROM ${table} WHERE ${condition()} ${ending}`;
    const statement = selections(what, () => statementOf(allOf(table), write));
    return (await run(tx, statement, values)) as unknown as Row[];
  };
  const byKey = (of: Column): SQL =>
    sql`(${province}, ${of}) IN (SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[]))`;
  const isOne = (of: Column): SQL => sql`${equal(province, "province")} AND ${equal(of, "id")}`;
  const inScope = (scope: Scope): SQL => and(byKey(id), or(...branchesOf(scope, columns))) ?? sql`false`;
  const locked = sql`FOR UPDATE`;
  return {
    find: (tx, scope, keys) =>
      read(tx, sightOf(scope), () => inScope(scope), sql``, { ...sightValues(scope), ...keyValues(keys) }),
    ofTickets: (tx, keys) => read(tx, "of tickets", () => byKey(ticketId), sql`ORDER BY ${id} DESC`, keyValues(keys)),
    lock: async (tx, key) => {
      const rows = await read(tx, "locked", () => isOne(id), locked, { province: key.province, id: key.id });
      return rows[0] ?? null;
    },
    lockOf: (tx, ticket, states) => {
      const condition = () => sql`${isOne(ticketId)} AND ${state} = ANY(${place("states")})`;
      const values = { province: ticket.province, id: ticket.id, states };
      return read(tx, "locked of a ticket", condition, sql`ORDER BY ${id} ${locked}`, values);
    },
  };
}

// Newest first: the ids begin with their instant. A row may be in several branches.
function onceEach<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  const once = new Map(rows.map((row) => [row.id, row]));
  return [...once.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
}

const likenessOf = ({ own, state, ticket }: Narrowing): string =>
  `${own?.name ?? "scope"} ${state !== null} ${ticket !== null}`;

function narrowed({ state, ticket }: Narrowing, columns: MatterColumns): SQL[] {
  return [
    ...(state === null ? [] : [equal(columns.state, "state")]),
    ...(ticket === null ? [] : [equal(columns.province, "ticketProvince"), equal(columns.ticketId, "ticket")]),
  ];
}

const valuesOf = (scope: Scope, { state, ticket }: Narrowing): Kept => ({
  ...sightValues(scope),
  state,
  ticketProvince: ticket?.province ?? null,
  ticket: ticket?.id ?? null,
});

function keyValues(keys: readonly MatterKey[]): Kept {
  const listed = listParameter(keys);
  return { provinces: listed.map(({ province }) => province), ids: listed.map(({ id }) => id) };
}
