import type { Database, Transaction } from "../../platform/database.js";
import { definePass } from "../jobs/index.js";
import {
  countWaiting,
  currentSnapshot,
  lockRelay,
  moveEvents,
  readRelayState,
  type Taking,
  type Waiting,
} from "./relay.store.js";
import { keepSegments } from "./segments.js";
import { logBounds } from "./segments.store.js";

/** The most events that one transaction moves. */
const mostAtOnce = 5000;

// How long an event may wait before anybody looks, and how often segments of the log are looked after.
const everyMilliseconds = 15;
const segmentsEveryMilliseconds = 60_000;

/**
 * Moves all committed events from the outbox into the log. Any number of processes may do it at the same time: one moves,
 * the others wait, and then find nothing left.
 *
 * Events are found by snapshots (as PgQ does between its ticks): new is what was not visible when the relay stopped last.
 * A transaction that stays open holds up its own events alone, and none is skipped, whatever the order of the commits.
 * Numbers of the outbox are drawn under the lock of the subject, so their order is that of the changes of each subject.
 *
 * @returns how many were moved
 */
export async function relayEvents(database: Database, isStopped: () => boolean = () => false): Promise<number> {
  const reason = "move events into the log";
  const { isWaiting } = await database.asSystem(reason, readRelayState);
  if (!isWaiting) return 0;
  let total = 0;
  let next: Taking | null = null;
  do {
    const taking: Taking | null = next;
    const step: Step = await database.asSystem(reason, (tx) => moveNext(tx, taking));
    total += step.moved;
    next = step.next;
  } while (next !== null && !isStopped());
  return total;
}

/** What one transaction of the relay did, and what the next has to take; null where nothing is left. */
interface Step {
  moved: number;
  next: Taking | null;
}

async function moveNext(tx: Transaction, given: Taking | null): Promise<Step> {
  await lockRelay(tx);
  const taking: Taking = given ?? { way: "fresh", reached: (await readRelayState(tx)).reached };
  const { floor, moved } = await moveEvents(tx, taking, mostAtOnce);
  if (moved < mostAtOnce) return { moved, next: null };
  // So many wait that to sort them anew for each piece would take longer than to move them.
  if (taking.way === "piecewise") return { moved, next: { ...taking, floor: floor ?? taking.floor } };
  // What was not visible to the first piece may have lower numbers than it.
  return { moved, next: { way: "piecewise", snapshot: await currentSnapshot(tx), floor: "0" } };
}

/** What the metrics say of the log. */
export interface EventFigures extends Waiting {
  /** The position of the last event of the log, and the least that is still kept. */
  latest: number;
  oldestKept: number;
}

/** Reads what the metrics say of the log. */
export function readEventFigures(database: Database): Promise<EventFigures> {
  return database.asSystem("count the events that wait", async (tx) => {
    const { latest, oldest } = await logBounds(tx);
    return { ...(await countWaiting(tx)), latest, oldestKept: oldest };
  });
}

/**
 * What the relay does by the clock.
 *
 * @param ring called after events were moved, where something else than PostgreSQL itself wakes those who follow the log
 */
export function eventPasses(ring: () => void = () => {}) {
  return [
    definePass({
      name: "relay",
      everyMilliseconds,
      run: async ({ database, isStopped }) => {
        if ((await relayEvents(database, isStopped)) > 0) ring();
      },
    }),
    definePass({
      name: "event-segments",
      everyMilliseconds: segmentsEveryMilliseconds,
      run: ({ clock, database }) => keepSegments(database, clock),
    }),
  ];
}
