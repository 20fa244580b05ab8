import type { Actor } from "../../../platform/actor.js";
import type { Clock } from "../../../platform/clock.js";
import type { Transaction } from "../../../platform/database.js";
import { recordingsOf } from "../../../platform/record.js";
import { write } from "../../../platform/writing.store.js";
import { type Announced, readCalendar, type WorkingCalendar } from "../../calendar/index.js";
import {
  beforeDueOn,
  findDeadlines,
  findOpenDeadlines,
  type OpenDeadline,
  updateCounts,
} from "../../deadlines/index.js";
import { defineQueue, type Job, type Queue, sendJob, sendJobs } from "../../jobs/index.js";
import { lockFreeTickets, updateDue } from "../recount.store.js";
import { found, type SystemChange } from "../ticket.change.js";
import { factsOf } from "../ticket.facts.js";
import { factsWriting } from "../ticket.facts.store.js";
import { timelineInsertion } from "../ticket.parts.store.js";
import { type Recount, recountedFor, recountTicket } from "../ticket.recount.js";
import { toRecorded, toTimeline } from "../ticket.steps.js";
import { keyFromText, keyText, type TicketKey } from "../ticket.store.js";

/**
 * A part of the work that follows from the announcement of a year: the deadlines that come after one in the order of their
 * last days, or the tickets, by their keys as texts, on which somebody was taking a step.
 */
type RecountPayload =
  | { readonly year: number; readonly after: Place }
  | { readonly year: number; readonly tickets: readonly string[] };

/** The last day, province, ticket and sequence of a deadline. */
type Place = readonly [dueOn: string, province: string, ticketId: string, sequence: number];

// How many deadlines one transaction reads.
const batchSize = 500;

/**
 * What follows a limit, such as the order of the province, is counted from the last day by the statute, which may lie two
 * months behind that of a bureau's stricter limit. So limits that were over so many days before the first changed day are
 * counted again too: sixty days of mediation and fifteen working days, with a golden week and some days to spare.
 */
const daysOfSteps = 120;

/**
 * After so many milliseconds every process knows the year, and whatever began before it was known is over: what was counted
 * meanwhile without it is counted again then.
 */
const secondRun = 90_000;

/** After so many milliseconds it is tried again on tickets on which somebody was taking a step. */
const secondTry = 2000;

const dayMilliseconds = 86_400_000;

/**
 * Sends the work of counting every open deadline again that an announcement may move, in the announcement's own
 * transaction: at once, and again when every process knows of it.
 */
export async function sendRecount(
  tx: Transaction,
  sender: Actor,
  { at, firstChanged, year }: Announced,
): Promise<void> {
  const first = new Date(Date.parse(firstChanged) - daysOfSteps * dayMilliseconds).toISOString().slice(0, 10);
  const payload = { year, after: placeOf(beforeDueOn(first)) };
  const again = new Date(at.getTime() + secondRun);
  await sendJobs(tx, sender, recountQueue, [{ payload }, { payload, startAfter: again }]);
}

/**
 * Counts deadlines again after an announcement, a batch in each transaction. Counting is from the start of the deadline, so
 * a batch that ran twice changes nothing, and no step that is taken meanwhile is lost.
 */
export const recountQueue: Queue<RecountPayload> = defineQueue<RecountPayload>({
  name: "recount-deadlines",
  work: async (tx, job, { clock }) => {
    const { payload } = job;
    const { year } = payload;
    if ("tickets" in payload) {
      await recountTickets(tx, payload.tickets.map(keyFromText), job, clock);
      return;
    }
    const read = await findOpenDeadlines(tx, toDeadline(payload.after), batchSize);
    const last = read.at(-1);
    if (last === undefined) return;
    await recountTickets(tx, keysOf(read), job, clock);
    if (read.length === batchSize) await sendJob(tx, null, recountQueue, { year, after: placeOf(last) });
  },
});

const placeOf = ({ dueOn, province, ticketId, sequence }: OpenDeadline): Place => [dueOn, province, ticketId, sequence];

const toDeadline = ([dueOn, province, ticketId, sequence]: Place): OpenDeadline => ({
  dueOn,
  province,
  ticketId,
  sequence,
});

const keysOf = (read: readonly OpenDeadline[]): TicketKey[] => [
  ...new Map(read.map(({ province, ticketId }) => [`${province}:${ticketId}`, { province, id: ticketId }])).values(),
];

// The deadlines are read after the lock, so that nobody changes them meanwhile.
async function recountTickets(
  tx: Transaction,
  keys: readonly TicketKey[],
  { at, payload, requestId }: Job<RecountPayload>,
  clock: Clock,
): Promise<void> {
  const { year } = payload;
  const calendar = await readCalendar(tx);
  const tickets = await lockFreeTickets(tx, keys);
  const deadlines = await findDeadlines(tx, tickets);
  const recounts = tickets.map((ticket) => {
    const change: SystemChange = {
      ...found(ticket, deadlines.get(ticket.id)),
      tx,
      context: { requestId, clock },
      actor: recountedFor(ticket),
      at,
    };
    return recountTicket(change, calendar, year);
  });
  await writeRecounts(tx, recounts, calendar);
  const free = new Set(tickets.map(keyText));
  const left = keys.map(keyText).filter((key) => !free.has(key));
  if (left.length === 0) return;
  const startAfter = new Date(at.getTime() + secondTry);
  await sendJob(tx, null, recountQueue, { year, tickets: left }, { startAfter });
}

async function writeRecounts(tx: Transaction, recounts: readonly Recount[], calendar: WorkingCalendar): Promise<void> {
  const changes = recounts.flatMap(({ change }) => (change === null ? [] : [change]));
  await updateCounts(
    tx,
    recounts.flatMap(({ deadlines, ticket }) => deadlines.map((row) => ({ ticket, row }))),
  );
  await updateDue(
    tx,
    recounts.flatMap(({ change, ticket }) => (change === null ? [] : [ticket])),
  );
  await write(tx, [
    factsWriting(recounts.map(({ ticket, after }) => factsOf(ticket, after, calendar))),
    timelineInsertion(changes.flatMap(toTimeline)),
    ...recordingsOf(
      changes.flatMap((change) => toRecorded(change).map((made) => ({ actor: change.actor, change: made }))),
    ),
  ]);
}
