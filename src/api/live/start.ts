import type { Socket } from "node:net";
import { eventChannel } from "../../modules/events/index.js";
import { createPostgresDoorbell, type Doorbell } from "../../platform/doorbell.js";
import { unavailable } from "../../platform/errors.js";
import { type LiveLimits, usualLiveLimits } from "../../platform/live-limits.js";
import { type Answer, errorAnswer } from "../answer.js";
import type { Exchange } from "../context.js";
import type { RequestRules } from "../graphql-request.js";
import type { Guard } from "../limits/guard.js";
import type { Metrics } from "../metrics.js";
import { type DoorOptions, openDoor } from "./door.js";
import type { LiveDoor } from "./live.js";
import { createTransport, type TransportOptions } from "./transport.js";

/** Subscriptions as an API serves them. */
export interface Live {
  /** Takes a request for a WebSocket, and answers on the connection itself; the refusal otherwise. */
  takeSocket(exchange: Exchange, socket: Socket, head: Buffer): Answer | null;
  /** Answers a request for a stream of Server-Sent Events. */
  answerStream(exchange: Exchange): Promise<Answer>;
  /** Ends all connections, and their subscriptions. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** What is needed to serve them. */
export interface LiveOptions
  extends Omit<DoorOptions, "doorbell">,
    Pick<TransportOptions, "authenticator" | "figures" | "stateMilliseconds"> {
  databaseUrl: string;
  guard: Guard;
  metrics: Metrics;
  requestRules: Pick<RequestRules, "isAllowedOrigin">;
  isStopping: () => boolean;
  /** What wakes those who follow the event log; the one that PostgreSQL rings when it is not given. */
  doorbell?: Doorbell;
  /** What is different from the usual limits. */
  liveLimits?: Partial<LiveLimits>;
  /** What subscriptions are served from; the event log when it is not given. */
  liveDoor?: LiveDoor;
}

/** Starts to serve subscriptions. */
export function startLive(options: LiveOptions): Live {
  const { guard, isStopping, log, metrics, requestRules } = options;
  const doorbell = options.doorbell ?? createPostgresDoorbell(options.databaseUrl, eventChannel, log);
  const transport = createTransport({
    ...options,
    countError: metrics.countError,
    isAllowedOrigin: requestRules.isAllowedOrigin,
    door: options.liveDoor ?? openDoor({ ...options, doorbell }),
    limits: { ...usualLiveLimits, ...options.liveLimits },
  });
  const refuseEarly = (exchange: Exchange): Answer | null =>
    isStopping() ? errorAnswer(exchange, 503, unavailable()) : guard.refuseEarly(exchange);
  return {
    takeSocket: (exchange, socket, head) => refuseEarly(exchange) ?? transport.sockets.take(exchange, socket, head),
    answerStream: async (exchange) => refuseEarly(exchange) ?? transport.streams.answer(exchange),
    stop: async (graceMilliseconds) => {
      await transport.stop(graceMilliseconds);
      await doorbell.close();
    },
  };
}
