import { type Action, authorize, may } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { recordings, type SystemActor } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { type Change, notices, planStep, type TicketRow, ticketIdOf } from "../tickets/index.js";
import { lockTicketOf, personOf } from "./dispute.change.js";
import { previousOf } from "./dispute.moving.js";
import { type ElevationEvent, elevationEventTypes } from "./elevation.events.js";
import {
  askedOf,
  askerOf,
  type ElevationChanges,
  type ElevationRow,
  elevationList,
  elevationUpdate,
} from "./elevation.store.js";
import { elevationIdOf, elevationType } from "./elevation.type.js";
import {
  type ElevationAction,
  elevationActions,
  elevationEdges,
  hasLeft,
  obstacleToElevation,
  type TicketToTake,
} from "./elevation.workflow.js";
import { matterKeyOf } from "./matter-key.js";

/** A change of a request to take a case up: both it and its ticket are locked, and nothing is written yet. */
export interface ElevationChange {
  elevation: ElevationRow;
  onTicket: Change;
}

const rights: Readonly<Record<ElevationAction, { action: Action; party: (row: ElevationRow) => Place }>> = {
  APPROVE: { action: "elevation.decide", party: askedOf },
  REFUSE: { action: "elevation.decide", party: askedOf },
  WITHDRAW: { action: "elevation.ask", party: askerOf },
};

/**
 * Finds the request of a command under the scope of the caller, and locks first its ticket, then the request.
 *
 * @throws NOT_FOUND for a request that does not exist or is not visible
 */
export async function findAndLockElevation(
  tx: Transaction,
  context: RequestContext,
  elevationId: string,
): Promise<ElevationChange> {
  const key = matterKeyOf(elevationId, elevationType);
  if (key === null) throw notFound("elevationId");
  const [seen] = await elevationList.find(tx, scopeOf(actorOf(context).bureau), [key]);
  if (seen === undefined) throw notFound("elevationId");
  const onTicket = await lockTicketOf(tx, context, seen);
  const elevation = await elevationList.lock(tx, key);
  if (elevation === null) throw notFound("elevationId");
  return { elevation, onTicket };
}

/** What an actor may do with a request as it and its ticket stand: the rights, the table and its guards together. */
export function permittedUponElevation(actor: Actor, row: ElevationRow, ticket: TicketToTake): ElevationAction[] {
  return elevationActions.filter(
    (action) =>
      may(actor, rights[action].action, rights[action].party(row)) && obstacleToElevation(action, row, ticket) === null,
  );
}

/**
 * Authorises and decides an action upon a request.
 *
 * @param version the version of the request that the caller saw
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideElevation(
  { elevation, onTicket: { actor, ticket } }: ElevationChange,
  action: ElevationAction,
  version: number,
): void {
  authorize(actor, rights[action].action, rights[action].party(elevation));
  if (elevation.version !== version) throw conflict(elevation.version);
  const obstacle = obstacleToElevation(action, elevation, ticket);
  if (obstacle !== null) throw illegalTransition(obstacle, permittedUponElevation(actor, elevation, ticket));
}

/** The audit entry and the event of a request as a step leaves it. */
export function elevationRecordings(
  row: ElevationRow,
  step: { event: ElevationEvent; action: Action; to: Place },
  by: { actor: Actor | SystemActor; at: Date; requestId: string },
): readonly (Writing | null)[] {
  const { asker, superior, state, version, reason } = row;
  const detail = { ticket: ticketIdOf({ province: row.province, id: row.ticketId }), state, asker, superior, reason };
  const subject = { type: elevationType, id: elevationIdOf(row), version, place: step.to };
  const events = [{ type: elevationEventTypes[step.event], payload: detail }];
  const { actor, at, requestId } = by;
  return recordings(actor, [{ action: step.action, subject, at, requestId, detail, events }]);
}

/** A request as an action leaves it, and the writings of that: the row, its audit entry and its event. */
export function endedElevation(
  elevation: ElevationRow,
  action: ElevationAction,
  { actor, at, context }: Pick<Change, "actor" | "at" | "context">,
  remark: string | null,
): { after: ElevationRow; writings: readonly (Writing | null)[] } {
  const changes: ElevationChanges = {
    state: elevationEdges[action].to,
    decidedAt: at,
    decidedBy: personOf({ actor }),
    decisionRemark: remark,
  };
  const after: ElevationRow = { ...elevation, ...changes, version: elevation.version + 1 };
  const to = action === "WITHDRAW" ? askedOf(elevation) : askerOf(elevation);
  const step = { event: action, action: rights[action].action, to };
  const by = { actor, at, requestId: context.requestId };
  return { after, writings: [elevationUpdate(elevation, changes), ...elevationRecordings(after, step, by)] };
}

/**
 * Ends a request while its ticket stays where it is.
 *
 * SECURITY: widened sight: the ticket may have left the sight of the party, which writes a notice into its timeline and
 * reads nothing of it; its right upon the request was asked.
 */
export async function endElevation(
  { elevation, onTicket }: ElevationChange,
  action: "REFUSE" | "WITHDRAW",
  remark: string | null,
): Promise<ElevationRow> {
  const { tx, actor, ticket } = onTicket;
  const { after, writings } = endedElevation(elevation, action, onTicket, remark);
  const kind = action === "REFUSE" ? "ELEVATION_REFUSED" : "ELEVATION_WITHDRAWN";
  const toBureau = action === "REFUSE" ? elevation.asker : elevation.superior;
  await asSystemWithin(tx, actor, "a request to take a case up ends", () =>
    write(tx, [...writings, notices(onTicket, [{ ticket, kind, toBureau, remark }])]),
  );
  return after;
}

/**
 * The pending requests over a ticket, which is locked. Those that a bureau made which does not have the ticket any more end
 * as withdrawn, by the platform.
 *
 * SECURITY: widened sight: whoever has the ticket now need not be a party of what an earlier holder asked. Nothing of it is
 * shown.
 *
 * @returns those that stay pending
 */
export async function pendingElevations(
  { tx, actor, at, context }: Change,
  ticket: TicketRow,
): Promise<ElevationRow[]> {
  return asSystemWithin(tx, actor, "requests of which nothing is left end with the move of the ticket", async () => {
    const pending = await elevationList.lockOf(tx, ticket, ["PENDING"]);
    for (const row of pending.filter((one) => hasLeft(one, ticket))) {
      const changes = { state: "WITHDRAWN", decidedAt: at };
      const after = { ...row, ...changes, version: row.version + 1 };
      const by = { actor: { place: askedOf(row) }, at, requestId: context.requestId };
      const step = { event: "WITHDRAW", action: "ticket.platform", to: askerOf(row) } as const;
      await write(tx, [elevationUpdate(row, changes), ...elevationRecordings(after, step, by)]);
    }
    return pending.filter((one) => !hasLeft(one, ticket));
  });
}

/**
 * A ticket as the superior leaves it that takes it up (提级): it goes on where the bureau beneath it stood, and so do the
 * limits.
 */
export function takingUp(
  change: Change,
  edge: Parameters<typeof planStep>[1],
  { reason, remark }: { reason: string; remark: string | null },
): Change {
  const { actor, ticket } = change;
  const { bureau, city, county } = actor.bureau;
  return planStep(change, edge, {
    changes: { holder: bureau, city, county, ...previousOf(ticket), handler: null },
    detail: { reason, fromBureau: ticket.holder, toBureau: bureau },
    remark,
  });
}
