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
  UNTRUSTED_DOCUMENT: "This installation takes trusted documents alone, which are asked for by their `documentId`.",
  UNKNOWN_DOCUMENT: "No trusted document has this `documentId` here.",
  UNSUPPORTED_CONTENT:
    "The content of the file is of a type that is not taken, or not of the one that was announced; `field` names it.",
  TOO_LARGE: "The request or the page asked for is larger than the limit, which is named.",
  TOO_COSTLY: "The operation costs more than one request may; `limit` and `actual` say how much.",
  RATE_LIMITED: "You, or your bureau, asked for too much in the last minute; try again after `retryAfter` seconds.",
  OVERLOADED: "More requests than can be served now; try again after `retryAfter` seconds.",
  CURSOR_EXPIRED:
    "What came after the cursor is not kept any more: read the lists anew, then go on from `resumeAfter`.",
  FELL_BEHIND: "You did not read as fast as you were told: subscribe again after the last cursor that you have.",
  TIMED_OUT: "The request took longer than its time budget and was ended.",
  UNAVAILABLE: "The service cannot answer now; try again later.",
  INTERNAL: "A fault of ours. Report the request id.",
} as const;

/** A code of the closed list. */
export type ErrorCode = keyof typeof errorCodes;
