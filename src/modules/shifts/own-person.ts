import type { Actor } from "../../platform/actor.js";
import { forbidden, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";

/**
 * The person who acts, for what one asks for oneself.
 *
 * @throws FORBIDDEN for a program that acts for itself
 */
export function personOf({ person }: Actor): string {
  if (person === null) {
    throw forbidden({
      zh: "班次、换班和请假须由人员本人办理；请用 operator 参数为指定人员取得令牌。",
      en: "Shifts, swaps and leave are a person's own: get a token for a named operator (the parameter operator).",
    });
  }
  return person.id;
}

/**
 * The id of a person out of his global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function personIdOf(globalId: string, field: string): string {
  const given = fromGlobalId(globalId);
  const [id = "", ...rest] = given?.type === "Person" ? given.parts : [];
  if (rest.length > 0 || !isUuid(id)) throw notFound(field);
  return id;
}
