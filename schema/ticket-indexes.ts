import { type SQL, sql } from "drizzle-orm";
import { type ExtraConfigColumn, index } from "drizzle-orm/pg-core";

/** The columns of the table of tickets that its indexes are built on. */
type TicketColumns = Readonly<
  Record<
    | "id"
    | "province"
    | "city"
    | "county"
    | "holder"
    | "intakeBureau"
    | "previousHolder"
    | "intakeCityAway"
    | "intakeCountyAway"
    | "previousCityAway"
    | "previousCountyAway"
    | "line"
    | "issueClass"
    | "division"
    | "divisionCity"
    | "locality"
    | "receivedAt"
    | "dueOn"
    | "handler"
    | "closedAt",
    ExtraConfigColumn
  >
>;

/** Tickets on which a limit runs. */
const running = sql`due_on < 'infinity'`;
/** Tickets that are not decided and closed yet: a few hundredths of all, whatever the years. */
const open = sql`state NOT IN ('CLOSED', 'ARCHIVED')`;
const ofLine = sql`line IS NOT NULL`;

type IndexColumn = Partial<ExtraConfigColumn>;

// The builder of an index wants to be told that there is at least one column.
const inOrder = (...columns: IndexColumn[]) => columns as [IndexColumn, ...IndexColumn[]];

/** An index in the order of a list by receipt, the latest first. */
const latest = ({ receivedAt, id }: TicketColumns, name: string, ...columns: IndexColumn[]) =>
  index(`tickets_${name}`).on(...inOrder(...columns, receivedAt.desc().nullsFirst(), id.desc().nullsFirst()));

/** An index in the order of a list by due day, what is due first. */
const due = ({ dueOn, id }: TicketColumns, name: string, condition: SQL, ...columns: IndexColumn[]) =>
  index(`tickets_${name}`)
    .on(...inOrder(...columns, dueOn, id))
    .where(condition);

const away = (table: TicketColumns, name: string, column: ExtraConfigColumn) =>
  latest(table, name, column).where(sql`${sql.identifier(column.name)} IS NOT NULL`);

/** The same for a list by due day: without it whatever ever came in or went elsewhere would be read to find what runs. */
const awayDue = (table: TicketColumns, name: string, column: ExtraConfigColumn) =>
  due(table, name, sql`${sql.identifier(column.name)} IS NOT NULL AND ${running}`, column);

/** Who sees a ticket: where it is handled, where it was registered, who handed it on. */
const scopeIndexes = (table: TicketColumns) => [
  latest(table, "nation_received"),
  latest(table, "province_received", table.province),
  latest(table, "city_received", table.city),
  latest(table, "county_received", table.county),
  latest(table, "holder_received", table.holder),
  latest(table, "intake_received", table.intakeBureau),
  latest(table, "previous_holder", table.previousHolder),
  away(table, "intake_city_away", table.intakeCityAway),
  away(table, "intake_county_away", table.intakeCountyAway),
  away(table, "previous_city_away", table.previousCityAway),
  away(table, "previous_county_away", table.previousCountyAway),
];

/** What is under way: due days, and open tickets among many closed ones. */
const workIndexes = (table: TicketColumns) => [
  due(table, "nation_due", running),
  // What is due in a province is counted by its cities: with the city at its end the index alone is read.
  index("tickets_province_due").on(table.province, table.dueOn, table.id, table.city).where(running),
  due(table, "city_due", running, table.city),
  due(table, "county_due", running, table.county),
  due(table, "holder_due", running, table.holder),
  awayDue(table, "intake_city_away_due", table.intakeCityAway),
  awayDue(table, "intake_county_away_due", table.intakeCountyAway),
  awayDue(table, "previous_city_away_due", table.previousCityAway),
  awayDue(table, "previous_county_away_due", table.previousCountyAway),
  due(table, "handler_due", sql`handler IS NOT NULL AND state <> 'ARCHIVED'`, table.handler),
  index("tickets_intake_closed").on(table.intakeBureau, table.closedAt, table.id).where(sql`closed_at IS NOT NULL`),
  latest(table, "nation_open").where(open),
  latest(table, "province_open", table.province).where(open),
  latest(table, "city_open", table.city).where(open),
  latest(table, "county_open", table.county).where(open),
  latest(table, "holder_waiting", table.holder).where(sql`state <> 'ARCHIVED'`),
];

/** What lists are narrowed by. */
const filterIndexes = (table: TicketColumns) => [
  latest(table, "line_nation", table.line).where(ofLine),
  latest(table, "line_province", table.province, table.line).where(ofLine),
  latest(table, "line_city", table.city, table.line).where(ofLine),
  latest(table, "line_county", table.county, table.line).where(ofLine),
  due(table, "line_due", sql`${ofLine} AND ${running}`, table.line),
  latest(table, "class", table.issueClass),
  latest(table, "division", table.division),
  latest(table, "division_city", table.divisionCity),
  latest(table, "not_local", table.locality).where(sql`locality <> 'WITHIN_REACH'`),
  latest(table, "for_tracing", table.province).where(sql`is_for_tracing`),
];

/**
 * The indexes of tickets. A list is read by equality on one column of its scope, in the order of the list, so that a page
 * costs the same at any depth; each name says column and order. Those with a condition are small: they hold what a list
 * looks for among many tickets that it does not.
 */
export const ticketIndexes = (table: TicketColumns) => [
  ...scopeIndexes(table),
  ...workIndexes(table),
  ...filterIndexes(table),
];
