import type { Actor } from "../../platform/actor.js";
import { maskFreeText, maskName, maskPhone } from "../../platform/masking.js";
import type { Seal, Sealed } from "../../platform/seal.js";

/** What the citizen confides to be reached and recognised (联系方式). */
export interface Contact {
  name: string | null;
  phone: string | null;
  address: string | null;
  /** The number of an identity document (身份证件号码). */
  identityNumber: string | null;
  /**
   * What was given before an amendment (更正前的联系方式): texts that were written until then may still hold it, so it is
   * masked in them like the rest. Left out where nothing was amended.
   */
  former?: readonly string[];
  /** Passages of the texts that a person found to be personal data (人工标记), such as where somebody lives. */
  marked?: readonly string[];
  /** What the scan of the texts found and a person found to be none (人工排除), such as the number of a parcel. */
  released?: readonly string[];
}

/** A contact of which nothing is known: an anonymous report. */
export const noContact: Contact = { name: null, phone: null, address: null, identityNumber: null };

const ownerOf = (province: string, ticketId: string): string => `contact:${province}:${ticketId}`;

/** Seals a contact for the row of its ticket. */
export function sealContact(seal: Seal, contact: Contact, province: string, ticketId: string): Sealed {
  return seal.seal(JSON.stringify(contact), ownerOf(province, ticketId));
}

/** Opens the contact of a ticket. */
export function openContact(seal: Seal, sealed: Sealed, province: string, ticketId: string): Contact {
  return { ...noContact, ...(JSON.parse(seal.open(sealed, ownerOf(province, ticketId))) as Partial<Contact>) };
}

/** The forms of a contact that lists may show. */
export function maskedContact(contact: Contact): { name: string | null; phone: string | null } {
  return {
    name: contact.name === null ? null : maskName(contact.name),
    phone: contact.phone === null ? null : maskPhone(contact.phone),
  };
}

/** The texts that must not show in anything a ticket's reader is given. */
export function knownTexts({ name, phone, address, identityNumber, former = [], marked = [] }: Contact): string[] {
  return [name, phone, address, identityNumber, ...former, ...marked].filter(
    (text): text is string => text !== null && text.length > 1,
  );
}

/** A contact in the place of another, which keeps what the other said of the citizen, so that it goes on being masked. */
export function amendedContact(before: Contact, given: Contact): Contact {
  const { marked, released } = before;
  const now = {
    ...given,
    ...(marked === undefined ? {} : { marked }),
    ...(released === undefined ? {} : { released }),
  };
  const current = knownTexts(now);
  const former = [...new Set(knownTexts(before))].filter((text) => !current.includes(text));
  return former.length === 0 ? now : { ...now, former };
}

/** A free text with the personal data that it holds masked: what everybody in scope may read. */
export function maskText(text: string, contact: Contact): string {
  return maskFreeText(text, knownTexts(contact), contact.released);
}

/** What decides who may know the citizen of a ticket. */
export interface Confidentiality {
  kind: string;
  state: string;
  holder: string;
  intakeBureau: string;
  handler: string | null;
}

/**
 * Whether even the masked contact is withheld: that of a reporter is shown only at the bureau that registered the report
 * and at the one that handles it (art. 37 of Order 121: not to anybody who does not work on the matter).
 */
export function isConfidentialFor(actor: Actor, ticket: Confidentiality): boolean {
  if (ticket.kind !== "REPORT") return false;
  return actor.bureau.bureau !== ticket.holder && actor.bureau.bureau !== ticket.intakeBureau;
}

/**
 * Whether the contact may be read in clear, for a purpose that is logged. Of a complaint or consultation: at the bureau
 * that holds or registered it. Of a report (art. 37 of Order 121): by its handler; while it has none, by those who review
 * it at the bureau that holds it. A report that was dispatched and not yet signed for is in nobody's hands, and a program
 * that acts for no person is nobody who handles a case. One that a superior took up, or that was handed over before anybody
 * signed for it, is past the review and has no handler: only the handlers of its bureau work on it.
 */
export function mayReveal(actor: Actor, ticket: Confidentiality): boolean {
  const bureau = actor.bureau.bureau;
  if (ticket.kind !== "REPORT") return bureau === ticket.holder || bureau === ticket.intakeBureau;
  if (bureau !== ticket.holder || actor.person === null) return false;
  if (ticket.handler !== null) return ticket.handler === actor.person.id;
  if (statesOfReview.includes(ticket.state)) return true;
  return ticket.state !== "DISPATCHED" && actor.roles.includes("HANDLER");
}

const statesOfReview: readonly string[] = ["REGISTERED", "IN_REVIEW", "RETURNED_TO_OPERATOR"];
