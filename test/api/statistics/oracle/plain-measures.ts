import type { PlainLimit, PlainTicket } from "./plain-tickets.js";

/** How the period picks tickets. */
export type PlainView = "COHORT" | "EVENT";

/** One number of a measure: the day by which a ticket is counted, and what it adds. */
export interface Side {
  day(ticket: PlainTicket): string | null;
  amount(ticket: PlainTicket): bigint;
  /** Whether it counts only once that day is over. */
  isOfLimit: boolean;
}

/** A measure in the words of its formula: sides of a count, sum or rate, or a duration. */
export type PlainMeasure =
  | { form: "COUNT" | "SUM"; sides: readonly [Side] }
  | { form: "RATE"; sides: readonly [Side, Side] }
  | { form: "DISTRIBUTION"; sides: readonly [Side]; duration(ticket: PlainTicket): number | null };

type Day = Side["day"];
type Amount = Side["amount"];

const registered: Day = ({ registeredOn }) => registeredOn;
const dispatched: Day = ({ dispatchedOn }) => dispatchedOn;
const accepted: Day = ({ acceptedOn }) => acceptedOn;
const closed: Day = ({ closedOn }) => closedOn;

const whether =
  (holds: (ticket: PlainTicket) => boolean): Amount =>
  (ticket) =>
    holds(ticket) ? 1n : 0n;

const each: Amount = () => 1n;

/** What of the tickets registered in the period, or on its own day in it. */
function by(view: PlainView, own: Day, amount: Amount): Side {
  const counted: Amount = (ticket) => (own(ticket) === null ? 0n : amount(ticket));
  return view === "COHORT"
    ? { day: registered, amount: counted, isOfLimit: false }
    : { day: own, amount, isOfLimit: false };
}

const received: Side = { day: registered, amount: each, isOfLimit: false };

/** Of a limit: those that were met, of all whose last day is over, in either view. */
function onTime(limitOf: (ticket: PlainTicket) => PlainLimit | null): readonly [Side, Side] {
  const day: Day = (ticket) => limitOf(ticket)?.dueOn ?? null;
  const met = whether((ticket) => limitOf(ticket)?.isMet === true);
  return [
    { day, amount: met, isOfLimit: true },
    { day, amount: each, isOfLimit: true },
  ];
}

const closedBy = (verb: string): Amount => whether(({ closedOn, decision }) => closedOn !== null && decision === verb);

const ofClosed =
  (amount: (ticket: PlainTicket) => bigint): Amount =>
  (ticket) =>
    ticket.closedOn === null ? 0n : amount(ticket);

const toDispatch: Side = { day: registered, amount: whether(({ isToDispatch }) => isToDispatch), isOfLimit: false };

/** Something of a ticket that is true of it open or closed, and by events counted on the day of its closing. */
const whenever = (view: PlainView, amount: Amount): Side => ({
  day: view === "COHORT" ? registered : closed,
  amount,
  isOfLimit: false,
});

type End = keyof PlainTicket["hoursTo"];

const ends: Record<End, Day> = { dispatch: dispatched, acceptance: accepted, closing: closed };

function lasting(view: PlainView, end: End, unit: "hoursTo" | "workingDaysTo"): PlainMeasure {
  const side: Side = { day: view === "COHORT" ? registered : ends[end], amount: each, isOfLimit: false };
  return { form: "DISTRIBUTION", sides: [side], duration: (ticket) => ticket[unit][end] };
}

/** The measure by its name and version, as its formula says it in words; independent of how it is counted in the project. */
export function plainMeasure(name: string, version: number, view: PlainView): PlainMeasure {
  const count = (side: Side): PlainMeasure => ({ form: "COUNT", sides: [side] });
  const sum = (side: Side): PlainMeasure => ({ form: "SUM", sides: [side] });
  const rate = (numerator: Side, denominator: Side): PlainMeasure => ({
    form: "RATE",
    sides: [numerator, denominator],
  });
  const ofLimit = (sides: readonly [Side, Side]): PlainMeasure => ({ form: "RATE", sides });
  const settled = by(view, closed, closedBy("SETTLE"));
  const measures: Record<string, () => PlainMeasure> = {
    RECEIVED: () => count(received),
    TO_DISPATCH: () => count(toDispatch),
    DISPATCHED: () => count(by(view, dispatched, each)),
    TRANSFER_RATE: () => rate(by(view, dispatched, each), toDispatch),
    ACCEPTED: () => count(by(view, accepted, each)),
    REFUSED: () => count(by(view, closed, closedBy("REFUSE"))),
    CLOSED: () => count(by(view, closed, each)),
    CLOSURE_RATE: () => rate(by(view, closed, each), received),
    ON_TIME_CHECK_RATE: () => ofLimit(onTime(({ check }) => check)),
    ON_TIME_VERIFICATION_RATE: () => ofLimit(onTime(({ verification }) => verification)),
    ON_TIME_CLOSURE_RATE: () => ofLimit(onTime(({ closing }) => closing)),
    SUPERVISION_RATE: () =>
      ofLimit(
        onTime(({ isSupervised, orderDueOn }) =>
          orderDueOn === null ? null : { dueOn: orderDueOn, isMet: isSupervised },
        ),
      ),
    SETTLED: () => count(settled),
    TERMINATED: () => count(by(view, closed, closedBy("TERMINATE"))),
    MEDIATION_SUCCESS_RATE: () =>
      version === 1
        ? rate(settled, by(view, closed, each))
        : rate(
            settled,
            by(
              view,
              closed,
              whether(({ acceptedOn }) => acceptedOn !== null),
            ),
          ),
    CASES_FILED: () =>
      count(
        by(
          view,
          closed,
          whether(({ closedOn, isFiled }) => closedOn !== null && isFiled),
        ),
      ),
    TURNED_INTO_CASES: () =>
      count(
        whenever(
          view,
          whether(({ isTurnedIntoCase }) => isTurnedIntoCase),
        ),
      ),
    RETURNED: () =>
      count(
        whenever(
          view,
          whether(({ isReturned }) => isReturned),
        ),
      ),
    RECOVERED_LOSS: () =>
      sum(
        whenever(
          view,
          ofClosed(({ recoveredLoss }) => recoveredLoss),
        ),
      ),
    DISPUTED_AMOUNT: () => sum(whenever(view, ({ disputedAmount }) => disputedAmount)),
    FINES: () =>
      sum(
        whenever(
          view,
          ofClosed(({ fineAmount }) => fineAmount),
        ),
      ),
    CONFISCATED: () =>
      sum(
        whenever(
          view,
          ofClosed(({ confiscatedAmount }) => confiscatedAmount),
        ),
      ),
    SATISFACTION_RATE: () =>
      rate(
        whenever(
          view,
          whether(({ grade }) => grade === "VERY_SATISFIED" || grade === "SATISFIED"),
        ),
        whenever(
          view,
          whether(({ grade }) => grade !== null),
        ),
      ),
    HOURS_TO_DISPATCH: () => lasting(view, "dispatch", "hoursTo"),
    HOURS_TO_ACCEPTANCE: () => lasting(view, "acceptance", "hoursTo"),
    HOURS_TO_CLOSING: () => lasting(view, "closing", "hoursTo"),
    WORKING_DAYS_TO_DISPATCH: () => lasting(view, "dispatch", "workingDaysTo"),
    WORKING_DAYS_TO_ACCEPTANCE: () => lasting(view, "acceptance", "workingDaysTo"),
    WORKING_DAYS_TO_CLOSING: () => lasting(view, "closing", "workingDaysTo"),
  };
  const made = measures[name];
  if (made === undefined) throw new Error(`the brute force does not know ${name}`);
  return made();
}

/** Whether a measure is counted by the registration of tickets alone. */
export function isOfReceived(measure: PlainMeasure): boolean {
  return measure.sides.every(({ day }) => day === registered);
}
