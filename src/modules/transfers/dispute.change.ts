import { type Action, authorize, may } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { type MadeChange, recordingsOf, type SystemActor } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { together } from "../../platform/together.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { findDeadlines } from "../deadlines/index.js";
import { type Change, found, lockTicket, ticketIdOf } from "../tickets/index.js";
import { type DisputeEvent, disputeEventTypes } from "./dispute.events.js";
import {
  type DisputeChanges,
  type DisputeRow,
  disputeList,
  disputeUpdate,
  proposedOf,
  raiserOf,
  superiorOf,
} from "./dispute.store.js";
import { disputeIdOf, disputeType } from "./dispute.type.js";
import { type DisputeAction, disputeActions, obstacleToDispute, type TicketFacts } from "./dispute.workflow.js";
import { matterKeyOf } from "./matter-key.js";
import { everywhere } from "./ticket-of-matter.js";

/** A change of a dispute under way: both it and its ticket are locked, and nothing is written yet. */
export interface DisputeChange {
  dispute: DisputeRow;
  /** The change of its ticket, which the actor need not see. */
  onTicket: Change;
}

/** The rights that an action needs, and the parties any of which may use them. */
const rights: Readonly<Record<DisputeAction, { action: Action; parties: readonly ((row: DisputeRow) => Place)[] }>> = {
  ACCEPT: { action: "dispute.answer", parties: [proposedOf] },
  CONTEST: { action: "dispute.answer", parties: [proposedOf] },
  REFER: { action: "dispute.refer", parties: [raiserOf, proposedOf] },
  WITHDRAW: { action: "dispute.raise", parties: [raiserOf] },
  DESIGNATE: { action: "dispute.designate", parties: [superiorOf] },
};

/**
 * Locks the ticket of a matter that the actor sees, for a change of it that the matter may bring.
 *
 * SECURITY: widened sight: a bureau that is asked to take a ticket, or to take it up, does not see it yet. The caller has
 * found the matter in the actor's scope, and asks for the right upon it before anything is written.
 */
export async function lockTicketOf(
  tx: Transaction,
  context: RequestContext,
  { province, ticketId }: { province: string; ticketId: string },
): Promise<Change> {
  const actor = actorOf(context);
  const key = { province, id: ticketId };
  const [ticket, deadlines] = await asSystemWithin(tx, actor, "the ticket of a matter between bureaus", () =>
    together([lockTicket(tx, everywhere, key), findDeadlines(tx, [key])]),
  );
  if (ticket === null) throw new Error("the ticket of a matter is gone");
  return { ...found(ticket, deadlines.get(ticket.id)), tx, context, actor, at: context.clock.now() };
}

/**
 * Finds the dispute of a command under the scope of the caller, and locks first its ticket, then the dispute: everybody in
 * the same order, so that no two wait for each other.
 *
 * @throws NOT_FOUND for a dispute that does not exist or is not visible
 */
export async function findAndLockDispute(
  tx: Transaction,
  context: RequestContext,
  disputeId: string,
): Promise<DisputeChange> {
  const key = matterKeyOf(disputeId, disputeType);
  if (key === null) throw notFound("disputeId");
  const [seen] = await disputeList.find(tx, scopeOf(actorOf(context).bureau), [key]);
  if (seen === undefined) throw notFound("disputeId");
  const onTicket = await lockTicketOf(tx, context, seen);
  const dispute = await disputeList.lock(tx, key);
  if (dispute === null) throw notFound("disputeId");
  return { dispute, onTicket };
}

const mayUpon = (actor: Actor, action: DisputeAction, dispute: DisputeRow): boolean =>
  rights[action].parties.some((party) => may(actor, rights[action].action, party(dispute)));

/** What an actor may do with a dispute as it and its ticket stand: the rights, the table and its guards together. */
export function permittedUponDispute(actor: Actor, dispute: DisputeRow, ticket: TicketFacts): DisputeAction[] {
  return disputeActions.filter(
    (action) => mayUpon(actor, action, dispute) && obstacleToDispute(action, dispute, ticket) === null,
  );
}

/**
 * Authorises and decides an action upon a dispute.
 *
 * @param version the version of the dispute that the caller saw
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideDispute({ dispute, onTicket }: DisputeChange, action: DisputeAction, version: number): void {
  const { actor, ticket } = onTicket;
  const [first = raiserOf] = rights[action].parties;
  if (!mayUpon(actor, action, dispute)) authorize(actor, rights[action].action, first(dispute));
  if (dispute.version !== version) throw conflict(dispute.version);
  const obstacle = obstacleToDispute(action, dispute, ticket);
  if (obstacle !== null) throw illegalTransition(obstacle, permittedUponDispute(actor, dispute, ticket));
}

/** What an action upon a dispute does. */
export interface DisputeStep {
  event: DisputeEvent;
  action: Action;
  changes: DisputeChanges;
  /** The place of the bureau that must know. */
  to: Place;
}

/** Who acts upon a dispute, when, in which request. */
export interface Acting {
  actor: Actor | SystemActor;
  at: Date;
  requestId: string;
}

/** The writings of an action upon a dispute: the row, its audit entry and its event. */
export function disputeWritings(dispute: DisputeRow, step: DisputeStep, by: Acting): readonly (Writing | null)[] {
  const after = { ...dispute, ...step.changes, version: dispute.version + 1 };
  return [disputeUpdate(dispute, step.changes), ...recordingsOf([madeChange(after, step, by)])];
}

/** What the audit entry and the event of a dispute say, as a step leaves it. */
export function madeChange(
  dispute: DisputeRow,
  { event, action, to }: Pick<DisputeStep, "event" | "action" | "to">,
  { actor, at, requestId }: Acting,
): MadeChange {
  const { province, ticketId, raiser, proposed, superior, state, version, designated } = dispute;
  const detail = { ticket: ticketIdOf({ province, id: ticketId }), state, raiser, proposed, superior, designated };
  const subject = { type: disputeType, id: disputeIdOf(dispute), version, place: to };
  const events = [{ type: disputeEventTypes[event], payload: detail }];
  return { actor, change: { action, subject, at, requestId, detail, events } };
}

/**
 * Writes an action upon a dispute that leaves its ticket where it is.
 *
 * SECURITY: widened sight: the party writes into the timeline of a ticket that it may not see, a notice and nothing else;
 * its right upon the dispute was asked.
 *
 * @param besides what else is written, such as the notice
 * @returns the dispute as it is now
 */
export async function writeDispute(
  { dispute, onTicket: { tx, context, actor, at } }: DisputeChange,
  step: DisputeStep,
  besides: readonly (Writing | null)[],
): Promise<DisputeRow> {
  const { requestId } = context;
  await asSystemWithin(tx, actor, "a party acts upon a dispute over a ticket", () =>
    write(tx, [...disputeWritings(dispute, step, { actor, at, requestId }), ...besides]),
  );
  return { ...dispute, ...step.changes, version: dispute.version + 1 };
}

/** The identifier of the person who acts, for the columns that keep it; null for a program. */
export function personOf({ actor }: Pick<Change, "actor">): string | null {
  return actor.person?.id ?? null;
}
