import { ApplicationError, overloaded } from "../../platform/errors.js";
import { type Answer, errorAnswer } from "../answer.js";
import { authorizationOf } from "../authorization.js";
import type { Exchange } from "../context.js";
import { tellFault, toErrorBody } from "../errors.js";
import { refuseMethod } from "../graphql.js";
import { refuseContentType } from "../request-form.js";
import { refuseStranger } from "../stranger.js";
import type { LiveParts } from "./connection.js";
import { endings } from "./endings.js";
import type { LiveOutcome, LiveParameters } from "./live.js";
import { bearerToken } from "./presented.js";
import type { Seat } from "./seats.js";
import type { Session } from "./sessions.js";
import { beat, endStream, openStream, type Stream, serveStream } from "./stream.js";
import { lastEventId, readStreamRequest, takesNoStream, takesStream } from "./stream-request.js";

/** Serves streams of Server-Sent Events. */
export interface LiveStreams {
  /** Answers a request for one; throws what is a fault of ours. */
  answer(exchange: Exchange): Promise<Answer>;
  /** Ends all of them; whoever reads comes again, to another process. */
  stop(): void;
}

/** The seconds after which whoever found no place is to try again. */
const retryAfter = 1;

const headers = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Between us and the reader nobody is to keep, to change or to hold back anything.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/** Makes what serves streams: graphql-sse (PROTOCOL.md), distinct connections mode, with identifiers to go on from. */
export function createStreams(parts: LiveParts): LiveStreams {
  const open = new Set<Stream>();
  const beating = setInterval(() => {
    for (const stream of [...open]) beat(stream);
  }, parts.limits.heartbeat).unref();
  return {
    answer: async (exchange) => {
      const refusal = refuse(exchange);
      if (refusal !== null) return refusal;
      if ((await sessionOf(parts, exchange)) === null) return refuseStranger(exchange);
      const parameters = await readStreamRequest(exchange, parts.limits.messageBytes);
      // SECURITY: a body may be held back for half a minute; the rights are those of its end.
      const session = await sessionOf(parts, exchange);
      if (session === null) return refuseStranger(exchange);
      exchange.actor = session.actor;
      if (parameters instanceof ApplicationError) return errorAnswer(exchange, 400, parameters);
      const seat = parts.seats.take();
      if (seat === null) return errorAnswer(exchange, 503, overloaded(retryAfter), again);
      const crowded = seat.claim(session.actor);
      if (crowded !== null) {
        seat.leave();
        return errorAnswer(exchange, 429, crowded, again);
      }
      return begin(parts, open, exchange, { parameters, seat, session });
    },
    stop: () => {
      clearInterval(beating);
      for (const stream of [...open]) endStream(stream, endings.goingAway);
    },
  };
}

const again = { "Retry-After": `${retryAfter}` };

function refuse(exchange: Exchange): Answer | null {
  const { method } = exchange;
  if (method !== "GET" && method !== "POST") return refuseMethod(exchange, "GET, POST");
  if (!takesStream(exchange)) return errorAnswer(exchange, 406, takesNoStream());
  return method === "POST" ? refuseContentType(exchange) : null;
}

function sessionOf({ sessions }: LiveParts, { request }: Exchange): Promise<Session | null> {
  const token = bearerToken(authorizationOf(request));
  const { "lianxin-bureau": bureau } = request.headers;
  if (token === undefined) return Promise.resolve(null);
  return sessions.open({ token, bureau: typeof bureau === "string" ? bureau : null });
}

/** Opens the operation before anything is answered, so that a fault of ours is a failed request. */
async function begin(
  parts: LiveParts,
  open: Set<Stream>,
  exchange: Exchange,
  { parameters, seat, session }: { parameters: LiveParameters; seat: Seat; session: Session },
): Promise<Answer> {
  const stream = openStream(parts, exchange, seat, (gone) => open.delete(gone));
  let outcome: LiveOutcome;
  try {
    outcome = await parts.door.open(exchange, parameters, stream.sink, lastEventId(exchange));
  } catch (error) {
    const told = tellFault(error, { requestId: exchange.requestId, log: parts.log });
    // What is meant for the caller is told on the stream; the rest makes the request fail, and the caller come again.
    if (told.code === "UNAVAILABLE" || told.code === "INTERNAL") {
      seat.leave();
      throw error;
    }
    exchange.errorCodes.add(told.code);
    outcome = { kind: "refused", errors: [toErrorBody(told, exchange)] };
  }
  for (const code of exchange.errorCodes) parts.countError(code);
  open.add(stream);
  return { status: 200, headers, body: { begin: (response) => serveStream(stream, response, outcome, session) } };
}
