import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Actor } from "../../platform/actor.js";
import { inLocale } from "../../platform/errors.js";
import type { Exchange } from "../context.js";
import { type LiveParts, noteEnd, stopSubscription } from "./connection.js";
import { type Ending, fallenBehind } from "./endings.js";
import type { LiveOutcome, LiveSink, LiveSubscription } from "./live.js";
import { type Backlog, backlogBytes, createEncoder, noBacklog, writeSoon, written } from "./outlet.js";
import type { Seat } from "./seats.js";
import type { Session } from "./sessions.js";

/** One stream of Server-Sent Events, which serves one operation. */
export interface Stream {
  readonly parts: LiveParts;
  readonly exchange: Exchange;
  readonly seat: Seat;
  readonly sink: LiveSink;
  /** Told when the connection is gone, whoever ended it. */
  readonly gone: (stream: Stream) => void;
  /** Null before it has begun. */
  response: ServerResponse | null;
  socket: Socket | null;
  subscription: LiveSubscription | null;
  leaveSession: () => void;
  cursor: string | null;
  deliveries: number;
  readonly backlog: Backlog;
  isEnded: boolean;
  /** The code under which its end is counted; as a WebSocket's. */
  endedBy: number;
  /** Whether something waited at the last heartbeat, and was not all taken since. */
  isStuck: boolean;
}

/** RFC 6455: the reader is gone, and did not say why. */
const goneAway = 1006;

/** After how many milliseconds an EventSource is to come again when its connection ends. */
const retryMilliseconds = 2000;

/** How long a reader who is told that it is over has to take what waits, before the connection is cut. */
const closeMilliseconds = 3000;

const encode = createEncoder("\n\n");
const nextEvent = "event: next\ndata: ";
const completeEvent = "event: complete\ndata:\n\n";

/** Makes a stream, which is not sent yet. */
export function openStream(parts: LiveParts, exchange: Exchange, seat: Seat, gone: (stream: Stream) => void): Stream {
  const stream: Omit<Stream, "sink"> = {
    ...{ parts, exchange, seat, gone, response: null, socket: null, subscription: null, leaveSession: () => {} },
    ...{ cursor: null, deliveries: 0, backlog: noBacklog(), isEnded: false, endedBy: goneAway, isStuck: false },
  };
  // The sink writes what the stream knows: they are one object, made in two steps.
  return Object.assign(stream, { sink: sinkOf(stream) });
}

function sinkOf(stream: Omit<Stream, "sink">): LiveSink {
  const { figures, limits } = stream.parts;
  const waitingBytes = (): number => stream.socket?.writableLength ?? 0;
  return {
    next: (payload, cursor) => {
      if (stream.isEnded || stream.socket === null) return;
      if (backlogBytes(stream.backlog, stream.socket) > limits.waitingBytes) {
        endStream(stream, fallenBehind(stream.cursor));
        return;
      }
      writeNext(stream.socket, payload, cursor);
      stream.cursor = cursor ?? stream.cursor;
      stream.deliveries += 1;
      figures.deliveries += 1;
    },
    waitingBytes,
    drained: () =>
      stream.socket === null || waitingBytes() <= limits.waitingBytes / 4 ? Promise.resolve() : written(stream.socket),
    fail: (errors) => {
      if (stream.isEnded || stream.socket === null) return;
      figures.subscriptions -= stream.subscription === null ? 0 : 1;
      stream.subscription = null;
      complete(stream, stream.socket, JSON.stringify({ errors }));
    },
  };
}

/** Line breaks would end the event; JSON has them between its values alone, where they mean nothing. */
const inOneLine = (json: string): string => (json.includes("\n") ? json.replaceAll("\n", "") : json);

function writeNext(socket: Socket, payload: string, cursor: string | null): void {
  const head = cursor === null ? nextEvent : `id: ${cursor}\n${nextEvent}`;
  writeSoon(socket, Buffer.from(head, "utf8"), encode(inOneLine(payload)));
}

/** Sends the last answer of an operation. The reader of an EventSource closes it at this event, and does not come again. */
function complete(stream: Omit<Stream, "sink">, socket: Socket, payload: string): void {
  writeNext(socket, payload, null);
  socket.write(completeEvent);
  finish(stream, 1000);
}

/**
 * Begins to send a stream.
 *
 * @param response whose headers are sent
 */
export function serveStream(stream: Stream, response: ServerResponse, outcome: LiveOutcome, session: Session): void {
  const { exchange, parts } = stream;
  const { socket } = response;
  parts.figures.connections.stream += 1;
  if (outcome.kind === "live") {
    parts.figures.subscriptions += 1;
    stream.subscription = outcome.subscription;
  }
  if (response.destroyed || socket === null) {
    close(stream);
    return;
  }
  response.once("close", () => close(stream));
  if (stream.isEnded) {
    // All streams were ended while this one was opened.
    stop(stream);
    response.end();
    return;
  }
  Object.assign(stream, { response, socket });
  socket.setNoDelay(true);
  socket.write(`retry: ${retryMilliseconds}\n:\n\n`);
  if (outcome.kind === "answered") complete(stream, socket, outcome.payload);
  else if (outcome.kind === "refused") complete(stream, socket, JSON.stringify({ errors: outcome.errors }));
  else begin(stream, outcome.subscription, session, exchange.actor);
}

function begin(stream: Stream, subscription: LiveSubscription, session: Session, openedBy: Actor | null): void {
  const renew = (actor: Actor): void => {
    stream.exchange.actor = actor;
    subscription.renew(actor);
  };
  stream.leaveSession = stream.parts.sessions.hold(session, {
    renewed: renew,
    ended: (ending) => endStream(stream, ending),
  });
  if (session.actor !== openedBy) renew(session.actor);
  subscription.start();
}

/** Ends a stream before its operation: an EventSource comes again, and goes on after the last event that it has. */
export function endStream(stream: Omit<Stream, "sink">, ending: Ending): void {
  if (stream.isEnded) return;
  // A comment, for people who look.
  stream.socket?.write(`: ${inLocale(ending.words, stream.exchange.locale)}\n\n`);
  finish(stream, ending.code);
}

function finish(stream: Omit<Stream, "sink">, code: number): void {
  stream.isEnded = true;
  stream.endedBy = code;
  stop(stream);
  const { response, socket } = stream;
  response?.end();
  if (socket === null) return;
  const timer = setTimeout(() => socket.destroy(), closeMilliseconds).unref();
  socket.once("close", () => clearTimeout(timer));
}

function stop(stream: Omit<Stream, "sink">): void {
  const { parts, subscription } = stream;
  stream.subscription = null;
  stopSubscription(parts, subscription);
  stream.leaveSession();
  stream.leaveSession = () => {};
}

/** The connection is gone, whoever ended it. */
function close(stream: Stream): void {
  stream.isEnded = true;
  stop(stream);
  stream.seat.leave();
  stream.gone(stream);
  const { actor, requestId, startedAt } = stream.exchange;
  noteEnd(stream.parts, "stream", { requestId, startedAt, actor, deliveries: stream.deliveries, code: stream.endedBy });
}

/** Writes a comment, so that nobody between us and the reader takes the connection for dead; cuts one that is. */
export function beat(stream: Stream): void {
  const { socket } = stream;
  if (socket === null || stream.isEnded) return;
  if (stream.isStuck) {
    socket.destroy();
    return;
  }
  socket.write(":\n\n");
  if (socket.writableLength === 0) return;
  stream.isStuck = true;
  written(socket).then(() => {
    stream.isStuck = false;
  });
}
