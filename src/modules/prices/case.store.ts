import { and, type Column, desc, eq, getTableColumns, gte, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { priceCaseMarks, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import type { TicketRow } from "../tickets/index.js";
import { priceLine } from "./desk.js";

/** How the people of a desk have sorted a case, as it stands in its table. */
export type MarkRow = typeof priceCaseMarks.$inferSelect;

/** A price case: the ticket, and how the desk has sorted it; null where nobody of the desk has. */
export interface CaseRow {
  ticket: TicketRow;
  mark: MarkRow | null;
}

const equal = (column: Column, code: string): SQL => sql`${column} = ${code}`;

const regionColumns = { PROVINCE: tickets.province, CITY: tickets.city, COUNTY: tickets.county } as const;

/**
 * The cases of a desk: what is handled in its region, of the price line. One equality upon the region and one upon the
 * line, which an index answers in the order of receipt. The row policies let no more through, and less to a department.
 */
export function casesOf({ bureau, reach, region }: Pick<Scope, "bureau" | "reach" | "region">): SQL {
  const ofLine = sql`${tickets.line} = ${sql.raw(`'${priceLine}'`)} AND ${isNotNull(tickets.line)}`;
  if (reach === "NATION") return ofLine;
  return reach === "UNIT"
    ? sql`${equal(tickets.holder, bureau)} AND ${ofLine}`
    : sql`${equal(regionColumns[reach], region)} AND ${ofLine}`;
}

/** The mark of a desk upon the ticket beside it. */
export function isMarkOf(desk: string): SQL {
  return sql`${priceCaseMarks.province} = ${tickets.province} AND ${priceCaseMarks.ticketId} = ${tickets.id}
    AND ${priceCaseMarks.desk} = ${desk}`;
}

/** Written as the partial indexes of open tickets say it. */
export const isOpenCase = sql`${tickets.state} NOT IN ('CLOSED', 'ARCHIVED')`;

/** What a case is sorted by: as the desk says, or else as its ticket says. */
export const sortedBy = {
  state: sql<string>`coalesce(${priceCaseMarks.state}, 'NEW')`,
  goods: sql<string | null>`coalesce(${priceCaseMarks.goods}, ${tickets.goodsClass})`,
  place: sql<string | null>`coalesce(${priceCaseMarks.place}, ${tickets.division}, ${tickets.county})`,
  respondent: sql<string | null>`${tickets.respondentName}`,
} as const;

/** Which cases of a desk are asked for; what is null is open. */
export interface CaseConditions {
  desk: string;
  receivedFrom: Date | null;
  receivedBefore: Date | null;
  states: readonly string[] | null;
  goods: string | null;
  place: string | null;
  respondent: string | null;
  isOpen: boolean | null;
}

function matching(scope: Scope, conditions: CaseConditions): SQL | undefined {
  const { goods, isOpen, place, receivedBefore, receivedFrom, respondent, states } = conditions;
  return and(
    casesOf(scope),
    receivedFrom === null ? undefined : gte(tickets.receivedAt, receivedFrom),
    receivedBefore === null ? undefined : lt(tickets.receivedAt, receivedBefore),
    states === null ? undefined : inArray(sortedBy.state, [...states]),
    goods === null ? undefined : eq(sortedBy.goods, goods),
    place === null ? undefined : eq(sortedBy.place, place),
    respondent === null ? undefined : eq(tickets.respondentName, respondent),
    isOpen === null ? undefined : isOpen ? isOpenCase : sql`NOT (${isOpenCase})`,
  );
}

function following({ after }: PageRequest): SQL | undefined {
  if (after === null) return undefined;
  return sql`(${tickets.receivedAt}, ${tickets.id}) < (${after.key}::timestamptz, ${after.id}::uuid)`;
}

/** A page of the cases of a desk, the latest receipt first, and one more where more follow; to be run with `preferOrder`. */
export function listCases(
  tx: Transaction,
  scope: Scope,
  conditions: CaseConditions,
  page: PageRequest,
): Promise<CaseRow[]> {
  return tx
    .select({ ticket: getTableColumns(tickets), mark: getTableColumns(priceCaseMarks) })
    .from(tickets)
    .leftJoin(priceCaseMarks, isMarkOf(conditions.desk))
    .where(and(matching(scope, conditions), following(page)))
    .orderBy(desc(tickets.receivedAt), desc(tickets.id))
    .limit(page.first + 1);
}

/** How many cases there are, up to one more than lists count. */
export function countCases(tx: Transaction, scope: Scope, conditions: CaseConditions): Promise<number> {
  const found = tx
    .select({ id: tickets.id })
    .from(tickets)
    .leftJoin(priceCaseMarks, isMarkOf(conditions.desk))
    .where(matching(scope, conditions))
    .limit(countLimit + 1);
  return tx.$count(found.as("found"));
}
