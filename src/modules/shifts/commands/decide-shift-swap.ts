import { authorize } from "../../../access/index.js";
import type { RequestContext } from "../../../platform/context.js";
import { type ApplicationError, illegalTransition } from "../../../platform/errors.js";
import { checkTurns } from "../assigning.js";
import { type AssignmentRow, exchangePeople, lockAssignments, lockTurnsOf } from "../assignment.store.js";
import { changesOf } from "../published.js";
import { checkDecision, placeOfRequest, requireState } from "../request.change.js";
import type { DecideShiftSwapInput } from "../request.inputs.js";
import { changeInsertion } from "../roster-changes.store.js";
import { swapEventTypes } from "../shift.events.js";
import { changeSwap, type SwapChange, writeSwap } from "../swap.change.js";
import type { SwapRow } from "../swap.store.js";
import { turnFor } from "../swap.turns.js";

/** An assignment that is given to another person. */
interface Given {
  row: AssignmentRow;
  to: string;
  field: string;
}

/**
 * The shift manager approves a swap upon which both agreed, or refuses it (审批换班). What is checked of an assignment is checked
 * of both, and the roster is changed with it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT; ILLEGAL_TRANSITION where they did not agree, a shift has begun, or the roster is
 *   another by now; INVALID_INPUT where one of them is not free
 */
export function decideShiftSwap(context: RequestContext, input: DecideShiftSwapInput): Promise<SwapRow> {
  return changeSwap(context, input.swapId, async (change) => {
    const { actor, at, swap, tx } = change;
    authorize(actor, "shift.manage", placeOfRequest(swap));
    const reason = checkDecision(input.isApproved, input.reason);
    requireState(swap, input.version, input.isApproved ? ["AGREED"] : ["ASKED", "AGREED"]);
    const decidedBy = actor.person?.id ?? null;
    const decision = { decidedAt: at, decidedBy, reason };
    if (!input.isApproved) {
      const refusal = { action: "shift.manage", event: swapEventTypes.REFUSE } as const;
      return writeSwap(change, { ...decision, state: "REFUSED" }, refusal);
    }
    await lockTurnsOf(tx, [swap.asker, swap.asked]);
    const given = await givenOf(change);
    await checkTurns(
      tx,
      context,
      given.map(({ field, row, to }) => turnFor(row, to, field)),
      given.map(({ row }) => row),
    );
    await exchangePeople(tx, given);
    const changed = given.map(({ row, to }) => ({ ...row, person: to }));
    const more = [changeInsertion(changesOf(changed, { at, by: decidedBy, reason, verb: "SWAPPED" }))];
    const approval = { action: "shift.manage", event: swapEventTypes.APPROVE } as const;
    return writeSwap(change, { ...decision, state: "APPROVED" }, approval, more);
  });
}

async function givenOf({ at, swap, tx }: SwapChange): Promise<Given[]> {
  const { asked, asker, bureau, given, province, taken } = swap;
  const ids = taken === null ? [given] : [given, taken];
  const rows = await lockAssignments(
    tx,
    bureau,
    ids.map((id) => ({ province, id })),
  );
  const find = (id: string, from: string, to: string, field: string): Given => {
    const row = rows.find((one) => one.id === id && one.person === from && one.leave === null && one.startsAt > at);
    if (row === undefined) throw rosterIsOther();
    return { row, to, field };
  };
  const first = find(given, asker, asked, "asked");
  return taken === null ? [first] : [first, find(taken, asked, asker, "asker")];
}

const rosterIsOther = (): ApplicationError =>
  illegalTransition(
    {
      zh: "排班已变化，或班次已开始，不能再按此申请换班；请不批准并请其重新申请。",
      en: "The roster is another by now, or a shift has begun: refuse it, and have them ask again.",
    },
    [],
  );
