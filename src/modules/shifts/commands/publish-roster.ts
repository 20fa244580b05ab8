import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { newId } from "../../../platform/ids.js";
import { write } from "../../../platform/writing.store.js";
import { readPeriod } from "../../calendar/index.js";
import { publishDrafts } from "../assignment.store.js";
import { publicationInsertion } from "../publication.store.js";
import { rosterRecordings } from "../roster.change.js";
import type { PublishRosterInput } from "../roster.inputs.js";
import { shiftEventTypes } from "../shift.events.js";
import { lockRosterOf } from "../shift.store.js";
import { limits } from "../shift.words.js";

/**
 * Publishes the roster of days of the caller's bureau (发布排班): people see it from now on, and what is changed of those days
 * later is published at once, with a reason. Doing it again publishes what is still a draft.
 *
 * @returns how many assignments were drafts until now
 * @throws FORBIDDEN, INVALID_INPUT for days that are too many or in disorder
 */
export function publishRoster(context: RequestContext, { from, to }: PublishRosterInput): Promise<number> {
  const actor = actorOf(context);
  readPeriod(from, to, limits.rosterDays);
  return inScope(context, async (tx) => {
    const { bureau, city, county, province } = actor.bureau;
    await lockRosterOf(tx, bureau);
    authorize(actor, "shift.manage", actor.bureau);
    const at = context.clock.now();
    const count = await publishDrafts(tx, bureau, { firstDay: from, lastDay: to }, at);
    const place = { province, city, county, bureau };
    await write(tx, [
      publicationInsertion({ ...place, id: newId(at), firstDay: from, lastDay: to, at, by: actor.person?.id ?? null }),
      ...rosterRecordings(context, actor, at, shiftEventTypes.PUBLISHED, { firstDay: from, lastDay: to, count }),
    ]);
    return count;
  });
}
