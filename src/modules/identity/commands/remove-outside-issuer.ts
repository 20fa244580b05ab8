import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import type { RemoveOutsideIssuerInput } from "../access.inputs.js";
import { rowIdOf } from "../global-id.js";
import { findOutsideIssuer, type OutsideIssuerRow, removeOutsideIssuerRow } from "../outside-issuers.store.js";

/** Removes an outside issuer: within five seconds no token of it is taken anywhere. */
export async function removeOutsideIssuer(
  context: RequestContext,
  input: RemoveOutsideIssuerInput,
): Promise<OutsideIssuerRow> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "OutsideIssuer", "id");
  return inScope(context, async (tx) => {
    const found = await findOutsideIssuer(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "issuer.manage", found);
    const now = context.clock.now();
    if (!(await removeOutsideIssuerRow(tx, id, now))) throw notFound("id");
    await record(tx, actor, {
      action: "issuer.manage",
      subject: { type: "OutsideIssuer", id, place: found },
      at: now,
      requestId: context.requestId,
      detail: { change: "remove" },
      events: [{ type: "outsideIssuer.removed" }],
    });
    return { ...found, removedAt: now };
  });
}
