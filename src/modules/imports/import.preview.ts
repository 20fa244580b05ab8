import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin } from "../../platform/database.js";
import { maskFreeText, maskName, maskPhone } from "../../platform/masking.js";
import { openRows } from "./chunk.content.js";
import { findFirstChunk } from "./chunk.store.js";
import type { ImportRow } from "./import.store.js";
import { ImportPreviewRow } from "./import.type.js";
import { fieldRule, type MappingRule } from "./mapping/fields.js";
import { suggestMapping } from "./mapping/suggestion.js";
import { shapeOf } from "./mapping/values.js";
import { findCurrentMappings } from "./mapping.store.js";

/** How many rows are shown before a file is mapped. */
const shownRows = 20;
const shownCharacters = 200;

/**
 * The first rows of a file (预览), so that its columns can be understood.
 *
 * SECURITY: numbers that lead to a person are masked in every cell, and columns that are called like data of a citizen, or
 * were mapped to such, are masked whole: whoever may read contacts reads them on the tickets.
 */
export async function firstRows(context: RequestContext, row: ImportRow): Promise<ImportPreviewRow[]> {
  const actor = actorOf(context);
  const reason = "the first rows of a file of the actor's bureau, which he reads masked";
  const chunk = await inScope(context, (tx) => asSystemWithin(tx, actor, reason, () => findFirstChunk(tx, row)));
  if (chunk === null) return [];
  const rows = await openRows(context.seal, chunk, chunk);
  const masks = row.columns.map((column) => maskOf(column, row));
  return rows.slice(0, shownRows).map(({ cells, number }) =>
    Object.assign(new ImportPreviewRow(), {
      row: number,
      cells: row.columns.map((_, place) =>
        (masks[place] ?? maskPlain)((cells?.[place] ?? "").slice(0, shownCharacters)),
      ),
    }),
  );
}

const maskPlain = (text: string): string => maskFreeText(text, []);

function maskOf(column: string, { rules }: ImportRow): (text: string) => string {
  const mapped = ((rules as MappingRule[] | null) ?? []).filter((rule) => rule.column === column);
  const fields = [...mapped, ...suggestMapping([column])].map(({ field }) => field);
  if (!fields.some((field) => fieldRule(field).isPersonal === true)) return maskPlain;
  if (fields.includes("CONTACT_NAME")) return maskName;
  return fields.includes("CONTACT_PHONE") ? maskPhone : shapeOf;
}

const askedMappings = 50;

/**
 * The rules that fit the columns of a file best: those of the saved mapping of the bureau of which all columns are there,
 * and the most; else those that the titles suggest.
 */
export async function suggestedRules(context: RequestContext, { columns }: ImportRow): Promise<MappingRule[]> {
  const saved = await inScope(context, (tx) => findCurrentMappings(tx, actorOf(context).bureau.bureau, askedMappings));
  const fitting = saved
    .map(({ rules }) => rules as MappingRule[])
    .filter((rules) => rules.every(({ column }) => column === null || columns.includes(column)))
    .sort((one, other) => other.length - one.length);
  return fitting[0] ?? suggestMapping(columns);
}
