import type { Actor, Place } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import { toGlobalId } from "../../platform/ids.js";
import { type RecordedValue, recordings } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import type { shiftEventTypes } from "./shift.events.js";

/** The subject of what is recorded of the shifts and the roster of a bureau. */
export const rosterType = "Roster";

/**
 * What is recorded of a change of the shifts or the roster of the actor's bureau, whose version is none: it is many rows.
 *
 * SECURITY: codes, days and counts; the rows of the roster say who.
 */
export function rosterRecordings(
  context: RequestContext,
  actor: Actor,
  at: Date,
  event: (typeof shiftEventTypes)[keyof typeof shiftEventTypes],
  detail: { [name: string]: RecordedValue },
): readonly (Writing | null)[] {
  const { bureau, city, county, province } = actor.bureau;
  const place: Place = { province, city, county, bureau };
  return recordings(actor, [
    {
      ...{ action: "shift.manage", at, requestId: context.requestId, detail },
      subject: { type: rosterType, id: toGlobalId(rosterType, bureau), place },
      events: [{ type: event, payload: detail }],
    },
  ]);
}
