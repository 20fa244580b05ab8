import { type Place, pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { type Change, recordingsOf } from "../../platform/record.js";
import { write } from "../../platform/writing.store.js";
import { addWorkingDays, currentCalendar, type WorkingCalendar } from "../calendar/index.js";
import { type DeadlineStep, type Limit, never, nextStepOf, warningDaysOf } from "../deadlines/index.js";
import { type DueMoment, defineDuePass } from "../jobs/index.js";
import { finishedStates, type Notice, type NoticeKind, noticesOf, ticketIdOf } from "../tickets/index.js";
import { type AutomaticOrder, automaticOrders } from "./automatic-orders.js";
import {
  claimDueSteps,
  type DueStepRow,
  findDueStep,
  type NextStepRow,
  planNextSteps,
} from "./deadline-steps.store.js";
import { authorityAt } from "./order.parties.js";
import { supervisionEventTypes } from "./supervision.events.js";

/** How many working days an order upon an expired limit leaves for the answer. */
const workingDaysForAnswer = 5;

/** What a step of a deadline makes: a notice with an event, an order, or nothing where it has become pointless. */
export interface Outcome {
  notice: { kind: NoticeKind; detail: { [name: string]: string }; event: string } | null;
  order: AutomaticOrder | null;
}

const placeOfRow = ({ province, city, county, holder }: DueStepRow): Place => ({
  province,
  city,
  county,
  bureau: holder,
});

/**
 * What is done for a deadline whose step is due (预警、催办、督办). A warning that comes when the limit is over warns nobody.
 * A city orders those beneath it, and a province those beneath it; where the ticket is with the city itself, only the
 * province orders. A closed ticket on which a duty to tell is left gets reminders alone. Pure.
 *
 * @param today the day in China
 */
function outcomeOf(row: DueStepRow, today: string, calendar: WorkingCalendar): Outcome {
  const nothing: Outcome = { notice: null, order: null };
  const step = row.nextStep as DeadlineStep | null;
  if (step === null) return nothing;
  if (step === "REMIND") {
    const detail = { limit: row.limit, dueOn: row.dueOn };
    return { ...nothing, notice: { kind: "REMINDER", detail, event: supervisionEventTypes.EXPIRED } };
  }
  if (step === "CITY_ORDER" || step === "PROVINCE_ORDER")
    return { ...nothing, order: orderOf(row, step, today, calendar) };
  if (today > row.dueOn) return nothing;
  const detail = { limit: row.limit, dueOn: row.dueOn, days: step.slice("WARN_".length) };
  return { ...nothing, notice: { kind: "WARNING", detail, event: supervisionEventTypes.WARNED } };
}

function orderOf(
  row: DueStepRow,
  step: "CITY_ORDER" | "PROVINCE_ORDER",
  today: string,
  calendar: WorkingCalendar,
): AutomaticOrder | null {
  const { province, city } = row;
  const issuer: Place | null =
    step === "PROVINCE_ORDER"
      ? { province, city: null, county: null, bureau: province }
      : city === null
        ? null
        : { province, city, county: null, bureau: city };
  const receiver = authorityAt(placeOfRow(row));
  const isFinished = (finishedStates as readonly string[]).includes(row.state);
  if (issuer === null || issuer.bureau === receiver.bureau || isFinished) return null;
  return {
    issuer,
    ticket: { ...row, id: row.ticketId },
    replyBy: addWorkingDays(today, workingDaysForAnswer, calendar).due,
    // The province follows by itself, whether or not the city was answered.
    rises: step === "PROVINCE_ORDER",
  };
}

/** Does what is due for deadlines, all at once. */
async function handle(tx: Transaction, rows: readonly DueStepRow[], moment: DueMoment): Promise<void> {
  const today = chinaDay(moment.at);
  const calendar = await currentCalendar(tx);
  const paths = rows.map((row) => pathOf(placeOfRow(row)));
  const warningDays = await warningDaysOf(tx, paths);
  const planned = rows.map((row, position): NextStepRow => {
    const due = { ...row, limit: row.limit as Limit };
    const days = warningDays[position] ?? [];
    return { ...row, ...nextStepOf(due, row.nextStep as DeadlineStep, days, calendar, today) };
  });
  const outcomes = rows.map((row) => ({ row, ...outcomeOf(row, today, calendar) }));
  const issued = automaticOrders(
    moment,
    outcomes.flatMap(({ order }) => order ?? []),
  );
  await planNextSteps(tx, planned);
  // The platform sees all rows, so everything may go at once.
  await write(tx, [issued.orders, ...issued.rest, ...tellings(outcomes, moment)]);
}

function tellings(outcomes: readonly (Outcome & { row: DueStepRow })[], { at, requestId }: DueMoment) {
  const told = outcomes.flatMap(({ row, notice }) => (notice === null ? [] : [{ row, ...notice }]));
  const noticed = told.map(({ row, kind, detail }): { actor: { place: Place }; notice: Notice } => ({
    actor: { place: placeOfRow(row) },
    notice: { ticket: { ...row, id: row.ticketId }, kind, toBureau: row.holder, detail },
  }));
  const recorded = told.map(({ row, kind, detail, event }): { actor: { place: Place }; change: Change } => ({
    actor: { place: placeOfRow(row) },
    change: {
      action: "ticket.platform",
      at,
      requestId,
      subject: {
        type: "Ticket",
        id: ticketIdOf({ province: row.province, id: row.ticketId }),
        place: placeOfRow(row),
        line: row.line,
      },
      detail: { notice: kind, ...detail },
      events: [{ type: event, payload: { kind: row.kind, issueClass: row.issueClass, ...detail } }],
    },
  }));
  return [noticesOf(at, noticed), ...recordingsOf(recorded)];
}

/**
 * The pass that does for deadlines what their day brings: warnings before a limit expires, a reminder when it has, an order
 * of the city after five working days more, of the province after ten more; each once, whoever runs it and however often,
 * because the step is done and the next one planned in one transaction. The index of the days of next steps is all that it
 * reads.
 */
export const deadlineStepsPass = defineDuePass<
  DueStepRow,
  { province: string; ticketId: string; sequence: number; holder: string }
>({
  name: "deadline-steps",
  everyMilliseconds: 60_000,
  batchSize: 500,
  claim: claimDueSteps,
  handle,
  park: (tx, row) => planNextSteps(tx, [{ ...row, nextStepOn: never }]),
  payloadOf: ({ province, ticketId, sequence, holder }) => ({ province, ticketId, sequence, holder }),
  bureauOf: ({ holder }) => holder,
  find: (tx, key) => findDueStep(tx, key),
});
