import type { ApplicationError } from "../../platform/errors.js";
import { type Answer, errorAnswer } from "../answer.js";
import type { Exchange } from "../context.js";

/**
 * The status and the headers of an answer that refuses a request for a limit: 429 with Retry-After where it may come again
 * (RFC 6585, section 4), else 400.
 */
export function headOfRefusal({ detail }: ApplicationError): { status: number; headers: Record<string, string> } {
  return detail.retryAfter === undefined
    ? { status: 400, headers: {} }
    : { status: 429, headers: { "Retry-After": String(detail.retryAfter) } };
}

/** The answer that refuses a request for a limit. */
export function refuse(exchange: Exchange, error: ApplicationError): Answer {
  const { status, headers } = headOfRefusal(error);
  return errorAnswer(exchange, status, error, headers);
}
