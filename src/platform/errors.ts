import type { BilingualText } from "./actor.js";
import { ApplicationError, type FieldProblem } from "./application-error.js";

export { ApplicationError, type FieldProblem, inLocale } from "./application-error.js";
export { type ErrorCode, errorCodes } from "./error-codes.js";

/** No valid token: nothing more is said, so that strangers learn nothing. */
export function unauthenticated(): ApplicationError {
  return new ApplicationError("UNAUTHENTICATED", {
    zh: "需要有效的访问令牌。",
    en: "A valid access token is needed.",
  });
}

/**
 * What you may not see does not exist for you: the same error for a missing row and for a foreign one.
 *
 * @param field the input field that named the object, where there is one
 */
export function notFound(field?: string): ApplicationError {
  return new ApplicationError(
    "NOT_FOUND",
    { zh: "没有找到该对象。", en: "There is no such object for you." },
    field === undefined ? {} : { field },
  );
}

/**
 * Visible, but not yours to change.
 *
 * @param text which rule stands in the way
 */
export function forbidden(text: BilingualText): ApplicationError {
  return new ApplicationError("FORBIDDEN", text);
}

/**
 * One wrong value.
 *
 * @param field the path of the value in the input, such as "respondent.creditCode"
 * @param message what is wrong and what to do
 */
export function invalidInput(field: string, message: BilingualText): ApplicationError {
  return new ApplicationError("INVALID_INPUT", message, { field, problems: [{ field, message }] });
}

/** All wrong values of an input at once. The first of them gives the error its field and its text. */
export function invalidInputs(problems: readonly [FieldProblem, ...FieldProblem[]]): ApplicationError {
  return new ApplicationError("INVALID_INPUT", problems[0].message, { field: problems[0].field, problems });
}

/**
 * The object has another version than the caller saw.
 *
 * @param currentVersion the version that it has now
 */
export function conflict(currentVersion: number): ApplicationError {
  return new ApplicationError(
    "CONFLICT",
    {
      zh: `版本不符：该对象的当前版本为 ${currentVersion}，请重新读取后再操作。`,
      en: `That is not the version of the object, which is ${currentVersion} now: it changed. Read it again, then repeat.`,
    },
    { currentVersion },
  );
}

/**
 * The table of states and verbs has no such edge, or a guard of the edge is not met.
 *
 * @param text the state, the verb and the rule
 * @param permittedActions what the same caller may do instead
 */
export function illegalTransition(text: BilingualText, permittedActions: readonly string[]): ApplicationError {
  return new ApplicationError("ILLEGAL_TRANSITION", text, { permittedActions });
}

/** The same key came with another input. */
export function idempotencyMismatch(): ApplicationError {
  return new ApplicationError(
    "IDEMPOTENCY_MISMATCH",
    {
      zh: "该幂等键已用于内容不同的登记，请换用新的键。",
      en: "This idempotency key was already used for a different registration; use a new key.",
    },
    { field: "idempotencyKey" },
  );
}

/** The installation takes trusted documents alone, and the request brought a text of its own. */
export function untrustedDocument(): ApplicationError {
  return new ApplicationError("UNTRUSTED_DOCUMENT", {
    zh: "本平台仅接受已登记的文档，请以 documentId 请求。",
    en: "Only trusted documents are taken here: send the documentId of one.",
  });
}

/** The manifest of this installation has no such document. */
export function unknownDocument(): ApplicationError {
  return new ApplicationError(
    "UNKNOWN_DOCUMENT",
    { zh: "没有以此 documentId 登记的文档。", en: "No trusted document has this documentId here." },
    { field: "documentId" },
  );
}

/**
 * Larger than a limit.
 *
 * @param field what is too large
 * @param actual what was asked for
 * @param limit what is allowed
 */
export function tooLarge(field: string, actual: number, limit: number): ApplicationError {
  return new ApplicationError(
    "TOO_LARGE",
    { zh: `${field} 为 ${actual}，超过上限 ${limit}。`, en: `${field} is ${actual}; the limit is ${limit}.` },
    { field, actual, limit },
  );
}

/**
 * The content of a file is not what may be brought, or not what was announced.
 *
 * @param text what is wrong with it
 */
export function unsupportedContent(text: BilingualText): ApplicationError {
  return new ApplicationError("UNSUPPORTED_CONTENT", text, { field: "body" });
}

/**
 * An operation that costs more than one request may.
 *
 * @param actual what it would cost
 * @param limit what one request may cost
 */
export function tooCostly(actual: number, limit: number): ApplicationError {
  return new ApplicationError(
    "TOO_COSTLY",
    {
      zh: `该操作的开销为 ${actual}，超过单次请求上限 ${limit}；请减少每页条数或嵌套层数。`,
      en: `The operation costs ${actual}; one request may cost ${limit}. Ask for shorter pages or nest less.`,
    },
    { actual, limit },
  );
}

/**
 * A caller or a bureau has used up what it may ask for.
 *
 * @param retryAfter the seconds after which the same request would be served
 */
export function rateLimited(retryAfter: number): ApplicationError {
  return new ApplicationError(
    "RATE_LIMITED",
    {
      zh: `请求过于频繁，请在 ${retryAfter} 秒后重试。`,
      en: `Too much was asked for in the last minute; try again after ${retryAfter} seconds.`,
    },
    { retryAfter },
  );
}

/**
 * More requests than can be served now; nothing of this one was done.
 *
 * @param retryAfter the seconds after which to try again
 */
export function overloaded(retryAfter: number): ApplicationError {
  return new ApplicationError(
    "OVERLOADED",
    {
      zh: `当前请求过多，请在 ${retryAfter} 秒后重试。`,
      en: `More requests than can be served now; try again after ${retryAfter} seconds.`,
    },
    { retryAfter },
  );
}

/**
 * Events after the cursor were dropped, since they are kept for a time only.
 *
 * @param resumeAfter the cursor before the oldest event that is kept
 * @param days how many days events are kept
 */
export function cursorExpired(resumeAfter: string, days: number): ApplicationError {
  return new ApplicationError(
    "CURSOR_EXPIRED",
    {
      zh: `该游标之后的部分事件已超过 ${days} 天保存期；请重新读取列表，再从 resumeAfter 继续。`,
      en: `Events are kept for ${days} days, and some after this cursor are gone: read the lists anew, then go on from resumeAfter.`,
    },
    { field: "after", resumeAfter },
  );
}

/** A subscriber did not keep up; nothing is lost, for the log keeps what he was not told. */
export function fellBehind(): ApplicationError {
  return new ApplicationError("FELL_BEHIND", {
    zh: "读取速度跟不上推送，订阅已结束；请从您最后的游标（after）重新订阅。",
    en: "You fell behind what is told: subscribe again after the last cursor that you have.",
  });
}

/** The database or another part cannot be reached now. */
export function unavailable(): ApplicationError {
  return new ApplicationError("UNAVAILABLE", {
    zh: "服务暂时不可用，请稍后再试。",
    en: "The service cannot answer now; try again in a moment.",
  });
}

/** The time budget of a request is used up. */
export function timedOut(): ApplicationError {
  return new ApplicationError("TIMED_OUT", {
    zh: "请求超出时限，已被终止；请缩小范围。",
    en: "The request took too long and was ended; ask for less.",
  });
}
