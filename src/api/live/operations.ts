import type { GraphQLFormattedError } from "graphql";
import type { Actor } from "../../platform/actor.js";
import { monotonicMilliseconds } from "../../platform/clock.js";
import { type ErrorCode, errorCodes, tooLarge } from "../../platform/errors.js";
import { newRequestId } from "../../platform/ids.js";
import type { Exchange } from "../context.js";
import { toErrorBody } from "../errors.js";
import { type Connection, endByFault, endConnection, type Operation, stopSubscription } from "./connection.js";
import { endings, fallenBehind, takenIdentifier } from "./endings.js";
import type { LiveOutcome, LiveParameters, LiveSink } from "./live.js";
import { nextPrefix, sendNext } from "./next-frame.js";
import { backlogBytes, written } from "./outlet.js";
import { takeFreshToken } from "./presented.js";
import type { Session } from "./sessions.js";

/** Opens an operation that a client asked for, and answers it, or begins to tell. */
export async function subscribe(connection: Connection, id: string, given: LiveParameters): Promise<void> {
  const { operations, parts } = connection;
  if (connection.stage !== "open") return endConnection(connection, endings.unauthorized);
  if (operations.has(id)) return endConnection(connection, takenIdentifier(id));
  const most = parts.limits.socketOperations;
  if (operations.size >= most) {
    const refusal = tooLarge("operations", operations.size + 1, most);
    return sendErrors(connection, id, [toErrorBody(refusal, connection)]);
  }
  const operation: Operation = { id, prefix: nextPrefix(id), subscription: null, cursor: null };
  operations.set(id, operation);
  const { authorization, parameters } = withoutToken(given);
  if (authorization !== undefined && !(await takeFreshToken(connection, authorization))) return;
  await open(connection, operation, parameters);
  finishLeaving(connection);
}

/** Ends the operation that a client does not want any more; it may have ended meanwhile. */
export function complete(connection: Connection, id: string): void {
  const operation = connection.operations.get(id);
  connection.operations.delete(id);
  stopSubscription(connection.parts, operation?.subscription ?? null);
  finishLeaving(connection);
}

/** Ends a connection as soon as the answers that are worked on have been sent. */
export function leaveSoon(connection: Connection): void {
  connection.isLeaving = true;
  finishLeaving(connection);
}

function finishLeaving(connection: Connection): void {
  const isAnswering = [...connection.operations.values()].some(({ subscription }) => subscription === null);
  if (connection.isLeaving && !isAnswering) endConnection(connection, endings.goingAway);
}

/** SECURITY: a token among the extensions is for us alone, and goes no further. */
export function withoutToken(parameters: LiveParameters): { authorization: unknown; parameters: LiveParameters } {
  const { extensions } = parameters;
  if (typeof extensions !== "object" || extensions === null || !("authorization" in extensions)) {
    return { authorization: undefined, parameters };
  }
  const { authorization, ...others } = extensions;
  return { authorization, parameters: { ...parameters, extensions: others } };
}

async function open(connection: Connection, operation: Operation, parameters: LiveParameters): Promise<void> {
  const { actor, operations, parts, session } = connection;
  if (actor === null || session === null) return;
  const exchange = exchangeOf(connection, actor, session);
  let outcome: LiveOutcome;
  try {
    outcome = await parts.door.open(exchange, parameters, sinkOf(connection, operation), null);
  } catch (error) {
    return refuseByFault(connection, operation, exchange, error);
  } finally {
    for (const code of exchange.errorCodes) parts.countError(code);
  }
  const isWanted = operations.get(operation.id) === operation;
  if (outcome.kind === "live") parts.figures.subscriptions += 1;
  if (!isWanted) {
    if (outcome.kind === "live") stopSubscription(parts, outcome.subscription);
  } else if (outcome.kind === "live") {
    operation.subscription = outcome.subscription;
    // The rights may have changed while it was opened.
    if (connection.actor !== null && connection.actor !== actor) outcome.subscription.renew(connection.actor);
    outcome.subscription.start();
  } else {
    operations.delete(operation.id);
    if (outcome.kind === "refused") sendErrors(connection, operation.id, outcome.errors);
    else answer(connection, operation, outcome.payload);
  }
}

function answer(connection: Connection, { id, prefix }: Operation, payload: string): void {
  if (isBehind(connection)) {
    endConnection(connection, endings.unavailable);
    return;
  }
  sendNext(connection.socket, prefix, payload);
  send(connection, { id, type: "complete" });
}

function refuseByFault(connection: Connection, { id }: Operation, exchange: Exchange, error: unknown): void {
  const told = endByFault(connection, error, exchange.requestId);
  if (told === null) return;
  connection.operations.delete(id);
  sendErrors(connection, id, [toErrorBody(told, exchange)]);
}

function exchangeOf({ locale }: Connection, actor: Actor, { request }: Session): Exchange {
  return {
    request,
    method: "POST",
    path: "/graphql",
    search: "",
    locale,
    actor,
    requestId: newRequestId(),
    startedAt: monotonicMilliseconds(),
    operationName: null,
    errorCodes: new Set(),
    isAnsweredBySchema: false,
  };
}

function sinkOf(connection: Connection, operation: Operation): LiveSink {
  const { operations, parts, socket, ws } = connection;
  // Once the client has begun to close, the library has sent the last frame.
  const isOpen = (): boolean => operations.get(operation.id) === operation && ws.readyState === ws.OPEN;
  return {
    next: (payload, cursor) => {
      if (!isOpen()) return;
      if (isBehind(connection)) return endConnection(connection, fallenBehind(operation.cursor));
      sendNext(socket, operation.prefix, payload);
      operation.cursor = cursor ?? operation.cursor;
      connection.deliveries += 1;
      parts.figures.deliveries += 1;
    },
    waitingBytes: () => socket.writableLength,
    drained: () => (socket.writableLength <= parts.limits.waitingBytes / 4 ? Promise.resolve() : written(socket)),
    fail: (errors) => {
      if (!isOpen()) return;
      operations.delete(operation.id);
      parts.figures.subscriptions -= operation.subscription === null ? 0 : 1;
      for (const { extensions } of errors) if (isErrorCode(extensions?.code)) parts.countError(extensions.code);
      sendErrors(connection, operation.id, errors);
    },
  };
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === "string" && Object.hasOwn(errorCodes, code);

const isBehind = ({ backlog, parts, socket }: Connection): boolean =>
  backlogBytes(backlog, socket) > parts.limits.waitingBytes;

function sendErrors(connection: Connection, id: string, payload: readonly GraphQLFormattedError[]): void {
  send(connection, { id, type: "error", payload });
}

/** Sends a message of the protocol; a reader who takes none of them is cut. */
export function send(connection: Connection, message: object): void {
  if (connection.stage === "ended") return;
  if (isBehind(connection)) endConnection(connection, endings.unavailable);
  else connection.ws.send(JSON.stringify(message));
}
