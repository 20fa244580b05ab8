import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import type { AssignmentKey } from "./assignment.store.js";
import { assignmentType } from "./roster.reading.js";

/**
 * The key of an assignment out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function assignmentKeyOf(globalId: string, field: string): AssignmentKey {
  const given = fromGlobalId(globalId);
  const [province = "", id = "", ...rest] = given?.type === assignmentType ? given.parts : [];
  if (rest.length > 0 || province === "" || !isUuid(id)) throw notFound(field);
  return { province, id };
}
