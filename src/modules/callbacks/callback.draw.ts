import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { newId } from "../../platform/ids.js";
import { recordings } from "../../platform/record.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { addWorkingDays, currentCalendar, type WorkingCalendar } from "../calendar/index.js";
import { type DueMoment, type DuePass, defineDuePass, type JobPayload } from "../jobs/index.js";
import { notices } from "../tickets/index.js";
import { recordedCallback } from "./callback.change.js";
import { type CallbackRow, insertPlanned } from "./callback.store.js";
import { type Drawing, type DrawnTicket, findDrawnTickets } from "./callback-draw.store.js";
import { dayBefore, usualWithinDays } from "./callback-rule.js";
import { type CallbackRuleRow, claimRules, lockCallbackRule, markDrawn, placeOfRule } from "./callback-rules.store.js";

// A ticket may be closed in the last second of a day, and committed in the first of the next.
const commitMilliseconds = 15 * 60 * 1000;

/** How many days of closings are looked at in one transaction, where the platform stood still for long. */
export const mostDaysAtOnce = 7;

const dayMilliseconds = 86_400_000;

const beginOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

const dayAfter = (day: string, days = 1): string => chinaDay(new Date(beginOf(day).getTime() + days * dayMilliseconds));

/** The last day of closings that may be looked at: the day before, a quarter of an hour after its end. */
export function lastDrawableDay(at: Date): string {
  return dayBefore(new Date(at.getTime() - commitMilliseconds));
}

/** The closings that are looked at next for a rule, by their days. */
interface DueDrawing extends Drawing {
  /** The last day that was looked at before, and the last that is looked at now. */
  afterDay: string;
  untilDay: string;
}

type DrawPayload = { bureau: string; afterDay: string; untilDay: string } & JobPayload;

const drawingOf = (rule: CallbackRuleRow, afterDay: string, untilDay: string): DueDrawing => ({
  rule,
  from: beginOf(dayAfter(afterDay)),
  until: beginOf(dayAfter(untilDay)),
  afterDay,
  untilDay,
});

function nextDrawing(rule: CallbackRuleRow, last: string): DueDrawing {
  const most = dayAfter(rule.drawnUntil, mostDaysAtOnce);
  return drawingOf(rule, rule.drawnUntil, most < last ? most : last);
}

/**
 * Plans the callbacks of each day (回访抽取): by the rule of each bureau it looks at the tickets that the bureau registered
 * and that were closed up to yesterday, and notes how far it came. It draws by a digest of the ticket's identifier, so that
 * doing it again plans nothing anew.
 */
export const callbackDraw: DuePass<DrawPayload> = defineDuePass<DueDrawing, DrawPayload>({
  name: "callback-draw",
  everyMilliseconds: 600_000,
  batchSize: 10,
  bureauOf: ({ bureau }) => bureau,
  claim: async (tx, { at, limit, province }) => {
    const last = lastDrawableDay(at);
    const rules = await claimRules(tx, { until: last, limit, province });
    return rules.map((rule) => nextDrawing(rule, last));
  },
  handle: draw,
  park: (tx, drawing) => markDrawn(tx, [toMark(drawing)]),
  payloadOf: ({ rule: { bureau }, afterDay, untilDay }) => ({ bureau, afterDay, untilDay }),
  find: async (tx, { bureau, afterDay, untilDay }) => {
    const rule = await lockCallbackRule(tx, bureau);
    return rule === null ? null : drawingOf(rule, afterDay, untilDay);
  },
});

const toMark = ({ rule, untilDay }: DueDrawing) => ({ bureau: rule.bureau, until: untilDay });

async function draw(tx: Transaction, drawings: readonly DueDrawing[], moment: DueMoment): Promise<void> {
  const rules = new Map(drawings.map(({ rule }) => [rule.bureau, rule]));
  const drawn = await findDrawnTickets(tx, drawings);
  const calendar = await currentCalendar(tx);
  const planned = await insertPlanned(
    tx,
    drawn.map((ticket) => toPlanned(ticket, rules.get(ticket.bureau)?.withinDays ?? usualWithinDays, moment, calendar)),
  );
  const states = new Map(drawn.map(({ id, state }) => [id, state]));
  await write(
    tx,
    [...rules.values()].flatMap((rule) => {
      const ofBureau = planned.filter(({ bureau }) => bureau === rule.bureau);
      return tellingsOf(rule, ofBureau, states, moment);
    }),
  );
  await markDrawn(tx, drawings.map(toMark));
}

// Due days are counted from the closing, which is the first day.
function toPlanned(ticket: DrawnTicket, withinDays: number, { at }: DueMoment, calendar: WorkingCalendar) {
  const { province, id: ticketId, bureau, round, closedAt } = ticket;
  const { due } = addWorkingDays(chinaDay(closedAt), withinDays, calendar);
  return { province, ticketId, id: newId(at), bureau, round, state: "PLANNED", plannedAt: at, dueOn: due };
}

/** What is told of the callbacks that the platform planned for one bureau. */
function tellingsOf(
  rule: CallbackRuleRow,
  planned: readonly CallbackRow[],
  states: ReadonlyMap<string, string>,
  { at, requestId }: DueMoment,
): (Writing | null)[] {
  if (planned.length === 0) return [];
  const place = placeOfRule(rule);
  const actor = { place };
  return [
    notices(
      { actor, at },
      planned.map(({ province, ticketId: id, dueOn }) => ({
        ticket: { province, id, state: states.get(id) ?? "CLOSED" },
        kind: "CALLBACK_PLANNED",
        detail: { dueOn },
      })),
    ),
    ...recordings(
      actor,
      planned.map((callback) =>
        recordedCallback(callback, {
          action: "callback.plan",
          event: "PLANNED",
          version: callback.version,
          place,
          at,
          requestId,
          detail: { dueOn: callback.dueOn },
        }),
      ),
    ),
  ];
}
