import type { Socket } from "node:net";
import type { RawData, WebSocket } from "ws";
import { monotonicMilliseconds } from "../../platform/clock.js";
import { localeOf } from "../context.js";
import { type ClientMessage, readClientMessage } from "./client-message.js";
import { type Connection, endByFault, endConnection, finishConnection, type LiveParts } from "./connection.js";
import { endings } from "./endings.js";
import { complete, send, subscribe } from "./operations.js";
import { noBacklog } from "./outlet.js";
import { joinSession, presentedBy, takeFreshToken } from "./presented.js";
import type { Seat } from "./seats.js";
import type { Session } from "./sessions.js";

/** The subprotocol that we speak. */
export const subprotocol = "graphql-transport-ws";

/** What is kept of the request by which a WebSocket was opened. */
export type Opening = Pick<Connection, "requestId" | "startedAt" | "locale" | "offered">;

/**
 * Serves one WebSocket: the state machine of graphql-transport-ws (https://github.com/enisdenjo/graphql-ws,
 * PROTOCOL.md). It is our own: the server of graphql-ws drives each operation by an async iterator of its own and writes each
 * answer anew for each reader, which halves the deliveries a second and more, and it has neither limits nor back-pressure.
 *
 * @param seat given back when the WebSocket is closed
 */
export function serveSocket(parts: LiveParts, ws: WebSocket, socket: Socket, seat: Seat, opening: Opening): Connection {
  const connection = createConnection(parts, ws, socket, seat, opening);
  parts.figures.connections.socket += 1;
  // What the library finds wrong with a frame ends the WebSocket with the code of RFC 6455 for it.
  ws.on("error", () => {});
  ws.on("close", (code) => finishConnection(connection, code));
  ws.on("pong", () => {
    connection.isAlive = true;
  });
  if (ws.protocol !== subprotocol) {
    endConnection(connection, endings.subprotocol);
    return connection;
  }
  ws.on("message", (data, isBinary) => receive(connection, data, isBinary));
  const outOfTime = () => endConnection(connection, endings.initTimeout);
  connection.initTimer = setTimeout(outOfTime, parts.limits.initTimeout);
  return connection;
}

// Written out: of an object that is put together from others V8 makes a hidden class of its own each time.
function createConnection(
  parts: LiveParts,
  ws: WebSocket,
  socket: Socket,
  seat: Seat,
  { locale, offered, requestId, startedAt }: Opening,
): Connection {
  return {
    parts,
    ws,
    socket,
    seat,
    requestId,
    startedAt,
    locale,
    offered,
    stage: "waiting",
    operations: new Map(),
    session: null,
    actor: null,
    leaveSession: () => {},
    initTimer: undefined,
    turn: Math.floor(Math.random() * 1000),
    isAlive: true,
    isLeaving: false,
    backlog: noBacklog(),
    messages: { since: 0, count: 0 },
    deliveries: 0,
    endedBy: null,
  };
}

function receive(connection: Connection, data: RawData, isBinary: boolean): void {
  if (connection.stage === "ended") return;
  connection.isAlive = true;
  const message = isBinary ? null : readClientMessage(String(data));
  if (hasSentTooMany(connection)) endConnection(connection, endings.tooManyMessages);
  else if (message === null) endConnection(connection, endings.invalid);
  else handle(connection, message).catch((error) => endByUnexpected(connection, error));
}

function endByUnexpected(connection: Connection, error: unknown): void {
  // An error for a caller belongs to an operation: here it is as unexpected as any other.
  if (endByFault(connection, error, connection.requestId) !== null) endConnection(connection, endings.fault);
}

function hasSentTooMany({ messages, parts }: Connection): boolean {
  const now = monotonicMilliseconds();
  if (now - messages.since >= 1000) {
    messages.since = now;
    messages.count = 0;
  }
  messages.count += 1;
  return messages.count > parts.limits.socketMessages;
}

async function handle(connection: Connection, message: ClientMessage): Promise<void> {
  switch (message.type) {
    case "connection_init":
      return initialise(connection, message.payload);
    case "ping":
      return answerPing(connection, message.payload);
    case "pong":
      return;
    case "subscribe":
      return subscribe(connection, message.id, message.payload);
    case "complete":
      return complete(connection, message.id);
  }
}

type Payload = Readonly<Record<string, unknown>>;

async function initialise(connection: Connection, payload: Payload): Promise<void> {
  if (connection.stage !== "waiting") return endConnection(connection, endings.initTwice);
  connection.stage = "initialising";
  clearTimeout(connection.initTimer);
  connection.initTimer = undefined;
  const { acceptLanguage, presented } = presentedBy(payload, connection.offered);
  if (acceptLanguage !== undefined) connection.locale = localeOf(acceptLanguage);
  const session = presented === null ? null : await connection.parts.sessions.open(presented);
  // It may have been closed meanwhile, by either side.
  if (connection.stage !== "initialising") return;
  if (session === null) return endConnection(connection, endings.forbidden);
  if (connection.seat.claim(session.actor) !== null) return endConnection(connection, endings.tooManySockets);
  joinSession(connection, session);
  connection.stage = "open";
  send(connection, { type: "connection_ack", payload: { expiresAt: expiryOf(session) } });
}

/** A ping may bring a fresh token, before the one that the connection has expires; the pong says until when it is good. */
async function answerPing(connection: Connection, { authorization, Authorization }: Payload): Promise<void> {
  const fresh = authorization ?? Authorization;
  if (fresh === undefined || connection.stage !== "open") return send(connection, { type: "pong" });
  if (!(await takeFreshToken(connection, fresh)) || connection.session === null) return;
  send(connection, { type: "pong", payload: { expiresAt: expiryOf(connection.session) } });
}

const expiryOf = ({ standing }: Session): string => standing.claims.expiresAt.toISOString();
