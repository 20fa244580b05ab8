/** The days of a ticket that a period may be counted by (统计口径). Each is a column of its facts. */
export const bases = {
  REGISTERED: "registered_on",
  DISPATCHED: "dispatched_on",
  ACCEPTED: "accepted_on",
  CLOSED: "closed_on",
  CHECK_DUE: "check_due_on",
  VERIFICATION_DUE: "verification_due_on",
  CLOSING_DUE: "closing_due_on",
  SUPERVISION_DUE: "supervision_due_on",
} as const;

/** A day of a ticket that a period may be counted by. */
export type Basis = keyof typeof bases;

/** The names of the bases. */
export const basisNames = Object.keys(bases) as Basis[];

/** The bases of whole tickets: by these all counters are kept, by the others whether a limit was met. */
export const wholeBases: readonly Basis[] = ["REGISTERED", "CLOSED"];

/** The bases that are the last day of a limit: it counts once that day is over. */
export const limitBases: readonly Basis[] = ["CHECK_DUE", "VERIFICATION_DUE", "CLOSING_DUE", "SUPERVISION_DUE"];

const closed = (condition: string): string => `(${condition} AND f.closed_on IS NOT NULL)::int`;
const ofClosed = (amount: string): string => `CASE WHEN f.closed_on IS NOT NULL THEN ${amount} ELSE 0 END`;

/**
 * What is counted of a ticket, or summed: the column of the rollups, and its value for the facts `f` of one ticket. This is
 * the only definition: the fold, the deltas that are not folded yet and the facts themselves are all counted by it.
 */
const counters = {
  tickets: "1",
  toDispatch: "f.is_to_dispatch::int",
  dispatched: "(f.dispatched_on IS NOT NULL)::int",
  accepted: "(f.accepted_on IS NOT NULL)::int",
  closed: "(f.closed_on IS NOT NULL)::int",
  acceptedAndClosed: closed("f.accepted_on IS NOT NULL"),
  settled: closed("f.outcome = 'SETTLED'"),
  terminated: closed("f.outcome = 'TERMINATED'"),
  refused: closed("f.outcome = 'REFUSED'"),
  filed: closed("f.outcome = 'CASE_FILED'"),
  turnedIntoCase: "f.is_turned_into_case::int",
  returned: "f.is_returned::int",
  graded: "(f.grade IS NOT NULL)::int",
  satisfied: "(f.grade IN ('VERY_SATISFIED', 'SATISFIED'))::int",
  met: "0",
  disputedAmount: "f.disputed_amount",
  recoveredLoss: ofClosed("f.recovered_loss"),
  fineAmount: ofClosed("f.fine_amount"),
  confiscatedAmount: ofClosed("f.confiscated_amount"),
} as const;

/** A counter of the rollups. */
export type Counter = keyof typeof counters;

/** The names of the counters, in the order of their columns. */
export const counterNames = Object.keys(counters) as Counter[];

const metBy: Partial<Record<Basis, string>> = {
  CHECK_DUE: "coalesce(f.is_check_met, false)::int",
  VERIFICATION_DUE: "coalesce(f.is_verification_met, false)::int",
  CLOSING_DUE: "coalesce(f.is_closing_met, false)::int",
  SUPERVISION_DUE: "f.is_supervised::int",
};

/** The value of a counter by a basis, for the facts `f` of one ticket. */
export function amountOf(counter: Counter, basis: Basis): string {
  return counter === "met" ? (metBy[basis] ?? "0") : counters[counter];
}

/** The column of a counter in the rollups. */
export function columnOf(counter: Counter): string {
  return counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
