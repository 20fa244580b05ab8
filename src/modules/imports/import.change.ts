import type { Actor, Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { type RecordedValue, recordings, type SystemActor } from "../../platform/record.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { importEventTypes } from "./import.events.js";
import { importIdOf, importType } from "./import.ids.js";
import type { ImportState } from "./import.states.js";
import { type ImportRow, importUpdate } from "./import.store.js";

/** Where an import belongs. */
export function placeOfImport({ bureau, city, county, province }: ImportRow): Place {
  return { province, city, county, bureau };
}

/** When and in which request or job something is done. */
export interface Moment {
  at: Date;
  requestId: string;
}

/** What is told of a change of an import. */
export interface Told extends Moment {
  event: keyof typeof importEventTypes;
  /** By which right a person or program did it; `import.manage` where it is not given. */
  action?: "import.manage" | "import.read";
  detail?: { [name: string]: RecordedValue };
}

/**
 * What is recorded of an import: codes, counts and digests.
 *
 * SECURITY: neither the name of the file nor a title of it, in which somebody may be named.
 */
export function importRecordings(
  actor: Actor | SystemActor,
  row: ImportRow,
  { action: right = "import.manage", at, detail = {}, event, requestId }: Told,
): readonly (Writing | null)[] {
  const facts = { format: row.format, ...detail };
  const subject = { type: importType, id: importIdOf(row), place: placeOfImport(row) };
  const action = "bureau" in actor ? right : "import.platform";
  const events = [{ type: importEventTypes[event], payload: facts }];
  return recordings(actor, [{ action, at, requestId, subject, detail: facts, events }]);
}

/** The import as it is once it has ended. */
export function asEnded(row: ImportRow, state: ImportState, at: Date, failure: string | null = null): ImportRow {
  return { ...row, state, failure, endedAt: at, progressedAt: at, version: row.version + 1 };
}

/** Ends an import for good, as the platform; its chunks are thrown away by the pass. */
export async function failImport(tx: Transaction, row: ImportRow, failure: string, moment: Moment): Promise<void> {
  const ended = asEnded(row, "FAILED", moment.at, failure);
  await write(tx, [
    importUpdate(row, ended),
    ...importRecordings({ place: placeOfImport(row) }, row, { ...moment, event: "FAILED", detail: { failure } }),
  ]);
}
