import { inScope, type RequestContext } from "../../../platform/context.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { findBureau } from "../../jurisdictions/index.js";
import type { TurnIntoCaseInput } from "../complaint.inputs.js";
import { type Change, decide, findAndLock, planStep } from "../ticket.change.js";
import { maskText } from "../ticket.contact.js";
import { contactOf, nextNumber, readDerived, respondentOf } from "../ticket.derived.js";
import { type Beginning, type Entry, type Intake, planEntry } from "../ticket.entry.js";
import { ticketIdOf } from "../ticket.key.js";
import { findParts, type TicketParts } from "../ticket.parts.store.js";
import { regimeOn } from "../ticket.regime.js";
import { longestFacts } from "../ticket.registration.js";
import { writeChanges } from "../ticket.steps.js";
import { keyText, type TicketRow } from "../ticket.store.js";

/**
 * A handler who finds a breach of the law in a complaint opens a report on it (诉转案; art. 27 of Order 121, art. 23 of
 * Order 20): at the same bureau, verified from now on, for 15 working days from the finding. The complaint goes on. The
 * report has no reporter: the bureau found the lead itself, and the complainant asked for a settlement, not for a case. So
 * it is anonymous and holds no contact, and what it says of the complainant is masked for good.
 *
 * @returns the complaint, and the report
 */
export function turnIntoCase(context: RequestContext, input: TurnIntoCaseInput): Promise<[TicketRow, TicketRow]> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "TURN_INTO_CASE", input.version);
    const { ticket } = change;
    const validation = startValidation();
    validation.text("facts", input.facts, longestFacts, input.facts == null ? 0 : 2);
    validation.finish();
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) throw new Error("a ticket has no details");
    const report = await openReport(change, entryOf(change, parts, input));
    const turning = {
      changes: { turnedInto: report.ticket.id },
      detail: { linked: ticketIdOf(report.ticket) },
    };
    return writeChanges([planStep(change, edge, turning), report]);
  });
}

async function openReport(change: Change, entry: Entry): Promise<Change> {
  const { tx, actor, at, ticket } = change;
  const intake: Intake = { ...change, receivedAt: at, regime: regimeOn(at) };
  const bureau = await findBureau(tx, actor.bureau.bureau);
  if (bureau === null) throw new Error("the bureau of the actor is gone");
  const findings = await readDerived(intake, entry);
  const number = await nextNumber(tx, bureau, entry.kind, at);
  const identity = { key: { province: ticket.province, id: newId(at) }, number, linkedTicket: null };
  const beginning: Beginning = {
    // Whoever found it received it, signed for it and verifies it.
    columns: {
      state: "VERIFYING",
      handler: actor.person?.id ?? null,
      competentReceivedAt: at,
      signedAt: at,
      leadFrom: ticket.id,
    },
    action: "ticket.turnIntoCase",
    detail: { leadFrom: ticketIdOf(ticket) },
  };
  return planEntry(intake, entry, findings, identity, beginning);
}

function entryOf({ context, ticket }: Change, parts: TicketParts, input: TurnIntoCaseInput): Entry {
  // SECURITY: the report keeps no contact that its texts could be masked by when they are read, so they are masked now.
  const contact = contactOf(context, ticket, parts);
  const masked = (text: string | null | undefined) => (text == null ? null : maskText(text, contact));
  const respondent = respondentOf(ticket, parts);
  return {
    kind: "REPORT",
    channel: ticket.channel,
    issueClass: input.issueClass ?? ticket.issueClass,
    goodsClass: ticket.goodsClass,
    topics: ticket.topics,
    isAnonymous: true,
    respondent: { ...respondent, name: masked(respondent.name), address: masked(respondent.address) },
    facts: maskText(input.facts ?? parts.details.facts, contact),
  };
}
