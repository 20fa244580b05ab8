import { type Actor, type Place, pathOf } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import type { LocalDate } from "../calendar/index.js";
import { emergenciesInForce } from "../emergencies/index.js";
import { type Span, startOfDay } from "./shift.times.js";

const dayMilliseconds = 86_400_000;

/** Whether an emergency at a place, or above it, asks for people around the clock at an instant. */
export async function isAroundTheClockAt(
  tx: Transaction,
  actor: Actor | null,
  place: Place,
  at: Date,
): Promise<boolean> {
  return (await emergenciesInForce(tx, actor, pathOf(place), at)).some(({ isAroundTheClock }) => isAroundTheClock);
}

/**
 * The days out of some on which an emergency asks for people around the clock. What is in force is remembered, so the days cost
 * one statement in two seconds.
 *
 * @param actor the actor whose transaction it is; null in one of the platform
 */
export async function aroundTheClockDays(
  tx: Transaction,
  actor: Actor | null,
  place: Place,
  days: readonly LocalDate[],
): Promise<Span[]> {
  const spans: Span[] = [];
  for (const day of days) {
    const startsAt = startOfDay(day);
    if (!(await isAroundTheClockAt(tx, actor, place, startsAt))) continue;
    spans.push({ startsAt, endsAt: new Date(startsAt.getTime() + dayMilliseconds) });
  }
  return spans;
}
