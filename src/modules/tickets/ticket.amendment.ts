import { chinaDay } from "../../platform/clock.js";
import type { Sealed } from "../../platform/seal.js";
import { together } from "../../platform/together.js";
import { startValidation } from "../../platform/validation.js";
import type { Writing } from "../../platform/writing.store.js";
import { amendableFields, type EntryAmendment } from "./amendment.inputs.js";
import type { RespondentInput } from "./parties.inputs.js";
import { advise } from "./ticket.advice.js";
import { type Change, checkRemark, type Step } from "./ticket.change.js";
import { classify } from "./ticket.classes.js";
import type { JurisdictionFacts } from "./ticket.competence.js";
import { amendedContact, type Contact, noContact, openContact, sealContact } from "./ticket.contact.js";
import { contactColumns, respondentColumns } from "./ticket.entry.js";
import { readDivisions } from "./ticket.intake.js";
import { likenessOf } from "./ticket.likeness.js";
import { likenessWriting } from "./ticket.likeness.store.js";
import { contactWriting, detailsUpdate, findParts, type TicketParts } from "./ticket.parts.store.js";
import type { Regime } from "./ticket.regime.js";
import { checkContact, checkRespondent, checkTexts, toContact, toJurisdictionFacts } from "./ticket.registration.js";
import { searchPartOf } from "./ticket.search.js";
import { keyText, type TicketChanges, type TicketRow } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** What an amendment writes: its step, and what goes with it. */
export interface Amendment {
  step: Step;
  writings: readonly (Writing | null)[];
}

/**
 * Plans an amendment of an entry: what is left out stays as it is. Everything that follows from the entry follows: masked
 * forms, what searches look through, what duplicates are found by.
 *
 * @throws INVALID_INPUT with all wrong fields at once
 */
export async function planAmendment(change: Change, input: EntryAmendment): Promise<Amendment> {
  const { actor, at, ticket, tx } = change;
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
  return {
    step: { changes, detail: { fields: amendedFields(input) }, remark: checkRemark("remark", input.remark) },
    writings: [
      amendedDetails(change, input, parts, contact),
      input.contact == null ? null : contactWriting(ticket, sealed(change, contact), parts.contact !== null),
      amendedLikeness(change, { ...ticket, ...changes }, input, parts, contact),
    ],
  };
}

const sealed = ({ context, ticket }: Change, contact: Contact): Sealed =>
  sealContact(context.seal, contact, ticket.province, ticket.id);

/** The names of the fields that an amendment changes. */
export function amendedFields(input: EntryAmendment): (typeof amendableFields)[number][] {
  return amendableFields.filter((name) => input[name] !== undefined);
}

function checkAmendment({ ticket }: Change, input: EntryAmendment, { details }: TicketParts): void {
  const kind = ticket.kind as TicketKind;
  const validation = startValidation();
  const request = input.request === undefined ? details.request : input.request;
  checkTexts(validation, kind, input.facts ?? details.facts, request);
  if (input.contact != null) checkContact(validation, kind, ticket.isAnonymous, input.contact);
  if (input.respondent != null) checkRespondent(validation, kind, input.respondent);
  validation.finish();
}

function amendContact({ context, ticket }: Change, input: EntryAmendment, parts: TicketParts): Contact {
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

// What the ticket is found by, anew as a whole: one of an earlier release may have none yet.
function amendedLikeness(
  { context }: Change,
  ticket: TicketRow,
  { facts, respondent }: EntryAmendment,
  { details }: TicketParts,
  contact: Contact,
): Writing | null {
  const parties = {
    contact,
    respondentName: ticket.respondentName,
    respondentCreditCode: respondent == null ? details.respondentCreditCode : (respondent.creditCode ?? null),
  };
  const { province, id: ticketId } = ticket;
  return likenessWriting([
    { province, ticketId, ...likenessOf(context.seal, ticket, parties, facts ?? details.facts) },
  ]);
}

function amendedDetails(
  { ticket }: Change,
  input: EntryAmendment,
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
