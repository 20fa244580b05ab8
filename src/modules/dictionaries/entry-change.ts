import { authorize } from "../../access/index.js";
import { type Actor, nationCode, type Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { forbidden, invalidInput, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type RecordedValue, record } from "../../platform/record.js";
import type { Validation } from "../../platform/validation.js";
import { type DictionaryName, DictionaryNameEnum } from "./dictionary.enums.js";
import { dictionaryEventTypes } from "./dictionary.events.js";
import { type DictionaryEntryRow, findEntries } from "./dictionary.store.js";
import { dictionaryEntryType } from "./dictionary.type.js";

/** The longest names, in characters, and the greatest position. */
export const entryLimits = { nameChinese: 100, nameEnglish: 200, position: 32_000 } as const;

/**
 * Finds the entry of a command.
 *
 * @throws NOT_FOUND for an identifier of no entry, or of one that is not visible
 */
export async function findEntryOf(tx: Transaction, globalId: string): Promise<DictionaryEntryRow> {
  const key = fromGlobalId(globalId);
  const [id] = key?.parts ?? [];
  if (key?.type !== dictionaryEntryType || id === undefined || !isUuid(id)) throw notFound("id");
  const [entry] = await findEntries(tx, [id]);
  if (entry === undefined) throw notFound("id");
  return entry;
}

/**
 * Whether an actor may change entries of a dictionary at a place: an administrator, of his own region alone.
 *
 * SECURITY: nobody changes the grounds of law, for the law is no bureau's; they change with a release. Channels are one
 * list for the whole country, so that numbers can be compared.
 *
 * @throws FORBIDDEN
 */
export function authorizeEntryChange(actor: Actor, dictionary: DictionaryName, place: Place): void {
  authorize(actor, "dictionary.manage", place);
  if (dictionary === DictionaryNameEnum.REFUSAL_GROUND || dictionary === DictionaryNameEnum.TERMINATION_GROUND) {
    throw forbidden({
      zh: "不予受理、终止调解的情形由法规规定，任何单位不得增改。",
      en: "The grounds of law are set by the orders; no bureau adds, renames or ends them.",
    });
  }
  if (dictionary === DictionaryNameEnum.CHANNEL && place.bureau !== nationCode) {
    throw forbidden({ zh: "来源渠道由总局统一维护。", en: "Channels are kept by the nation alone." });
  }
}

/** The place of an entry. */
export function placeOfEntry(entry: DictionaryEntryRow): Place {
  const { province, city, county, bureau } = entry;
  return { province, city, county, bureau };
}

/** Notes a position that a list cannot have. */
export function checkPosition(validation: Validation, position: number | null | undefined): void {
  if (position == null || (position >= 0 && position <= entryLimits.position)) return;
  validation.add("position", {
    zh: `position 应在 0 至 ${entryLimits.position} 之间。`,
    en: `position must be between 0 and ${entryLimits.position}.`,
  });
}

/** Notes a day in the past: what was in force then is history. */
export function checkNotPast(validation: Validation, field: string, day: string, today: string): void {
  if (day >= today) return;
  validation.add(field, {
    zh: `${field} 不能早于今天（${today}）。`,
    en: `${field} cannot be before today (${today}).`,
  });
}

/** The error for an entry that has ended: its code stays with the tickets that have it, and nothing else changes. */
export function endedEntry(): Error {
  return invalidInput("id", {
    zh: "该条目已停用，不能再修改；请新增条目。",
    en: "The entry has ended and changes no more; add a new one.",
  });
}

/**
 * Records a change of an entry in the audit and tells it in the outbox.
 *
 * @param detail what the audit keeps besides the entry: days and the names of fields, no words
 */
export async function recordEntryChange(
  tx: Transaction,
  context: RequestContext,
  at: Date,
  entry: DictionaryEntryRow,
  change: keyof typeof dictionaryEventTypes,
  detail: { [name: string]: RecordedValue },
): Promise<void> {
  const { dictionary, code, bureau } = entry;
  await record(tx, actorOf(context), {
    action: "dictionary.manage",
    at,
    requestId: context.requestId,
    subject: { type: dictionaryEntryType, id: toGlobalId(dictionaryEntryType, entry.id), place: placeOfEntry(entry) },
    detail: { change, dictionary, code, bureau, ...detail },
    events: [{ type: dictionaryEventTypes[change], payload: { dictionary, code, bureau } }],
  });
}
