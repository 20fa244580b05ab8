import { fromGlobalId, toGlobalId } from "../../platform/ids.js";
import type { LoggedEvent } from "../../platform/live-source.js";

/** What an event is about. */
export interface EventSubject {
  /** The GraphQL type. */
  type: string;
  /** The parts of its key. */
  parts: readonly string[];
  /** Its global identifier. */
  id: string;
}

/**
 * What an event is about. Most events name their subject by its global identifier, some by its bare key, whose parts have a
 * slash between them. Pure.
 */
export function subjectOf({ subjectId, subjectType }: Pick<LoggedEvent, "subjectId" | "subjectType">): EventSubject {
  const named = fromGlobalId(subjectId);
  const parts = named?.type === subjectType ? named.parts : subjectId.split("/");
  return { type: subjectType, parts, id: toGlobalId(subjectType, ...parts) };
}
