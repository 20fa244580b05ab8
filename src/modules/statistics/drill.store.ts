import type { Transaction } from "../../platform/database.js";
import { sendPrepared } from "../../platform/transaction.js";
import type { Counting } from "./counting/counting.js";
import { factConditions, movedThen, parametersOf, topicsOf, withLists } from "./counting/rows.store.js";
import type { DayRange } from "./numbers/periods.js";
import { type Basis, bases } from "./rollups/counters.js";

/** What of a group is listed. */
export interface Listing {
  counting: Counting;
  basis: Basis;
  /** The days that are looked at, and what the facts `f` of a ticket must be. */
  days: DayRange;
  condition: string;
}

/** A ticket of a list, with the day that it is counted by. */
export interface ListedTicket {
  province: string;
  id: string;
  day: string;
}

const selectionsOf = (
  { basis, condition, counting, days }: Listing,
  parameter: ReturnType<typeof parametersOf>,
): string[] => {
  const day = `f.${bases[basis]}`;
  const columns = `f.province, f.ticket_id, ${day} AS day`;
  const from = `ticket_facts AS f${topicsOf([], counting)}`;
  const now = factConditions(counting, [], basis, days, parameter);
  const here = `SELECT ${columns} FROM ${from} WHERE ${[...now, condition].join(" AND ")}`;
  if (counting.tree === "NOW") return [here];
  const then = movedThen(counting, basis, days, parameter);
  return [
    `${here} AND NOT ${then.isMoved}`,
    `SELECT ${columns} FROM ${from} WHERE ${[...then.conditions, condition].join(" AND ")}`,
  ];
};

/** Lists tickets of a group by their facts, the latest day first; the row policies decide what is visible. */
export async function listBehind(
  tx: Transaction,
  listing: Listing,
  after: { day: string; id: string } | null,
  most: number,
): Promise<ListedTicket[]> {
  const parameter = parametersOf();
  const selections = selectionsOf(listing, parameter);
  const place =
    after === null
      ? ""
      : `WHERE (day, ticket_id) < (${parameter.parameter(after.day, "date")}, ${parameter.parameter(after.id, "uuid")})`;
  const text = `${withLists(parameter)}SELECT province, ticket_id, day::text FROM (${selections.join(" UNION ALL ")}) AS listed ${place}
    ORDER BY day DESC, ticket_id DESC LIMIT ${parameter.parameter(most, "int")}`;
  const rows = await sendPrepared(tx, text, parameter.parameters, true);
  return rows.map(([province, id, day]) => ({ province: String(province), id: String(id), day: String(day) }));
}

/** Counts the tickets of a group by their facts, as `listBehind` lists them. */
export async function countBehind(tx: Transaction, listing: Listing): Promise<number> {
  const parameter = parametersOf();
  const selections = selectionsOf(listing, parameter);
  const text = `${withLists(parameter)}SELECT count(*)::int FROM (${selections.join(" UNION ALL ")}) AS listed`;
  const [[counted] = []] = await sendPrepared(tx, text, parameter.parameters, true);
  return Number(counted ?? 0);
}
