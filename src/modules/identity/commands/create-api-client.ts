import { authorize, clientScopes } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { newId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { placeOf } from "../../jurisdictions/index.js";
import type { CreateApiClientInput } from "../access.inputs.js";
import { type ApiClientRow, insertApiClient, insertSecret } from "../api-clients.store.js";
import { requireBureau, requireInForce } from "../bureau-named.js";
import { newClientSecret } from "../client-secret.js";

/** A client with its secret, which is known here and never again. */
export interface ClientWithSecret {
  client: ApiClientRow;
  secret: string;
}

/** Makes an API client for a bureau of the administrator's subtree. */
export async function createApiClient(context: RequestContext, input: CreateApiClientInput): Promise<ClientWithSecret> {
  const actor = actorOf(context);
  const now = context.clock.now();
  checkInput(input, now);
  return inScope(context, async (tx) => {
    const bureau = await requireBureau(tx, input.bureau, "bureau");
    authorize(actor, "client.manage", placeOf(bureau));
    requireInForce(bureau, chinaDay(now), "bureau");
    const place = placeOf(bureau);
    const client: ApiClientRow = {
      id: newId(now),
      ...place,
      name: input.name,
      scopes: clientScopes.filter((scope) => input.scopes.includes(scope)),
      createdBy: actor.person?.id ?? null,
      createdAt: now,
      expiresAt: input.expiresAt ?? null,
      revokedAt: null,
      version: 1,
    };
    const { secret, hash } = newClientSecret();
    await insertApiClient(tx, client);
    await insertSecret(tx, { id: newId(now), ...place, client: client.id, hash, createdAt: now });
    await record(tx, actor, {
      action: "client.manage",
      subject: { type: "ApiClient", id: client.id, version: 1, place },
      at: now,
      requestId: context.requestId,
      detail: { change: "create", scopes: client.scopes, expiresAt: client.expiresAt?.toISOString() ?? null },
      events: [{ type: "apiClient.created" }],
    });
    return { client, secret };
  });
}

function checkInput(input: CreateApiClientInput, now: Date): void {
  const check = startValidation();
  check.text("name", input.name, 100, 1);
  const known: readonly string[] = clientScopes;
  if (input.scopes.length === 0 || input.scopes.some((scope) => !known.includes(scope))) {
    check.add("scopes", {
      zh: `授权范围至少一项，且只能取自：${clientScopes.join("、")}。`,
      en: `Give at least one scope, out of: ${clientScopes.join(", ")}.`,
    });
  }
  if (input.expiresAt != null && input.expiresAt <= now) {
    check.add("expiresAt", { zh: "到期时间必须晚于现在。", en: "The end must be later than now." });
  }
  check.finish();
}
