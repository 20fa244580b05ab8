import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, invalidInput, notFound } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import type { RotateApiClientSecretInput } from "../access.inputs.js";
import {
  type ApiClientRow,
  endSecrets,
  findApiClientForChange,
  insertSecret,
  updateApiClientRow,
} from "../api-clients.store.js";
import { newClientSecret } from "../client-secret.js";
import { rowIdOf } from "../global-id.js";
import type { ClientWithSecret } from "./create-api-client.js";

const longestOverlapHours = 168;

/** Gives a client a new secret; the one in force works for the overlap, and those before it stop at once. */
export async function rotateApiClientSecret(
  context: RequestContext,
  input: RotateApiClientSecretInput,
): Promise<ClientWithSecret> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "ApiClient", "id");
  checkOverlap(input.overlapHours);
  return inScope(context, async (tx) => {
    const found = await findApiClientForChange(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "client.manage", found);
    if (found.version !== input.version) throw conflict(found.version);
    requireNotRevoked(found);
    const now = context.clock.now();
    const { secret, hash } = newClientSecret();
    const { province, city, county, bureau } = found;
    await endSecrets(tx, id, now, new Date(now.getTime() + input.overlapHours * 3_600_000));
    await insertSecret(tx, { id: newId(now), province, city, county, bureau, client: id, hash, createdAt: now });
    const client = await updateApiClientRow(tx, found, {});
    await record(tx, actor, {
      action: "client.manage",
      subject: { type: "ApiClient", id, version: client.version, place: client },
      at: now,
      requestId: context.requestId,
      detail: { change: "rotateSecret", overlapHours: input.overlapHours },
      events: [{ type: "apiClient.secretRotated" }],
    });
    return { client, secret };
  });
}

function checkOverlap(hours: number): void {
  if (hours >= 0 && hours <= longestOverlapHours) return;
  throw invalidInput("overlapHours", {
    zh: `旧密钥保留时间为 0 至 ${longestOverlapHours} 小时。`,
    en: `The overlap is 0 to ${longestOverlapHours} hours.`,
  });
}

function requireNotRevoked(client: ApiClientRow): void {
  if (client.revokedAt === null) return;
  throw invalidInput("id", {
    zh: "该客户端已被吊销，请新建客户端。",
    en: "The client is revoked; make a new one.",
  });
}
