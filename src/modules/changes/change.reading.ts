import { holds } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { Ticket } from "../tickets/index.js";
import { Change } from "./change.type.js";
import { cursorOf } from "./place-in-log.js";
import { type EventSubject, subjectOf } from "./subject.js";

/** What is told instead of the type of an event whose ticket is not in sight any more. */
export const outOfSightType = "subject.outOfSight";

/** The GraphQL type of tickets, as events name it. */
export const ticketType = "Ticket";

/**
 * The changes that events are for the reader: each subject is read again under his scope and with his rights, all tickets of
 * the events in one statement. Null stands for what he is not told. A ticket that he does not see any more is told as out of
 * sight, by its identifier and nothing else.
 *
 * SECURITY: the events must be in the sight of the reader's bureau (`readLogInScope`, `concernsScope`): then a ticket that he
 * does not see now was in his sight when it happened, and its identifier tells him nothing new.
 *
 * @param context one whose loaders have read nothing before the events were logged
 */
export async function toChanges(context: RequestContext, events: readonly LoggedEvent[]): Promise<(Change | null)[]> {
  const reading = new Map<string, Promise<object | null>>();
  const read = ({ id, parts, type }: EventSubject): Promise<object | null> => {
    const begun = reading.get(id) ?? context.readNode(context, type, parts);
    reading.set(id, begun);
    return begun;
  };
  const subjects = events.map(subjectOf);
  const nodes = await Promise.all(subjects.map(read));
  return events.map((event, position) => {
    const subject = subjects[position] ?? subjectOf(event);
    const node = nodes[position] ?? null;
    if (node !== null) return inSight(context, event, subject, node);
    const isTicketReader = event.subjectType === ticketType && holds(actorOf(context), "ticket.read");
    return isTicketReader ? outOfSight(context, event, subject) : null;
  });
}

function inSight(context: RequestContext, event: LoggedEvent, { id, type }: EventSubject, node: object): Change {
  return Object.assign(new Change(), {
    cursor: cursorOf(context, event.position),
    eventType: event.type,
    at: event.at,
    subjectType: type,
    subjectId: id,
    version: event.subjectVersion,
    isOutOfSight: false,
    stillMatches: true,
    ticket: node instanceof Ticket ? node : null,
    node,
  });
}

function outOfSight(context: RequestContext, { at, position }: LoggedEvent, { id, type }: EventSubject): Change {
  return Object.assign(new Change(), {
    cursor: cursorOf(context, position),
    eventType: outOfSightType,
    at,
    subjectType: type,
    subjectId: id,
    version: null,
    isOutOfSight: true,
    stillMatches: false,
    ticket: null,
    node: null,
  });
}

/** A change whose subject is not what was subscribed to any more. */
export function noLongerMatching(change: Change): Change {
  return Object.assign(new Change(), change, { stillMatches: false });
}
