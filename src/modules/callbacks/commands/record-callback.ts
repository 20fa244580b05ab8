import { inScope, type RequestContext } from "../../../platform/context.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { type Writing, write, writeAndEnd } from "../../../platform/writing.store.js";
import {
  edgeThrough,
  gradeFact,
  longestRemark,
  notices,
  type Step,
  type TicketRow,
  takeStep,
} from "../../tickets/index.js";
import {
  type CallbackChange,
  decideOnCallback,
  findAndLockCallback,
  placeOfActor,
  recordedCallback,
} from "../callback.change.js";
import type { RecordCallbackInput } from "../callback.inputs.js";
import { type CallbackChanges, type CallbackRow, callbackUpdate } from "../callback.store.js";
import { reopens } from "../callback.workflow.js";
import { dayBefore, usualWithinDays } from "../callback-rule.js";
import { findCallbackRule, insertMissingRule } from "../callback-rules.store.js";

/** What recordCallback did. */
export interface RecordedCallback {
  callback: CallbackRow;
  isReopened: boolean;
}

/**
 * Notes what the citizen said (记录回访结果). Who is dissatisfied through the handler's fault has the ticket done again, once,
 * by the bureau that closed it: in the same transaction it goes back to signed for, with a clock of its own, and the citizen
 * must be told again. The step is taken under the caller's own scope: whoever registered a ticket sees it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function recordCallback(context: RequestContext, input: RecordCallbackInput): Promise<RecordedCallback> {
  return inScope(context, async (tx) => {
    const change = await findAndLockCallback(tx, context, input.callbackId);

    decideOnCallback(change, "RECORD", input.version);

    const { callback, ticket } = change;
    checkInput(input);
    const isReopened = reopens({ ...input, round: callback.round }, ticket.ticket);
    const changes = changesOf(change, input);
    const besides = writingsOf(change, changes, { grade: input.grade, isReopened });
    if (isReopened) {
      // What is done again is called back again, so there must be a rule by which the closings of the bureau are looked at.
      if ((await findCallbackRule(tx, callback.bureau)) === null) await insertMissingRule(tx, restingRule(change));
      // The step writes the facts of the ticket too, and one statement changes a row once.
      await write(tx, [gradeFact(ticket.ticket, input.grade)]);
      await takeStep(ticket, edgeThrough(ticket, "REOPEN"), reopening(ticket.at), besides);
    } else {
      await writeAndEnd(tx, [gradeFact(ticket.ticket, input.grade), ...besides]);
    }
    return { callback: { ...callback, ...changes, version: callback.version + 1 }, isReopened };
  });
}

function checkInput({ grade, isHandlersFault, remark }: RecordCallbackInput): void {
  const validation = startValidation();
  validation.text("remark", remark, longestRemark, isHandlersFault ? 2 : 0);
  if (isHandlersFault && grade !== "DISSATISFIED") {
    validation.add("isHandlersFault", {
      zh: "只有不满意的评价才记录承办人原因。",
      en: "Only a dissatisfied citizen can be so through the handler's fault.",
    });
  }
  validation.finish();
}

function changesOf({ ticket: { actor, at, ticket } }: CallbackChange, input: RecordCallbackInput) {
  return {
    state: "DONE",
    calledAt: at,
    calledBy: actor.person?.id ?? null,
    grade: input.grade,
    isHandlersFault: input.isHandlersFault,
    handledBy: ticket.holder,
    handledByCity: ticket.city,
    handledByCounty: ticket.county,
    remark: input.remark ?? null,
  } satisfies CallbackChanges;
}

function writingsOf(
  { callback, ticket: { actor, at, context, ticket } }: CallbackChange,
  changes: CallbackChanges,
  told: { grade: string; isReopened: boolean },
): (Writing | null)[] {
  return [
    callbackUpdate(callback, changes),
    notices({ actor, at }, [{ ticket, kind: "CALLBACK_MADE", toBureau: ticket.holder, detail: { grade: told.grade } }]),
    ...recordings(actor, [
      recordedCallback(callback, {
        action: "callback.make",
        event: "MADE",
        version: callback.version + 1,
        place: placeOfActor(actor),
        at,
        requestId: context.requestId,
        detail: { ...told, isHandlersFault: changes.isHandlersFault ?? false },
      }),
    ]),
  ];
}

/**
 * What is done again has neither decision nor closing any more, so that the usual steps lead to both; what was recovered,
 * fined or filed in its first life happened, and stays until a closing says otherwise.
 */
function reopening(at: Date): Step {
  const undone = {
    acceptedAt: null,
    decidedAt: null,
    closedAt: null,
    feedbackAt: null,
    archivedAt: null,
    refusalGround: null,
    terminationGround: null,
    settlementMethod: null,
    duplicateOf: null,
  } satisfies Partial<TicketRow>;
  return { changes: { ...undone, reopenedAt: at } };
}

/** The rule of a bureau that draws no sample: only what was done again is called back. */
function restingRule({ callback, ticket: { actor, at } }: CallbackChange) {
  const { province, city, county } = actor.bureau;
  return {
    province,
    city,
    county,
    bureau: callback.bureau,
    consultationShare: 0,
    complaintShare: 0,
    reportShare: 0,
    withinDays: usualWithinDays,
    drawnUntil: dayBefore(at),
    setBy: null,
    setAt: at,
    version: 1,
  };
}
