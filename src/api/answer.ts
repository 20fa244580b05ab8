import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { ApplicationError } from "../platform/errors.js";
import type { Exchange } from "./context.js";
import { toErrorBody } from "./errors.js";
import { acceptedMediaType } from "./media-type.js";
import { throwAwayBody } from "./request-body.js";

/** A body that is read piece by piece while it is sent, so that no more than a piece or two is in memory. */
export interface StreamedBody {
  /** In bytes; null where it is known only at the end: the body goes in chunks then, and one that breaks off shows it. */
  readonly length: number | null;
  pieces(): AsyncIterable<Buffer>;
  /** After how many milliseconds in which the caller took nothing of it the connection is cut; never where it is not given. */
  readonly patience?: number;
  /** Called once nothing more of it is sent: also where none was asked for, and where the caller went away before. */
  end?(): void;
}

/** A body without an end that is known: it is written to the connection, past Node.js, until one side ends it. */
export interface LiveBody {
  /** Begins to write; the headers are sent, or the response is destroyed. */
  begin(response: ServerResponse): void;
}

/** An answer, complete before it is sent, but for a body that is streamed or live. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | StreamedBody | LiveBody;
}

const compress = promisify(gzip);

// Below this compressing costs more time than it saves on the wire.
const leastCompressed = 8 * 1024;

const compressible = /^(application\/(graphql-response\+)?json|text\/)/;

/** An answer in JSON. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: `${JSON.stringify(body)}\n`,
  };
}

/** The media type of a GraphQL answer (GraphQL over HTTP): the newer one for those who ask for it. */
export function graphqlMediaType({ request }: Exchange): string {
  return `${acceptedMediaType(request.headers.accept)?.type ?? "application/json"}; charset=utf-8`;
}

/**
 * An answer that is one error, in the shape of a GraphQL answer.
 *
 * @param error the error, in the caller's language
 */
export function errorAnswer(
  exchange: Exchange,
  status: number,
  error: ApplicationError,
  headers: Record<string, string> = {},
): Answer {
  exchange.errorCodes.add(error.code);
  const body = { errors: [toErrorBody(error, exchange)] };
  return jsonAnswer(status, body, { "Content-Type": graphqlMediaType(exchange), ...headers });
}

/**
 * Sends an answer; whatever becomes of it, a body that is streamed is told that it has ended.
 *
 * @param usual the headers that the answer has where it does not set them itself
 * @param isLast whether the connection is to end in any case
 */
export async function sendAnswer(
  exchange: Exchange,
  response: ServerResponse,
  answer: Answer,
  usual: Readonly<Record<string, string>>,
  isLast: boolean,
): Promise<void> {
  try {
    await writeAnswer(exchange, response, answer, usual, isLast);
  } finally {
    if (isStreamed(answer.body)) answer.body.end?.();
  }
}

/**
 * Sends an answer, compressed when it is long and the caller takes gzip. The connection ends with the answer to a request
 * whose body was not read.
 */
async function writeAnswer(
  exchange: Exchange,
  response: ServerResponse,
  answer: Answer,
  usual: Readonly<Record<string, string>>,
  isLast: boolean,
): Promise<void> {
  // Names of headers differ in case from one author to the next; setting them one by one does not mind.
  for (const [name, value] of Object.entries({ ...usual, ...answer.headers })) response.setHeader(name, value);
  response.setHeader("X-Request-Id", exchange.requestId);
  const { method, request } = exchange;
  const isUnread = method !== "GET" && method !== "HEAD" && !request.complete;
  if (isLast || isUnread) response.setHeader("Connection", "close");
  response.statusCode = answer.status;
  if (isStreamed(answer.body)) {
    await streamBody(exchange, response, answer.body);
    return;
  }
  if (isLive(answer.body)) {
    beginBody(response, answer.body);
    return;
  }
  let { body } = answer;
  let length = Buffer.byteLength(body);
  if (length > leastCompressed && compressible.test(String(response.getHeader("Content-Type")))) {
    response.appendHeader("Vary", "Accept-Encoding");
    if (takesGzip(request.headers["accept-encoding"])) {
      body = await compress(body, { level: constants.Z_BEST_SPEED });
      length = body.length;
      response.setHeader("Content-Encoding", "gzip");
    }
  }
  if (answer.status !== 304 && answer.status !== 204) response.setHeader("Content-Length", length);
  if (isUnread) {
    response.write(body);
    throwAwayBody(request, () => response.end());
  } else {
    response.end(method === "HEAD" ? undefined : body);
  }
}

const isStreamed = (body: Answer["body"]): body is StreamedBody => typeof body === "object" && "pieces" in body;

const isLive = (body: Answer["body"]): body is LiveBody => typeof body === "object" && "begin" in body;

/** Such a body ends with the connection (RFC 9112, section 6.3), so that what is written needs no frames. */
function beginBody(response: ServerResponse, body: LiveBody): void {
  response.setHeader("Connection", "close");
  response.removeHeader("Transfer-Encoding");
  // Behind an answer that is under way on the same connection there is nothing to write to: no program asks there.
  if (response.socket === null) response.destroy();
  else response.flushHeaders();
  body.begin(response);
}

/**
 * Sends a body as fast as the caller takes it. It is not compressed: ranges count the bytes of what is kept.
 *
 * @throws where a piece cannot be read; the connection is cut then, so that the caller does not take a part for the whole
 */
async function streamBody({ method, request }: Exchange, response: ServerResponse, body: StreamedBody): Promise<void> {
  if (body.length !== null) response.setHeader("Content-Length", body.length);
  if (method === "HEAD") {
    response.end();
    return;
  }
  const pieces = Readable.from(body.pieces(), { objectMode: true, highWaterMark: 1 });
  if (body.patience !== undefined) response.setTimeout(body.patience, () => response.destroy());
  const sent = pipeline(pieces, response);
  const forget = endWithConnection(request.socket, response);
  await sent.finally(forget);
}

const endings = new WeakMap<Socket, Set<() => void>>();

/**
 * Ends an answer that waits behind another on its connection when that ends: Node.js tells it to the one under way alone, and
 * such an answer would wait for good, and keep what it has.
 *
 * @returns what forgets the answer, once it was sent
 */
function endWithConnection(socket: Socket, response: ServerResponse): () => void {
  const all = endings.get(socket) ?? new Set();
  if (!endings.has(socket)) {
    // One for all: a connection with many listeners is taken for a leak.
    socket.once("close", () => {
      for (const end of all) end();
    });
    endings.set(socket, all);
  }
  const end = (): void => {
    all.delete(end);
    if (response.socket !== null || response.writableFinished) return;
    response.destroy();
    response.emit("close");
  };
  if (socket.destroyed) end();
  else all.add(end);
  return () => all.delete(end);
}

/** RFC 9110, section 12.5.3; a weight of nought means no. */
function takesGzip(acceptEncoding: string | string[] | undefined): boolean {
  const entry = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*(?:,|$)/i.exec(String(acceptEncoding ?? ""));
  return entry !== null && Number(entry[1] ?? 1) > 0;
}
