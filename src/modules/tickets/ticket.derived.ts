import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { entriesInForce } from "../dictionaries/index.js";
import { type BureauRow, findDivisions } from "../jurisdictions/index.js";
import { formatNumber, layOutNumbers, takeNumber } from "./number.store.js";
import type { RespondentInput } from "./parties.inputs.js";
import { advise } from "./ticket.advice.js";
import { type Classes, classify } from "./ticket.classes.js";
import { isCode } from "./ticket.codes.js";
import type { JurisdictionFacts } from "./ticket.competence.js";
import { type Contact, noContact, openContact } from "./ticket.contact.js";
import type { Entry, EntryFindings, Intake } from "./ticket.entry.js";
import type { TicketParts } from "./ticket.parts.store.js";
import { divisionFields, toJurisdictionFacts } from "./ticket.registration.js";
import type { TicketRow } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** The contact of a ticket, opened to be sealed for another ticket or to be masked in texts. */
export function contactOf({ seal }: RequestContext, { province, id }: TicketRow, { contact }: TicketParts): Contact {
  return contact === null ? noContact : openContact(seal, contact, province, id);
}

/** The respondent of a ticket, as a registration would give it. */
export function respondentOf(ticket: TicketRow, { details }: TicketParts): RespondentInput {
  const { respondentKind, ...places } = details.jurisdictionFacts as JurisdictionFacts;
  return {
    ...places,
    kind: respondentKind,
    name: ticket.respondentName,
    creditCode: details.respondentCreditCode,
    address: details.respondentAddress,
  };
}

/**
 * The next number of a bureau for a ticket that comes from another. That is rare, so it may lay out numbers in its own
 * transaction where none is left.
 */
export async function nextNumber(
  tx: Transaction,
  { code, mark }: Pick<BureauRow, "code" | "mark">,
  kind: TicketKind,
  at: Date,
): Promise<string> {
  const series = { bureau: code, year: Number(chinaDay(at).slice(0, 4)), kind };
  const number = await takeNumber(tx, series);
  if (number !== null) return formatNumber(mark, series, number);
  await layOutNumbers(tx, series);
  const laidOut = await takeNumber(tx, series);
  if (laidOut === null) throw new Error("no number could be laid out");
  return formatNumber(mark, series, laidOut);
}

/**
 * Looks up what a ticket needs that comes from another, at the bureau where it begins. The issue class must be in force
 * there, for it decides who handles the ticket; goods and topics that are not known there, or have ended, are left out, and
 * a division that has ended meanwhile stands in nobody's way.
 *
 * @throws INVALID_INPUT for the field issueClass
 */
export async function readDerived({ tx, actor, at, regime }: Intake, entry: Entry): Promise<EntryFindings> {
  const today = chinaDay(at);
  const facts = toJurisdictionFacts(entry.respondent);
  const codes = divisionFields.flatMap((field) => entry.respondent?.[field] ?? []).filter(isCode);
  const known = await knownClasses(tx, actor, today, entry);
  const classes = await classify(tx, actor, today, entry.kind, known);
  const divisions = codes.length === 0 ? [] : await findDivisions(tx, codes);
  const advice = await advise(tx, actor, { kind: entry.kind, regime, facts }, today);
  return { classes, advice, divisions };
}

async function knownClasses(tx: Transaction, actor: Actor, on: string, entry: Entry): Promise<Classes> {
  const inForce = async (dictionary: "GOODS_CLASS" | "TOPIC"): Promise<readonly string[]> => {
    const entries = await entriesInForce(tx, actor, dictionary, on);
    return entries.filter(({ kinds }) => kinds.length === 0 || kinds.includes(entry.kind)).map(({ code }) => code);
  };
  const { issueClass, goodsClass, topics } = entry;
  const goods = goodsClass === null ? [] : await inForce("GOODS_CLASS");
  const subjects = topics.length === 0 ? [] : await inForce("TOPIC");
  return {
    issueClass,
    goodsClass: goodsClass !== null && goods.includes(goodsClass) ? goodsClass : null,
    topics: topics.filter((topic) => subjects.includes(topic)),
  };
}
