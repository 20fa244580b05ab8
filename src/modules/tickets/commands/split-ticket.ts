import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { findBureau } from "../../jurisdictions/index.js";
import { layOutNumbers, type NumberSeries, takeNumber } from "../number.store.js";
import type { RespondentInput, SplitTicketInput, TicketPartInput } from "../registration.inputs.js";
import { type Change, decide, findAndLock, takeStep, ticketIdOf } from "../ticket.change.js";
import type { JurisdictionFacts } from "../ticket.competence.js";
import { type Contact, noContact, openContact } from "../ticket.contact.js";
import { type Entry, type Intake, registerEntry } from "../ticket.intake.js";
import type { Regime } from "../ticket.regime.js";
import { checkContact, checkPartKind, checkRespondent, checkTexts } from "../ticket.registration.js";
import { findParts, keyText, linkTickets, type TicketParts, type TicketRow } from "../ticket.store.js";
import { findEdge, type TicketKind } from "../ticket.workflow.js";

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
    const contact =
      parts.contact === null ? noContact : openContact(context.seal, parts.contact, ticket.province, ticket.id);
    checkPart(change, input.part, parts, contact);
    const intake = await intakeOf(change, input.part.kind);
    const key = { province: ticket.province, id: newId(change.at) };
    const number = await nextNumber(intake);
    const other = await registerEntry(intake, entryOf(ticket, input.part, parts, contact), key, number, "part.");
    const [linked, linkedOther] = await linkTickets(tx, ticket, other);
    const after = await takeStep({ ...change, ticket: linked }, edge, { detail: { linked: ticketIdOf(other) } });
    const passed = { ...change, ticket: linkedOther };
    const submitting = findEdge(input.part.kind, "REGISTERED", "SUBMIT");
    if (submitting === null) throw new Error("a complaint or report cannot be submitted");
    // The part was found in review, so it is there at once; the dispatcher's right is that to split.
    const submitted = await takeStep(passed, { ...submitting, action: edge.action }, {});
    return [after.ticket, submitted.ticket];
  });
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

async function intakeOf(change: Change, kind: TicketKind): Promise<Intake> {
  const { actor, ticket, at } = change;
  const bureau = await findBureau(change.tx, actor.bureau.bureau);
  if (bureau === null) throw new Error("the bureau of the actor is gone");
  const series = { bureau: bureau.code, year: Number(chinaDay(at).slice(0, 4)), kind };
  return {
    ...change,
    receivedAt: ticket.receivedAt,
    regime: ticket.regime as Regime,
    mark: bureau.mark,
    province: ticket.province,
    series: [series],
  };
}

// A split is rare, so it may lay out numbers in its own transaction where none is left.
async function nextNumber({ tx, series }: Intake): Promise<number> {
  const [of] = series as [NumberSeries];
  const number = await takeNumber(tx, of);
  if (number !== null) return number;
  await layOutNumbers(tx, of);
  const laidOut = await takeNumber(tx, of);
  if (laidOut === null) throw new Error("no number could be laid out");
  return laidOut;
}

function respondentOf(ticket: TicketRow, { details }: TicketParts): RespondentInput {
  const { respondentKind, ...places } = details.jurisdictionFacts as JurisdictionFacts;
  return {
    ...places,
    kind: respondentKind,
    name: ticket.respondentName,
    creditCode: details.respondentCreditCode,
    address: details.respondentAddress,
  };
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
