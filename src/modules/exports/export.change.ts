import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { type RecordedValue, recordings, type SystemActor } from "../../platform/record.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { exportEventTypes } from "./export.events.js";
import { type ExportRow, exportUpdate } from "./export.store.js";
import { exportType } from "./export.type.js";
import { exportIdOf, placeOfExport } from "./export.view.js";
import { type ExportFailure, keptMilliseconds } from "./export.workflow.js";

/** What is told of a change of an export. */
export interface Told {
  action: "export.request" | "export.download" | "export.platform";
  event: keyof typeof exportEventTypes;
  at: Date;
  requestId: string;
  detail?: { [name: string]: RecordedValue };
}

/**
 * What is recorded of an export: codes and counts.
 *
 * SECURITY: neither the purpose nor the words of a search, in which somebody may be named.
 */
export function exportRecordings(
  actor: Actor | SystemActor,
  row: ExportRow,
  { action, at, detail = {}, event, requestId }: Told,
): readonly (Writing | null)[] {
  const facts = { subject: row.subject, format: row.format, ...detail };
  const subject = { type: exportType, id: exportIdOf(row), place: placeOfExport(row) };
  const events = [{ type: exportEventTypes[event], payload: facts }];
  return recordings(actor, [{ action, at, requestId, subject, detail: facts, events }]);
}

/** When and in which request or job something is done. */
export interface Moment {
  at: Date;
  requestId: string;
}

/** The export as it is once its last part is written. */
export function asDone(row: ExportRow, at: Date): ExportRow {
  return { ...row, state: "DONE", endedAt: at, expiresAt: new Date(at.getTime() + keptMilliseconds) };
}

/** Stops an export for good, as the platform; its parts are thrown away by the pass. */
export async function failExport(
  tx: Transaction,
  row: ExportRow,
  failure: ExportFailure,
  { at, requestId }: Moment,
): Promise<void> {
  const { rowsDone } = row;
  await write(tx, [
    exportUpdate(row, { state: "FAILED", failure, endedAt: at }),
    ...exportRecordings({ place: placeOfExport(row) }, row, {
      ...{ action: "export.platform", event: "FAILED", at, requestId },
      detail: { failure, rows: rowsDone },
    }),
  ]);
}

/** Throws the file of an export away, as the platform: the row stays, and the pass deletes the parts. */
export async function expireExport(tx: Transaction, row: ExportRow, { at, requestId }: Moment): Promise<void> {
  await write(tx, [
    exportUpdate(row, { state: "EXPIRED" }),
    ...exportRecordings({ place: placeOfExport(row) }, row, {
      ...{ action: "export.platform", event: "EXPIRED", at, requestId },
      detail: { rows: row.rowsDone },
    }),
  ]);
}
