import { authorize } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, forbidden, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type Change as RecordedChange, type RecordedValue, recordings } from "../../platform/record.js";
import { type Writing, writeAndEnd } from "../../platform/writing.store.js";
import { type Change, findAndLock, type NoticeKind, notices, ticketIdOf } from "../tickets/index.js";
import { extensionEventTypes } from "./extension.events.js";
import {
  type ExtensionKey,
  type ExtensionRow,
  findRequest,
  lockRequest,
  type RequestChanges,
  requestUpdate,
} from "./extension.store.js";
import {
  type ExtensionAction,
  isAsker,
  obstacleTo,
  permittedActions,
  placeOfRequest,
  stateAfter,
} from "./extension.workflow.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const extensionType = "ExtensionRequest";

/** The key of a request from the parts of its global identifier; null where they are not such a key. */
export function extensionKeyOfParts([province, ticketId, id, ...rest]: readonly string[]): ExtensionKey | null {
  if (province === undefined || ticketId === undefined || id === undefined || rest.length > 0) return null;
  return isUuid(ticketId) && isUuid(id) ? { province, ticketId, id } : null;
}

/** The global identifier of a request. */
export function extensionIdOf({ province, ticketId, id }: ExtensionKey): string {
  return toGlobalId(extensionType, province, ticketId, id);
}

/** The key of the ticket of a request. */
export function ticketKeyOfRequest({ province, ticketId }: Pick<ExtensionKey, "province" | "ticketId">) {
  return { province, id: ticketId };
}

/** A change of a request under way, and of its ticket, which is locked before it. */
export interface ExtensionChange {
  request: ExtensionRow;
  ticket: Change;
  /** The day in China. */
  today: string;
}

/**
 * Finds the request of a command with its ticket, and locks both.
 *
 * @throws NOT_FOUND for a request that does not exist or whose ticket is not visible
 */
export async function findAndLockRequest(
  tx: Transaction,
  context: RequestContext,
  requestId: string,
): Promise<ExtensionChange> {
  const given = fromGlobalId(requestId);
  const key = given?.type === extensionType ? extensionKeyOfParts(given.parts) : null;
  const seen = key === null ? null : await findRequest(tx, key);
  if (seen === null) throw notFound("requestId");
  const ticket = await findAndLock(tx, context, ticketIdOf(ticketKeyOfRequest(seen)));
  const request = await lockRequest(tx, seen);
  if (request === null) throw notFound("requestId");
  return { request, ticket, today: chinaDay(ticket.at) };
}

/**
 * Whether the actor may do this to the request that he saw.
 *
 * @throws FORBIDDEN, also for who decides upon his own request; CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideOnRequest(
  { request, ticket: { actor }, today }: ExtensionChange,
  action: ExtensionAction,
  version: number,
): void {
  authorize(actor, action === "WITHDRAW" ? "extension.request" : "extension.decide", placeOfRequest(request));
  if (action !== "WITHDRAW" && isAsker(actor, request)) throw forbidden(ownRequest);
  if (request.version !== version) throw conflict(request.version);
  const obstacle = obstacleTo(request, today, action);
  if (obstacle !== null) throw illegalTransition(obstacle, permittedActions(actor, request, today));
}

const ownRequest = {
  zh: "申请人不得批准自己的延期申请，须由本单位其他负责人决定。",
  en: "Nobody decides upon his own request: another head of the bureau does.",
};

/** The columns of a decision by an action. */
export function decisionOf({ ticket: { actor, at } }: ExtensionChange, action: ExtensionAction, remark: string | null) {
  return {
    state: stateAfter(action),
    decidedBy: actor.person?.id ?? null,
    decidedAt: at,
    decisionRemark: remark,
  } satisfies RequestChanges;
}

/** What is told of a request that was asked, decided or withdrawn. */
export interface Told {
  action: "extension.request" | "extension.decide" | "ticket.platform";
  event: keyof typeof extensionEventTypes;
  version: number;
  place: Place;
  at: Date;
  requestId: string;
  detail?: { [name: string]: RecordedValue };
}

/** What is recorded of a change of a request: ids, codes and days, no words. */
export function recordedRequest(
  request: ExtensionKey & Pick<ExtensionRow, "limit" | "days" | "reason">,
  told: Told,
): RecordedChange {
  const { limit, days, reason } = request;
  const facts = { ticket: ticketIdOf(ticketKeyOfRequest(request)), limit, days, reason, ...told.detail };
  return {
    action: told.action,
    at: told.at,
    requestId: told.requestId,
    subject: { type: extensionType, id: extensionIdOf(request), version: told.version, place: told.place },
    detail: facts,
    events: [{ type: extensionEventTypes[told.event], payload: facts }],
  };
}

/** The place of the bureau in which somebody acts. */
export function placeOfActor({ bureau: { province, city, county, bureau } }: Actor): Place {
  return { province, city, county, bureau };
}

/** The writings of a decision that leaves the ticket as it is. */
export async function endRequest(
  change: ExtensionChange,
  ending: { action: "REFUSE" | "WITHDRAW"; remark: string | null; notice: NoticeKind },
): Promise<ExtensionRow> {
  const { request, ticket } = change;
  const { actor, at, context, tx } = ticket;
  const changes = decisionOf(change, ending.action, ending.remark);
  const isRefusal = ending.action === "REFUSE";
  const writings: (Writing | null)[] = [
    requestUpdate(request, changes),
    notices(ticket, [{ ticket: ticket.ticket, kind: ending.notice, remark: ending.remark }]),
    ...recordings(actor, [
      recordedRequest(request, {
        action: isRefusal ? "extension.decide" : "extension.request",
        event: isRefusal ? "REFUSED" : "WITHDRAWN",
        version: request.version + 1,
        place: placeOfActor(actor),
        at,
        requestId: context.requestId,
      }),
    ]),
  ];
  await writeAndEnd(tx, writings);
  return { ...request, ...changes, version: request.version + 1 };
}
