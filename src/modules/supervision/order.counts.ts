import { authorize } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { type Scope, scopeOf } from "../../platform/scope.js";
import { readPeriod } from "../calendar/index.js";
import { actingBureauOf, findBureau, placeOf } from "../jurisdictions/index.js";
import { type CountedOrders, countByReceiver, type OrderCountRow } from "./order.counts.store.js";
import { ReceiverSupervisionCount, SupervisionCount, SupervisionCounts } from "./order.counts.type.js";

/** The most receivers that are told. */
const mostReceivers = 100;

/** Which orders are counted: those that were issued to a region in a period. */
export interface CountRequest {
  /** The code of a bureau; the caller's own region where it is null. */
  region: string | null;
  /** The first and the last day, YYYY-MM-DD in China. */
  from: string;
  to: string;
}

/**
 * The least identifier that a row can have which is made at an instant or later: identifiers are UUIDs of version 7, which
 * open with the milliseconds of their instant, which is none before 1970.
 */
export function leastIdAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Counts the orders of a period (督办统计).
 *
 * @throws INVALID_INPUT for a period that ends before it begins or is longer than 366 days, NOT_FOUND for an unknown bureau,
 *   FORBIDDEN for one out of reach
 */
export async function readSupervisionCounts(
  context: RequestContext,
  request: CountRequest,
): Promise<SupervisionCounts> {
  const { from, to } = request;
  const { beginning, end } = readPeriod(from, to);
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, async (tx) => {
    const wanted: CountedOrders = {
      region: await findRegion(tx, context, request.region),
      from: leastIdAt(beginning),
      to: leastIdAt(end),
      today: chinaDay(context.clock.now()),
    };
    return countByReceiver(tx, scope, wanted, mostReceivers);
  });
  const [total, ...byReceiver] = rows;
  return Object.assign(new SupervisionCounts(), {
    from,
    to,
    total: Object.assign(new SupervisionCount(), total),
    byReceiver: byReceiver.map(toReceiverCount),
  });
}

function toReceiverCount({ receiver, ...counts }: OrderCountRow): ReceiverSupervisionCount {
  return Object.assign(new ReceiverSupervisionCount(), counts, { receiverCode: receiver ?? "" });
}

// A bureau out of reach is refused, so that zeros always mean that nothing was issued.
async function findRegion(
  tx: Transaction,
  context: RequestContext,
  code: string | null,
): Promise<CountedOrders["region"]> {
  if (code === null) return null;
  const bureau = await findBureau(tx, code);
  if (bureau === null) throw notFound("region");
  authorize(actorOf(context), "supervision.read", placeOf(bureau));
  const acting = actingBureauOf(bureau);
  const scope: Scope = scopeOf(acting);
  // A bureau answers for what stands beneath it; a centre or department answers for itself.
  return bureau.kind === "AUTHORITY" ? scope : { ...scope, reach: "UNIT" };
}
