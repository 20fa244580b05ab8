import { chinaDay } from "../../platform/clock.js";
import { addWorkingDays, type WorkingCalendar, workingDayBefore } from "../calendar/index.js";
import { type DeadlineRow, type DeadlineStep, never } from "./deadline.row.js";
import type { ExpiryAct } from "./limit.js";
import { findRule, statutes } from "./statutes.js";

/** What the scheduler does next for a deadline, and on which day. */
export type NextStep = Pick<DeadlineRow, "nextStep" | "nextStepOn">;

/** Nothing is left to do. */
export const noStep: NextStep = { nextStep: null, nextStepOn: never };

/** The steps after a limit is over, in their order, each with the working days that pass after its last day. */
const expirySteps = [
  { step: "REMIND", act: "REMINDER", workingDaysAfter: 0 },
  { step: "CITY_ORDER", act: "CITY_ORDER", workingDaysAfter: 5 },
  { step: "PROVINCE_ORDER", act: "PROVINCE_ORDER", workingDaysAfter: 15 },
] as const satisfies readonly { step: DeadlineStep; act: ExpiryAct; workingDaysAfter: number }[];

/** What the schedule of a deadline follows from. */
type Scheduled = Pick<DeadlineRow, "limit" | "rule" | "dueOn" | "statutoryDueOn" | "registeredDueOn" | "startedAt">;

/**
 * What is done next for a deadline (预警、催办、督办): a warning on the working day on which so many working days are left
 * until the day that the citizen thinks of, or else until the last day; a reminder on the day after the last day; an order
 * of the city five working days later, and one of the province ten after that, both counted from the last day by the
 * statute, so that a bureau gains nothing by a stricter limit of its own, nor loses. Of warnings whose days were past when
 * the deadline started only the last is given, at once.
 *
 * @param done the step that was done last; null where none was
 * @param warningDays how many working days before is warned
 * @param since the day from which on warnings are given: that of the start where it is missing
 */
export function nextStepOf(
  row: Scheduled,
  done: DeadlineStep | null,
  warningDays: readonly number[],
  calendar: WorkingCalendar,
  since: string = chinaDay(row.startedAt),
): NextStep {
  if (row.dueOn === never) return noStep;
  return nextWarning(row, done, warningDays, calendar, since) ?? nextExpiryStep(row, done, calendar);
}

function nextWarning(
  row: Scheduled,
  done: DeadlineStep | null,
  warningDays: readonly number[],
  calendar: WorkingCalendar,
  since: string,
): NextStep | null {
  const last = done === null ? Number.POSITIVE_INFINITY : daysOfWarning(done);
  if (last === null) return null;
  let next: NextStep | null = null;
  for (const days of warningDays.filter((days) => days < last).sort((one, other) => other - one)) {
    const on = workingDayBefore(row.registeredDueOn ?? row.dueOn, days, calendar);
    if (on > since) return next ?? { nextStep: `WARN_${days}`, nextStepOn: on };
    next = { nextStep: `WARN_${days}`, nextStepOn: since };
  }
  return next;
}

function daysOfWarning(step: DeadlineStep): number | null {
  return step.startsWith("WARN_") ? Number(step.slice(5)) : null;
}

function nextExpiryStep(row: Scheduled, done: DeadlineStep | null, calendar: WorkingCalendar): NextStep {
  const after = expirySteps.findIndex(({ step }) => step === done);
  const acts = actsAtExpiry(row);
  const next = expirySteps.slice(after + 1).find(({ act }) => acts.includes(act));
  return next === undefined ? noStep : { nextStep: next.step, nextStepOn: dayOfStep(row, next.step, calendar) };
}

/** What is done when a limit is over: a bureau's own limit adds to what the statute does, and takes nothing away. */
function actsAtExpiry({ limit, rule, statutoryDueOn }: Scheduled): readonly ExpiryAct[] {
  const known = findRule(rule);
  if (known !== null) return known.atExpiry;
  const statute = statutoryDueOn === null ? undefined : statutes.find((one) => one.limit === limit);
  return statute?.atExpiry ?? ["REMINDER"];
}

/** The day of a step for a deadline whose last days are known. */
export function dayOfStep(row: Scheduled, step: DeadlineStep, calendar: WorkingCalendar): string {
  const warning = daysOfWarning(step);
  if (warning !== null) return workingDayBefore(row.registeredDueOn ?? row.dueOn, warning, calendar);
  if (step === "REMIND") return dayAfter(row.dueOn);
  const { workingDaysAfter } = expirySteps.find((one) => one.step === step) ?? expirySteps[0];
  return dayAfter(addWorkingDays(row.statutoryDueOn ?? row.dueOn, workingDaysAfter, calendar).due);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * The day on which the city's order is due for a limit of law that is missed (督办); null where no order follows, or the
 * last day is not known.
 */
export function orderDayOf(row: Scheduled, calendar: WorkingCalendar): string | null {
  const { statutoryDueOn } = row;
  if (statutoryDueOn === null || statutoryDueOn === never || !actsAtExpiry(row).includes("CITY_ORDER")) return null;
  return dayOfStep(row, "CITY_ORDER", calendar);
}
