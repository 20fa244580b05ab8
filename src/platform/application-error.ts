import type { BilingualText, Locale } from "./actor.js";
import type { ErrorCode } from "./error-codes.js";

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
  /** Whole seconds, as in the header Retry-After. */
  retryAfter?: number;
  /** A cursor of the event log. */
  resumeAfter?: string;
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
    // It is an answer and no fault, and nobody looks for the place where it was made, which takes long to find out.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${code}: ${text.en}`);
    Error.stackTraceLimit = stackTraceLimit;
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
