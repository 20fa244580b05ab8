import type { Place } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin } from "../../../platform/database.js";
import { recordingsOf } from "../../../platform/record.js";
import type { Writing } from "../../../platform/writing.store.js";
import { type BureauRow, findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import {
  type Change,
  checkReason,
  type DispatchRow,
  decide,
  edgeThrough,
  findAndLock,
  findDispatches,
  isOwnAuthority,
  notices,
  openDispatch,
  planStep,
  type ReturnTicketInput,
  returnUpdate,
  type TicketChanges,
  type TicketRow,
  writeChanges,
} from "../../tickets/index.js";
import { madeChange } from "../dispute.change.js";
import { newDispute, type Parties } from "../dispute.opening.js";
import { endMovedOnDisputes } from "../dispute.platform.js";
import { type DisputeRow, disputeInsertion } from "../dispute.store.js";
import { nextLook } from "../dispute.term.js";
import { type Referral, referralOf, returnsBeforeReferral } from "../return.referral.js";
import { findReturners, returnInsertion } from "../return.store.js";

/**
 * A bureau without power returns a ticket to whoever dispatched it (退回分派单位). It may not pass it on itself (art. 41 of
 * Order 121, art. 37 of Order 20), so the way back is the way it came. The citizen's own clock, from registration, goes on.
 * Returns are counted: the third one takes the ticket to the common superior, which designates (art. 33 of Order 121).
 */
export function returnToCentre(context: RequestContext, input: ReturnTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RETURN_TO_CENTRE", input.version);
    const words = { field: "explanation", text: input.explanation } as const;
    const remark = await checkReason(change, "RETURN_REASON", "reason", input.reason, words);
    const { ticket, at } = change;
    const dispatch = openDispatch(await findDispatches(tx, ticket));
    const sender = await senderOf(change, dispatch);
    const returned = planStep(change, edge, {
      changes: handingBack(change, sender),
      detail: { reason: input.reason, fromBureau: ticket.holder, toBureau: sender.code },
      remark,
    });
    const referral = await referralFor(returned, placeOf(sender));
    const superior = referral === null ? null : placeOf(await superiorNamed(change, referral.superior));
    const moved = superior === null ? returned : referTo(returned, superior);
    const disputed = await endMovedOnDisputes(change, moved.ticket);
    const [after] = await writeChanges(
      [moved],
      [
        dispatch === undefined ? null : returnUpdate(ticket, dispatch.sequence, { at, reason: input.reason }),
        returnInsertion(returnOf(returned, placeOf(sender), input.reason)),
        // A dispute that waits for this superior already goes on.
        ...(referral === null || superior === null || disputed.length > 0
          ? []
          : disputeOf(returned, { ...referral, superior }, input.reason, remark)),
      ],
    );
    return after;
  });
}

// The bureau that dispatched it. A reorganisation keeps the bureau that registered it up to date, the dispatches not: they
// are history. So where the sender is no more, the ticket goes back to the top of its way.
async function senderOf({ tx, ticket, at }: Change, dispatch: DispatchRow | undefined): Promise<BureauRow> {
  const sender = dispatch === undefined ? null : await findBureau(tx, dispatch.fromBureau);
  if (sender !== null && isValidOn(sender, chinaDay(at))) return sender;
  const intake = await findBureau(tx, ticket.intakeBureau);
  if (intake === null) throw new Error("the bureau that registered a ticket is gone");
  return intake;
}

function handingBack(change: Change, sender: BureauRow): TicketChanges {
  const { ticket } = change;
  const back = placeOf(sender);
  return {
    holder: back.bureau,
    city: back.city,
    county: back.county,
    previousHolder: ticket.holder,
    previousCity: ticket.city,
    previousCounty: ticket.county,
    handler: null,
    signedAt: null,
    // Within one authority nothing is received anew, and its limit goes on.
    competentReceivedAt: isOwnAuthority(change, back) ? ticket.competentReceivedAt : null,
    returns: ticket.returns + 1,
  };
}

function returnOf({ actor, ticket, at }: Change, to: Place, reason: string) {
  const { city, county, bureau } = actor.bureau;
  return {
    province: ticket.province,
    city,
    county,
    bureau,
    ticketId: ticket.id,
    sequence: ticket.version,
    toBureau: to.bureau,
    toCity: to.city,
    toCounty: to.county,
    reason,
    returnedOn: chinaDay(at),
  };
}

// SECURITY: widened sight: a bureau sees only the returns that it made or got, and the superior is that of all of them.
// Nothing of them is shown but the superior.
async function referralFor({ tx, actor, ticket }: Change, receiver: Place): Promise<Referral | null> {
  const { returns, designated } = ticket;
  if (returns < returnsBeforeReferral) return null;
  const before = await asSystemWithin(tx, actor, "who returned a ticket before", () => findReturners(tx, ticket));
  const [first = actor.bureau, ...others] = [...before, actor.bureau];
  return referralOf({ returns, designated, returners: [first, ...others], receiver });
}

async function superiorNamed({ tx }: Change, code: string): Promise<BureauRow> {
  const superior = await findBureau(tx, code);
  if (superior === null) throw new Error("the superior of the bureaus that returned a ticket is gone");
  return superior;
}

// Whoever gets it back never has it in hand: the bureau that returned it stays the one that held it last, and sees it.
function referTo(change: Change, superior: Place): Change {
  const { ticket } = change;
  const { bureau: holder, city, county } = superior;
  if (holder === ticket.holder) return change;
  return planStep(change, edgeThrough(change, "REFER_TO_SUPERIOR"), {
    changes: { holder, city, county, competentReceivedAt: null },
    detail: { fromBureau: ticket.holder, toBureau: holder },
  });
}

function disputeOf(
  change: Change,
  parties: Parties,
  reason: string,
  remark: string | null,
): readonly (Writing | null)[] {
  const { actor, at, context, ticket } = change;
  const { superior } = parties;
  const dispute: DisputeRow = {
    ...newDispute(change, parties),
    origin: "THIRD_RETURN",
    state: "REFERRED",
    reason,
    explanation: remark ?? "",
    negotiateUntil: chinaDay(at),
    referredAt: at,
    refersOn: nextLook(at),
  };
  // The audit of the bureau whose return it was has it; what the superior is told is the event at its place.
  const by = { actor, at, requestId: context.requestId };
  return [
    disputeInsertion(dispute),
    notices(by, [{ ticket, kind: "DISPUTE_REFERRED", toBureau: superior.bureau }]),
    ...recordingsOf([madeChange(dispute, { event: "REFER", action: "ticket.platform", to: superior }, by)]),
  ];
}
