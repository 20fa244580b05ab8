import { chinaDay } from "../../platform/clock.js";
import type { WorkingCalendar } from "../calendar/index.js";
import { countFrom, dueDaysOf } from "./deadline.count.js";
import {
  type DeadlineFacts,
  type DeadlineRow,
  type DeadlineState,
  isOpen,
  never,
  type TicketBasics,
} from "./deadline.row.js";
import { bureauLimitsFor, type RulesInForce, strictestOf } from "./deadline.rules.js";
import { dayOfStep, nextStepOf, noStep } from "./deadline.schedule.js";
import { type Standing, standingOf } from "./deadline.standing.js";
import { kindsOfLimit, type Limit, limits } from "./limit.js";
import { platformRuleOf, statuteOf } from "./statutes.js";

const limitsOfKind = {
  CONSULTATION: limits.filter((limit) => kindsOfLimit[limit].includes("CONSULTATION")),
  COMPLAINT: limits.filter((limit) => kindsOfLimit[limit].includes("COMPLAINT")),
  REPORT: limits.filter((limit) => kindsOfLimit[limit].includes("REPORT")),
} as const;

/** What a step is taken under. */
interface Stepping {
  readonly facts: DeadlineFacts;
  readonly rules: RulesInForce;
  readonly calendar: WorkingCalendar;
}

/**
 * The deadlines of a ticket after a step: begun, paused, resumed, and ended as met, missed or cancelled. Rows that the step
 * leaves alone are the same objects as before, in the same order; new ones stand at the end. At most one deadline of each
 * limit has not ended. A ticket without rows, as one of an earlier release, begins those that ought to run.
 *
 * @param existing all the rows of the ticket before the step
 * @param facts the ticket after the step
 * @param rules what the bureaus on the path of the holder have set
 */
export function advance(
  existing: readonly DeadlineRow[],
  facts: DeadlineFacts,
  rules: RulesInForce,
  calendar: WorkingCalendar,
): readonly DeadlineRow[] {
  const stepping: Stepping = { facts, rules, calendar };
  let rows = existing;
  for (const limit of limitsOfKind[facts.kind]) rows = advanceLimit(rows, limit, stepping);
  return rows;
}

function advanceLimit(rows: readonly DeadlineRow[], limit: Limit, stepping: Stepping): readonly DeadlineRow[] {
  const active = rows.find((row) => row.limit === limit && isOpen(row));
  const standing = standingOf(limit, stepping.facts, active);
  if (active === undefined) return begin(rows, limit, standing, stepping);
  const after = changed(active, standing, stepping);
  if (after === active) return rows;
  const others = rows.map((row) => (row === active ? after : row));
  return isOpen(after) ? others : begin(others, limit, standing, stepping);
}

function changed(active: DeadlineRow, standing: Standing, stepping: Stepping): DeadlineRow {
  switch (standing.is) {
    case "CONTINUES":
      return active;
    case "KEPT":
      return finish(active, standing.at, stepping);
    case "OFF":
      return end(resume(active, stepping), "CANCELLED", stepping.facts.at);
    default: {
      const isSame = active.startedAt.getTime() === standing.since.getTime() && active.startedFrom === standing.from;
      if (!isSame) return end(resume(active, stepping), "CANCELLED", stepping.facts.at);
      return standing.is === "PAUSED" ? pause(active, stepping.facts.at) : resume(active, stepping);
    }
  }
}

function begin(
  rows: readonly DeadlineRow[],
  limit: Limit,
  standing: Standing,
  stepping: Stepping,
): readonly DeadlineRow[] {
  if (standing.is !== "RUNS" && standing.is !== "PAUSED") return rows;
  const { since, from } = standing;
  const wasKept = rows.some(
    (row) =>
      row.limit === limit &&
      row.startedAt.getTime() === since.getTime() &&
      (row.state === "MET" || row.state === "MISSED"),
  );
  if (wasKept) return rows;
  const { facts, rules, calendar } = stepping;
  const start = chinaDay(since);
  const chosen = strictestOf(
    statuteOf(limit, facts.regime, facts.leadFrom !== null) ?? platformRuleOf(limit),
    bureauLimitsFor(rules, limit, facts.kind, start),
    (length) => countFrom(start, length, calendar).on,
  );
  if (chosen === null) return rows;
  const counted = {
    sequence: rows.reduce((most, { sequence }) => Math.max(most, sequence), 0) + 1,
    limit,
    ...chosen,
    startedFrom: from,
    startedAt: since,
    bureau: facts.holder,
    pauses: [],
    extendedDays: 0,
  };
  const due = { ...counted, ...dueDaysOf(counted, facts, calendar) };
  const step = nextStepOf(due, null, rules.warningDays, calendar);
  const row: DeadlineRow = { ...due, state: "RUNNING", endedAt: null, ...step };
  return [...rows, standing.is === "PAUSED" ? pause(row, facts.at) : row];
}

// The step that comes next is kept, so that after the pause nothing is done twice.
function pause(row: DeadlineRow, at: Date): DeadlineRow {
  if (row.state === "PAUSED") return row;
  return {
    ...row,
    state: "PAUSED",
    pauses: [...row.pauses, { from: at.toISOString(), to: null, reason: "TESTING" }],
    dueOn: never,
    statutoryDueOn: row.statutoryDueOn === null ? null : never,
    registeredDueOn: null,
    isProvisional: false,
    nextStepOn: never,
  };
}

function resume(row: DeadlineRow, { facts, calendar }: Stepping): DeadlineRow {
  if (row.state !== "PAUSED") return row;
  const pauses = row.pauses.map((one) => (one.to === null ? { ...one, to: facts.at.toISOString() } : one));
  return recount({ ...row, state: "RUNNING", pauses }, facts, calendar);
}

function finish(active: DeadlineRow, at: Date, stepping: Stepping): DeadlineRow {
  const row = resume(active, stepping);
  return end(row, chinaDay(at) <= row.dueOn ? "MET" : "MISSED", at);
}

function end(row: DeadlineRow, state: DeadlineState, at: Date): DeadlineRow {
  return { ...row, state, endedAt: at, ...noStep };
}

/**
 * A deadline with its last days and the day of its next step counted anew from its start, its pauses and its extension, as
 * when a year is announced. What was done is not done again. One that has ended, or stands still, stays as it is.
 *
 * @returns the same object where nothing changes
 */
export function recount(row: DeadlineRow, ticket: TicketBasics, calendar: WorkingCalendar): DeadlineRow {
  if (row.state !== "RUNNING") return row;
  const due = { ...row, ...dueDaysOf(row, ticket, calendar) };
  const nextStepOn = due.nextStep === null ? never : dayOfStep(due, due.nextStep, calendar);
  const after: DeadlineRow = { ...due, nextStepOn };
  return isSameCount(row, after) ? row : after;
}

function isSameCount(one: DeadlineRow, other: DeadlineRow): boolean {
  return (
    one.pauses === other.pauses &&
    one.dueOn === other.dueOn &&
    one.statutoryDueOn === other.statutoryDueOn &&
    one.registeredDueOn === other.registeredDueOn &&
    one.isProvisional === other.isProvisional &&
    one.nextStepOn === other.nextStepOn
  );
}

/**
 * A running deadline extended by days of its own unit: warnings and all that follows are planned anew for its new last day.
 * Whether it may be extended is decided by `extensionOf`.
 *
 * @param at the instant of the extension: no warning is planned before it
 */
export function extend(
  row: DeadlineRow,
  days: number,
  ticket: TicketBasics,
  rules: RulesInForce,
  at: Date,
  calendar: WorkingCalendar,
): DeadlineRow {
  const longer = { ...row, extendedDays: row.extendedDays + days };
  const due = { ...longer, ...dueDaysOf(longer, ticket, calendar) };
  return { ...due, ...nextStepOf(due, null, rules.warningDays, calendar, chinaDay(at)) };
}

/** By how many days of its unit a deadline may be extended, and how often; null where nobody may. */
export function extensionOf(row: DeadlineRow, ticket: TicketBasics): { days: number; times: number } | null {
  return statuteOf(row.limit, ticket.regime, ticket.leadFrom !== null)?.extension ?? null;
}
