import type { MeasureName, View } from "../../../src/modules/statistics/index.js";

/** A sum over tickets, in plain SQL over the columns of the facts, and the day by which it is counted. */
export interface Tally {
  sum: string;
  day: string;
}

/** A measure in plain SQL: what is counted, and what that is divided by. */
export interface PlainMeasure {
  numerator: Tally;
  denominator: Tally | null;
}

const tally = (sum: string, day: string): Tally => ({ sum, day });
const countIf = (condition: string): string => `sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
const all = "count(*)";
const isClosed = "closed_on IS NOT NULL";
const closedWith = (outcome: string): string => countIf(`${isClosed} AND outcome = '${outcome}'`);
const amountOfClosed = (column: string): string => `sum(CASE WHEN ${isClosed} THEN ${column} ELSE 0 END)`;

/** What of the tickets that were registered in the period, or of those that were closed in it. */
const registeredOrClosed = (sum: string, view: View): Tally =>
  tally(sum, view === "COHORT" ? "registered_on" : "closed_on");

const met = (limit: string): PlainMeasure => ({
  numerator: tally(countIf(`is_${limit}_met`), `${limit}_due_on`),
  denominator: tally(all, `${limit}_due_on`),
});

/**
 * The measures once more, written down from their formulas in words, so that the numbers of the product are compared with
 * numbers that were found in another way. Durations are not among them.
 */
export function plainMeasure(name: MeasureName, view: View): PlainMeasure {
  const isCohort = view === "COHORT";
  const counted = (sum: string): PlainMeasure => ({ numerator: registeredOrClosed(sum, view), denominator: null });
  const closed = registeredOrClosed(countIf(isClosed), view);
  const received = tally(all, "registered_on");
  const dispatched = isCohort
    ? tally(countIf("dispatched_on IS NOT NULL"), "registered_on")
    : tally(all, "dispatched_on");
  const toDispatch = tally(countIf("is_to_dispatch"), "registered_on");
  switch (name) {
    case "RECEIVED":
      return { numerator: received, denominator: null };
    case "TO_DISPATCH":
      return { numerator: toDispatch, denominator: null };
    case "DISPATCHED":
      return { numerator: dispatched, denominator: null };
    case "TRANSFER_RATE":
      return { numerator: dispatched, denominator: toDispatch };
    case "ACCEPTED":
      return {
        numerator: isCohort ? tally(countIf("accepted_on IS NOT NULL"), "registered_on") : tally(all, "accepted_on"),
        denominator: null,
      };
    case "REFUSED":
      return counted(closedWith("REFUSED"));
    case "CLOSED":
      return { numerator: closed, denominator: null };
    case "CLOSURE_RATE":
      return { numerator: closed, denominator: received };
    case "ON_TIME_CHECK_RATE":
      return met("check");
    case "ON_TIME_VERIFICATION_RATE":
      return met("verification");
    case "ON_TIME_CLOSURE_RATE":
      return met("closing");
    case "SUPERVISION_RATE":
      return {
        numerator: tally(countIf("is_supervised"), "supervision_due_on"),
        denominator: tally(all, "supervision_due_on"),
      };
    case "SETTLED":
      return counted(closedWith("SETTLED"));
    case "TERMINATED":
      return counted(closedWith("TERMINATED"));
    case "MEDIATION_SUCCESS_RATE":
      return {
        numerator: registeredOrClosed(closedWith("SETTLED"), view),
        denominator: registeredOrClosed(countIf(`${isClosed} AND accepted_on IS NOT NULL`), view),
      };
    case "CASES_FILED":
      return counted(closedWith("CASE_FILED"));
    case "TURNED_INTO_CASES":
      return counted(countIf("is_turned_into_case"));
    case "RETURNED":
      return counted(countIf("is_returned"));
    case "RECOVERED_LOSS":
      return counted(amountOfClosed("recovered_loss"));
    case "DISPUTED_AMOUNT":
      return counted("sum(disputed_amount)");
    case "FINES":
      return counted(amountOfClosed("fine_amount"));
    case "CONFISCATED":
      return counted(amountOfClosed("confiscated_amount"));
    case "SATISFACTION_RATE":
      return {
        numerator: registeredOrClosed(countIf("grade IN ('VERY_SATISFIED', 'SATISFIED')"), view),
        denominator: registeredOrClosed(countIf("grade IS NOT NULL"), view),
      };
    default:
      throw new Error(`${name} is not counted by a sum`);
  }
}

/** A duration: its column, and the day by which it is counted. */
export function plainDuration(name: MeasureName, view: View): { column: string; day: string } {
  const end = name.endsWith("DISPATCH") ? "dispatched" : name.endsWith("ACCEPTANCE") ? "accepted" : "closed";
  return { column: name.toLowerCase(), day: view === "COHORT" ? "registered_on" : `${end}_on` };
}

/** Days on which something was due: they count once they are over. */
export const isDayOfLimit = (day: string): boolean => day.endsWith("_due_on");
