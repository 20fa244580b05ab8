import type { DictionaryEntryRow, DictionaryName, TicketKind } from "../../dictionaries/index.js";
import type { DivisionRow } from "../../jurisdictions/index.js";

/** The words that are known besides those of the mapping. */
export interface Lexicon {
  /** The entries in force of the dictionaries that fields name. */
  entries: readonly DictionaryEntryRow[];
  /** The divisions that words of the file may mean, by code and by name. */
  divisions: readonly DivisionRow[];
  /** Where the bureau is: of several divisions of one name, its own is meant. */
  place: { province: string; city: string | null };
}

const plain = (word: string): string => word.normalize("NFKC").trim().toLowerCase();

/** The entry that a word names by its code or one of its names, for a kind of ticket; null where there is none. */
export function entryNamed(
  { entries }: Lexicon,
  { dictionary, kind, word }: { dictionary: DictionaryName; kind: TicketKind | null; word: string },
): DictionaryEntryRow | null {
  const wanted = plain(word);
  const found = entries.filter(
    (entry) =>
      entry.dictionary === dictionary &&
      (kind === null || entry.kinds.length === 0 || entry.kinds.includes(kind)) &&
      [entry.code, entry.nameChinese, entry.nameEnglish ?? ""].some((name) => plain(name) === wanted),
  );
  return found[0] ?? null;
}

const code = /^\d{6}$/;
const ofUnits = /^(?:.*?(?:省|自治区))?(?:.*?(?:自治州|地区|盟|市))?(?=.+)/u;

/**
 * The names by which a word may mean a division: as it stands, and without what stands before the last part, so that
 * 黑龙江省七台河市桃山区 is found by 桃山区.
 */
export function divisionNames(word: string): string[] {
  const whole = word.normalize("NFKC").replace(/\s/gu, "");
  if (whole === "" || code.test(whole)) return [];
  const last = whole.replace(ofUnits, "");
  return [...new Set([whole, last])].filter((name) => name !== "");
}

/** The division that a word names by its code or name. Of several the one in the bureau's city or province is meant. */
export function divisionNamed({ divisions, place }: Lexicon, word: string): DivisionRow | "UNKNOWN" | "AMBIGUOUS" {
  const whole = word.normalize("NFKC").replace(/\s/gu, "");
  if (code.test(whole)) return divisions.find((row) => row.code === whole) ?? "UNKNOWN";
  for (const name of divisionNames(word)) {
    const named = divisions.filter((row) => row.name === name);
    const inCity = named.filter((row) => row.city !== null && row.city === place.city);
    const inProvince = named.filter((row) => row.province === place.province);
    const meant = [inCity, inProvince, named].find((some) => some.length > 0) ?? [];
    if (meant.length > 1) return "AMBIGUOUS";
    if (meant[0] !== undefined) return meant[0];
  }
  return "UNKNOWN";
}
