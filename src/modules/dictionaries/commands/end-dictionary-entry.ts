import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import type { DictionaryName } from "../dictionary.enums.js";
import type { EndDictionaryEntryInput } from "../dictionary.inputs.js";
import { updateOpenEntry } from "../dictionary.store.js";
import { type EndDictionaryEntryPayload, toDictionaryEntry } from "../dictionary.type.js";
import {
  authorizeEntryChange,
  checkNotPast,
  endedEntry,
  findEntryOf,
  placeOfEntry,
  recordEntryChange,
} from "../entry-change.js";
import { forgetNationalEntries } from "../national-entries.js";

/**
 * Sets the first day on which an entry is no longer in force. Tickets that have it keep it, and its name stays readable.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for a day in the past and for an entry that has ended already
 */
export async function endDictionaryEntry(
  context: RequestContext,
  input: EndDictionaryEntryInput,
): Promise<EndDictionaryEntryPayload> {
  const at = context.clock.now();
  const today = chinaDay(at);
  const row = await inScope(context, async (tx) => {
    const actor = actorOf(context);
    const entry = await findEntryOf(tx, input.id);

    authorizeEntryChange(actor, entry.dictionary as DictionaryName, placeOfEntry(entry));

    const validTo = input.validTo ?? today;
    const validation = startValidation();
    checkNotPast(validation, "validTo", validTo, today);
    validation.finish();

    const ended = await updateOpenEntry(tx, entry.id, { validTo }, today);
    if (ended === null) throw endedEntry();

    await recordEntryChange(tx, context, at, ended, "ENDED", { validTo });
    return ended;
  });
  forgetNationalEntries();
  return { entry: toDictionaryEntry(row, context.locale) };
}
