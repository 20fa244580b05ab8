import type { RequestContext } from "../../platform/context.js";
import { gramsToFind, longestSearch, normalise } from "../../platform/grams.js";
import { startValidation } from "../../platform/validation.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { isCode } from "./ticket.codes.js";
import type { TicketFilter } from "./ticket.filter.inputs.js";

/** How many values one condition may list. */
const mostValues = 50;

/** How many working days ahead may be looked for what is due. */
export const mostDaysAhead = 60;

/**
 * Checks a filter: its values first, then whether the dictionaries know its codes. To be called outside of the list's
 * transaction, for the names of local entries are read in one of their own.
 *
 * @throws INVALID_INPUT with all wrong conditions at once, naming the codes that are unknown
 */
export async function checkFilter(context: RequestContext, filter: TicketFilter | null): Promise<void> {
  if (filter === null) return;
  checkValues(filter);
  await checkCodes(context, filter);
}

function checkValues(filter: TicketFilter): void {
  const validation = startValidation();
  for (const [field, value] of Object.entries(filter)) {
    if (Array.isArray(value) && (value.length === 0 || value.length > mostValues)) {
      validation.add(`filter.${field}`, {
        zh: `须列出 1 至 ${mostValues} 个值，或不填此条件。`,
        en: `List 1 to ${mostValues} values, or leave the condition out.`,
      });
    } else if (Array.isArray(value) && !value.every(isCode)) {
      validation.add(`filter.${field}`, {
        zh: "代码只能由字母、数字、下划线和连字符组成。",
        en: "A code is made of letters, digits, underscores and hyphens.",
      });
    }
  }
  if (filter.dueWithin != null && (filter.dueWithin < 0 || filter.dueWithin > mostDaysAhead)) {
    validation.add("filter.dueWithin", {
      zh: `须为 0 至 ${mostDaysAhead} 个工作日。`,
      en: `From 0 to ${mostDaysAhead} working days.`,
    });
  }
  validation.text("filter.text", filter.text, longestSearch);
  if (filter.text != null && gramsToFind(normalise(filter.text)).length === 0) {
    validation.add("filter.text", { zh: "检索词不能为空。", en: "There is nothing to search for." });
  }
  if (filter.receivedFrom != null && filter.receivedBefore != null && filter.receivedBefore <= filter.receivedFrom) {
    validation.add("filter.receivedBefore", {
      zh: "结束时间须晚于开始时间。",
      en: "The end must come after the start.",
    });
  }
  validation.finish();
}

const dictionariesOfFields = [
  ["issueClasses", "ISSUE_CLASS"],
  ["goodsClasses", "GOODS_CLASS"],
  ["topics", "TOPIC"],
  ["channels", "CHANNEL"],
] as const satisfies readonly (readonly [keyof TicketFilter, DictionaryName])[];

// A code that nobody knows would give an empty list, which reads as if there were no such tickets. An entry that ended is
// known, for old tickets carry it.
async function checkCodes(context: RequestContext, filter: TicketFilter): Promise<void> {
  const validation = startValidation();
  const checks = dictionariesOfFields.map(async ([field, dictionary]) => {
    const codes = [...new Set(filter[field] ?? [])];
    const names = await Promise.all(
      codes.map((code) => dictionaryNameLoader(context, dictionaryKey(dictionary, code))),
    );
    return { field, dictionary, unknown: codes.filter((_, position) => names[position] === null) };
  });
  for (const { field, dictionary, unknown } of await Promise.all(checks)) {
    if (unknown.length === 0) continue;
    validation.add(`filter.${field}`, {
      zh: `字典 ${dictionary} 中没有代码：${unknown.join("、")}。`,
      en: `${dictionary} has no entry ${unknown.join(", ")}.`,
    });
  }
  validation.finish();
}
