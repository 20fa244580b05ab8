import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { eventLog, eventWitnesses } from "../../../schema/index.js";
import type { ActingBureau } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import type { LoggedEvent, Witness } from "../../platform/live-source.js";
import { type Scope, scopeOf } from "../../platform/scope.js";
import { keepStatements, place, type RowOf, run, type Statement, statementOf } from "../../platform/statement.js";

/** Which events are read. */
export interface LogRange {
  /** The position after which they begin. */
  after: number;
  /** The last position that is looked at; as far as the log goes where it is not given. */
  until?: number;
  limit: number;
}

const fields = {
  position: eventLog.position,
  province: eventLog.province,
  city: eventLog.city,
  county: eventLog.county,
  bureau: eventLog.bureau,
  line: eventLog.line,
  at: eventLog.at,
  type: eventLog.type,
  subjectType: eventLog.subjectType,
  subjectId: eventLog.subjectId,
  subjectVersion: eventLog.subjectVersion,
  payload: eventLog.payload,
  witnesses: sql<Witness[] | null>`(SELECT json_agg(json_build_object('province', w.province, 'city', w.city,
    'county', w.county, 'bureau', w.bureau, 'line', w.line) ORDER BY w.ordinal)
    FROM event_witnesses AS w WHERE w.position = ${eventLog.position})`,
};

type LogRow = RowOf<typeof fields>;

const nothingBeyond = Number.MAX_SAFE_INTEGER;

const whole = statementOf(
  fields,
  (list) => sql`SELECT ${list} FROM ${eventLog}
    WHERE ${eventLog.position} > ${place("after")}::bigint AND ${eventLog.position} <= ${place("until")}::bigint
    ORDER BY ${eventLog.position} LIMIT ${place("limit")}::int`,
);

/**
 * The events of the log in their order, whoever they concern.
 *
 * SECURITY: for the platform alone: whoever tells somebody of them asks what he may see.
 */
export async function readLog(
  tx: Transaction,
  { after, until = nothingBeyond, limit }: LogRange,
): Promise<LoggedEvent[]> {
  return (await run(tx, whole, { after, until, limit })).map(toEvent);
}

interface Placed {
  province: AnyPgColumn;
  city: AnyPgColumn;
  county: AnyPgColumn;
  bureau: AnyPgColumn;
  line: AnyPgColumn;
  position: AnyPgColumn;
}

/** The conditions under which rows are in sight, each of them an equality that an index can answer in order of position. */
function branchesOf({ line, reach }: Scope, table: Placed): SQL[] {
  const unit = sql`${table.bureau} = ${place("bureau")}`;
  if (reach === "UNIT") return [unit];
  const column = { NATION: null, PROVINCE: table.province, CITY: table.city, COUNTY: table.county }[reach];
  const region = column === null ? null : sql`${column} = ${place("region")}`;
  if (line === null) return [region ?? sql`true`];
  const lined = sql`${table.line} = ${place("line")}`;
  return [region === null ? lined : sql`${region} AND ${lined}`, unit];
}

const statements = keepStatements<LogRow>(40);

function statementFor(scope: Scope, isTyped: boolean): Statement<LogRow> {
  return statements(`${scope.reach}${scope.line === null ? "" : "-line"}${isTyped ? "-typed" : ""}`, () => {
    const within = (table: Placed): SQL =>
      sql`${table.position} > ${place("after")}::bigint AND ${table.position} <= ${place("until")}::bigint`;
    const typed = isTyped ? sql`AND ${eventLog.type} = ANY (${place("types")}::text[])` : sql``;
    const main = branchesOf(scope, eventLog).map(
      (condition) => sql`(SELECT ${eventLog.position} FROM ${eventLog}
        WHERE ${condition} AND ${within(eventLog)} ${typed} ORDER BY ${eventLog.position} LIMIT ${place("limit")}::int)`,
    );
    const witnessed = branchesOf(scope, eventWitnesses).map(
      (condition) => sql`(SELECT ${eventWitnesses.position} FROM ${eventWitnesses}
        WHERE ${condition} AND ${within(eventWitnesses)} ${
          isTyped
            ? sql`AND EXISTS (SELECT 1 FROM ${eventLog} WHERE ${eventLog.position} = ${eventWitnesses.position} ${typed})`
            : sql``
        } ORDER BY ${eventWitnesses.position} LIMIT ${place("limit")}::int)`,
    );
    // The nation sees every event by its own place.
    const branches = scope.reach === "NATION" && scope.line === null ? main : [...main, ...witnessed];
    const found = sql`SELECT position FROM (${sql.join(branches, sql` UNION `)}) AS seen
      ORDER BY position LIMIT ${place("limit")}::int`;
    return statementOf(
      fields,
      (list) => sql`SELECT ${list} FROM ${eventLog} WHERE ${eventLog.position} = ANY (ARRAY(${found}))
        ORDER BY ${eventLog.position}`,
    );
  });
}

/**
 * The events in the sight of a bureau, in their order. The transaction must be one of an actor of the bureau: the row
 * policies say the same again.
 *
 * @param range.types only events of these types, such as ticket.registered
 */
export async function readLogInScope(
  tx: Transaction,
  bureau: ActingBureau,
  { after, until = nothingBeyond, limit, types }: LogRange & { types?: readonly string[] },
): Promise<LoggedEvent[]> {
  const scope = scopeOf(bureau);
  const values = {
    ...{ after, until, limit, region: scope.region, bureau: scope.bureau, line: scope.line ?? "" },
    types: types === undefined ? null : listParameter(types),
  };
  return (await run(tx, statementFor(scope, types !== undefined), values)).map(toEvent);
}

// Written out: objects made from the rest of another are slow to make and to read, and there are thousands a second.
function toEvent(row: LogRow): LoggedEvent {
  const { province, city, county, bureau, line } = row;
  return {
    position: Number(row.position),
    at: row.at,
    type: row.type,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectVersion: row.subjectVersion,
    place: { province, city, county, bureau, line },
    witnesses: row.witnesses ?? [],
    payload: row.payload as LoggedEvent["payload"],
  };
}
