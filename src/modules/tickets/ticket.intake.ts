import { type Actor, nationCode } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { record } from "../../platform/record.js";
import { requireEntry } from "../dictionaries/index.js";
import { findBureau, findDivisions, isValidOn, placeOf } from "../jurisdictions/index.js";
import { formatNumber, type NumberSeries } from "./number.store.js";
import type { ContactInput, RegisterTicketInput, RespondentInput } from "./registration.inputs.js";
import { type Advice, advise } from "./ticket.advice.js";
import { placeOfTicket, ticketIdOf, timelineEntry } from "./ticket.change.js";
import { classify } from "./ticket.classes.js";
import { isCode } from "./ticket.codes.js";
import type { JurisdictionFacts } from "./ticket.competence.js";
import { type Contact, maskedContact, sealContact } from "./ticket.contact.js";
import { ticketEventTypes } from "./ticket.events.js";
import { type Regime, regimeOn } from "./ticket.regime.js";
import { divisionFields, toContact, toJurisdictionFacts, unknownDivision } from "./ticket.registration.js";
import { searchPartOf } from "./ticket.search.js";
import { addTimeline, insertTicket, type TicketKey, type TicketRow } from "./ticket.store.js";
import type { TicketKind } from "./ticket.workflow.js";

/** What one ticket of a registration consists of. */
export interface Entry {
  kind: TicketKind;
  channel: string;
  issueClass: string;
  goodsClass: string | null;
  topics: string[];
  contact?: ContactInput | null;
  isAnonymous: boolean;
  respondent?: RespondentInput | null;
  facts: string;
  request?: string | null;
  disputedAmount?: bigint | null;
}

/** A registration under way: what all its tickets share. */
export interface Intake {
  tx: Transaction;
  context: RequestContext;
  actor: Actor;
  at: Date;
  receivedAt: Date;
  regime: Regime;
  /** The letters that open the numbers of the bureau. */
  mark: string;
  /** The province in the key of the tickets. */
  province: string;
  /** The series that the tickets' numbers come from, in the order of the tickets. */
  series: readonly NumberSeries[];
}

/**
 * Looks up what a registration needs before a number is taken: its divisions, its order, its province.
 *
 * @throws INVALID_INPUT for an unknown division, channel, or a national ticket that no province can be found for
 */
export async function openIntake(
  tx: Transaction,
  context: RequestContext,
  input: RegisterTicketInput,
): Promise<Intake> {
  const actor = actorOf(context);
  const at = context.clock.now();
  const today = chinaDay(at);
  const bureau = await findBureau(tx, actor.bureau.bureau);
  if (bureau === null) throw new Error("the bureau of the actor is gone");
  await requireEntry(tx, actor, { dictionary: "CHANNEL", code: input.channel, field: "channel", on: today });
  await checkDivisions(tx, input.respondent, today);
  const receivedAt = input.receivedAt ?? at;
  const regime = regimeOn(receivedAt);
  const year = Number(today.slice(0, 4));
  const kinds = input.also == null ? [input.kind] : [input.kind, input.also.kind];
  return {
    tx,
    context,
    actor,
    at,
    receivedAt,
    regime,
    mark: bureau.mark,
    province: await provinceOf(tx, actor, input, regime, today),
    series: kinds.map((kind) => ({ bureau: actor.bureau.bureau, year, kind })),
  };
}

/** Checks that the divisions of a respondent exist today. */
export async function checkDivisions(
  tx: Transaction,
  respondent: RespondentInput | null | undefined,
  today: string,
): Promise<void> {
  const named = divisionFields.flatMap((field) => {
    const code = respondent?.[field];
    return code == null ? [] : [{ field, code }];
  });
  if (named.length === 0) return;
  const rows = await findDivisions(tx, named.map(({ code }) => code).filter(isCode));
  for (const { field, code } of named) {
    const row = rows.find((division) => division.code === code);
    if (row === undefined || !isValidOn(row, today)) throw unknownDivision(`respondent.${field}`);
  }
}

// The nation's own hotline registers for the province that is competent, so that it can be dispatched there.
async function provinceOf(
  tx: Transaction,
  actor: Actor,
  input: RegisterTicketInput,
  regime: Regime,
  today: string,
): Promise<string> {
  if (actor.bureau.province !== nationCode || input.kind === "CONSULTATION") return actor.bureau.province;
  const facts = toJurisdictionFacts(input.respondent);
  const { candidates } = await advise(tx, actor, { kind: input.kind, regime, facts }, today);
  const competent = candidates[0] === undefined ? null : await findBureau(tx, candidates[0].bureau);
  if (competent === null || competent.province === nationCode) {
    throw invalidInput("respondent", {
      zh: "全国热线登记时须填写能够确定承办省份的行政区划。",
      en: "The national hotline needs a division that names the province which will handle the ticket.",
    });
  }
  return placeOf(competent).province;
}

/** Writes one ticket of a registration with its parts, its first timeline entry, its audit entry and its event. */
export async function registerEntry(
  intake: Intake,
  entry: Entry,
  key: TicketKey,
  number: number,
  prefix = "",
): Promise<TicketRow> {
  const { tx, actor, at, regime } = intake;
  const facts = toJurisdictionFacts(entry.respondent);
  const contact = toContact(entry.contact);
  const classes = await classify(tx, actor, chinaDay(at), entry.kind, entry, prefix);
  const advice = await advise(tx, actor, { kind: entry.kind, regime, facts }, chinaDay(at));
  const hasContact = Object.values(contact).some((text) => text !== null);
  const ticket = await insertTicket(
    tx,
    {
      ...identityOf(intake, entry, key, number),
      ...classes,
      ...(await respondentColumns(tx, entry.respondent, advice)),
      ...contactColumns(contact),
    },
    detailsOf(entry, facts, contact),
    hasContact ? sealContact(intake.context.seal, contact, key.province, key.id) : null,
  );
  const change = { ...intake, ticket: null };
  await addTimeline(tx, [timelineEntry(change, ticket, "REGISTER", { detail: { channel: entry.channel } })]);
  await recordRegistration(intake, ticket);
  return ticket;
}

async function recordRegistration({ tx, actor, at, context }: Intake, ticket: TicketRow): Promise<void> {
  await record(tx, actor, {
    action: "ticket.register",
    at,
    requestId: context.requestId,
    subject: {
      type: "Ticket",
      id: ticketIdOf(ticket),
      version: ticket.version,
      place: placeOfTicket(ticket),
      line: ticket.line,
    },
    detail: { kind: ticket.kind, issueClass: ticket.issueClass, channel: ticket.channel, locality: ticket.locality },
    events: [
      {
        type: ticketEventTypes.REGISTER,
        payload: { kind: ticket.kind, issueClass: ticket.issueClass, to: ticket.state },
      },
    ],
  });
}

function identityOf(intake: Intake, entry: Entry, key: TicketKey, number: number) {
  const { actor, at } = intake;
  const year = Number(chinaDay(at).slice(0, 4));
  return {
    ...key,
    number: formatNumber(intake.mark, { bureau: actor.bureau.bureau, year, kind: entry.kind }, number),
    kind: entry.kind,
    state: "REGISTERED",
    regime: intake.regime,
    city: actor.bureau.city,
    county: actor.bureau.county,
    holder: actor.bureau.bureau,
    intakeCity: actor.bureau.city,
    intakeCounty: actor.bureau.county,
    intakeBureau: actor.bureau.bureau,
    channel: entry.channel,
    isAnonymous: entry.isAnonymous,
    registeredBy: actor.person?.id ?? null,
    receivedAt: intake.receivedAt,
    registeredAt: at,
    disputedAmount: entry.disputedAmount ?? null,
  };
}

/** The columns of a ticket that tell of its respondent and the place of it. */
export async function respondentColumns(
  tx: Transaction,
  respondent: RespondentInput | null | undefined,
  advice: Advice,
) {
  const division = advice.candidates[0]?.division ?? null;
  const [row] = division === null ? [] : await findDivisions(tx, [division]);
  return {
    respondentName: respondent?.name ?? null,
    division,
    divisionCity: row?.city ?? null,
    divisionProvince: row?.province ?? null,
    locality: advice.locality,
  };
}

/** The columns of a ticket that show its contact masked. */
export function contactColumns(contact: Contact) {
  const masked = maskedContact(contact);
  return { contactNameMasked: masked.name, contactPhoneMasked: masked.phone };
}

/** The text part of a ticket. */
export function detailsOf(
  entry: Pick<Entry, "facts" | "request" | "respondent">,
  facts: JurisdictionFacts,
  contact: Contact,
) {
  const texts = {
    facts: entry.facts,
    request: entry.request ?? null,
    respondentAddress: entry.respondent?.address ?? null,
    respondentCreditCode: entry.respondent?.creditCode ?? null,
  };
  return {
    ...texts,
    jurisdictionFacts: facts,
    ...searchPartOf([entry.respondent?.name ?? null, texts.facts, texts.request, texts.respondentAddress], contact),
  };
}
