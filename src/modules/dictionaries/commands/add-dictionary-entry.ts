import { type Place, regionOf } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { invalidInput, notFound, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { actingBureauOf, findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { codePattern } from "../allowed-entries.js";
import { type DictionaryName, DictionaryNameEnum } from "../dictionary.enums.js";
import type { AddDictionaryEntryInput } from "../dictionary.inputs.js";
import {
  countEntriesOf,
  findUsersOfCode,
  insertEntry,
  lockCode,
  type NewDictionaryEntryRow,
} from "../dictionary.store.js";
import { type AddDictionaryEntryPayload, toDictionaryEntry } from "../dictionary.type.js";
import { authorizeEntryChange, checkNotPast, checkPosition, entryLimits, recordEntryChange } from "../entry-change.js";
import { forgetNationalEntries } from "../national-entries.js";

/** How many entries in force one bureau may have in one dictionary: a list that people still read. */
export const mostEntriesOfBureau = 200;

/**
 * Adds an entry to a dictionary, for a bureau and all beneath it.
 *
 * @throws NOT_FOUND for an unknown bureau, FORBIDDEN, INVALID_INPUT for wrong values and for a code in use at the bureau,
 *   above or beneath it, TOO_LARGE for a bureau with 200 entries
 */
export async function addDictionaryEntry(
  context: RequestContext,
  input: AddDictionaryEntryInput,
): Promise<AddDictionaryEntryPayload> {
  const at = context.clock.now();
  const today = chinaDay(at);
  const row = await inScope(context, async (tx) => {
    const actor = actorOf(context);
    const place = await findOwner(tx, input.bureau ?? actor.bureau.bureau, today);

    authorizeEntryChange(actor, input.dictionary, place);

    checkInput(input, today);
    await lockCode(tx, input.dictionary, input.code);
    await requireUnusedCode(tx, input, place);
    await requireRoom(tx, input.dictionary, place, today);

    const added = await insertEntry(tx, { ...toRow(input, place, today), id: newId(at) });

    await recordEntryChange(tx, context, at, added, "ADDED", { validFrom: added.validFrom });
    return added;
  });
  forgetNationalEntries();
  return { entry: toDictionaryEntry(row, context.locale) };
}

// A centre acts for the region of its authority, so words that are meant for it are those of the authority, whose
// administrator adds them: they must be known wherever the centre sends a ticket.
async function findOwner(tx: Transaction, code: string, today: string): Promise<Place> {
  const bureau = await findBureau(tx, code);
  if (bureau === null || !isValidOn(bureau, today)) throw notFound("bureau");
  const place = placeOf(bureau);
  return bureau.kind === "CENTRE" ? { ...place, bureau: regionOf(actingBureauOf(bureau)) } : place;
}

function checkInput(input: AddDictionaryEntryInput, today: string): void {
  const validation = startValidation();
  if (!codePattern.test(input.code)) {
    validation.add("code", {
      zh: "code 应以大写字母开头，由大写字母、数字和下划线组成，最多 60 个字符。",
      en: "code must open with a capital letter and hold capital letters, digits and underscores, at most 60.",
    });
  }
  validation.text("nameChinese", input.nameChinese, entryLimits.nameChinese, 1);
  validation.text("nameEnglish", input.nameEnglish, entryLimits.nameEnglish, 1);
  checkPosition(validation, input.position);
  if (input.validFrom != null) checkNotPast(validation, "validFrom", input.validFrom, today);
  if (
    input.line != null &&
    (input.dictionary !== DictionaryNameEnum.ISSUE_CLASS || !/^[A-Z_]{1,20}$/.test(input.line))
  ) {
    validation.add("line", {
      zh: "line 仅用于问题类别，由大写字母和下划线组成，例如 PRICE。",
      en: "line is for issue classes only, in capital letters and underscores, such as PRICE.",
    });
  }
  validation.finish();
}

async function requireUnusedCode(tx: Transaction, input: AddDictionaryEntryInput, place: Place): Promise<void> {
  const [user] = await findUsersOfCode(tx, input.dictionary, input.code, place);
  if (user === undefined) return;
  throw invalidInput("code", {
    zh: `代码 ${input.code} 已由单位 ${user} 使用（含已停用的条目），请换用新的代码。`,
    en: `The code ${input.code} is in use at bureau ${user}, perhaps by an entry that has ended; choose another.`,
  });
}

async function requireRoom(tx: Transaction, dictionary: DictionaryName, place: Place, today: string): Promise<void> {
  const number = await countEntriesOf(tx, dictionary, place.bureau, today);
  if (number >= mostEntriesOfBureau) throw tooLarge("dictionary", number + 1, mostEntriesOfBureau);
}

function toRow(input: AddDictionaryEntryInput, place: Place, today: string): Omit<NewDictionaryEntryRow, "id"> {
  return {
    ...place,
    dictionary: input.dictionary,
    code: input.code,
    nameChinese: input.nameChinese,
    nameEnglish: input.nameEnglish,
    kinds: [...new Set(input.kinds ?? [])],
    line: input.line ?? null,
    needsExplanation: input.needsExplanation ?? false,
    position: input.position ?? entryLimits.position,
    validFrom: input.validFrom ?? today,
  };
}
