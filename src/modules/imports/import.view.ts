import { holds, may } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { placeOfImport } from "./import.change.js";
import { importIdOf, importKeyOfParts, importType, mappingIdOf, mappingType } from "./import.ids.js";
import {
  type ImportAction,
  type ImportMode,
  type ImportState,
  importActions,
  isPossible,
  type RunFailure,
} from "./import.states.js";
import { findImport, type ImportKey, type ImportRow } from "./import.store.js";
import { Import } from "./import.type.js";
import type { MappingRule } from "./mapping/fields.js";
import { findMapping, type MappingRow } from "./mapping.store.js";
import { ImportMapping, ImportRule, ImportWord } from "./mapping.type.js";
import type { ImportFormat, ReadingFailure, TextEncoding } from "./reading/raw-rows.js";

/** What an actor may do with an import as it stands, by the rules that the commands refuse by. */
export function permittedActions(actor: Actor, row: ImportRow): ImportAction[] {
  const place = placeOfImport(row);
  return importActions.filter(
    (action) =>
      isPossible(action, row) && may(actor, action === "FETCH_PROBLEMS" ? "import.read" : "import.manage", place),
  );
}

/** Rules of the API from those that are kept. */
export function toRules(rules: readonly MappingRule[]): ImportRule[] {
  return rules.map(({ words, ...rule }) =>
    Object.assign(new ImportRule(), rule, { words: words.map((word) => Object.assign(new ImportWord(), word)) }),
  );
}

/** An import of the API from its row. */
export function toImport(row: ImportRow): Import {
  const { badRows, bytes, checkedAt, columns, endedAt, failedRow, fileName, goodRows, headerRow, knownRows } = row;
  const { mappingName, mappingVersion, requestedAt, rows, startedAt, ticketsKept, ticketsWritten, uploadedAt } = row;
  return Object.assign(new Import(), {
    ...{ badRows, bytes, checkedAt, columns, endedAt, failedRow, fileName, goodRows, headerRow, knownRows, row },
    ...{ mappingName, mappingVersion, requestedAt, rows, startedAt, ticketsKept, ticketsWritten, uploadedAt },
    id: importIdOf(row),
    version: row.version,
    format: row.format as ImportFormat,
    state: row.state as ImportState,
    failure: row.failure as ReadingFailure | RunFailure | null,
    encoding: row.encoding as TextEncoding | null,
    mode: row.mode as ImportMode | null,
    rules: toRules((row.rules as MappingRule[] | null) ?? []),
  });
}

/** A mapping of the API from its row. */
export function toMapping(row: MappingRow): ImportMapping {
  const { name, savedAt, version } = row;
  return Object.assign(new ImportMapping(), {
    ...{ name, savedAt, version, row, id: mappingIdOf(row), isCurrent: row.endedAt === null },
    rules: toRules(row.rules as MappingRule[]),
  });
}

/** Reads an import of the actor's own bureau; null for one that is not there for him. */
export async function readImport(context: RequestContext, key: ImportKey | null): Promise<Import | null> {
  if (key === null) return null;
  const row = await inScope(context, (tx) => findImport(tx, actorOf(context).bureau.bureau, key));
  return row === null ? null : toImport(row);
}

async function readMapping(context: RequestContext, key: ImportKey | null): Promise<ImportMapping | null> {
  if (key === null) return null;
  const row = await inScope(context, (tx) => findMapping(tx, actorOf(context).bureau.bureau, key));
  return row === null ? null : toMapping(row);
}

/**
 * The readers of this module's nodes, for those who read imports.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const importNodeReaders: Readonly<Record<string, NodeReader>> = {
  [importType]: async (context, parts) =>
    holds(actorOf(context), "import.read") ? readImport(context, importKeyOfParts(parts)) : null,
  [mappingType]: async (context, parts) =>
    holds(actorOf(context), "import.read") ? readMapping(context, importKeyOfParts(parts)) : null,
};
