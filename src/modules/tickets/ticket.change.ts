import { type Action, authorize, may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import type { Clock } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import type { RecordedValue, Subject, SystemActor } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { together } from "../../platform/together.js";
import { startValidation } from "../../platform/validation.js";
import type { WorkingCalendar } from "../calendar/index.js";
import { type DeadlineRow, findDeadlines, type RulesInForce } from "../deadlines/index.js";
import { obstacleTo } from "./ticket.guards.js";
import { ticketIdOf, ticketKeyOf } from "./ticket.key.js";
import type { NewParts } from "./ticket.parts.store.js";
import { lockTicket, type TicketChanges, type TicketRow } from "./ticket.store.js";
import type { TicketKind, TicketState, TicketVerb } from "./ticket.words.js";
import { actionOf, type Edge, edgesFrom, findEdge, stateAfter } from "./ticket.workflow.js";

/** Which ticket a command is about, and which version of it the caller saw. */
export interface TicketReference {
  ticketId: string;
  version: number;
}

/** Codes for the sentence of the timeline, for the audit and for events; never personal data. */
export type Detail = { [name: string]: RecordedValue };

/** What one step changes and tells besides the state. */
export interface Step {
  changes?: TicketChanges;
  detail?: Detail;
  /** The officer's own words. */
  remark?: string | null;
  /** What the step does to deadlines beyond what follows from the ticket: an extension, a new count. */
  deadlines?: DeadlineChange;
}

/** Changes the deadlines of a ticket before those that follow from the step are worked out. Pure. */
export type DeadlineChange = (
  rows: readonly DeadlineRow[],
  by: { rules: RulesInForce; calendar: WorkingCalendar },
) => readonly DeadlineRow[];

/** A step that was decided and is still to be written: what its timeline entry, audit entry and event will say. */
export interface TakenStep {
  verb: TicketVerb;
  action: Action;
  from: TicketState | null;
  /** The ticket as the step leaves it, but for its running limit. */
  after: TicketRow;
  timeline: { detail: Detail; remark: string | null };
  deadlines: DeadlineChange | null;
  audit: Detail;
  event: Detail;
}

/** What the platform knows of a change that it makes by itself, where a request has a context. */
export interface SystemContext {
  /** What the entries of the audit and the log of one run have in common. */
  requestId: string;
  clock: Clock;
}

/** A change under way: a ticket, the steps taken on it so far, and who takes them, when. Nothing of it is written yet. */
export interface Change<By extends Actor | SystemActor = Actor, Context extends SystemContext = RequestContext> {
  tx: Transaction;
  context: Context;
  /** Who acts; where the platform acts by itself, the bureau for which it does. */
  actor: By;
  at: Date;
  /** The ticket as it was found and locked, or its parts where it is being registered. */
  origin: { found: TicketRow } | { parts: NewParts };
  /** The ticket as the steps so far leave it, but for its running limit. */
  ticket: TicketRow;
  /** The columns that the steps so far change. */
  changes: TicketChanges;
  steps: readonly TakenStep[];
  /** The deadlines of the ticket as it was found. */
  deadlines: readonly DeadlineRow[];
}

/** A change that the platform makes by itself. */
export type SystemChange = Change<SystemActor, SystemContext>;

/** A change, whoever makes it. */
export type AnyChange = Change<Actor | SystemActor, SystemContext>;

/** The longest remark of an officer, in characters. */
export const longestRemark = 2000;

/** Where a ticket is handled now. */
export function placeOfTicket(ticket: TicketRow): Place {
  return { province: ticket.province, city: ticket.city, county: ticket.county, bureau: ticket.holder };
}

/** A ticket as the audit and its events name it: at this version, where it is handled now. */
export function subjectOfTicket(ticket: TicketRow): Subject {
  const { line, version } = ticket;
  return { type: "Ticket", id: ticketIdOf(ticket), version, place: placeOfTicket(ticket), line };
}

/**
 * Finds the ticket of a command under the scope of the caller and locks it.
 *
 * @param field what names the ticket in the input
 * @throws NOT_FOUND for a ticket that does not exist or is not visible
 */
export async function findAndLock(
  tx: Transaction,
  context: RequestContext,
  ticketId: string,
  field = "ticketId",
): Promise<Change> {
  const actor = actorOf(context);
  const key = ticketKeyOf(ticketId, field);
  const [ticket, deadlines] = await together([
    lockTicket(tx, scopeOf(actor.bureau), key),
    // After the lock, so that nobody can change them meanwhile.
    findDeadlines(tx, [key]),
  ]);
  if (ticket === null) throw notFound(field);
  return { ...found(ticket, deadlines.get(ticket.id)), tx, context, actor, at: context.clock.now() };
}

/** The beginning of a change of a ticket that was found and locked. */
export function found(ticket: TicketRow, deadlines: readonly DeadlineRow[] = []) {
  return { origin: { found: ticket }, ticket, changes: {}, steps: [], deadlines };
}

/** The verbs that the actor may use on a ticket as it stands: the table of edges and the table of actions together. */
export function permittedVerbs(actor: Actor, ticket: TicketRow): TicketVerb[] {
  const place = placeOfTicket(ticket);
  const verbs = edgesFrom(ticket.kind as TicketKind, ticket.state as TicketState)
    .filter(({ through }) => through === null)
    .filter((edge) => may(actor, edge.action, place) && obstacleTo(actor, ticket, edge.verb) === null)
    .map((edge) => edge.verb);
  return [...new Set(verbs)];
}

/**
 * Authorises and decides one step, after those that the change has taken already: the actor's right at the ticket's
 * place, the version that he saw, the edge of the table, and its guard.
 *
 * @param version the version that the caller saw before the first step; nobody saw one that is being registered
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decide(change: Change, verb: TicketVerb, version: number): Edge {
  const { actor, ticket, origin } = change;
  const kind = ticket.kind as TicketKind;
  authorize(actor, actionOf(kind, verb), placeOfTicket(ticket));
  if ("found" in origin && origin.found.version !== version) throw conflict(origin.found.version);
  const edge = findEdge(kind, ticket.state as TicketState, verb);
  const obstacle = edge === null ? tableRule(change, verb) : obstacleTo(actor, ticket, verb);
  if (edge === null || obstacle !== null) {
    // What the caller may do instead is told of the ticket as it stands, for nothing of the change remains.
    const standing = "found" in origin ? origin.found : ticket;
    throw illegalTransition(obstacle ?? tableRule(change, verb), permittedVerbs(actor, standing));
  }
  return edge;
}

/**
 * The edge of a step that another matter takes, such as a dispute or a request: whether it may be taken was decided upon
 * that matter, so only the table is asked.
 *
 * @throws ILLEGAL_TRANSITION where the ticket stands where the step is not possible
 */
export function edgeThrough(change: AnyChange, verb: TicketVerb): Edge {
  const { ticket } = change;
  const edge = findEdge(ticket.kind as TicketKind, ticket.state as TicketState, verb);
  if (edge === null) throw illegalTransition(tableRule(change, verb), []);
  return edge;
}

function tableRule({ ticket, steps }: AnyChange, verb: TicketVerb): BilingualText {
  const { kind, state } = ticket;
  const last = steps.at(-1);
  if (last === undefined) {
    return {
      zh: `状态 ${state} 的工单不能执行 ${verb}。`,
      en: `${verb} is not possible for a ${kind} in state ${state}.`,
    };
  }
  return {
    zh: `工单经 ${last.verb} 后的状态为 ${state}，不能执行 ${verb}。`,
    en: `${verb} is not possible for a ${kind} in state ${state}, which ${last.verb} would leave it in.`,
  };
}

/** Takes one step that was decided: the change with the ticket as it stands then. Pure: `writeChanges` writes it. */
export function planStep<Made extends AnyChange>(
  change: Made,
  edge: Pick<Edge, "verb" | "to" | "action">,
  step: Step = {},
): Made {
  const from = change.ticket.state as TicketState;
  const to = stateAfter(from, edge);
  const after: TicketRow = { ...change.ticket, ...step.changes, state: to, version: change.ticket.version + 1 };
  const states = { verb: edge.verb, from, to };
  const taken: TakenStep = {
    verb: edge.verb,
    action: edge.action,
    from,
    after,
    timeline: { detail: step.detail ?? {}, remark: step.remark ?? null },
    deadlines: step.deadlines ?? null,
    audit: { ...states, ...step.detail },
    event: { ...states, kind: after.kind, issueClass: after.issueClass, ...lineChange(change.ticket, after) },
  };
  return {
    ...change,
    ticket: after,
    changes: { ...change.changes, ...step.changes, state: to },
    steps: [...change.steps, taken],
  };
}

/** Who follows one business line is told what came into it and what left it. */
function lineChange(before: TicketRow, { line }: TicketRow): Detail {
  return before.line === line ? {} : { line, lineBefore: before.line };
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
