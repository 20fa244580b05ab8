import { authorize } from "../../access/index.js";
import type { Place } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput, notFound, tooLarge } from "../../platform/errors.js";
import { readPage } from "../../platform/pagination.js";
import { scopeOf } from "../../platform/scope.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import type { ReturnCountsArguments } from "./return.inputs.js";
import { countReturns, type ReturnCountRow } from "./return.store.js";
import { ReturnCount, ReturnCounts } from "./return.type.js";

/** The longest period that returns are counted over, in days. */
export const longestPeriod = 366;

const millisecondsOfDay = 86_400_000;

/**
 * Who returned tickets to whom in a period, how often, for which reasons: of the region of the caller, or of a bureau in it.
 *
 * @throws INVALID_INPUT for a period that ends before it begins, TOO_LARGE for more than 366 days or 100 rows, NOT_FOUND for
 *   an unknown bureau, FORBIDDEN for one out of reach
 */
export async function readReturnCounts(context: RequestContext, wanted: ReturnCountsArguments): Promise<ReturnCounts> {
  const { from, to, region } = wanted;
  checkPeriod(from, to);
  const { first } = readPage({ first: wanted.first }, "returns");
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, async (tx) => {
    const within = region == null ? null : await findRegion(tx, context, region);
    return countReturns(tx, scope, { within, from, to }, first);
  });
  const total = rows[0]?.total ?? 0;
  const counts = rows.map((row) => toReturnCount(row, total));
  return Object.assign(new ReturnCounts(), { from, to, total, asOf: context.clock.now(), counts });
}

function checkPeriod(from: string, to: string): void {
  if (to < from) {
    throw invalidInput("to", { zh: "截止日期不应早于起始日期。", en: "The period ends before it begins." });
  }
  const days = (Date.parse(to) - Date.parse(from)) / millisecondsOfDay + 1;
  if (days > longestPeriod) throw tooLarge("to", days, longestPeriod);
}

async function findRegion(tx: Transaction, context: RequestContext, code: string): Promise<Place> {
  const bureau = await findBureau(tx, code);
  if (bureau === null) throw notFound("region");
  authorize(actorOf(context), "return.count", placeOf(bureau));
  return placeOf(bureau);
}

function toReturnCount(row: ReturnCountRow, total: number): ReturnCount {
  return Object.assign(new ReturnCount(), { count: row.count, share: row.count / total, row });
}
