import type { BilingualText, Locale } from "./actor.js";

/**
 * The closed list of error codes, as they stand in `extensions.code`. The text says what each tells the caller.
 */
export const errorCodes = {
  UNAUTHENTICATED: "No valid token came with the request.",
  FORBIDDEN: "You see the object, but your roles do not allow this action on it.",
  NOT_FOUND: "There is no such object for you.",
  INVALID_INPUT: "A value is missing or wrong; `field` names it.",
  CONFLICT: "The object changed since you read it; `currentVersion` is its version now.",
  ILLEGAL_TRANSITION: "The state of the ticket does not allow this step; `permittedActions` lists those that are.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before with another input.",
  INVALID_DOCUMENT: "The GraphQL document cannot be parsed or does not fit the schema.",
  TOO_LARGE: "The request or the page asked for is larger than the limit, which is named.",
  TIMED_OUT: "The request took longer than its time budget and was ended.",
  UNAVAILABLE: "The service cannot answer now; try again later.",
  INTERNAL: "A fault of ours. Report the request id.",
} as const;

/** A code of the closed list. */
export type ErrorCode = keyof typeof errorCodes;

/** One wrong value: where it stands in the input, and what to do about it. */
export interface FieldProblem {
  field: string;
  message: BilingualText;
}

/** What an error carries besides its code and its text. */
export interface ErrorDetail {
  field?: string;
  problems?: readonly FieldProblem[];
  currentVersion?: number;
  permittedActions?: readonly string[];
  limit?: number;
  actual?: number;
}

/**
 * An error that is meant for the caller. Its text is in both languages; the API picks one. It never holds personal data
 * or a message of the database.
 */
export class ApplicationError extends Error {
  readonly code: ErrorCode;
  readonly text: BilingualText;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, text: BilingualText, detail: ErrorDetail = {}) {
    super(`${code}: ${text.en}`);
    this.name = "ApplicationError";
    this.code = code;
    this.text = text;
    this.detail = detail;
  }
}

/** The text of a bilingual message in one language. */
export function inLocale(text: BilingualText, locale: Locale): string {
  return text[locale];
}

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

/** The SQLSTATE of a failed statement, wherever the driver and the query builder put it; null for other errors. */
export function sqlState(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string" && /^[0-9A-Z]{5}$/.test(current.code)) {
      return current.code;
    }
  }
  return null;
}
