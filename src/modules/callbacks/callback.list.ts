import { authorize } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { isLocalDate } from "../calendar/index.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import type { CallbackView } from "./callback.enums.js";
import type { CallbacksArguments } from "./callback.inputs.js";
import { type CallbackCriteria, type CallbackRow, countCallbacks, findCallbackPage } from "./callback.store.js";
import type { Callback } from "./callback.type.js";
import { toCallback } from "./callback.view.js";

/** The orders of the lists, which stand in their cursors. */
const orders: Readonly<Record<CallbackView, string>> = { TO_CALL: "callback-due", OURS: "callback-newest" };

/**
 * A page of the callbacks of a bureau.
 *
 * @throws NOT_FOUND for an unknown bureau, FORBIDDEN for one out of reach, INVALID_INPUT or TOO_LARGE for a page that is not sound
 */
export async function pageOfCallbacks(
  context: RequestContext,
  args: CallbacksArguments,
): Promise<ConnectionValue<Callback>> {
  const { view } = args;
  const request = readCallbackPage(args);
  const { bureau, state, grade, isOverdue } = args.filter ?? {};
  const criteria: CallbackCriteria = {
    bureau: bureau ?? actorOf(context).bureau.bureau,
    view,
    state: state ?? null,
    grade: grade ?? null,
    isOverdue: isOverdue ?? null,
    today: chinaDay(context.clock.now()),
  };
  const rows = await inScope(context, async (tx) => {
    await requireBureauInReach(tx, context, bureau ?? null);
    return findCallbackPage(tx, criteria, request);
  });
  const page = toPage(rows, request, orders[view], placeIn(view));
  const count = () => inScope(context, (tx) => countCallbacks(tx, criteria));
  return toConnection(page, request.after !== null, count, (row) => toCallback(context, row));
}

const placeIn =
  (view: CallbackView) =>
  ({ dueOn, id }: CallbackRow) => ({ key: view === "TO_CALL" ? dueOn : id, id });

function readCallbackPage({ view, first, after }: CallbacksArguments): PageRequest {
  const request = readPage({ first, after }, orders[view]);
  if (request.after === null) return request;
  const { key, id } = request.after;
  if (!isUuid(id) || (view === "TO_CALL" && !isLocalDate(key))) throw refusedCursor();
  return request;
}

// A bureau out of reach is refused, so that an empty list always means that there is nothing.
async function requireBureauInReach(tx: Transaction, context: RequestContext, code: string | null): Promise<void> {
  if (code === null) return;
  const bureau = await findBureau(tx, code);
  if (bureau === null) throw notFound("filter.bureau");
  authorize(actorOf(context), "callback.read", placeOf(bureau));
}
