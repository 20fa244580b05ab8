import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, forbidden, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { rowIdOf } from "../global-id.js";
import { requireAnotherAdministrator } from "../last-administrator.js";
import type { LockPersonInput } from "../people.inputs.js";
import { findPersonForChange, type PersonRow, updatePersonRow } from "../people.store.js";

/** Locks a person of the administrator's subtree out: within five seconds no token of his works anywhere. */
export async function lockPerson(context: RequestContext, input: LockPersonInput): Promise<PersonRow> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "Person", "id");
  return inScope(context, async (tx) => {
    const found = await findPersonForChange(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "person.manage", found);
    if (found.id === actor.person?.id) {
      throw forbidden({ zh: "不能停用自己。", en: "You cannot lock yourself out." });
    }
    if (found.version !== input.version) throw conflict(found.version);
    if (found.lockedAt !== null) return found;
    const now = context.clock.now();
    await requireAnotherAdministrator(tx, actor, { person: id, bureau: null, today: chinaDay(now) });
    const row = await updatePersonRow(tx, found, { lockedAt: now });
    await record(tx, actor, {
      action: "person.manage",
      subject: { type: "Person", id, version: row.version, place: row },
      at: now,
      requestId: context.requestId,
      detail: { change: "lock" },
      events: [{ type: "person.locked" }],
    });
    return row;
  });
}
