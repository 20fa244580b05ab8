import { fromGlobalId, isUuid } from "../../platform/ids.js";

/** The key of a matter between bureaus: its province, and its id. */
export interface MatterKey {
  province: string;
  id: string;
}

/**
 * The key of a matter from its global identifier; null where the text is none.
 *
 * @param type the GraphQL type of the matter
 */
export function matterKeyOf(id: string, type: string): MatterKey | null {
  const key = fromGlobalId(id);
  return key?.type === type ? matterKeyOfParts(key.parts) : null;
}

/** The key of a matter from the parts of its global identifier; null where they are not such a key. */
export function matterKeyOfParts(parts: readonly string[]): MatterKey | null {
  const [province, id, ...rest] = parts;
  return province === undefined || id === undefined || rest.length > 0 || !isUuid(id) ? null : { province, id };
}

/** The key of a matter as one text, for loaders. */
export function matterKeyText({ province, id }: MatterKey): string {
  return `${province}:${id}`;
}

/** Reads the key back from its text. */
export function matterKeyFromText(text: string): MatterKey {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
}
