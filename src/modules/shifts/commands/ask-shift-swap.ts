import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { type ApplicationError, invalidInput, notFound } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { assignmentKeyOf } from "../assignment.key.js";
import { findHoldings, lockAssignments } from "../assignment.store.js";
import { personIdOf, personOf } from "../own-person.js";
import { checkRemark, requestRecordings } from "../request.change.js";
import type { AskShiftSwapInput } from "../request.inputs.js";
import { swapType } from "../request.type.js";
import { swapEventTypes } from "../shift.events.js";
import { countOpenSwapsOf, type SwapRow, swapInsertion } from "../swap.store.js";
import { ownTurn } from "../swap.turns.js";

/**
 * Somebody asks another of his bureau to take a published shift of his (申请换班), and offers to take one of the other's.
 *
 * @throws FORBIDDEN for a program that acts for itself; NOT_FOUND for an assignment that is not his own, or not the other's, and
 *   for somebody who holds no role there; INVALID_INPUT for a shift that has begun, or is offered already
 */
export function askShiftSwap(context: RequestContext, input: AskShiftSwapInput): Promise<SwapRow> {
  const actor = actorOf(context);
  const asker = personOf(actor);
  const givenKey = assignmentKeyOf(input.given, "given");
  const takenKey = input.taken == null ? null : assignmentKeyOf(input.taken, "taken");
  const asked = personIdOf(input.asked, "asked");
  const remark = checkRemark(input.remark);
  return inScope(context, async (tx) => {
    const { bureau, city, county, province } = actor.bureau;
    const rows = await lockAssignments(tx, bureau, takenKey === null ? [givenKey] : [givenKey, takenKey]);
    const at = context.clock.now();
    const given = ownTurn(rows, givenKey.id, asker, "given", at);
    const taken = takenKey === null ? null : ownTurn(rows, takenKey.id, asked, "taken", at);
    authorize(actor, "shift.ask", actor.bureau);
    if (asked === asker) throw invalidInput("asked", { zh: "不能与本人换班。", en: "Ask somebody else." });
    const holdings = await findHoldings(tx, [bureau]);
    if (!holdings.some(({ person }) => person === asked)) throw notFound("asked");
    if ((await countOpenSwapsOf(tx, given.id)) > 0) throw offered();
    const row: SwapRow = {
      ...{ province, city, county, bureau, id: newId(at), asker, asked, given: given.id, taken: taken?.id ?? null },
      ...{ state: "ASKED", remark, askedAt: at, answeredAt: null, decidedAt: null, decidedBy: null, reason: null },
      version: 1,
    };
    const step = { action: "shift.ask", event: swapEventTypes.ASK, type: swapType } as const;
    await writeAndEnd(tx, [swapInsertion(row), ...requestRecordings({ actor, at, context }, step, row)]);
    return row;
  });
}

const offered = (): ApplicationError =>
  invalidInput("given", {
    zh: "该班次已有未了结的换班申请。",
    en: "That shift is offered to somebody already: withdraw that first.",
  });
