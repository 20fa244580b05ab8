import { authorize, may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type RecordedValue, record } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { testingOf } from "./ticket.clock.js";
import { ticketEventTypes } from "./ticket.events.js";
import { obstacleTo } from "./ticket.guards.js";
import { type Limit, type Regime, runningLimit } from "./ticket.regime.js";
import {
  addTimeline,
  lockTicket,
  type TicketChanges,
  type TicketKey,
  type TicketRow,
  updateTicket,
} from "./ticket.store.js";
import {
  actionOf,
  type Edge,
  edgesFrom,
  findEdge,
  stateAfter,
  type TicketKind,
  type TicketState,
  type TicketVerb,
} from "./ticket.workflow.js";

/** Which ticket a command is about, and which version of it the caller saw. */
export interface TicketReference {
  ticketId: string;
  version: number;
}

/** A change under way: the ticket as it was found and locked, and who changes it, when. */
export interface Change {
  tx: Transaction;
  context: RequestContext;
  actor: Actor;
  ticket: TicketRow;
  at: Date;
}

/** What one step writes besides the state. */
export interface Step {
  changes?: TicketChanges;
  /** Codes for the sentence of the timeline and for the audit; never personal data. */
  detail?: { [name: string]: RecordedValue };
  /** The officer's own words. */
  remark?: string | null;
}

/** The longest remark of an officer, in characters. */
export const longestRemark = 2000;

/**
 * Writes and records one step: what every command does after it has decided.
 *
 * @returns the change as it stands after the step, so that another can follow in the same transaction
 */
export async function takeStep(change: Change, edge: Edge, step: Step): Promise<Change> {
  const after = await writeStep(change, edge, step);
  await recordStep(change, edge, after, step);
  return { ...change, ticket: after };
}

/** The key of a ticket from its global identifier. */
export function ticketKeyOf(ticketId: string, field = "ticketId"): TicketKey {
  const key = fromGlobalId(ticketId);
  const ticket = key?.type === "Ticket" ? ticketKeyOfParts(key.parts) : null;
  if (ticket === null) throw notFound(field);
  return ticket;
}

/** The key of a ticket from the parts of its global identifier; null where they are not such a key. */
export function ticketKeyOfParts(parts: readonly string[]): TicketKey | null {
  const [province, id, ...rest] = parts;
  return province === undefined || id === undefined || rest.length > 0 || !isUuid(id) ? null : { province, id };
}

/** The global identifier of a ticket. */
export function ticketIdOf(key: TicketKey): string {
  return toGlobalId("Ticket", key.province, key.id);
}

/** Where a ticket is handled now. */
export function placeOfTicket(ticket: TicketRow): Place {
  return { province: ticket.province, city: ticket.city, county: ticket.county, bureau: ticket.holder };
}

/**
 * Finds the ticket of a command under the scope of the caller and locks it.
 *
 * @throws NOT_FOUND for a ticket that does not exist or is not visible
 */
export async function findAndLock(tx: Transaction, context: RequestContext, ticketId: string): Promise<Change> {
  const actor = actorOf(context);
  const ticket = await lockTicket(tx, scopeOf(actor.bureau), ticketKeyOf(ticketId));
  if (ticket === null) throw notFound("ticketId");
  return { tx, context, actor, ticket, at: context.clock.now() };
}

/** The verbs that the actor may use on a ticket as it stands: the table of edges and the table of actions together. */
export function permittedVerbs(actor: Actor, ticket: TicketRow): TicketVerb[] {
  const place = placeOfTicket(ticket);
  const verbs = edgesFrom(ticket.kind as TicketKind, ticket.state as TicketState)
    .filter((edge) => may(actor, edge.action, place) && obstacleTo(actor, ticket, edge.verb) === null)
    .map((edge) => edge.verb);
  return [...new Set(verbs)];
}

/**
 * Authorises and decides one step: the actor's right at the ticket's place, the version that he saw, the edge of the
 * table, and its guard.
 *
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decide(change: Change, verb: TicketVerb, version: number): Edge {
  const { actor, ticket } = change;
  const kind = ticket.kind as TicketKind;
  authorize(actor, actionOf(kind, verb), placeOfTicket(ticket));
  if (ticket.version !== version) throw conflict(ticket.version);
  const edge = findEdge(kind, ticket.state as TicketState, verb);
  const obstacle = edge === null ? tableRule(ticket, verb) : obstacleTo(actor, ticket, verb);
  if (edge === null || obstacle !== null) {
    throw illegalTransition(obstacle ?? tableRule(ticket, verb), permittedVerbs(actor, ticket));
  }
  return edge;
}

function tableRule(ticket: TicketRow, verb: TicketVerb): BilingualText {
  return {
    zh: `状态 ${ticket.state} 的工单不能执行 ${verb}。`,
    en: `${verb} is not possible for a ${ticket.kind} in state ${ticket.state}.`,
  };
}

/**
 * Writes one step: the ticket with its new state and running limit, and its entry in the timeline.
 *
 * @returns the ticket after the step
 */
export async function writeStep(change: Change, edge: Edge, step: Step): Promise<TicketRow> {
  const { tx, ticket, at } = change;
  const next: TicketRow = {
    ...ticket,
    ...step.changes,
    state: stateAfter(ticket.state as TicketState, edge),
  };
  const limit = runningLimit({ ...clockFacts(next), testing: await testingOf(tx, next, at) });
  const updated = await updateTicket(tx, ticket, ticket.version, {
    ...step.changes,
    state: next.state,
    dueOn: limit?.dueOn ?? "infinity",
    dueLimit: limit?.limit ?? null,
  });
  if (updated === null) throw conflict(ticket.version);
  await addTimeline(tx, [timelineEntry(change, updated, edge.verb, step)]);
  return updated;
}

function clockFacts(ticket: TicketRow) {
  return {
    ...ticket,
    kind: ticket.kind as TicketKind,
    state: ticket.state as TicketState,
    regime: ticket.regime as Regime,
    dueLimit: ticket.dueLimit as Limit | null,
  };
}

/** The entry of a timeline for a step; its place in the timeline is the version that the step made. */
export function timelineEntry(
  change: Omit<Change, "ticket"> & { ticket: TicketRow | null },
  after: TicketRow,
  verb: TicketVerb,
  step: Step,
) {
  return {
    province: after.province,
    ticketId: after.id,
    sequence: after.version,
    at: change.at,
    verb,
    fromState: change.ticket?.state ?? null,
    toState: after.state,
    bureau: change.actor.bureau.bureau,
    person: change.actor.person?.id ?? null,
    client: change.actor.client?.id ?? null,
    detail: step.detail ?? {},
    remark: step.remark ?? null,
  };
}

/** Records a step in the audit and tells it in the outbox, in the transaction of the step. */
export async function recordStep(change: Change, edge: Edge, after: TicketRow, step: Step): Promise<void> {
  const states = { verb: edge.verb, from: change.ticket.state, to: after.state };
  await record(change.tx, change.actor, {
    action: edge.action,
    at: change.at,
    requestId: change.context.requestId,
    subject: {
      type: "Ticket",
      id: ticketIdOf(after),
      version: after.version,
      place: placeOfTicket(after),
      line: after.line,
    },
    detail: { ...states, ...step.detail },
    events: [
      { type: ticketEventTypes[edge.verb], payload: { ...states, kind: after.kind, issueClass: after.issueClass } },
    ],
  });
}

/**
 * Checks the words that come with a step.
 *
 * @param least how many characters are needed at least; 0 where the words may be missing
 */
export function checkRemark(field: string, remark: string | null | undefined, least = 0): string | null {
  const validation = startValidation();
  validation.text(field, remark, longestRemark, least);
  validation.finish();
  return remark ?? null;
}
