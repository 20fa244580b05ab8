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
    | "dueOn",
    ExtraConfigColumn
  >
>;

/** Tickets on which a limit runs. */
const running = sql`due_on < 'infinity'`;
/** Tickets that are not decided and closed yet: a few hundredths of all, whatever the years. */
const open = sql`state NOT IN ('CLOSED', 'ARCHIVED')`;
const ofLine = sql`line IS NOT NULL`;

/**
 * The indexes of tickets. A list is read by equality on one column of its scope, in the order of the list, so that a page
 * costs the same at any depth; each name says column and order. Those with a condition are small: they hold what a list
 * looks for among many tickets that it does not.
 */
export const ticketIndexes = (table: TicketColumns) => {
  const latest = (name: string, ...columns: IndexColumn[]) =>
    index(`tickets_${name}`).on(
      ...inOrder(...columns, table.receivedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    );
  const due = (name: string, condition: SQL, ...columns: IndexColumn[]) =>
    index(`tickets_${name}`)
      .on(...inOrder(...columns, table.dueOn, table.id))
      .where(condition);
  const away = (name: string, column: ExtraConfigColumn) =>
    latest(name, column).where(sql`${sql.identifier(column.name)} IS NOT NULL`);
  const { province, city, county, holder, line } = table;
  return [
    latest("nation_received"),
    latest("province_received", province),
    latest("city_received", city),
    latest("county_received", county),
    latest("holder_received", holder),
    latest("intake_received", table.intakeBureau),
    latest("previous_holder", table.previousHolder),
    away("intake_city_away", table.intakeCityAway),
    away("intake_county_away", table.intakeCountyAway),
    away("previous_city_away", table.previousCityAway),
    away("previous_county_away", table.previousCountyAway),

    due("nation_due", running),
    due("province_due", running, province),
    due("city_due", running, city),
    due("county_due", running, county),
    due("holder_due", running, holder),

    latest("nation_open").where(open),
    latest("province_open", province).where(open),
    latest("city_open", city).where(open),
    latest("county_open", county).where(open),
    latest("holder_waiting", holder).where(sql`state <> 'ARCHIVED'`),

    latest("line_nation", line).where(ofLine),
    latest("line_province", province, line).where(ofLine),
    latest("line_city", city, line).where(ofLine),
    latest("line_county", county, line).where(ofLine),
    due("line_due", sql`${ofLine} AND ${running}`, line),

    latest("class", table.issueClass),
    latest("division", table.division),
    latest("division_city", table.divisionCity),
    latest("not_local", table.locality).where(sql`locality <> 'WITHIN_REACH'`),
    latest("for_tracing", province).where(sql`is_for_tracing`),
  ];
};

type IndexColumn = Partial<ExtraConfigColumn>;

// The builder of an index wants to be told that there is at least one column.
const inOrder = (...columns: IndexColumn[]) => columns as [IndexColumn, ...IndexColumn[]];
