import { authorize } from "../../../access/index.js";
import type { Actor } from "../../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import {
  type Change,
  checkRemark,
  edgeThrough,
  findTickets,
  findTimelineOf,
  placeOfTicket,
  planStep,
  type TicketRow,
  type TicketState,
  ticketIdOf,
  ticketKeyOf,
  writeChanges,
} from "../../tickets/index.js";
import { findPair, type Pair } from "../link.change.js";
import type { UnmergeTicketInput } from "../merger.inputs.js";
import { type ReceiptEntry, receiptWithout } from "../receipt.js";
import type { Merged } from "./merge-tickets.js";

/**
 * Takes apart what was merged by mistake (撤销并案): the ticket goes on where it stood, with its own clock, and the other has
 * the receipt again that it has without it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT; ILLEGAL_TRANSITION for a ticket that is not merged, or is archived
 */
export function unmergeTicket(context: RequestContext, input: UnmergeTicketInput): Promise<Merged> {
  return inScope(context, async (tx) => {
    const { one: merged, other: kept } = await findMergedPair(tx, context, input);
    const { ticket } = merged;
    const unmerging = edgeThrough(merged, "UNMERGE");
    const remark = checkRemark("remark", input.remark, 2);
    const to = await stateBefore(merged);
    const competentReceivedAt = await receiptAfterLeaving(kept, ticketIdOf(ticket));

    const released = planStep(kept, edgeThrough(kept, "RELEASE"), {
      changes: { competentReceivedAt },
      detail: {
        other: ticketIdOf(ticket),
        number: ticket.number,
        receiptAfter: competentReceivedAt?.toISOString() ?? null,
      },
      remark,
    });
    const apart = planStep(
      merged,
      { ...unmerging, to },
      {
        changes: { mergedInto: null, closedAt: null },
        detail: { from: ticketIdOf(kept.ticket), number: kept.ticket.number },
        remark,
      },
    );
    const [other, goingOn] = await writeChanges([released, apart]);
    return { ticket: goingOn, other };
  });
}

// Both are locked in the order of all, so what it is merged into is read before without a lock, and looked at again under it.
async function findMergedPair(
  tx: Transaction,
  context: RequestContext,
  { ticketId, version }: UnmergeTicketInput,
): Promise<Pair> {
  const actor = actorOf(context);
  const [seen] = await findTickets(tx, scopeOf(actor.bureau), [ticketKeyOf(ticketId)]);
  if (seen === undefined) throw notFound("ticketId");
  const otherId = checkMerged(actor, seen, version);
  const pair = await findPair(tx, context, { ticketId, otherId }, "ticketId");
  // At the version that was read it is merged into the same.
  checkMerged(actor, pair.one.ticket, version);
  return pair;
}

// Into which ticket that was merged which the caller may take out again.
function checkMerged(actor: Actor, ticket: TicketRow, version: number): string {
  authorize(actor, "ticket.merge", placeOfTicket(ticket));
  if (ticket.version !== version) throw conflict(ticket.version);
  if (ticket.mergedInto === null) {
    throw illegalTransition({ zh: "该工单未并入其他工单。", en: "The ticket is not merged into another." }, []);
  }
  return ticketIdOf({ province: ticket.province, id: ticket.mergedInto });
}

// The state in which it was merged.
async function stateBefore({ tx, ticket }: Change): Promise<TicketState> {
  const entry = (await findTimelineOf(tx, ticket, ["MERGE"])).at(-1);
  if (entry === undefined || entry.fromState === null) throw new Error("a merged ticket has no entry of its merger");
  return entry.fromState as TicketState;
}

async function receiptAfterLeaving({ ticket: kept, tx }: Change, leaving: string): Promise<Date | null> {
  const entries = await findTimelineOf(tx, kept, ["ABSORB", "RELEASE"]);
  return receiptWithout(
    entries.map(({ detail, verb }) => ({ verb, detail: detail as ReceiptEntry["detail"] })),
    leaving,
    kept.competentReceivedAt,
  );
}
