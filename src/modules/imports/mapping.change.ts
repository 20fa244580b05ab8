import type { Actor } from "../../platform/actor.js";
import { recordings } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import type { Told } from "./import.change.js";
import { importEventTypes } from "./import.events.js";
import { mappingIdOf, mappingType } from "./import.ids.js";
import type { MappingRule } from "./mapping/fields.js";
import type { MappingRow } from "./mapping.store.js";

/** What is recorded of a mapping: its fields, and no title or word of a file. */
export function mappingRecordings(
  actor: Actor,
  row: MappingRow,
  { at, event, requestId }: Told,
): readonly (Writing | null)[] {
  const { bureau, city, county, province, version } = row;
  const detail = { version, fields: (row.rules as MappingRule[]).map(({ field }) => field) };
  const subject = { type: mappingType, id: mappingIdOf(row), version, place: { province, city, county, bureau } };
  const events = [{ type: importEventTypes[event], payload: detail }];
  return recordings(actor, [{ action: "import.manage", at, requestId, subject, detail, events }]);
}
