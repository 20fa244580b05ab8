import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import type { RevokeApiClientInput } from "../access.inputs.js";
import { type ApiClientRow, findApiClientForChange, updateApiClientRow } from "../api-clients.store.js";
import { rowIdOf } from "../global-id.js";

/** Revokes a client for good: within five seconds no token of it works anywhere. */
export async function revokeApiClient(context: RequestContext, input: RevokeApiClientInput): Promise<ApiClientRow> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "ApiClient", "id");
  return inScope(context, async (tx) => {
    const found = await findApiClientForChange(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "client.manage", found);
    if (found.version !== input.version) throw conflict(found.version);
    if (found.revokedAt !== null) return found;
    const now = context.clock.now();
    const client = await updateApiClientRow(tx, found, { revokedAt: now });
    await record(tx, actor, {
      action: "client.manage",
      subject: { type: "ApiClient", id, version: client.version, place: client },
      at: now,
      requestId: context.requestId,
      detail: { change: "revoke" },
      events: [{ type: "apiClient.revoked" }],
    });
    return client;
  });
}
