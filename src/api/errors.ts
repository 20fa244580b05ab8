import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Locale } from "../platform/actor.js";
import { ApplicationError, type ErrorCode, inLocale, timedOut, unavailable } from "../platform/errors.js";
import { describeFault } from "../platform/fault.js";
import type { Logger } from "../platform/log.js";
import { sqlState } from "../platform/sql-state.js";
import { shortened, wrongValue } from "./wrong-value.js";

/** To whom an error is told, and where its cause is written. */
export interface ErrorTeller {
  readonly requestId: string;
  readonly locale: Locale;
  readonly log: Logger;
  /** Told of each code, for the log and the metrics. */
  count(code: ErrorCode): void;
}

/** The body of an error in an answer. */
export interface ErrorBody {
  message: string;
  extensions: Record<string, unknown>;
}

/** A fault of ours: the caller learns its request id and nothing else. */
function internal(): ApplicationError {
  return new ApplicationError("INTERNAL", {
    zh: "服务内部错误，请向管理员提供请求编号。",
    en: "A fault of ours. Report the request id.",
  });
}

/**
 * A document or a request that cannot be understood.
 *
 * @param reason what is wrong with it, in English; it comes from the parser or the validation
 */
export function invalidDocument(reason: string): ApplicationError {
  const told = shortened(reason);
  return new ApplicationError("INVALID_DOCUMENT", { zh: `GraphQL 请求无效：${told}`, en: told });
}

/** Writes an error for one caller. */
export function toErrorBody(error: ApplicationError, teller: Pick<ErrorTeller, "locale" | "requestId">): ErrorBody {
  const { problems, ...detail } = error.detail;
  return {
    message: inLocale(error.text, teller.locale),
    extensions: {
      code: error.code,
      ...detail,
      ...(problems === undefined
        ? {}
        : { problems: problems.map(({ field, message }) => ({ field, message: inLocale(message, teller.locale) })) }),
      requestId: teller.requestId,
    },
  };
}

/**
 * Puts the errors of a GraphQL answer into words for the caller, and writes what was unexpected to the log, once each.
 *
 * SECURITY: of an error that is not meant for the caller nothing is answered but a code of the closed list.
 */
export function formatErrors(errors: readonly GraphQLError[], teller: ErrorTeller): GraphQLFormattedError[] {
  const logged = new Set<unknown>();
  return errors.map((error) => {
    const cause = causeOf(error);
    const told = cause instanceof ApplicationError ? cause : (documentProblem(error) ?? toldFault(cause));
    if (cause !== told && isFault(told.code) && !logged.has(cause)) {
      logged.add(cause);
      logFault(cause, told.code, teller);
    }
    teller.count(told.code);
    const { message, extensions } = toErrorBody(told, teller);
    return {
      message,
      ...(error.locations === undefined ? {} : { locations: error.locations }),
      ...(error.path === undefined ? {} : { path: error.path }),
      extensions,
    };
  });
}

/** What the caller is told of an error outside a GraphQL answer; what was unexpected is written to the log. */
export function tellFault(error: unknown, teller: Pick<ErrorTeller, "log" | "requestId">): ApplicationError {
  const told = error instanceof ApplicationError ? error : toldFault(error);
  if (told !== error) logFault(error, told.code, teller);
  return told;
}

function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

function isFault(code: ErrorCode): boolean {
  return code === "INTERNAL" || code === "UNAVAILABLE" || code === "TIMED_OUT";
}

const documentCodes: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

// graphql-js stops counting what is wrong with variables, and says so in an error without a code.
const tooManyErrors = /^Too many errors processing variables/;

/** What the caller's document or its values have brought about; null for everything else. */
function documentProblem(error: GraphQLError): ApplicationError | null {
  // A result that cannot be written is a fault of ours, whatever its text.
  const value = causeOf(error) instanceof GraphQLError ? wrongValue(error) : null;
  if (tooManyErrors.test(error.message)) return invalidDocument("Too many values are wrong to name them all.");
  return value ?? (documentCodes.has(error.extensions.code) ? invalidDocument(error.message) : null);
}

// Classes 08 (connection), 53 (resources) and 57P (shutdown), a deadlock, a lost race, a server that became read-only.
const passingStates = /^(08...|53...|57P..|40P01|40001|25006|EPIPE)$/;

const connectionCodes =
  /^(ECONN|ENOTFOUND|EHOST|ENET|ETIMEDOUT|EAI_|EPIPE|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED))/;

// PostgreSQL takes any text but the character NUL, which comes from the caller and from nobody else.
function unstorableText(): ApplicationError {
  return new ApplicationError("INVALID_INPUT", {
    zh: "某个值含有不允许的字符（NUL）。",
    en: "A value holds the character NUL, which no text may hold.",
  });
}

/** Whether something failed for a reason that passes, so that the same may succeed a moment later. */
export function isPassingFault(error: unknown): boolean {
  const { code } = error instanceof ApplicationError ? error : toldFault(error);
  return code === "UNAVAILABLE" || code === "TIMED_OUT";
}

function toldFault(error: unknown): ApplicationError {
  const state = sqlState(error);
  if (state === "57014") return timedOut();
  if (state === "22021") return unstorableText();
  if (state !== null && passingStates.test(state)) return unavailable();
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string" && connectionCodes.test(current.code)) {
      return unavailable();
    }
  }
  return internal();
}

/** Writes an unexpected error to the log. */
function logFault(error: unknown, code: ErrorCode, { log, requestId }: Pick<ErrorTeller, "log" | "requestId">): void {
  const level = code === "INTERNAL" ? "error" : "warn";
  log[level]({ requestId, code, ...describeFault(error) }, "a request failed");
}
