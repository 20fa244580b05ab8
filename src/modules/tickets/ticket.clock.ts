import type { Change } from "./ticket.change.js";
import { findTimelineOf } from "./ticket.parts.store.js";

const mediating: readonly string[] = ["MEDIATING", "SUSPENDED"];

/**
 * The times that the goods of a ticket were being tested before a change, from its timeline. They count only while a
 * complaint is mediated (art. 22 of Order 121, art. 20 of Order 20), and only there does testing begin: nothing is read
 * for steps that lead elsewhere, nor for a complaint that was not yet mediated when it was found.
 *
 * @returns the times; testing that just ends lasts until the instant of the change
 */
export async function testingOf({ tx, origin, steps, at }: Change): Promise<{ from: Date; to: Date }[]> {
  if (!("found" in origin) || !steps.some(({ after }) => mediating.includes(after.state))) return [];
  const { found } = origin;
  if (!mediating.includes(found.state) && found.state !== "TESTING") return [];
  const entries = await findTimelineOf(tx, found, ["START_TESTING", "FINISH_TESTING"]);
  return entries.flatMap((entry, position) =>
    entry.verb === "START_TESTING" ? [{ from: entry.at, to: entries[position + 1]?.at ?? at }] : [],
  );
}
