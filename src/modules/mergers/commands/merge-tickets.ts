import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { conflict, invalidInput, tooLarge } from "../../../platform/errors.js";
import {
  type Change,
  checkRemark,
  edgeThrough,
  findParts,
  keyText,
  maskText,
  noContact,
  notices,
  openContact,
  placeOfTicket,
  planStep,
  type Step,
  type TicketRow,
  ticketIdOf,
  writeChanges,
} from "../../tickets/index.js";
import { endMovedOnDisputes } from "../../transfers/index.js";
import { checkTwo, findPair } from "../link.change.js";
import { findMerged, mostMerged } from "../link.store.js";
import type { MergeTicketsInput } from "../merger.inputs.js";
import { keptReceipts, receiptOf } from "../receipt.js";
import { type Citizen, isSameCitizen } from "../same-citizen.js";

/** Two tickets after a merger, or after it was taken apart. */
export interface Merged {
  ticket: TicketRow;
  other: TicketRow;
}

/**
 * Merges two tickets of one citizen on one matter (并案): the other is closed as merged, keeps its number and its timeline,
 * and is found by them; the one that goes on takes the earliest clock. Of a report with new facts the limit runs anew from
 * the last receipt (art. 35 of Order 121). Both are held by the caller's own bureau, so the matter stays in one hand.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION; INVALID_INPUT for tickets of different kinds, bureaus or citizens;
 *   TOO_LARGE for more than 100 that are merged into one
 */
export function mergeTickets(context: RequestContext, input: MergeTicketsInput): Promise<Merged> {
  return inScope(context, async (tx) => {
    const { one: kept, other } = await findPair(tx, context, input);

    for (const { actor, ticket } of [kept, other]) authorize(actor, "ticket.merge", placeOfTicket(ticket));

    checkTwo(kept, other);
    if (kept.ticket.version !== input.version) throw conflict(kept.ticket.version);
    if (other.ticket.version !== input.otherVersion) throw conflict(other.ticket.version);
    const [absorbing, merging] = [edgeThrough(kept, "ABSORB"), edgeThrough(other, "MERGE")];
    checkPair(kept.ticket, other.ticket, input);
    const text = await textOfSameCitizen(tx, context, kept.ticket, other.ticket);
    const count = (await findMerged(tx, [kept.ticket])).length;
    if (count >= mostMerged) throw tooLarge("ticketId", count + 1, mostMerged);
    const remark = checkRemark("remark", input.remark, 2);

    const absorbed = planStep(kept, absorbing, absorption(kept, other, input.hasNewFacts, remark));
    const merged = planStep(other, merging, {
      changes: { mergedInto: kept.ticket.id, closedAt: kept.at },
      detail: { into: ticketIdOf(kept.ticket), number: kept.ticket.number },
      remark,
    });
    await endMovedOnDisputes(other, merged.ticket);
    // Whoever handles the one that goes on may not see the other: what it says goes with it.
    const { number } = other.ticket;
    const [ticket, ended] = await writeChanges(
      [absorbed, merged],
      [notices(kept, [{ ticket: absorbed.ticket, kind: "MERGED_TEXT", detail: { number }, remark: text }])],
    );
    return { ticket, other: ended };
  });
}

// What the one that goes on takes from the other: the earliest clock, or that of the last receipt.
function absorption(kept: Change, other: Change, hasNewFacts: boolean, remark: string | null): Step {
  const [before, others] = [kept.ticket.competentReceivedAt, other.ticket.competentReceivedAt];
  const competentReceivedAt = receiptOf(before, others, hasNewFacts);
  return {
    changes: { competentReceivedAt },
    detail: {
      ...{ other: ticketIdOf(other.ticket), number: other.ticket.number, hasNewFacts },
      // What taking them apart goes back to.
      ...keptReceipts(before, others, competentReceivedAt),
    },
    remark,
  };
}

function checkPair(kept: TicketRow, other: TicketRow, { hasNewFacts }: MergeTicketsInput): void {
  if (kept.kind !== other.kind) {
    throw invalidInput("otherId", {
      zh: "只有同一类型的工单可以并案；投诉与举报各有期限，可用 linkTickets 关联（第121号令第九条）。",
      en: "Only tickets of one kind are merged; a complaint and a report have two clocks: link them with linkTickets (Order 121 art. 9).",
    });
  }
  if (kept.holder !== other.holder || kept.province !== other.province) {
    throw invalidInput("otherId", {
      zh: "两件工单须由同一单位承办。",
      en: "Both tickets must be held by the same bureau.",
    });
  }
  if (kept.regime !== other.regime) {
    throw invalidInput("otherId", {
      zh: "两件工单适用的规章不同，不能并案，可用 linkTickets 关联。",
      en: "The two tickets are under different orders and cannot be merged: link them with linkTickets.",
    });
  }
  if (hasNewFacts && kept.kind !== "REPORT") {
    throw invalidInput("hasNewFacts", {
      zh: "仅举报因补充新的事实重新计算期限（第121号令第三十五条）。",
      en: "Only of a report do new facts begin the limit anew (Order 121 art. 35).",
    });
  }
  // Of whom nothing is known nobody can say that he is the same; or a limit that ran out could be had anew by any other report.
  if (hasNewFacts && (kept.isAnonymous || other.isAnonymous)) {
    throw invalidInput("hasNewFacts", {
      zh: "匿名举报不能认定为同一举报人补充新的事实，处理期限不重新计算（第121号令第三十五条）。",
      en: "New facts begin the limit anew where the same reporter brings them, which nobody knows of an anonymous one (Order 121 art. 35).",
    });
  }
}

// A citizen has a right to be told of his own ticket: that of somebody else does not end with it. Answers what the other says, masked.
async function textOfSameCitizen(
  tx: Transaction,
  context: RequestContext,
  kept: TicketRow,
  other: TicketRow,
): Promise<string> {
  const parts = await findParts(tx, [kept, other]);
  const citizenOf = (ticket: TicketRow): Citizen => {
    const sealed = parts.get(keyText(ticket))?.contact ?? null;
    const contact = sealed === null ? noContact : openContact(context.seal, sealed, ticket.province, ticket.id);
    return { contact, isAnonymous: ticket.isAnonymous };
  };
  if (!isSameCitizen(citizenOf(kept), citizenOf(other))) {
    throw invalidInput("otherId", {
      zh: "两件工单的当事人不是同一人；不同当事人的诉求应分别告知，可用 linkTickets 关联（第121号令第十二条）。",
      en: "The two tickets are of different citizens, each of whom must be told: link them with linkTickets (Order 121 art. 12).",
    });
  }
  const details = parts.get(keyText(other))?.details;
  const said = [details?.facts, details?.request].filter((part) => part != null && part !== "");
  return maskText(said.join("\n"), citizenOf(other).contact);
}
