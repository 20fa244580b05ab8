import { chinaDay } from "../../platform/clock.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { LiveSource, LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { type DeadlineRow, findDeadlines } from "../deadlines/index.js";
import { keyText, type TicketRow, ticketIdOf, ticketKeyOf, ticketLoader } from "../tickets/index.js";
import type { TicketChangeFilter } from "./change.inputs.js";
import { noLongerMatching, ticketType, toChanges } from "./change.reading.js";
import type { Change } from "./change.type.js";
import { likenessOf } from "./likeness.js";
import { readAfter } from "./place-in-log.js";
import { checkTicketFilter, fulfils, mayConcern, mayHaveEnded, type TicketConditions } from "./ticket-filter.js";

/**
 * Opens a subscription to the tickets in sight.
 *
 * @throws INVALID_INPUT for a wrong filter or cursor; NOT_FOUND for a bureau that is not of the reader's region;
 *   CURSOR_EXPIRED
 */
export const openTicketChanges: OpenLiveSource = async (context, args) => {
  const conditions = await checkTicketFilter(context, (args.filter ?? null) as TicketChangeFilter | null);
  return sourceOfTickets(context, conditions, await readAfter(context, args.after));
};

function sourceOfTickets(context: RequestContext, conditions: TicketConditions, after: number | null): LiveSource {
  return {
    likeness: likenessOf(context, "ticketChanges", conditions),
    after,
    concerns: (event) => mayConcern(conditions, event),
    toPayloads: (reader, events) => readTicketChanges(reader, conditions, events),
  };
}

/**
 * What a subscription with conditions is told of events: tickets that fulfil them now; those that they no longer fulfil, or
 * may not, as no longer matching; those out of sight as that.
 */
async function readTicketChanges(
  context: RequestContext,
  conditions: TicketConditions,
  events: readonly LoggedEvent[],
): Promise<(Change | null)[]> {
  const today = chinaDay(context.clock.now());
  const changes = await toChanges(context, events);
  const matches = changes.map((change) => change?.ticket != null && fulfils(conditions, change.ticket.row, today));
  const left = changes.flatMap((change, position) =>
    change?.ticket == null || matches[position] === true ? [] : [change.ticket.row],
  );
  const deadlines = conditions.overdue === true ? await readDeadlines(context, left) : new Map<string, DeadlineRow[]>();
  return changes.map((change, position) => {
    const event = events[position];
    if (change?.ticket == null || event === undefined || matches[position] === true) return change;
    const hasEndedLate = endedLate(deadlines.get(change.ticket.row.id) ?? [], event);
    return mayHaveEnded(conditions, event, change.ticket.row, hasEndedLate) ? noLongerMatching(change) : null;
  });
}

async function readDeadlines(
  context: RequestContext,
  rows: readonly TicketRow[],
): Promise<ReadonlyMap<string, DeadlineRow[]>> {
  return rows.length === 0 ? new Map() : inScope(context, (tx) => findDeadlines(tx, rows));
}

const endedLate = (deadlines: readonly DeadlineRow[], { at }: LoggedEvent): boolean =>
  deadlines.some(({ dueOn, endedAt }) => endedAt?.getTime() === at.getTime() && dueOn < chinaDay(at));

/**
 * Opens a subscription to one ticket.
 *
 * @throws NOT_FOUND for a ticket that is not in sight; INVALID_INPUT for a wrong cursor; CURSOR_EXPIRED
 */
export const openTicketChange: OpenLiveSource = async (context, args) => {
  const key = ticketKeyOf(typeof args.id === "string" ? args.id : "", "id");
  if ((await ticketLoader(context, keyText(key))) === null) throw notFound("id");
  const id = ticketIdOf(key);
  const named: ReadonlySet<string> = new Set([id, `${key.province}/${key.id}`]);
  return {
    likeness: likenessOf(context, "ticketChange", id),
    after: await readAfter(context, args.after),
    concerns: ({ subjectId, subjectType }) => subjectType === ticketType && named.has(subjectId),
    toPayloads: toChanges,
  };
};
