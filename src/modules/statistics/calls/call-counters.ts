/**
 * What is counted of a call: its value for a row `f` of the table of calls, one that was taken back (VOID) apart. Each is a
 * column of deltas and cells; the trigger of the table of calls says the same, and the nightly check compares both.
 */
export const callCounters = {
  offered: "1",
  answered: "(f.answered_at IS NOT NULL)::int",
  answeredSoon: "(f.answered_at IS NOT NULL AND f.waiting_seconds <= 15)::int",
  abandoned: "(f.outcome = 'ABANDONED')::int",
  transferred: "(f.outcome = 'TRANSFERRED')::int",
} as const;

/** A counter that cells of calls have. */
export type CallCellCounter = keyof typeof callCounters;

/** The names of the counters of cells, in the order of their columns. */
export const callCounterNames = Object.keys(callCounters) as CallCellCounter[];

/**
 * What is counted besides: the days on which operators answered a call at all, one for each operator and day, and the calls
 * that they answered. Days of operators are worked out when they are asked for.
 */
export const operatorCounters = ["operatorDays", "answeredByOperators"] as const;

/** A counter of operators and days. */
export type OperatorCounter = (typeof operatorCounters)[number];

/** What is counted of calls. */
export type CallCounter = CallCellCounter | OperatorCounter;

/** Whether a counter is one that cells have. */
export function isCellCounter(counter: CallCounter): counter is CallCellCounter {
  return counter in callCounters;
}

/** The column of a counter in deltas and cells. */
export function callColumnOf(counter: CallCellCounter): string {
  return counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The columns of the counters. */
export const callColumns: readonly string[] = callCounterNames.map(callColumnOf);
