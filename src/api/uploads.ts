import { type ApplicationError, type ErrorCode, invalidInput, notFound, overloaded } from "../platform/errors.js";
import { openUpload, type UploadParts, type UploadReceiver, uploadsPath } from "../platform/upload.js";
import { type Answer, errorAnswer, jsonAnswer } from "./answer.js";
import type { Exchange } from "./context.js";
import { tellFault } from "./errors.js";
import { readUpload } from "./upload-body.js";

/** How many files one process takes at the same time. */
const mostTaking = 16;

/** How many seconds whoever comes when there are too many should wait. */
const waitSeconds = 10;

const statusOfCode: Partial<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  TIMED_OUT: 408,
  CONFLICT: 409,
  ILLEGAL_TRANSITION: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_CONTENT: 415,
  UNAVAILABLE: 503,
};

/**
 * Makes what takes the files that are brought to signed links: each is passed on to the receiver of its kind a piece at a
 * time. A link that is too old, or whose file has come, is answered 410; a wrong one 404, as any address that there is not.
 */
export function createUploads(
  parts: UploadParts,
  receivers: readonly UploadReceiver[],
): (exchange: Exchange) => Promise<Answer> {
  const taking = { count: 0 };
  return async (exchange) => {
    const [kind = "", id = "", ...rest] = exchange.path.slice(uploadsPath.length).split("/");
    const token = new URLSearchParams(exchange.search).get("token") ?? "";
    const slot = rest.length > 0 ? null : await openUpload(receivers, parts, { kind, id, token });
    if (slot === null) return errorAnswer(exchange, 404, notFound());
    if (slot === "GONE") return errorAnswer(exchange, 410, notFound());
    const length = lengthOf(exchange);
    if (length === null) return errorAnswer(exchange, 411, lengthNeeded());
    if (length !== slot.bytes) return errorAnswer(exchange, length > slot.bytes ? 413 : 400, wrongLength(slot.bytes));
    if (taking.count >= mostTaking) {
      return errorAnswer(exchange, 503, overloaded(waitSeconds), { "Retry-After": String(waitSeconds) });
    }
    taking.count += 1;
    try {
      return await take(exchange, slot, parts);
    } finally {
      taking.count -= 1;
    }
  };
}

async function take(
  exchange: Exchange,
  slot: { bytes: number; take(body: AsyncIterable<Uint8Array>): Promise<object> },
  { log }: UploadParts,
): Promise<Answer> {
  const { request, requestId } = exchange;
  const body = readUpload(request, slot.bytes);
  try {
    return jsonAnswer(201, await slot.take(body.pieces));
  } catch (error) {
    const told = tellFault(body.failure() ?? error, { requestId, log });
    return errorAnswer(exchange, statusOfCode[told.code] ?? 500, told);
  }
}

/** Chunks have no length beforehand, and are refused. */
function lengthOf({ request }: Exchange): number | null {
  const given = request.headers["content-length"];
  return given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : null;
}

const lengthNeeded = (): ApplicationError =>
  invalidInput("content-length", {
    zh: "须以 Content-Length 声明文件长度。",
    en: "The header Content-Length must say how long the file is.",
  });

const wrongLength = (bytes: number): ApplicationError =>
  invalidInput("content-length", {
    zh: `声明的文件长度为 ${bytes} 字节，Content-Length 须与之相同。`,
    en: `The file was announced with ${bytes} bytes; Content-Length must say the same.`,
  });
