import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { rowIdOf } from "../global-id.js";
import type { LockPersonInput } from "../people.inputs.js";
import { findPersonForChange, type PersonRow, updatePersonRow } from "../people.store.js";

/** Lets a person of the administrator's subtree in again, with the roles that he still holds. */
export async function unlockPerson(context: RequestContext, input: LockPersonInput): Promise<PersonRow> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "Person", "id");
  return inScope(context, async (tx) => {
    const found = await findPersonForChange(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "person.manage", found);
    if (found.version !== input.version) throw conflict(found.version);
    if (found.lockedAt === null) return found;
    const row = await updatePersonRow(tx, found, { lockedAt: null });
    await record(tx, actor, {
      action: "person.manage",
      subject: { type: "Person", id, version: row.version, place: row },
      at: context.clock.now(),
      requestId: context.requestId,
      detail: { change: "unlock" },
      events: [{ type: "person.unlocked" }],
    });
    return row;
  });
}
