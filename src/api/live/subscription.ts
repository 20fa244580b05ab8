import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { toChangeCursor } from "../../modules/events/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf } from "../../platform/context.js";
import { contextOf, type Exchange } from "../context.js";
import { formatErrors } from "../errors.js";
import type { OperationRequest } from "../executor.js";
import type { DeliveryParts } from "./delivery.js";
import type { Hub } from "./hub.js";
import type { LiveSink, LiveSubscription } from "./live.js";
import { catchUp, createMember, findBeginning, type Member, tellBackfill } from "./member.js";
import { likenessOf, openSource } from "./opening.js";

/** What all subscriptions of a process share. */
export interface Served {
  schema: GraphQLSchema;
  parts: DeliveryParts;
  hub: Hub;
}

/** One subscription under way. */
interface Underway {
  readonly served: Served;
  readonly exchange: Exchange;
  readonly operation: OperationRequest;
  readonly sink: LiveSink;
  /** Who is told now; another one after each renewal. */
  member: Member;
  isStarted: boolean;
  /** Whether all was told that was open at the beginning. */
  isBackfilled: boolean;
  /** What is done for it, one thing after the other: so nobody joins twice, however fast his rights change. */
  turns: Promise<void>;
}

/**
 * Opens a subscription that was accepted: its source under the scope of the caller, and the place where it begins.
 *
 * @param after where to go on, in place of the argument `after`; null: as the argument says
 * @throws errors of the closed list, with which it is refused
 */
export async function openSubscription(
  served: Served,
  exchange: Exchange,
  asked: OperationRequest,
  sink: LiveSink,
  after: string | null,
): Promise<LiveSubscription> {
  const { hub, parts, schema } = served;
  const context = contextOf(exchange, parts);
  const actor = actorOf(context);
  const source = await openSource(schema, asked, context, after);
  const { document, operationName, variables } = asked;
  // The context of its opening must not live as long as the subscription.
  const operation = { document, operationName, variables, context: {} };
  await hub.ready();
  const telling = { source, operation, exchange };
  const beginning = await findBeginning(parts, telling, actor.bureau.bureau);
  const fail = (member: Member, error: unknown): void => refuse(underway, member, error);
  const underway: Underway = {
    served,
    exchange,
    operation,
    sink,
    isStarted: false,
    isBackfilled: false,
    turns: Promise.resolve(),
    member: createMember({ actor, telling, sink, from: beginning }, fail),
  };
  return {
    start: () => start(underway),
    stop: () => stop(underway, underway.member),
    renew: (renewed) => renew(underway, renewed, fail),
  };
}

/** Does something for a member when what was begun before is over; nothing once he is stopped. */
function inTurn(underway: Underway, member: Member, work: () => Promise<void>): void {
  underway.turns = underway.turns.then(async () => {
    if (member.isStopped) return;
    try {
      await work();
    } catch (error) {
      refuse(underway, member, error);
    }
  });
}

function start(underway: Underway): void {
  const { member } = underway;
  underway.isStarted = true;
  inTurn(underway, member, () => follow(underway, member));
}

/** Tells a member what was open, lets him catch up, and then be told with the others. */
async function follow(underway: Underway, member: Member): Promise<void> {
  const { exchange, operation, served } = underway;
  const { hub, parts, schema } = served;
  if (!underway.isBackfilled) await tellBackfill(parts, member);
  if (member.isStopped) return;
  underway.isBackfilled = true;
  // He joins before he has caught up, so that the hub gives the group what comes meanwhile.
  hub.join(member, member.telling, likenessOf(schema, operation, member.telling.source, exchange.locale));
  member.reached = await catchUp(parts, member, hub.position);
}

/**
 * Goes on for the same caller with the rights that he has now, where they are others than before, after what he was told.
 * Who was still told what is open is told it anew.
 */
function renew(underway: Underway, actor: Actor, fail: (member: Member, error: unknown) => void): void {
  const { exchange, isStarted, member: before, operation, served, sink } = underway;
  if (before.isStopped || !hasOtherRights(before.actor, actor)) return;
  stop(underway, before);
  const { telling } = before;
  const member = createMember({ actor, telling, sink, from: before.reached ?? before.from }, fail);
  underway.member = member;
  inTurn(underway, member, async () => {
    const context = contextOf({ ...exchange, actor }, served.parts);
    // Where it began once may be too long ago by now.
    const after = underway.isBackfilled ? toChangeCursor(member.from, actor.bureau.bureau) : null;
    const source = await openSource(served.schema, { ...operation, context }, context, after);
    member.telling = { ...telling, source };
    if (isStarted) await follow(underway, member);
  });
}

function stop({ served }: Underway, member: Member): void {
  member.isStopped = true;
  served.hub.leave(member);
}

/** Ends a subscription with the reason in the caller's words. */
function refuse(underway: Underway, member: Member, error: unknown): void {
  if (member.isStopped) return;
  stop(underway, member);
  underway.sink.fail(errorsInWords(error, underway.exchange, underway.served.parts));
}

/** An error in the caller's words; what was unexpected is written to the log. */
export function errorsInWords(
  error: unknown,
  { errorCodes, locale, requestId }: Exchange,
  { log }: DeliveryParts,
): readonly GraphQLFormattedError[] {
  const told = error instanceof GraphQLError ? error : new GraphQLError("failed", { originalError: error as Error });
  return formatErrors([told], { locale, log, requestId, count: (code) => void errorCodes.add(code) });
}

/** Whether somebody may see or do something else than before. */
function hasOtherRights(before: Actor, now: Actor): boolean {
  return rightsOf(before) !== rightsOf(now);
}

function rightsOf({ bureau, client, roles }: Actor): string {
  return JSON.stringify([bureau, [...roles].sort(), client === null ? null : [...client.scopes].sort()]);
}
