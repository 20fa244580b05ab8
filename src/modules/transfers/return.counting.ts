import { authorize } from "../../access/index.js";
import { nationCode, type Place } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { readPage } from "../../platform/pagination.js";
import { scopeOf } from "../../platform/scope.js";
import { readPeriod } from "../calendar/index.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import type { ReturnCountsArguments } from "./return.inputs.js";
import { countReturns, type ReturnCountRow } from "./return.store.js";
import { ReturnCount, ReturnCounts } from "./return.type.js";

/**
 * Who returned tickets to whom in a period, how often, for which reasons: of the region of the caller, or of a bureau in it.
 *
 * @throws INVALID_INPUT for a period that ends before it begins or is longer than a year, TOO_LARGE for more than 100 rows, NOT_FOUND for
 *   an unknown bureau, FORBIDDEN for one out of reach
 */
export async function readReturnCounts(context: RequestContext, wanted: ReturnCountsArguments): Promise<ReturnCounts> {
  const { from, to, region } = wanted;
  readPeriod(from, to);
  const { first } = readPage({ first: wanted.first }, "returns");
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, async (tx) => {
    const found = region == null ? null : await findRegion(tx, context, region);
    // Of the nation's region everything is counted, which its scope says already.
    const within = found?.bureau === nationCode ? null : found;
    return countReturns(tx, scope, { within, from, to }, first);
  });
  const total = rows[0]?.total ?? 0;
  const counts = rows.map((row) => toReturnCount(row, total));
  return Object.assign(new ReturnCounts(), { from, to, total, asOf: context.clock.now(), counts });
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
