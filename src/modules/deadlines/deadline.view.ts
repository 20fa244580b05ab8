import type { Locale } from "../../platform/actor.js";
import { endOfDay } from "../calendar/index.js";
import { type Basis, type ExplainedTicket, explain, remainingWorkingDays } from "./deadline.basis.js";
import { type DeadlineRow, never } from "./deadline.row.js";
import { sentencesOf } from "./deadline.sentences.js";
import { stateOf } from "./deadline.states.js";
import {
  Deadline,
  DeadlineBasis,
  DeadlinePause,
  type DeadlineSource,
  type Shown,
  SkippedPeriod,
} from "./deadline.type.js";

const dayOrNull = (day: string | null): string | null => (day === never ? null : day);

/**
 * The object of the API for a deadline of a ticket.
 *
 * @param shown the present instant, the calendar in force, and the language of the request
 */
export function toDeadline(row: DeadlineRow, ticket: ExplainedTicket, shown: Shown): Deadline {
  const { now, calendar } = shown;
  const dueOn = dayOrNull(row.dueOn);
  return Object.assign(new Deadline(), {
    sequence: row.sequence,
    limit: row.limit,
    state: stateOf(row, now),
    dueOn,
    dueAt: dueOn === null ? null : endOfDay(dueOn),
    statutoryDueOn: dayOrNull(row.statutoryDueOn),
    registeredDueOn: row.registeredDueOn,
    isProvisional: row.isProvisional,
    remainingWorkingDays: remainingWorkingDays(row, now, calendar),
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    extendedDays: row.extendedDays,
    source: { row, ticket, shown },
  });
}

/** The object of the API for the basis of a deadline. */
export function toBasis({ row, ticket, shown: { calendar, locale } }: DeadlineSource): DeadlineBasis {
  const basis = explain(row, ticket, calendar);
  const { rule } = basis;
  return Object.assign(new DeadlineBasis(), {
    rule: rule?.code ?? null,
    order: rule?.order ?? null,
    article: rule?.article ?? null,
    text: rule?.text.zh ?? null,
    textEnglish: rule?.text.en ?? null,
    startedFrom: basis.startedFrom,
    startedAt: basis.startedAt,
    registeredAt: basis.registeredAt,
    competentReceivedAt: basis.competentReceivedAt,
    startDay: basis.startDay,
    firstDay: basis.firstDay,
    countedDays: basis.countedDays,
    unit: row.unit,
    skipped: skippedOf(basis, locale),
    makeUpDays: [...basis.makeUpDays],
    rolledFrom: basis.rolledFrom,
    pauses: basis.pauses.map((pause) => Object.assign(new DeadlinePause(), pause)),
    explanation: sentencesOf(row, basis).map((sentence) => sentence[locale]),
    bureauLimitId: basis.bureauLimit,
  });
}

function skippedOf({ skipped }: Basis, locale: Locale): SkippedPeriod[] {
  return skipped.map(({ first, last, reason, name }) =>
    Object.assign(new SkippedPeriod(), { first, last, reason, name: name[locale] }),
  );
}
