import type { Socket } from "node:net";
import type { WebSocket } from "ws";
import type { Actor, Locale } from "../../platform/actor.js";
import { monotonicMilliseconds } from "../../platform/clock.js";
import type { ApplicationError, ErrorCode } from "../../platform/errors.js";
import type { LiveLimits } from "../../platform/live-limits.js";
import type { Logger } from "../../platform/log.js";
import { tellFault } from "../errors.js";
import { type CountError, countEnd, type LiveFigures, type LiveWay } from "../live-metrics.js";
import { countedCode, type Ending, endings, reasonOf } from "./endings.js";
import type { LiveDoor, LiveSubscription } from "./live.js";
import type { NextPrefix } from "./next-frame.js";
import type { Backlog } from "./outlet.js";
import type { Seat, Seats } from "./seats.js";
import type { Session, Sessions } from "./sessions.js";

/** What all live connections share. */
export interface LiveParts {
  door: LiveDoor;
  sessions: Sessions;
  seats: Seats;
  limits: LiveLimits;
  figures: LiveFigures;
  countError: CountError;
  log: Logger;
}

/** An operation of a WebSocket. */
export interface Operation {
  readonly id: string;
  readonly prefix: NextPrefix;
  /** Null while it is opened, and for a query and a mutation. */
  subscription: LiveSubscription | null;
  /** The place in the log up to which it was told. */
  cursor: string | null;
}

/** One WebSocket, with everything that is known about it. */
export interface Connection {
  readonly parts: LiveParts;
  readonly ws: WebSocket;
  /** The connection beneath. */
  readonly socket: Socket;
  readonly seat: Seat;
  readonly requestId: string;
  readonly startedAt: number;
  /** What the request by which it was opened said about the caller; a payload may say otherwise. */
  offered: { authorization: string | undefined; bureau: string | undefined };
  locale: Locale;
  stage: "waiting" | "initialising" | "open" | "ended";
  readonly operations: Map<string, Operation>;
  session: Session | null;
  actor: Actor | null;
  leaveSession: () => void;
  initTimer: NodeJS.Timeout | undefined;
  /** In which turn it is asked whether it is still there. */
  readonly turn: number;
  /** Whether it has answered since it was last asked. */
  isAlive: boolean;
  /** Whether it ends as soon as the answers that are worked on have been sent. */
  isLeaving: boolean;
  readonly backlog: Backlog;
  /** The messages of the second that began then. */
  messages: { since: number; count: number };
  deliveries: number;
  /** The code with which we ended it. */
  endedBy: number | null;
}

/** Ends a connection with a close code and words; its operations are over at once. Later calls change nothing. */
export function endConnection(connection: Connection, ending: Ending): void {
  if (connection.stage === "ended") return;
  connection.endedBy = ending.code;
  leave(connection);
  connection.ws.close(ending.code, reasonOf(ending, connection.locale));
}

/**
 * Tells what went wrong while a message was worked on: a passing failure makes stock clients come again, with all that they
 * have, and a fault of ours does not.
 *
 * @returns an error that is meant for the caller and does not concern the connection; null: the connection was ended
 */
export function endByFault(connection: Connection, error: unknown, requestId: string): ApplicationError | null {
  const { countError, log } = connection.parts;
  const told = tellFault(error, { requestId, log });
  countError(told.code);
  const ending = faultEndings[told.code];
  if (ending !== undefined) endConnection(connection, ending);
  return ending === undefined ? told : null;
}

const faultEndings: Partial<Record<ErrorCode, Ending>> = { UNAVAILABLE: endings.unavailable, INTERNAL: endings.fault };

/** Gives back all that the connection has. */
function leave(connection: Connection): void {
  const { operations, parts } = connection;
  connection.stage = "ended";
  clearTimeout(connection.initTimer);
  connection.leaveSession();
  const open = [...operations.values()];
  operations.clear();
  for (const { subscription } of open) stopSubscription(parts, subscription);
}

/** Stops a subscription that was accepted, if there is one. */
export function stopSubscription({ figures }: LiveParts, subscription: LiveSubscription | null): void {
  if (subscription === null) return;
  figures.subscriptions -= 1;
  subscription.stop();
}

/** Whatever ended a WebSocket: to be called once, when it is closed. */
export function finishConnection(connection: Connection, code: number): void {
  if (connection.stage !== "ended") leave(connection);
  connection.seat.leave();
  noteEnd(connection.parts, "socket", { ...connection, code: connection.endedBy ?? code });
}

/** What is written of a live connection that is over. */
export interface EndedConnection {
  requestId: string;
  startedAt: number;
  actor: Actor | null;
  deliveries: number;
  code: number;
}

/**
 * Counts a live connection that is over, and writes its one line.
 *
 * SECURITY: codes, ids and figures; nothing of what the caller wrote or was told.
 */
export function noteEnd({ figures, log }: LiveParts, way: LiveWay, ended: EndedConnection): void {
  const code = countedCode(ended.code);
  figures.connections[way] -= 1;
  countEnd(figures, way, code);
  const { actor, deliveries, requestId, startedAt } = ended;
  const facts = {
    ...{ requestId, way, code, deliveries },
    milliseconds: Math.round(monotonicMilliseconds() - startedAt),
    person: actor?.person?.id,
    client: actor?.client?.id,
    bureau: actor?.bureau.bureau,
  };
  log.info(facts, "a live connection ended");
}
