import { nationCode } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import type { Scope } from "../../platform/scope.js";
import type { Limit } from "../deadlines/index.js";
import type { TicketKind } from "../dictionaries/index.js";
import { type Contact, knownTexts, maskText, noContact, openContact } from "./ticket.contact.js";
import {
  ExtractedRespondent,
  TicketExtract,
  type TicketExtractPart,
  ticketExtractParts,
} from "./ticket.extract.type.js";
import { type DetailsRow, findParts } from "./ticket.parts.store.js";
import { findTickets, keyFromText, keyText, type TicketKey, type TicketRow } from "./ticket.store.js";
import type { TicketState } from "./ticket.words.js";

/** The texts of a ticket, and what must not show in them. */
interface Texts {
  details: DetailsRow;
  contact: Contact;
}

const everywhere: Scope = {
  role: "lianxin_system",
  reach: "NATION",
  region: nationCode,
  province: nationCode,
  bureau: nationCode,
  line: null,
  path: [nationCode],
};

// SECURITY: widened sight: reads tickets that the actor does not see. Nothing outside this file gets the rows; who asks
// for an extract has checked that a matter in the actor's sight names the ticket, and the extract shows what it names.
const rowLoader = defineLoader<TicketRow>(async (context, keys) => {
  const rows = await context.database.asSystem("parts of a ticket that a matter between bureaus shows", (tx) =>
    findTickets(tx, everywhere, keys.map(keyFromText)),
  );
  return new Map(rows.map((row) => [keyText(row), row]));
});

// SECURITY: widened sight, as above; the contact is opened only to be masked in texts, and leaves this file in none.
const textsLoader = defineLoader<Texts>(async (context, keys) => {
  const parts = await context.database.asSystem("texts of a ticket that a matter between bureaus shows, masked", (tx) =>
    findParts(tx, keys.map(keyFromText)),
  );
  return new Map(
    [...parts].map(([key, { details, contact }]) => [
      key,
      {
        details,
        contact: contact === null ? noContact : openContact(context.seal, contact, details.province, details.ticketId),
      },
    ]),
  );
});

/**
 * Reads parts of a ticket for an actor who may not see the ticket: those of one request are read together. All texts are
 * masked with the contact of the ticket.
 *
 * SECURITY: it asks for no right. The caller has checked that a matter which the actor sees and which is open, such as a
 * task or a copy, names the ticket and these parts.
 *
 * @param parts the parts to show; unknown ones are passed over
 * @returns null where there is no such ticket
 */
export async function readExtract(
  context: RequestContext,
  key: TicketKey,
  parts: readonly string[],
): Promise<TicketExtract | null> {
  const shown = ticketExtractParts.filter((part) => parts.includes(part));
  const needsTexts = shown.some((part) => textParts.includes(part));
  const [row, texts] = await Promise.all([
    rowLoader(context, keyText(key)),
    needsTexts ? textsLoader(context, keyText(key)) : null,
  ]);
  return row === null ? null : extractOf(row, texts, shown);
}

const textParts: readonly TicketExtractPart[] = ["RESPONDENT", "FACTS", "REQUEST"];

/** The extract of a ticket. Pure; a text of which nothing was read is null. */
function extractOf(row: TicketRow, texts: Texts | null, shown: readonly TicketExtractPart[]): TicketExtract {
  const shows = (part: TicketExtractPart): boolean => shown.includes(part);
  const masked = (text: string | null): string | null =>
    text === null || texts === null ? null : maskText(text, texts.contact);
  const details = texts?.details;
  return Object.assign(new TicketExtract(), {
    number: row.number,
    kind: row.kind as TicketKind,
    parts: shown,
    respondent: shows("RESPONDENT") ? respondentOf(row, details, masked) : null,
    facts: shows("FACTS") ? masked(details?.facts ?? null) : null,
    request: shows("REQUEST") ? masked(details?.request ?? null) : null,
    disputedAmount: shows("AMOUNT") ? row.disputedAmount : null,
    state: shows("STATE") ? (row.state as TicketState) : null,
    dueOn: shows("DEADLINE") && row.dueOn !== "infinity" ? row.dueOn : null,
    dueLimit: shows("DEADLINE") ? (row.dueLimit as Limit | null) : null,
    row,
  });
}

// A citizen may write his own number as that of the trader, so the name is masked like a text. The credit code has a check
// character, and none of a person's numbers has its form.
function respondentOf(
  row: TicketRow,
  details: DetailsRow | undefined,
  masked: (text: string | null) => string | null,
): ExtractedRespondent {
  return Object.assign(new ExtractedRespondent(), {
    name: masked(row.respondentName),
    address: masked(details?.respondentAddress ?? null),
    creditCode: details?.respondentCreditCode ?? null,
    divisionCode: row.division,
  });
}

/**
 * A text about a ticket that its reader may not see, such as the question of a task, with the contact of the ticket masked
 * in it. Those of one request are read together.
 *
 * SECURITY: the text is the caller's own; of the ticket nothing is given away.
 *
 * @param key the ticket; where it is null or missing, numbers that could lead to a person are masked all the same
 */
export async function maskAbout(context: RequestContext, key: TicketKey | null, text: string): Promise<string> {
  const texts = key === null ? null : await textsLoader(context, keyText(key));
  return maskText(text, texts?.contact ?? noContact);
}

/**
 * The same for a text about several tickets, such as the requirement of a supervision order: the contacts of all of them
 * are masked in it.
 */
export async function maskAboutAll(context: RequestContext, keys: readonly TicketKey[], text: string): Promise<string> {
  const texts = await Promise.all(keys.map((key) => textsLoader(context, keyText(key))));
  const former = texts.flatMap((read) => (read === null ? [] : knownTexts(read.contact)));
  return maskText(text, { ...noContact, former });
}
