import { type Actor, pathOf } from "../../platform/actor.js";
import { monotonicMilliseconds } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { startValidation } from "../../platform/validation.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type EntryUse, isAllowed, refusedCodeText, withoutShadowed } from "./allowed-entries.js";
import type { DictionaryName } from "./dictionary.enums.js";
import { type DictionaryEntryRow, findEntriesOnPath } from "./dictionary.store.js";
import { heldNationalEntries, holdNationalEntries } from "./national-entries.js";

/** A code of an input that must name an entry. */
export interface WantedEntry extends EntryUse {
  dictionary: DictionaryName;
  code: string;
  /** Where the code stands in the input, for the error. */
  field: string;
}

/**
 * The entries in force on a day for an actor's bureau: the nation's and those of the bureaus above it and its own, by
 * position. One statement.
 */
export async function entriesInForce(
  tx: Transaction,
  actor: Actor,
  dictionary: DictionaryName,
  on: string,
): Promise<DictionaryEntryRow[]> {
  const entries = await findEntriesOnPath(tx, pathOf(actor.bureau), [dictionary]);
  return withoutShadowed(entries).filter((entry) => isValidOn(entry, on));
}

/**
 * The entries that the codes of an input name, in the order asked for. At most one statement, and none where the process
 * holds all of them: a bureau cannot use a national code for something else, so a national entry needs no look at its own.
 *
 * @throws INVALID_INPUT with a problem for each code that is unknown, not in force on its day for the actor's bureau, not
 *   for the kind of ticket or not of its order; the problem lists codes that are allowed
 */
export async function requireEntries(
  tx: Transaction,
  actor: Actor,
  wanted: readonly WantedEntry[],
): Promise<DictionaryEntryRow[]> {
  const held = heldNationalEntries();
  const known = held === null ? null : namedBy(held, wanted);
  if (known?.every((entry) => entry !== null)) return known;
  const entries = await readEntriesFor(tx, pathOf(actor.bureau), wanted);
  const validation = startValidation();
  const named = namedBy(entries, wanted).flatMap((entry, position) => {
    const asked = wanted[position];
    if (entry !== null || asked === undefined) return entry === null ? [] : [entry];
    const text = refusedCodeText(
      asked.dictionary,
      asked.code,
      allowedCodes(entries, asked),
      otherKinds(entries, asked),
    );
    validation.add(asked.field, text);
    return [];
  });
  validation.finish();
  return named;
}

/** Which of some codes `requireEntries` would take, in the order asked for; with the same statements. */
export async function areAllowed(tx: Transaction, actor: Actor, wanted: readonly WantedEntry[]): Promise<boolean[]> {
  const held = heldNationalEntries();
  const known = held === null ? null : namedBy(held, wanted);
  if (known?.every((entry) => entry !== null)) return known.map(() => true);
  const entries = await readEntriesFor(tx, pathOf(actor.bureau), wanted);
  return namedBy(entries, wanted).map((entry) => entry !== null);
}

/**
 * The entry that one code of an input names.
 *
 * @throws INVALID_INPUT as `requireEntries` does
 */
export async function requireEntry(tx: Transaction, actor: Actor, wanted: WantedEntry): Promise<DictionaryEntryRow> {
  const [entry] = await requireEntries(tx, actor, [wanted]);
  if (entry === undefined) throw new Error("a required entry was neither found nor refused");
  return entry;
}

// When the national entries are held, a code was not among them: the bureaus of the path are asked about its dictionary.
// When they are not, everything of the path comes, and the national part is kept for the next.
async function readEntriesFor(
  tx: Transaction,
  path: readonly string[],
  wanted: readonly WantedEntry[],
): Promise<DictionaryEntryRow[]> {
  if (heldNationalEntries() !== null) {
    return withoutShadowed(await findEntriesOnPath(tx, path, [...new Set(wanted.map((one) => one.dictionary))]));
  }
  const readAt = monotonicMilliseconds();
  const entries = await findEntriesOnPath(tx, path, null);
  holdNationalEntries(entries, readAt);
  return withoutShadowed(entries);
}

function namedBy(
  entries: readonly DictionaryEntryRow[],
  wanted: readonly WantedEntry[],
): (DictionaryEntryRow | null)[] {
  return wanted.map(
    (asked) =>
      entries.find(
        (entry) => entry.code === asked.code && entry.dictionary === asked.dictionary && isAllowed(entry, asked),
      ) ?? null,
  );
}

// The kinds that the code may stand for, where only the kind of the ticket keeps it out.
function otherKinds(
  entries: readonly DictionaryEntryRow[],
  asked: WantedEntry,
): { kinds: readonly string[]; wanted: string } | undefined {
  if (asked.kind == null) return undefined;
  const [entry] = namedBy(entries, [{ ...asked, kind: null }]);
  return entry == null ? undefined : { kinds: entry.kinds, wanted: asked.kind };
}

function allowedCodes(entries: readonly DictionaryEntryRow[], asked: WantedEntry): string[] {
  return entries
    .filter((entry) => entry.dictionary === asked.dictionary && isAllowed(entry, asked))
    .map((entry) => entry.code);
}
