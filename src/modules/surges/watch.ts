import { pathOf } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { logBounds, readLog } from "../events/index.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { ticketEventTypes } from "../tickets/index.js";
import { hastenRules, relearnRules, type Sighting } from "./rule.store.js";
import { beginWatch, lockWatch, moveWatch } from "./watch.store.js";

/** How many events of the log one transaction looks at. */
const eventsAtOnce = 2000;

/** How long a rule rests between two looks, however much comes in, in milliseconds. */
const restMilliseconds = 15_000;

/** The events by which a ticket comes into a region, or into what a rule watches. */
const coming: ReadonlySet<string> = new Set([
  ticketEventTypes.REGISTER,
  ticketEventTypes.AMEND,
  ticketEventTypes.CORRECT,
  ticketEventTypes.RECLASSIFY,
  ticketEventTypes.SPLIT,
  ticketEventTypes.DISPATCH,
  ticketEventTypes.TURN_INTO_CASE,
  ticketEventTypes.TRANSFER,
  ticketEventTypes.DESIGNATE,
  ticketEventTypes.TAKE_UP,
  ticketEventTypes.HAND_OVER,
]);

const reorganised = "reorganisation.applied";

/** Where tickets came in, each place, line and class once. Pure. */
function sightingsOf(events: readonly LoggedEvent[]): Sighting[] {
  const found = new Map<string, Sighting>();
  for (const { payload, place, type } of events) {
    const { issueClass } = payload;
    if (!coming.has(type) || typeof issueClass !== "string") continue;
    for (const region of pathOf(place)) {
      const sighting = { region, line: place.line, issueClass };
      found.set(JSON.stringify(sighting), sighting);
    }
  }
  return [...found.values()];
}

/**
 * Looks at the events that came into the log since the last run, and has the rules concerned looked at: within seconds of a
 * ticket's registration, and not before it is committed. How far it has come is written in the same transaction; whatever
 * is missed, such as tickets that were loaded, is seen when each rule is looked at by time.
 *
 * @returns how many events were looked at
 */
export async function watchLog({ clock, database, isStopped }: Omit<PassTools, "province">): Promise<number> {
  let seen = 0;
  while (!isStopped()) {
    const count = await database.asSystem("watch the log for surges", (tx) => watchNext(tx, clock.now()));
    seen += count;
    if (count < eventsAtOnce) break;
  }
  return seen;
}

async function watchNext(tx: Transaction, at: Date): Promise<number> {
  const { latest, oldest } = await logBounds(tx);
  await beginWatch(tx, latest);
  const position = await lockWatch(tx);
  if (position === null) return 0;
  // What is not kept any more was not looked at in time: every rule is looked at by the clock besides.
  const after = Math.max(position, oldest - 1);
  const events = await readLog(tx, { after, limit: eventsAtOnce });
  const last = events.at(-1);
  if (last === undefined) return 0;
  await hastenRules(tx, sightingsOf(events), at, restMilliseconds);
  await relearnRules(
    tx,
    events.filter(({ type }) => type === reorganised).map(({ place }) => place.province),
  );
  await moveWatch(tx, last.position);
  return events.length;
}

/** The pass that watches the log. */
export const surgeWatchPass = definePass({ name: "surge-watch", everyMilliseconds: 3000, run: watchLog });
