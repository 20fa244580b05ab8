/** What became of a call; the first two are of one that lasts. */
export const callOutcomes = ["WAITING", "TALKING", "ANSWERED", "ABANDONED", "TRANSFERRED", "VOID"] as const;

/** What became of a call (来电结果). */
export type CallOutcome = (typeof callOutcomes)[number];

/** Why a record was not applied. */
export const unappliedOutcomes = ["UNCHANGED", "STALE"] as const;

/** Why a record was not applied (未采用原因). */
export type UnappliedOutcome = (typeof unappliedOutcomes)[number];

/** What a seat does. */
export const seatStates = ["READY", "TALKING", "AFTER_CALL", "BREAK", "OFF"] as const;

/** What a seat does (座席状态). */
export type SeatState = (typeof seatStates)[number];
