import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import type { DictionaryName } from "../dictionary.enums.js";
import type { RenameDictionaryEntryInput } from "../dictionary.inputs.js";
import { type EntryChanges, updateOpenEntry } from "../dictionary.store.js";
import { type RenameDictionaryEntryPayload, toDictionaryEntry } from "../dictionary.type.js";
import {
  authorizeEntryChange,
  checkPosition,
  endedEntry,
  entryLimits,
  findEntryOf,
  placeOfEntry,
  recordEntryChange,
} from "../entry-change.js";
import { forgetNationalEntries } from "../national-entries.js";

/**
 * Changes the names of an entry, and its place in lists. The code stays, so tickets that have it show the new name.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for wrong values, for no change at all and for an entry that has ended
 */
export async function renameDictionaryEntry(
  context: RequestContext,
  input: RenameDictionaryEntryInput,
): Promise<RenameDictionaryEntryPayload> {
  const at = context.clock.now();
  const row = await inScope(context, async (tx) => {
    const actor = actorOf(context);
    const entry = await findEntryOf(tx, input.id);

    authorizeEntryChange(actor, entry.dictionary as DictionaryName, placeOfEntry(entry));

    const changes = readChanges(input);

    const renamed = await updateOpenEntry(tx, entry.id, changes, chinaDay(at));
    if (renamed === null) throw endedEntry();

    await recordEntryChange(tx, context, at, renamed, "RENAMED", { changed: Object.keys(changes) });
    return renamed;
  });
  forgetNationalEntries();
  return { entry: toDictionaryEntry(row, context.locale) };
}

function readChanges(input: RenameDictionaryEntryInput): EntryChanges {
  const { nameChinese, nameEnglish, position } = input;
  const validation = startValidation();
  if (nameChinese != null) validation.text("nameChinese", nameChinese, entryLimits.nameChinese, 1);
  if (nameEnglish != null) validation.text("nameEnglish", nameEnglish, entryLimits.nameEnglish, 1);
  checkPosition(validation, position);
  if (nameChinese == null && nameEnglish == null && position == null) {
    validation.add("nameChinese", {
      zh: "nameChinese、nameEnglish、position 至少填写一项。",
      en: "One of nameChinese, nameEnglish and position is needed.",
    });
  }
  validation.finish();
  return {
    ...(nameChinese == null ? {} : { nameChinese }),
    ...(nameEnglish == null ? {} : { nameEnglish }),
    ...(position == null ? {} : { position }),
  };
}
