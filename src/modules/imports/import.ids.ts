import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import type { ImportKey } from "./import.store.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const importType = "Import";

/** The same of a mapping. */
export const mappingType = "ImportMapping";

/** The global identifier of an import. */
export function importIdOf({ id, province }: ImportKey): string {
  return toGlobalId(importType, province, id);
}

/** The global identifier of a mapping. */
export function mappingIdOf({ id, province }: ImportKey): string {
  return toGlobalId(mappingType, province, id);
}

/** The key of an import or a mapping out of the parts of its global identifier; null where they are none. */
export function importKeyOfParts([province = "", id = "", ...rest]: readonly string[]): ImportKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/** The key of an import out of its global identifier; null for an identifier of another type, and for none of ours. */
export function importKeyOrNull(globalId: string): ImportKey | null {
  const given = fromGlobalId(globalId);
  return given?.type === importType ? importKeyOfParts(given.parts) : null;
}

/**
 * The key of an import out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function importKeyOf(globalId: string, field: string): ImportKey {
  const key = importKeyOrNull(globalId);
  if (key === null) throw notFound(field);
  return key;
}

/** The name of the slot into which the file of an import is brought. */
export function slotOf({ id, province }: ImportKey): string {
  return `${province}_${id}`;
}

/** The key of an import out of the name of its slot; null where it is none. */
export function keyOfSlot(slot: string): ImportKey | null {
  return importKeyOfParts(slot.split("_"));
}
