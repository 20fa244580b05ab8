import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type ServerOptions, WebSocketServer } from "ws";
import { type ApplicationError, forbidden, notFound, overloaded } from "../../platform/errors.js";
import type { LiveLimits } from "../../platform/live-limits.js";
import { type Answer, errorAnswer } from "../answer.js";
import { authorizationOf } from "../authorization.js";
import type { Exchange } from "../context.js";
import type { Connection, LiveParts } from "./connection.js";
import { leaveSoon } from "./operations.js";
import { type Opening, serveSocket, subprotocol } from "./socket.js";

/** Serves WebSockets. */
export interface LiveSockets {
  /**
   * Takes a request for a WebSocket, and answers on the connection itself.
   *
   * @returns the refusal, which is to be sent; null: the connection is not to be touched any more
   */
  take(exchange: Exchange, socket: Socket, head: Buffer): Answer | null;
  /** Ends all of them: who waits for an answer gets it first. Stock clients come again, to another process. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** Whose pages may open a WebSocket: browsers ask nobody before they do, as they would for a request to another origin. */
export type IsAllowedOrigin = (origin: string) => boolean;

const path = "/graphql";

/** How long whoever was told to close may take to do so, in milliseconds, before the connection is cut. */
const closeMilliseconds = 3000;

/** The seconds after which whoever found no place is to try again. */
const retryAfter = 1;

/** A message comes in so many frames at most. */
const mostFragments = 64;

/** A part of the WebSockets is asked at a time, so that thousands of them are not asked at once. */
const turns = 8;

/** Makes what serves WebSockets. */
export function createSockets(parts: LiveParts, isAllowedOrigin: IsAllowedOrigin): LiveSockets {
  const { limits, seats } = parts;
  const server = new WebSocketServer(optionsFor(limits));
  const open = new Set<Connection>();
  const asking = askInTurns(open, limits.pingInterval);
  return {
    take: (exchange, socket, head) => {
      const { request } = exchange;
      if (exchange.path !== path) return errorAnswer(exchange, 404, notFound());
      if (!isFromAllowedPage(request, isAllowedOrigin)) return errorAnswer(exchange, 403, foreignOrigin());
      const opening = openingOf(exchange);
      let giveWay = (): void => {};
      const seat = seats.take(() => giveWay());
      if (seat === null) return errorAnswer(exchange, 503, overloaded(retryAfter), { "Retry-After": `${retryAfter}` });
      let isOpen = false;
      server.handleUpgrade(request, socket, head, (ws) => {
        isOpen = true;
        const connection = serveSocket(parts, ws, socket, seat, opening);
        open.add(connection);
        giveWay = () => ws.terminate();
        ws.on("close", () => open.delete(connection));
      });
      // A handshake of the wrong form the library has refused.
      if (!isOpen) seat.leave();
      return null;
    },
    stop: async (graceMilliseconds) => {
      clearInterval(asking);
      for (const connection of [...open]) leaveSoon(connection);
      await untilClosed(open, graceMilliseconds);
    },
  };
}

function optionsFor({ messageBytes }: LiveLimits): ServerOptions & { closeTimeout: number } {
  return {
    noServer: true,
    clientTracking: false,
    // Compression would cost 300 KB for each, and a frame could not be shared.
    perMessageDeflate: false,
    maxPayload: messageBytes,
    maxFragments: mostFragments,
    closeTimeout: closeMilliseconds,
    // Who speaks another protocol is let in to be told so: a browser would show a failed request otherwise.
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : [...offered][0]) ?? false,
  };
}

function openingOf({ locale, request, requestId, startedAt }: Exchange): Opening {
  const { "lianxin-bureau": bureau } = request.headers;
  const offered = { authorization: authorizationOf(request), bureau: typeof bureau === "string" ? bureau : undefined };
  return { requestId, startedAt, locale, offered };
}

/**
 * Whether a request comes from a page that may call us, or from a program, which names no origin.
 *
 * SECURITY: no browser adds a token by itself, so a foreign page would get nothing; it is not to try tokens through the
 * browsers of others either. A page of our own address (GraphiQL) is always allowed.
 */
function isFromAllowedPage({ headers: { host, origin } }: IncomingMessage, isAllowedOrigin: IsAllowedOrigin): boolean {
  if (origin === undefined || isAllowedOrigin(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

function foreignOrigin(): ApplicationError {
  return forbidden({ zh: "不允许来自该来源的连接。", en: "Pages of this origin may not connect." });
}

/** Asks WebSockets now and then whether they are still there, and cuts those that did not answer the last time. */
function askInTurns(open: ReadonlySet<Connection>, interval: number): NodeJS.Timeout {
  let turn = 0;
  return setInterval(() => {
    turn = (turn + 1) % turns;
    for (const connection of open) if (connection.turn % turns === turn) ask(connection);
  }, interval / turns).unref();
}

function ask(connection: Connection): void {
  if (connection.isAlive) connection.ws.ping();
  else connection.ws.terminate();
  connection.isAlive = false;
}

async function untilClosed(open: ReadonlySet<Connection>, graceMilliseconds: number): Promise<void> {
  const closed = [...open].map(({ ws }) => new Promise<void>((resolve) => ws.once("close", () => resolve())));
  const timer = setTimeout(() => {
    for (const { ws } of [...open]) ws.terminate();
  }, graceMilliseconds);
  await Promise.all(closed);
  clearTimeout(timer);
}
