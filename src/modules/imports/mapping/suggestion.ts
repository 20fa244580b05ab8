import { fieldRule, type ImportField, importFields, type MappingRule } from "./fields.js";

/** The separators of topics where a rule does not say others. */
export const usualSeparators = "、,，;；/|";

/** A rule that takes a field from a column, with all else as usual. */
export function columnRule(field: ImportField, column: string): MappingRule {
  return {
    field,
    column,
    constant: null,
    otherwise: null,
    unit: unitOf(column),
    separators: usualSeparators,
    words: [],
  };
}

const unitOf = (column: string) => (/万元/u.test(column) ? "TEN_THOUSAND_YUAN" : "YUAN");

// Signs, units and explanations in brackets do not make another title of it.
const plain = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[(（【[].*?[)）】\]]/gu, "")
    .replace(/[\s*:：_-]/gu, "");

/**
 * Suggests a mapping from the titles of a file: each field gets the column that is called as old sheets call it, the more
 * usual name before the less usual, then the one whose title holds such a name. No column is suggested twice.
 */
export function suggestMapping(columns: readonly string[]): MappingRule[] {
  const taken = new Set<string>();
  const rules: MappingRule[] = [];
  const take = (field: ImportField, fits: (title: string, name: string) => boolean): void => {
    if (rules.some((rule) => rule.field === field)) return;
    for (const name of fieldRule(field).titles.map(plain)) {
      const column = columns.find((one) => !taken.has(one) && fits(plain(one), name));
      if (column === undefined) continue;
      taken.add(column);
      rules.push(columnRule(field, column));
      return;
    }
  };
  for (const field of importFields) take(field, (title, name) => title === name);
  // A short name inside a longer title may mean something else.
  for (const field of importFields) take(field, (title, name) => name.length >= 4 && title.includes(name));
  return importFields.flatMap((field) => rules.filter((rule) => rule.field === field));
}
