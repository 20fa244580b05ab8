import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import type { CallKey } from "../../calls/index.js";
import type { Counting } from "../counting/counting.js";
import { parametersOf, withLists } from "../counting/rows.store.js";
import type { DayRange } from "../numbers/periods.js";
import { callConditions, callRow } from "./call-rows.store.js";

/** Which calls of a group are listed. */
export interface CallListing {
  counting: Counting;
  days: DayRange;
  /** What the row `f` of a call must be besides. */
  condition: string;
  /** The span in which it was offered, of an extreme; null for the whole period. */
  span: { from: Date; to: Date } | null;
}

/** A call of a list, with the instant that it is ordered by. */
export interface ListedCall extends CallKey {
  readonly offeredAt: string;
}

function conditionsOf({ condition, counting, days, span }: CallListing, text: ReturnType<typeof parametersOf>): string {
  const inSpan =
    span === null
      ? []
      : [
          `f.offered_at >= ${text.parameter(span.from.toISOString(), "timestamptz")}`,
          `f.offered_at < ${text.parameter(span.to.toISOString(), "timestamptz")}`,
        ];
  return [...callConditions(counting, callRow, days, text), condition, ...inSpan].join(" AND ");
}

/** Lists calls of a group, the latest first; the row policies decide what is visible. */
export async function listCallsBehind(
  tx: Transaction,
  listing: CallListing,
  after: { offeredAt: string; id: string } | null,
  most: number,
): Promise<ListedCall[]> {
  const text = parametersOf();
  const place =
    after === null
      ? ""
      : `AND (f.offered_at, f.id) < (${text.parameter(after.offeredAt, "timestamptz")}, ${text.parameter(after.id, "uuid")})`;
  const statement = `SELECT f.province, f.id, to_char(f.offered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    FROM calls AS f WHERE ${conditionsOf(listing, text)} ${place}
    ORDER BY f.offered_at DESC, f.id DESC LIMIT ${text.parameter(most, "int")}`;
  sendAhead(tx, "SET LOCAL enable_seqscan = off; SET LOCAL jit = off");
  const rows = await sendPrepared(tx, `${withLists(text)}${statement}`, text.parameters, true);
  return rows.map(([province, id, offeredAt]) => ({
    province: String(province),
    id: String(id),
    offeredAt: String(offeredAt),
  }));
}

/** Counts the calls of a group one by one, as `listCallsBehind` lists them. */
export async function countCallsBehind(tx: Transaction, listing: CallListing): Promise<number> {
  const text = parametersOf();
  const statement = `SELECT count(*)::int FROM calls AS f WHERE ${conditionsOf(listing, text)}`;
  sendAhead(tx, "SET LOCAL enable_seqscan = off; SET LOCAL jit = off");
  const [[counted] = []] = await sendPrepared(tx, `${withLists(text)}${statement}`, text.parameters, true);
  return Number(counted ?? 0);
}
