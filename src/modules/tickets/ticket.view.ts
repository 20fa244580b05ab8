import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { scopeOf } from "../../platform/scope.js";
import { calendarOf, type WorkingCalendar } from "../calendar/index.js";
import { type Deadline, type DeadlineRow, findDeadlines, toDeadline } from "../deadlines/index.js";
import { MaskedContact } from "./contact.type.js";
import { type Advice, adviseOnTickets } from "./ticket.advice.js";
import { type Contact, isConfidentialFor, maskText, noContact, openContact } from "./ticket.contact.js";
import { deadlineFacts, deadlinesOfOld } from "./ticket.deadlines.js";
import { ticketIdOf } from "./ticket.key.js";
import {
  type DetailsRow,
  findNotices,
  findParts,
  findTimelines,
  type NoticeRow,
  type TimelineRow,
} from "./ticket.parts.store.js";
import { findTickets, keyFromText, keyText, type TicketRow, ticketColumns } from "./ticket.store.js";
import { Ticket, TicketPayload } from "./ticket.type.js";

/** A ticket of the API from its row, as the actor of the request may see it. */
export function toTicket(context: RequestContext, row: TicketRow): Ticket {
  const ticket: ReadTicket = Object.create(readTicket);
  ticket.context = context;
  ticket.row = row;
  return ticket;
}

/** A ticket that works its fields out when they are asked for: a list has many tickets, and few fields of each are. */
type ReadTicket = Ticket & { context: RequestContext };

const fields: Partial<Record<keyof Ticket, (ticket: ReadTicket) => unknown>> = {
  id: ({ row }) => ticketIdOf(row),
  contact: ({ context, row }) => toMaskedContact(actorOf(context), row),
  dueOn: ({ row }) => dueDayOf(row),
  isOverdue: ({ context, row }) => (dueDayOf(row) ?? "9999-12-31") < chinaDay(context.clock.now()),
  dueIsProvisional: ({ context, row }) => isProvisional(row, calendarOf(context)),
};

const isProvisional = (row: TicketRow, calendar: WorkingCalendar | Promise<WorkingCalendar>) => {
  const due = dueDayOf(row);
  if (due === null) return false;
  if (calendar instanceof Promise) return calendar.then(({ announcedUntil }) => due > announcedUntil);
  return due > calendar.announcedUntil;
};

const dueDayOf = ({ dueOn }: TicketRow): string | null => (dueOn === "infinity" ? null : dueOn);

// A list that shows few fields reads few columns. Null would be a wrong answer, and nobody would see it.
function columnOf(row: TicketRow, name: keyof TicketRow): unknown {
  const value: unknown = row[name];
  if (value === undefined) throw new Error(`the column ${name} was not read`);
  return value;
}

function getters(): PropertyDescriptorMap {
  const ofRow = ticketColumns.map((name) => [name, ({ row }: ReadTicket) => columnOf(row, name)] as const);
  return Object.fromEntries(
    [...ofRow, ...Object.entries(fields)].map(([name, read]) => [
      name,
      {
        get(this: ReadTicket) {
          return read(this);
        },
      },
    ]),
  );
}

const readTicket = Object.create(Ticket.prototype, getters());

/** The answer of a step: the ticket as the step left it. */
export async function toPayload(context: RequestContext, step: Promise<TicketRow>): Promise<TicketPayload> {
  return Object.assign(new TicketPayload(), { ticket: toTicket(context, await step) });
}

const withheld = "***";

function toMaskedContact(actor: Actor, row: TicketRow): MaskedContact {
  const isConfidential = isConfidentialFor(actor, row);
  const shown = (text: string | null): string | null => (isConfidential ? withheld : text);
  const contact = new MaskedContact();
  contact.name = shown(row.contactNameMasked);
  contact.phone = shown(row.contactPhoneMasked);
  contact.isAnonymous = row.isAnonymous;
  contact.isConfidential = isConfidential;
  return contact;
}

/** Reads tickets by key text, under the scope of the request; null for a missing or invisible one. */
export const ticketLoader = defineLoader<Ticket>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findTickets(tx, scope, keys.map(keyFromText)));
  return new Map(rows.map((row) => [keyText(row), toTicket(context, row)]));
});

/** The texts of a ticket, and the contact that must not show in them. */
export interface TicketTexts {
  details: DetailsRow;
  contact: Contact;
}

/** Reads the texts of tickets by key text. The contact is opened only to be masked in them. */
export const textsLoader = defineLoader<TicketTexts>(async (context, keys) => {
  const parts = await inScope(context, (tx) => findParts(tx, keys.map(keyFromText)));
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

/** A text of a ticket with the personal data in it masked; null stays null. */
export async function maskedText(
  context: RequestContext,
  row: TicketRow,
  pick: (details: DetailsRow) => string | null,
): Promise<string | null> {
  const texts = await textsLoader(context, keyText(row));
  const text = texts === null ? null : pick(texts.details);
  return texts === null || text === null ? null : maskText(text, texts.contact);
}

/** Reads the timelines of tickets by key text, oldest entry first. */
export const timelineLoader = defineLoader<TimelineRow[]>(async (context, keys) => {
  const entries = await inScope(context, (tx) => findTimelines(tx, keys.map(keyFromText)));
  return byTicket(entries);
});

/** Reads what was noted around tickets by key text, oldest first. */
export const noticesLoader = defineLoader<NoticeRow[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findNotices(tx, keys.map(keyFromText)));
  return byTicket(rows);
});

/** The parts of tickets, in their order, by the key text of their ticket. */
export function byTicket<Part extends { province: string; ticketId: string }>(
  parts: readonly Part[],
): Map<string, Part[]> {
  const found = new Map<string, Part[]>();
  for (const part of parts) {
    const key = keyText({ province: part.province, id: part.ticketId });
    const others = found.get(key);
    if (others === undefined) found.set(key, [part]);
    else others.push(part);
  }
  return found;
}

/** Works out who is competent for tickets by key text, as they stand. */
export const adviceLoader = defineLoader<Advice>((context, keys) =>
  inScope(context, async (tx) => {
    const actor = actorOf(context);
    const rows = await findTickets(tx, scopeOf(actor.bureau), keys.map(keyFromText));
    return adviseOnTickets(tx, actor, rows, context.clock.now());
  }),
);

/** Reads the deadlines of tickets by key text, in the order in which they began. */
const deadlineRowsLoader = defineLoader<readonly DeadlineRow[]>(async (context, keys) => {
  const wanted = keys.map(keyFromText);
  const rows = await inScope(context, (tx) => findDeadlines(tx, wanted));
  return new Map(
    wanted.flatMap((key) => {
      const found = rows.get(key.id);
      return found === undefined ? [] : [[keyText(key), found] as const];
    }),
  );
});

/** The deadlines of a ticket, in the order in which they began. */
export async function readDeadlines(context: RequestContext, row: TicketRow): Promise<Deadline[]> {
  const [kept, calendar] = await Promise.all([deadlineRowsLoader(context, keyText(row)), calendarOf(context)]);
  const now = context.clock.now();
  const rows = kept ?? deadlinesOfOld(row, now, calendar);
  const facts = deadlineFacts(row, now);
  return rows.map((one) => toDeadline(one, facts, { now, calendar, locale: context.locale }));
}
