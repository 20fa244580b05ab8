import type { RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { type DutyPersonRow, findDutyPeople } from "./person.store.js";

/**
 * Reads the names, desk numbers and work telephones of people by id, whether or not their rows are in scope.
 *
 * SECURITY: widened sight: only these of officers, for rosters, notices and requests that the caller sees; whoever uses this has
 * taken the ids from such an object. The work telephone is told to those alone who may ask who is on duty. Nothing else of a
 * person leaves by it.
 */
export const dutyPersonLoader = defineLoader<DutyPersonRow>(async (context, ids) => {
  const rows = await context.database.asSystem("names of officers on rosters", (tx) => findDutyPeople(tx, ids));
  return new Map(rows.map((row) => [row.id, row]));
});

/** The name of somebody; null for nobody, and for a person who is no more. */
export async function nameOf(context: RequestContext, id: string | null): Promise<string | null> {
  return id === null ? null : ((await dutyPersonLoader(context, id))?.name ?? null);
}
