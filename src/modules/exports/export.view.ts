import { holds, may } from "../../access/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { maskFreeText } from "../../platform/masking.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { isExportColumn } from "./export.columns.js";
import { type ExportKey, type ExportRow, findExport } from "./export.store.js";
import { Export, exportType } from "./export.type.js";
import {
  type ExportAction,
  type ExportFailure,
  type ExportFormat,
  type ExportState,
  type ExportSubject,
  exportActions,
  isPossible,
} from "./export.workflow.js";

/** The global identifier of an export. */
export function exportIdOf({ id, province }: ExportKey): string {
  return toGlobalId(exportType, province, id);
}

/** The key of an export out of the parts of its global identifier; null where they are none. */
function exportKeyOfParts([province = "", id = "", ...rest]: readonly string[]): ExportKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/** The key of an export out of its global identifier; null for an identifier of another type, and for none of ours. */
export function exportKeyOrNull(globalId: string): ExportKey | null {
  const given = fromGlobalId(globalId);
  return given?.type === exportType ? exportKeyOfParts(given.parts) : null;
}

/**
 * The key of an export out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function exportKeyOf(globalId: string, field: string): ExportKey {
  const key = exportKeyOrNull(globalId);
  if (key === null) throw notFound(field);
  return key;
}

/** Where an export belongs. */
export function placeOfExport({ bureau, city, county, province }: ExportRow): Place {
  return { province, city, county, bureau };
}

const endings = { JSONL: "jsonl", CSV: "csv" } as const satisfies Record<ExportFormat, string>;

/** The name of the file of an export: what, when and which, in letters that every system knows. */
export function fileNameOf({ format, id, requestedAt, subject }: ExportRow): string {
  const day = chinaDay(requestedAt).replaceAll("-", "");
  return `${subject.toLowerCase()}-${day}-${id.slice(-12)}.${endings[format as ExportFormat]}`;
}

const rightOfAction = { CANCEL: "export.request", DOWNLOAD: "export.download" } as const;

/** What an actor may do with an export as it stands, by the rules that the commands refuse by. */
export function permittedActions(actor: Actor, row: ExportRow): ExportAction[] {
  return exportActions.filter(
    (action) => isPossible(action, row.state) && may(actor, rightOfAction[action], placeOfExport(row)),
  );
}

// What people wrote in their own words; all else is codes, days and numbers.
const words: readonly string[] = ["text", "respondent"];

const maskedWords = (name: string, value: unknown): unknown =>
  words.includes(name) && typeof value === "string" ? maskFreeText(value, []) : value;

/** An export of the API from its row. */
export function toExport(row: ExportRow): Export {
  const { bytes, endedAt, expiresAt, hasByteOrderMark, requestedAt, rowsDone, rowsExpected, startedAt } = row;
  return Object.assign(new Export(), {
    ...{ bytes, endedAt, expiresAt, hasByteOrderMark, requestedAt, rowsDone, rowsExpected, startedAt, row },
    id: exportIdOf(row),
    subject: row.subject as ExportSubject,
    format: row.format as ExportFormat,
    state: row.state as ExportState,
    failure: row.failure as ExportFailure | null,
    columns: row.columns.filter(isExportColumn),
    asked: JSON.stringify(row.asked, maskedWords),
    // Whoever names a citizen there has said more than he should have; numbers at least do not leave again.
    purpose: maskFreeText(row.purpose, []),
    fileName: fileNameOf(row),
  });
}

/** Reads an export of the actor's own bureau; null for one that is not there for him. */
export async function readExport(context: RequestContext, key: ExportKey | null): Promise<Export | null> {
  if (key === null) return null;
  const row = await inScope(context, (tx) => findExport(tx, actorOf(context).bureau.bureau, key));
  return row === null ? null : toExport(row);
}

/**
 * The reader of this module's nodes, for those who read exports.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const exportNodeReaders: Readonly<Record<string, NodeReader>> = {
  [exportType]: async (context, parts) =>
    holds(actorOf(context), "export.read") ? readExport(context, exportKeyOfParts(parts)) : null,
};
