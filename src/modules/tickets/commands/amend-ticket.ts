import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import type { Sealed } from "../../../platform/seal.js";
import { together } from "../../../platform/together.js";
import { startValidation } from "../../../platform/validation.js";
import type { Writing } from "../../../platform/writing.store.js";
import type { AmendTicketInput, RespondentInput } from "../registration.inputs.js";
import { advise } from "../ticket.advice.js";
import { type Change, checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import { classify } from "../ticket.classes.js";
import type { JurisdictionFacts } from "../ticket.competence.js";
import { amendedContact, type Contact, noContact, openContact, sealContact } from "../ticket.contact.js";
import { contactColumns, respondentColumns } from "../ticket.entry.js";
import { readDivisions } from "../ticket.intake.js";
import { contactWriting, detailsUpdate, findParts, type TicketParts } from "../ticket.parts.store.js";
import type { Regime } from "../ticket.regime.js";
import { checkContact, checkRespondent, checkTexts, toContact, toJurisdictionFacts } from "../ticket.registration.js";
import { searchPartOf } from "../ticket.search.js";
import { takeStep } from "../ticket.steps.js";
import { keyText, type TicketChanges, type TicketRow } from "../ticket.store.js";
import type { TicketKind } from "../ticket.workflow.js";

/** An operator completes an entry that was returned, or not yet passed on (补录). */
export function amendTicket(context: RequestContext, input: AmendTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "AMEND", input.version);
    const { ticket, actor, at } = change;
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) throw new Error("a ticket has no details");
    checkAmendment(change, input, parts);
    const classes = await classify(tx, actor, chinaDay(at), ticket.kind, {
      issueClass: input.issueClass ?? ticket.issueClass,
      goodsClass: input.goodsClass === undefined ? ticket.goodsClass : input.goodsClass,
      topics: input.topics ?? ticket.topics,
    });
    const contact = amendContact(change, input, parts);
    const respondent = input.respondent == null ? {} : await amendRespondent(change, input.respondent);
    const changes: TicketChanges = {
      ...classes,
      ...respondent,
      ...(input.contact == null ? {} : contactColumns(contact)),
      ...(input.disputedAmount === undefined ? {} : { disputedAmount: input.disputedAmount }),
    };
    const step: Step = {
      changes,
      detail: { fields: changedFields(input) },
      remark: checkRemark("remark", input.remark),
    };
    return takeStep(change, edge, step, [
      amendedDetails(change, input, parts, contact),
      input.contact == null ? null : contactWriting(ticket, sealed(change, contact), parts.contact !== null),
    ]);
  });
}

const sealed = ({ context, ticket }: Change, contact: Contact): Sealed =>
  sealContact(context.seal, contact, ticket.province, ticket.id);

function changedFields(input: AmendTicketInput): string[] {
  const { ticketId: _, version: __, remark: ___, ...fields } = input;
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
}

function checkAmendment({ ticket }: Change, input: AmendTicketInput, { details }: TicketParts): void {
  const kind = ticket.kind as TicketKind;
  const validation = startValidation();
  const request = input.request === undefined ? details.request : input.request;
  checkTexts(validation, kind, input.facts ?? details.facts, request);
  if (input.contact != null) checkContact(validation, kind, ticket.isAnonymous, input.contact);
  if (input.respondent != null) checkRespondent(validation, kind, input.respondent);
  validation.finish();
}

function amendContact({ context, ticket }: Change, input: AmendTicketInput, parts: TicketParts): Contact {
  const before =
    parts.contact === null ? noContact : openContact(context.seal, parts.contact, ticket.province, ticket.id);
  return input.contact == null ? before : amendedContact(before, toContact(input.contact));
}

async function amendRespondent({ tx, actor, ticket, at }: Change, respondent: RespondentInput): Promise<TicketChanges> {
  const today = chinaDay(at);
  const facts = toJurisdictionFacts(respondent);
  const matter = { kind: ticket.kind as TicketKind, regime: ticket.regime as Regime, facts };
  const [divisions, advice] = await together([readDivisions(tx, respondent, today), advise(tx, actor, matter, today)]);
  return respondentColumns(respondent, advice, divisions);
}

function amendedDetails(
  { ticket }: Change,
  input: AmendTicketInput,
  { details }: TicketParts,
  contact: Contact,
): Writing {
  const { respondent } = input;
  const texts = {
    facts: input.facts ?? details.facts,
    request: input.request === undefined ? details.request : input.request,
    respondentAddress: respondent == null ? details.respondentAddress : (respondent.address ?? null),
    respondentCreditCode: respondent == null ? details.respondentCreditCode : (respondent.creditCode ?? null),
  };
  const name = respondent == null ? ticket.respondentName : (respondent.name ?? null);
  return detailsUpdate(ticket, {
    ...texts,
    jurisdictionFacts:
      respondent == null ? (details.jurisdictionFacts as JurisdictionFacts) : toJurisdictionFacts(respondent),
    ...searchPartOf([name, texts.facts, texts.request, texts.respondentAddress], contact),
  });
}
