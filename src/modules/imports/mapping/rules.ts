import type { Validation } from "../../../platform/validation.js";
import { startValidation } from "../../../platform/validation.js";
import { fieldRule, type ImportField, type MappingRule } from "./fields.js";
import { usualSeparators } from "./suggestion.js";

/** A rule as it is given. */
export interface GivenRule {
  field: ImportField;
  column?: string | null;
  constant?: string | null;
  otherwise?: string | null;
  unit: MappingRule["unit"];
  separators?: string | null;
  words?: readonly { word: string; value: string }[] | null;
}

/** How many words one rule may explain. */
export const mostWords = 500;

const needed: readonly ImportField[] = ["KIND", "FACTS", "ISSUE_CLASS", "CHANNEL"];

/**
 * Checks the rules of a mapping, and gives them as they are kept.
 *
 * @param columns the titles of the file that they are for; null where they are only to be saved
 * @throws INVALID_INPUT for a field that comes twice or is missing, a column that the file has not, a rule that says neither
 *   or both of column and constant
 */
export function checkRules(given: readonly GivenRule[], columns: readonly string[] | null): MappingRule[] {
  const check = startValidation();
  const rules = given.map(toRule);
  for (const [place, rule] of rules.entries()) checkRule(check, `rules[${place}]`, rule, columns);
  if (new Set(rules.map(({ field }) => field)).size < rules.length) {
    check.add("rules", { zh: "每个字段只能对应一次。", en: "Each field may be mapped once." });
  }
  const mapped = new Set(rules.map(({ field }) => field));
  const missing = needed.filter((field) => !mapped.has(field));
  if (!mapped.has("REGISTERED_AT") && !mapped.has("RECEIVED_AT")) missing.push("REGISTERED_AT");
  if (missing.length > 0) {
    check.add("rules", {
      zh: `缺少必需字段的对应：${missing.map((field) => fieldRule(field).zh).join("、")}。`,
      en: `Needed fields are not mapped: ${missing.join(", ")}.`,
    });
  }
  check.finish();
  return rules;
}

function toRule({ column, constant, field, otherwise, separators, unit, words }: GivenRule): MappingRule {
  return {
    ...{ field, unit, column: column ?? null, constant: constant ?? null, otherwise: otherwise ?? null },
    separators: separators ?? usualSeparators,
    words: (words ?? []).map(({ value, word }) => ({ word, value })),
  };
}

function checkRule(check: Validation, place: string, rule: MappingRule, columns: readonly string[] | null): void {
  const { column, constant, otherwise, separators, words } = rule;
  check.text(`${place}.column`, column, 100, column === null ? 0 : 1);
  check.text(`${place}.constant`, constant, 200, constant === null ? 0 : 1);
  check.text(`${place}.otherwise`, otherwise, 200, otherwise === null ? 0 : 1);
  check.text(`${place}.separators`, separators, 20);
  if ((column === null) === (constant === null)) {
    check.add(place, {
      zh: "须填写列名或固定值，且只填其一。",
      en: "Give a column or a constant, and not both.",
    });
  }
  if (column !== null && columns !== null && !columns.includes(column)) {
    check.add(`${place}.column`, { zh: "文件中没有这一列。", en: "The file has no such column." });
  }
  if (words.length > mostWords) {
    check.add(`${place}.words`, { zh: `最多 ${mostWords} 个词。`, en: `At most ${mostWords} words.` });
    return;
  }
  for (const [at, { value, word }] of words.entries()) {
    check.text(`${place}.words[${at}].word`, word, 100, 1);
    check.text(`${place}.words[${at}].value`, value, 100, 1);
  }
}
