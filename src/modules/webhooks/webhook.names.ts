import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const webhookType = "Webhook";

/** The key of a webhook. */
export interface WebhookKey {
  province: string;
  id: string;
}

/** The global identifier of a webhook. */
export function webhookIdOf({ id, province }: WebhookKey): string {
  return toGlobalId(webhookType, province, id);
}

/** The key of a webhook out of the parts of its global identifier; null where they are none. */
export function webhookKeyOfParts([province = "", id = "", ...rest]: readonly string[]): WebhookKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/**
 * The key of a webhook out of its global identifier.
 *
 * @param field the field of the input that holds it
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function webhookKeyOf(globalId: string, field: string): WebhookKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === webhookType ? webhookKeyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}
