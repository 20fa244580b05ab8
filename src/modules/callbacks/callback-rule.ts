import { authorize } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { type BureauRow, findBureau, isValidOn, placeOf } from "../jurisdictions/index.js";
import { CallbackRule } from "./callback.type.js";
import { type CallbackRuleRow, findCallbackRule } from "./callback-rules.store.js";

/** Within how many working days a bureau calls back that has not said so. */
export const usualWithinDays = 5;

const dayMilliseconds = 86_400_000;

/** The day in China before that of an instant. */
export function dayBefore(instant: Date): string {
  return chinaDay(new Date(instant.getTime() - dayMilliseconds));
}

/** The rule of the API from its row. */
export function toCallbackRule(row: CallbackRuleRow): CallbackRule {
  const { bureau, consultationShare, complaintShare, reportShare, withinDays, drawnUntil, setAt, version } = row;
  return Object.assign(new CallbackRule(), {
    consultationShare,
    complaintShare,
    reportShare,
    withinDays,
    drawnUntil,
    setAt,
    version,
    bureauCode: bureau,
  });
}

/**
 * The rule of a bureau; null where it has none.
 *
 * @param code the code of a bureau; that of the caller where it is null
 * @throws NOT_FOUND for an unknown bureau, FORBIDDEN for one out of reach
 */
export async function readCallbackRule(context: RequestContext, code: string | null): Promise<CallbackRule | null> {
  const actor = actorOf(context);
  const row = await inScope(context, async (tx) => {
    if (code !== null) authorize(actor, "callback.read", placeOf(await requireBureauOf(tx, context, code)));
    return findCallbackRule(tx, code ?? actor.bureau.bureau);
  });
  return row === null ? null : toCallbackRule(row);
}

/**
 * The bureau that an input names, in force today.
 *
 * @throws NOT_FOUND
 */
export async function requireBureauOf(tx: Transaction, context: RequestContext, code: string): Promise<BureauRow> {
  const bureau = await findBureau(tx, code);
  if (bureau === null || !isValidOn(bureau, chinaDay(context.clock.now()))) throw notFound("bureau");
  return bureau;
}
