import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";

/**
 * The row's id out of a global identifier of one type.
 *
 * @param type the GraphQL type that the identifier must name
 * @param field the input field that holds it
 * @throws NOT_FOUND for an identifier of another type, or for none of ours: such an object does not exist
 */
export function rowIdOf(globalId: string, type: string, field: string): string {
  const key = fromGlobalId(globalId);
  const id = key?.parts[0] ?? "";
  if (key?.type !== type || key.parts.length !== 1 || !isUuid(id)) throw notFound(field);
  return id;
}
