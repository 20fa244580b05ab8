import type { RequestContext } from "../../platform/context.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { isCode } from "../tickets/index.js";
import type { CountingFilter } from "./counting/counting.js";

/** How many values one condition may list. */
const mostValues = 50;

const longestRespondent = 200;

/** The longest name of a queue, or code of an operator. */
const longestNameOfCalls = 60;

const dictionaries = {
  channels: "CHANNEL",
  issueClasses: "ISSUE_CLASS",
  goodsClasses: "GOODS_CLASS",
  topics: "TOPIC",
} as const satisfies Partial<Record<keyof CountingFilter, DictionaryName>>;

/**
 * Checks the values of a filter, and whether the dictionaries know its codes: of a code that nobody knows the number would
 * be zero, and read as if there were no such tickets.
 *
 * @throws INVALID_INPUT with all wrong conditions at once
 */
export async function checkCodes(context: RequestContext, filter: CountingFilter): Promise<void> {
  const validation = startValidation();
  for (const [field, value] of Object.entries(filter)) {
    if (!Array.isArray(value)) continue;
    if (field === "queues" || field === "operators") {
      checkNamesOfCalls(validation, `question.filter.${field}`, value);
      continue;
    }
    if (value.length === 0 || value.length > mostValues || !value.every(isCode)) {
      validation.add(`question.filter.${field}`, {
        zh: `须列出 1 至 ${mostValues} 个代码。`,
        en: `List 1 to ${mostValues} codes.`,
      });
    }
  }
  validation.text(
    "question.filter.respondent",
    filter.respondent,
    longestRespondent,
    filter.respondent === null ? 0 : 1,
  );
  validation.finish();
  const names = Object.keys(dictionaries) as (keyof typeof dictionaries)[];
  await Promise.all(
    names.map(async (field) => {
      const codes = [...new Set(filter[field] ?? [])];
      const known = await Promise.all(
        codes.map((code) => dictionaryNameLoader(context, dictionaryKey(dictionaries[field], code))),
      );
      const unknown = codes.filter((_, position) => known[position] === null);
      if (unknown.length > 0) {
        validation.add(`question.filter.${field}`, {
          zh: `字典中没有这些代码：${unknown.join("、")}。`,
          en: `The dictionary does not know these codes: ${unknown.join(", ")}.`,
        });
      }
    }),
  );
  validation.finish();
}

/** Queues are named by telephone systems and operators by a bureau and a number, so no dictionary knows them. */
function checkNamesOfCalls(validation: Validation, field: string, values: readonly string[]): void {
  if (values.length === 0 || values.length > mostValues) {
    validation.add(field, { zh: `须列出 1 至 ${mostValues} 个。`, en: `List 1 to ${mostValues} of them.` });
  }
  for (const value of values.slice(0, mostValues)) validation.text(field, value, longestNameOfCalls);
}
