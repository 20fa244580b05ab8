import type { Transaction } from "../../platform/database.js";
import { newId, newRequestId } from "../../platform/ids.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { recordingsOf } from "../../platform/record.js";
import { write } from "../../platform/writing.store.js";
import { logBounds, readLog } from "../events/index.js";
import { type DueMoment, definePass, type PassTools } from "../jobs/index.js";
import { keyText } from "../tickets/index.js";
import { askedAt, type Duty, onDutyAt } from "./duty.js";
import { groupedBy } from "./grouped.js";
import { type Arrival, findArrivals, keysOf, matterOf } from "./notice.arrivals.js";
import { isWaitingFor, type TicketCause } from "./notice.causes.js";
import { noticeChange } from "./notice.change.js";
import {
  findNoticedPositions,
  lockDutyWatermark,
  lockOpenNoticesOf,
  moveDutyWatermark,
  type NoticeRow,
  noticeInsertion,
  noticeUpdate,
  regionOfRun,
} from "./notice.store.js";
import {
  findStandingOrders,
  findStandingTickets,
  type StandingOrder,
  type StandingTicket,
} from "./notice.subjects.store.js";
import { findRosterRules } from "./roster-rules.store.js";
import { type NoticeStage, noticeStages, usualRules } from "./shift.words.js";

/** How many events one transaction looks at. */
const eventsAtOnce = 500;

const minute = 60_000;

/** What one run of the pass did. */
export interface NoticeRun {
  /** How many notices were made, and how many are over since what they tell of was taken in hand or went elsewhere. */
  made: number;
  ended: number;
}

/**
 * Reads what happened to tickets and supervision orders out of the log, from a mark of its own on: whoever is on duty is told of
 * what came while the office there was closed and the bureau had not asked for it, and a notice is over once it is taken in hand
 * or goes elsewhere. Notices and mark are one transaction, so that nothing is passed over or done twice, whoever dies; one
 * process reads at a time.
 */
export const noticePass = definePass({
  name: "duty-notices",
  everyMilliseconds: 1000,
  run: async (tools: PassTools): Promise<NoticeRun> => {
    const run: NoticeRun = { made: 0, ended: 0 };
    for (let isMore = true; isMore && !tools.isStopped(); ) {
      const step = await tools.database.asSystem("tell those on duty", (tx) => takeStep(tx, tools));
      run.made += step.made;
      run.ended += step.ended;
      isMore = step.isMore;
    }
    return run;
  },
});

const nothing = { made: 0, ended: 0, isMore: false };

async function takeStep(tx: Transaction, { clock, province }: PassTools): Promise<NoticeRun & { isMore: boolean }> {
  const region = regionOfRun(province);
  const { latest, oldest } = await logBounds(tx);
  const position = await lockDutyWatermark(tx, region, latest);
  if (position === null) return nothing;
  const events = await readLog(tx, { after: Math.max(position, oldest - 1), limit: eventsAtOnce });
  const last = events.at(-1);
  if (last === undefined) return nothing;
  const moment = { at: clock.now(), requestId: newRequestId() };
  const happened = events.filter((event) => {
    const matter = matterOf(event);
    return matter !== null && (province === null || matter.key.province === province);
  });
  const ended = await endNotices(tx, happened, moment);
  const made = await makeNotices(tx, happened, moment);
  await moveDutyWatermark(tx, region, last.position);
  return { made, ended, isMore: events.length === eventsAtOnce };
}

async function endNotices(tx: Transaction, events: readonly LoggedEvent[], moment: DueMoment): Promise<number> {
  const { orders, tickets } = keysOf(events);
  if (orders.length + tickets.length === 0) return 0;
  const open = await lockOpenNoticesOf(tx, tickets, orders);
  if (open.length === 0) return 0;
  const standing = new Map((await findStandingTickets(tx, tickets)).map((row) => [keyText(row), row]));
  const issued = new Map((await findStandingOrders(tx, orders)).map((row) => [row.id, row]));
  const steps = open
    .filter((notice) => !isStillWaiting(notice, standing, issued))
    .map((notice) => {
      const changes = { state: "OVER", dueAt: null, endedAt: moment.at };
      const after = { ...notice, ...changes, version: notice.version + 1 };
      return { update: noticeUpdate(notice, changes), change: noticeChange(after, "END", { ...moment, by: null }) };
    });
  await write(tx, [...steps.map(({ update }) => update), ...recordingsOf(steps.map(({ change }) => change))]);
  return steps.length;
}

function isStillWaiting(
  { bureau, cause, orderId, ticketId, ticketProvince }: NoticeRow,
  tickets: ReadonlyMap<string, StandingTicket>,
  orders: ReadonlyMap<string, StandingOrder>,
): boolean {
  if (orderId !== null) return orders.get(orderId)?.state === "ISSUED";
  const ticket = tickets.get(keyText({ province: ticketProvince ?? "", id: ticketId ?? "" }));
  return isWaitingFor(ticket, bureau, cause as TicketCause);
}

async function makeNotices(tx: Transaction, events: readonly LoggedEvent[], moment: DueMoment): Promise<number> {
  const arrivals = await findArrivals(tx, events);
  if (arrivals.length === 0) return 0;
  const noticed = await findNoticedPositions(
    tx,
    arrivals.map(({ event }) => event.position),
  );
  const fresh = arrivals.filter(({ event }) => !noticed.has(event.position));
  // By the instants of the arrivals: what was read late is judged by when it came.
  const rows: NoticeRow[] = [];
  for (const group of groupedBy(fresh, ({ event }) => event.at.toISOString()).values()) {
    const bureaus = [...new Set(group.map(({ event }) => event.place.bureau))];
    const duties = await onDutyAt(tx, bureaus, group[0]?.event.at ?? moment.at);
    const rules = await findRosterRules(tx, bureaus);
    for (const arrival of group) {
      const { bureau } = arrival.event.place;
      const duty = duties.get(bureau);
      if (duty === undefined || duty.isOfficeOpen) continue;
      const minutes = (rules.get(bureau) ?? usualRules).acknowledgeMinutes;
      rows.push(noticeOf(arrival, duty, minutes, moment.at));
    }
  }
  const changes = rows.map((row) => noticeChange(row, "MAKE", { ...moment, by: null }));
  await write(tx, [noticeInsertion(rows), ...recordingsOf(changes)]);
  return rows.length;
}

/** The first stage from one on at which somebody is asked; the bureau that sent it where nobody is. Pure. */
export function stageFrom(duty: Duty, first: NoticeStage): NoticeStage {
  const stages = noticeStages.slice(noticeStages.indexOf(first));
  return stages.find((stage) => askedAt(duty, stage).length > 0) ?? "SENDER";
}

function noticeOf({ cause, event, order, sender, ticket }: Arrival, duty: Duty, minutes: number, at: Date): NoticeRow {
  const { bureau, city, county, province } = event.place;
  const stage = stageFrom(duty, "ON_DUTY");
  return {
    ...{ province, city, county, bureau, id: newId(at), cause },
    ...{ sender: sender.bureau, senderCity: sender.city, senderCounty: sender.county },
    ...{ ticketProvince: ticket?.province ?? null, ticketId: ticket?.id ?? null, orderId: order?.id ?? null },
    ...{ dispatchPosition: event.position, state: "OPEN", stage },
    ...{ addressees: [...new Set(askedAt(duty, stage))], madeAt: at, version: 1 },
    dueAt: stage === "SENDER" ? null : new Date(at.getTime() + minutes * minute),
    ...{ acknowledgedAt: null, acknowledgedBy: null, endedAt: null },
  };
}
