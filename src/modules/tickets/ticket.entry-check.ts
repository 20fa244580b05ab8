import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import type { Writing } from "../../platform/writing.store.js";
import { type CheckedEntry, checkInsertion, type Finding, findingsOf, refuseBlocked } from "../quality/index.js";
import type { RespondentInput } from "./parties.inputs.js";
import type { Change } from "./ticket.change.js";
import { type Contact, noContact, openContact } from "./ticket.contact.js";
import type { Entry } from "./ticket.entry.js";
import { findParts, type TicketParts } from "./ticket.parts.store.js";
import { divisionFields, toContact } from "./ticket.registration.js";
import { keyText, type TicketRow } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** What of an entry is checked while it is typed: what is not there yet is missing. */
export type Draft = Pick<Entry, "kind" | "issueClass" | "facts"> & Partial<Entry>;

/**
 * An entry as its quality is checked.
 *
 * @param isSplit whether the other part of mixed material is registered with it
 */
export function checkedEntryOf(entry: Draft, receivedAt: Date, isSplit = false): CheckedEntry {
  const { respondent } = entry;
  const { address, identityNumber, name, phone } = toContact(entry.contact);
  return {
    kind: entry.kind,
    issueClass: entry.issueClass,
    goodsClass: entry.goodsClass ?? null,
    isAnonymous: entry.isAnonymous ?? false,
    isSplit,
    contact: { name, phone, address, identityNumber },
    respondent: {
      name: respondent?.name ?? null,
      address: respondent?.address ?? null,
      creditCode: respondent?.creditCode ?? null,
      division: divisionIn(respondent),
    },
    facts: entry.facts,
    request: entry.request ?? null,
    disputedAmount: entry.disputedAmount ?? null,
    receivedOn: chinaDay(receivedAt),
  };
}

const divisionIn = (respondent: RespondentInput | null | undefined): string | null =>
  divisionFields.map((field) => respondent?.[field] ?? null).find((code) => code !== null) ?? null;

/** A ticket as its quality is checked. */
export function checkedEntryOfTicket(
  ticket: TicketRow,
  { details }: Pick<TicketParts, "details">,
  contact: Contact,
): CheckedEntry {
  const { address, identityNumber, name, phone } = contact;
  return {
    kind: ticket.kind as TicketKind,
    issueClass: ticket.issueClass,
    goodsClass: ticket.goodsClass,
    isAnonymous: ticket.isAnonymous,
    isSplit: ticket.linkedTicket !== null,
    contact: { name, phone, address, identityNumber },
    respondent: {
      name: ticket.respondentName,
      address: details.respondentAddress,
      creditCode: details.respondentCreditCode,
      division: ticket.division,
    },
    facts: details.facts,
    request: details.request,
    disputedAmount: ticket.disputedAmount,
    receivedOn: chinaDay(ticket.receivedAt),
  };
}

/** What was found of the entries of a registration, and what is kept of it. */
export interface CheckedRegistration {
  findings: readonly Finding[];
  writing: Writing | null;
}

/**
 * Checks the entries of a registration by the rules of its bureau (录入质检). Registering is never blocked; passing on or
 * answering in the same call is.
 *
 * @param entries each with where it stands in the input, such as "also."
 * @throws INVALID_INPUT where a rule blocks what is to be passed on or answered at once
 */
export async function checkEntries(
  tx: Transaction,
  actor: Actor,
  entries: readonly { entry: Entry; prefix: string; ticketId: string; province: string }[],
  { isPassedOn, at, receivedAt }: { isPassedOn: boolean; at: Date; receivedAt: Date },
): Promise<CheckedRegistration> {
  const { bureau, city, county } = actor.bureau;
  const found: Finding[] = [];
  const rows: Parameters<typeof checkInsertion>[0][number][] = [];
  for (const { entry, prefix, province, ticketId } of entries) {
    const findings = await findingsOf(tx, actor, checkedEntryOf(entry, receivedAt, entries.length > 1));
    if (isPassedOn) refuseBlocked(findings, prefix);
    found.push(...findings.map((finding) => ({ ...finding, field: `${prefix}${finding.field}` })));
    rows.push({
      ...{ province, city, county, bureau, ticketId },
      operator: actor.person?.id ?? null,
      enteredOn: chinaDay(at),
      findings: findings.map(({ field, rule }) => ({ rule, field })),
    });
  }
  return { findings: found, writing: checkInsertion(rows) };
}

/**
 * Keeps a ticket from being passed on or answered while a rule blocks it.
 *
 * @throws INVALID_INPUT with all fields at fault
 */
export async function refuseBlockedTicket({ actor, context, ticket, tx }: Change): Promise<void> {
  const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
  if (parts === undefined) throw new Error("a ticket has no details");
  const contact =
    parts.contact === null ? noContact : openContact(context.seal, parts.contact, ticket.province, ticket.id);
  refuseBlocked(await findingsOf(tx, actor, checkedEntryOfTicket(ticket, parts, contact)));
}
