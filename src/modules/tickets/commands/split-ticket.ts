import { inScope, type RequestContext } from "../../../platform/context.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import type { SplitTicketInput, TicketPartInput } from "../registration.inputs.js";
import { type Change, decide, findAndLock, planStep, type Step } from "../ticket.change.js";
import type { Contact } from "../ticket.contact.js";
import { contactOf, nextNumber, respondentOf } from "../ticket.derived.js";
import { type Entry, type Intake, planEntry } from "../ticket.entry.js";
import { findingsOf, readIntake } from "../ticket.intake.js";
import { ticketIdOf } from "../ticket.key.js";
import { findParts, type TicketParts } from "../ticket.parts.store.js";
import type { Regime } from "../ticket.regime.js";
import { checkContact, checkPartKind, checkRespondent, checkTexts } from "../ticket.registration.js";
import { writeChanges } from "../ticket.steps.js";
import { keyText, type TicketRow } from "../ticket.store.js";
import type { TicketKind } from "../ticket.words.js";
import { findEdge } from "../ticket.workflow.js";

/**
 * A dispatcher splits mixed material that was found in review (拆分): the other part becomes a linked ticket with a life and
 * a clock of its own (art. 9 of Order 121, art. 7 of Order 20). It is received when the first was.
 *
 * @returns the first ticket, and the new one
 */
export function splitTicket(context: RequestContext, input: SplitTicketInput): Promise<[TicketRow, TicketRow]> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "SPLIT", input.version);
    const { ticket } = change;
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) throw new Error("a ticket has no details");
    const contact = contactOf(context, ticket, parts);
    checkPart(change, input.part, parts, contact);
    const other = await registerPart(change, entryOf(ticket, input.part, parts, contact));
    const submitting = findEdge(input.part.kind, "REGISTERED", "SUBMIT");
    if (submitting === null) throw new Error("a complaint or report cannot be submitted");
    const splitting: Step = {
      changes: { linkedTicket: other.ticket.id },
      detail: { linked: ticketIdOf(other.ticket) },
    };
    return writeChanges([
      planStep(change, edge, splitting),
      // The part was found in review, so it is there at once; the dispatcher's right is that to split.
      planStep(other, { ...submitting, action: edge.action }),
    ]);
  });
}

async function registerPart(change: Change, entry: Entry): Promise<Change> {
  const { ticket, at } = change;
  const intake: Intake = { ...change, receivedAt: ticket.receivedAt, regime: ticket.regime as Regime };
  const found = await readIntake(intake, [{ entry, prefix: "part." }]);
  const number = await nextNumber(change.tx, found.bureau, entry.kind, at);
  const key = { province: ticket.province, id: newId(at) };
  return planEntry(intake, entry, findingsOf(found, entry.kind), { key, number, linkedTicket: ticket.id });
}

function checkPart({ ticket }: Change, part: TicketPartInput, parts: TicketParts, contact: Contact): void {
  const validation = startValidation();
  checkPartKind(validation, ticket.kind as TicketKind, part.kind, "part.kind");
  checkTexts(validation, part.kind, part.facts, part.request, "part.");
  if (part.kind === "COMPLAINT") {
    checkContact(validation, "COMPLAINT", ticket.isAnonymous, contact);
    checkRespondent(validation, "COMPLAINT", respondentOf(ticket, parts));
  }
  validation.finish();
}

function entryOf(ticket: TicketRow, part: TicketPartInput, parts: TicketParts, contact: Contact): Entry {
  return {
    kind: part.kind,
    channel: ticket.channel,
    issueClass: part.issueClass,
    goodsClass: part.goodsClass ?? null,
    topics: ticket.topics,
    contact,
    isAnonymous: ticket.isAnonymous && part.kind === "REPORT",
    respondent: respondentOf(ticket, parts),
    facts: part.facts,
    request: part.request ?? null,
    disputedAmount: null,
  };
}
