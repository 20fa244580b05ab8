import type { Actor } from "../../platform/actor.js";
import { newId } from "../../platform/ids.js";
import type { Regime } from "../dictionaries/index.js";
import { actingBureauOf, type BureauRow, placeOf } from "../jurisdictions/index.js";
import { type Change, planStep, type SystemChange } from "./ticket.change.js";
import { contactOf, nextNumber, readDerived, respondentOf } from "./ticket.derived.js";
import { type Beginning, type Entry, type Intake, planEntry } from "./ticket.entry.js";
import { ticketIdOf } from "./ticket.key.js";
import type { TicketParts } from "./ticket.parts.store.js";
import type { TicketKind, TicketVerb } from "./ticket.words.js";
import { findEdge } from "./ticket.workflow.js";

// For the province that receives it, it comes from another department (其他部门转办).
const channel = "OTHER_DEPARTMENT";

/**
 * Plans the ticket that begins in another province where one is handed over (跨省移交): with a number of its own, and what
 * the first says of respondent, facts and request. Order and day of receipt are those of the first receipt, so that nothing
 * begins anew for the citizen; it is registered now, and the limits of law run from now on, for now an authority received
 * it that has the power (art. 15 of Order 121, art. 14 of Order 20). The contact is sealed for the new ticket.
 *
 * SECURITY: the caller has authorised the hand-over of the first ticket, and runs this as the platform.
 *
 * @param change the hand-over of the first ticket
 * @param parts its texts and contact
 * @param issueClass the class that the other province is to sort it by
 * @throws INVALID_INPUT for the field issueClass, where the other province has no such class
 */
export async function planTakeover(
  change: Change,
  parts: TicketParts,
  target: BureauRow,
  issueClass: string,
): Promise<SystemChange> {
  const { tx, context, at, ticket } = change;
  const kind = ticket.kind as TicketKind;
  // Nobody of the other province acts: the platform does, at its bureau.
  const actor: Actor = { person: null, client: null, bureau: actingBureauOf(target), roles: [] };
  const intake: Intake = { tx, context, actor, at, receivedAt: ticket.receivedAt, regime: ticket.regime as Regime };
  const entry: Entry = {
    kind,
    channel,
    issueClass,
    goodsClass: ticket.goodsClass,
    topics: ticket.topics,
    contact: contactOf(context, ticket, parts),
    isAnonymous: ticket.isAnonymous,
    respondent: respondentOf(ticket, parts),
    facts: parts.details.facts,
    request: parts.details.request,
    disputedAmount: ticket.disputedAmount,
  };
  const findings = await readDerived(intake, entry);
  const number = await nextNumber(tx, target, kind, at);
  const identity = { key: { province: target.province, id: newId(at) }, number, linkedTicket: null };
  const beginning: Beginning = {
    columns: { competentReceivedAt: at },
    action: "ticket.handOver",
    detail: { fromBureau: ticket.holder, linked: ticketIdOf(ticket) },
  };
  const begun = planEntry(intake, entry, findings, identity, beginning);
  return planStep({ ...begun, actor: { place: placeOf(target) } }, reviewOf(kind));
}

// There it is reviewed as if its own operator had passed it on.
function reviewOf(kind: TicketKind) {
  const verb: TicketVerb = kind === "CONSULTATION" ? "ESCALATE" : "SUBMIT";
  const edge = findEdge(kind, "REGISTERED", verb);
  if (edge === null) throw new Error(`a new ${kind} cannot be reviewed`);
  return { ...edge, action: "ticket.handOver" as const };
}
