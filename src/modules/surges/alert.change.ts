import { authorize, may } from "../../access/index.js";
import type { Actor, BilingualText } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { writeAndEnd } from "../../platform/writing.store.js";
import { fromDetection, placeOfAlert, stepWritings, surgeAlertType, toDetection } from "./alert.steps.js";
import { type AlertKey, type AlertRow, findAlerts, hasNewerOfSame, lockAlert, lockRaising } from "./alert.store.js";
import { longestSurgeRemark, type SurgeAlertAction, type SurgeAlertState, surgeAlertActions } from "./alert.words.js";
import { act, nextAlertState } from "./detection/index.js";
import { lockRule } from "./rule.store.js";

/** Which alert a step is about, and which version of it the caller saw. */
export interface AlertReference {
  alertId: string;
  version: number;
  remark?: string | null;
}

/** The key of an alert out of the parts of its global identifier; null where they are none. */
export function alertKeyOfParts([province = "", id = "", ...rest]: readonly string[]): AlertKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/**
 * The key of an alert out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function alertKeyOf(globalId: string, field: string): AlertKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === surgeAlertType ? alertKeyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** What an actor may do with an alert as it stands. */
export function permittedAlertActions(actor: Actor, row: AlertRow): SurgeAlertAction[] {
  if (!may(actor, "surge.handle", placeOfAlert(row))) return [];
  return surgeAlertActions.filter((verb) => nextAlertState(row.state as SurgeAlertState, verb) !== null);
}

/** What a person's step changes beside the state. */
export interface HandlingStep {
  snoozedUntil?: Date;
  changes: (at: Date, person: string | null) => Partial<AlertRow>;
}

/**
 * Takes a person's step: finds and locks the alert, asks his right, the version that he saw and the state, and writes the
 * step with its entry, audit and event.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, in this order; INVALID_INPUT for a remark that is too long
 */
export function handleAlert(
  context: RequestContext,
  { alertId, remark = null, version }: AlertReference,
  verb: SurgeAlertAction,
  { changes, snoozedUntil }: HandlingStep,
): Promise<AlertRow> {
  const validation = startValidation();
  validation.text("remark", remark, longestSurgeRemark);
  validation.finish();
  const actor = actorOf(context);
  const key = alertKeyOf(alertId, "alertId");
  return inScope(context, async (tx) => {
    if (verb === "REOPEN") await prepareReopening(tx, actor, key);
    const before = await findForStep(tx, actor, key, verb, version);
    const at = context.clock.now();
    const { count, counties, parts, rule } = before;
    // What he sees now is what growth is judged against.
    const seen = { count, counties: rule === null ? parts : counties };
    const alert = act(toDetection(before), verb, at, snoozedUntil ?? null, seen);
    if (alert === null) throw notPossible(actor, before, verb);
    const after: AlertRow = {
      ...{ ...before, ...fromDetection(alert), ...changes(at, actor.person?.id ?? null) },
      version: before.version + 1,
    };
    const words = remark === null || remark.trim() === "" ? null : remark;
    const step = { actor, verb, before, after, remark: words };
    await writeAndEnd(tx, stepWritings([step], { at, requestId: context.requestId }));
    return after;
  });
}

async function findForStep(
  tx: Transaction,
  actor: Actor,
  key: AlertKey,
  verb: SurgeAlertAction,
  version: number,
): Promise<AlertRow> {
  const before = await lockAlert(tx, scopeOf(actor.bureau), key);
  if (before === null) throw notFound("alertId");
  authorize(actor, "surge.handle", placeOfAlert(before));
  if (before.version !== version) throw conflict(before.version);
  if (nextAlertState(before.state as SurgeAlertState, verb) === null) throw notPossible(actor, before, verb);
  return before;
}

const ruleIsOff: BilingualText = {
  zh: "该预警的规则已停用或删除，不能重新打开。",
  en: "Its rule is off or was taken away, so nobody would look at it any more.",
};

const isFollowed: BilingualText = {
  zh: "同一事项已有更新的预警，不能重新打开旧的预警。",
  en: "A newer alert is about the same; see to that one.",
};

/**
 * Keeps the detection from opening another alert of the same meanwhile. It locks the rule before the alerts, and so does this.
 */
async function prepareReopening(tx: Transaction, actor: Actor, key: AlertKey): Promise<void> {
  const scope = scopeOf(actor.bureau);
  const [row] = await findAlerts(tx, scope, [key]);
  if (row === undefined || row.state !== "CLOSED" || !may(actor, "surge.handle", placeOfAlert(row))) return;
  if (row.rule === null) await lockRaising(tx, row.region, row.sameness);
  else {
    const rule = await lockRule(tx, scope, { province: row.province, id: row.rule });
    if (rule === null || !rule.isOn) throw illegalTransition(ruleIsOff, []);
  }
  if (await hasNewerOfSame(tx, row)) throw illegalTransition(isFollowed, []);
}

function notPossible(actor: Actor, row: AlertRow, verb: SurgeAlertAction) {
  return illegalTransition(
    {
      zh: `状态 ${row.state} 的预警不能执行 ${verb}。`,
      en: `${verb} is not possible for a surge alert in state ${row.state}.`,
    },
    permittedAlertActions(actor, row),
  );
}
