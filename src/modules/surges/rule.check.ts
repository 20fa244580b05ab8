import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { requireEntries, type WantedEntry } from "../dictionaries/index.js";
import { regionAsked } from "../statistics/index.js";
import { type SurgeRule as DetectionRule, faultsOf, type RuleFault } from "./detection/index.js";
import type { SurgeRuleInput } from "./rule.inputs.js";
import type { RuleRow } from "./rule.store.js";
import { longestRuleName, longestWord, mostWords, type SurgeRuleKind } from "./rule.words.js";
import { type Watched, watchedOf } from "./watched.js";

/** What a rule says, as it stands in its row. */
export type RuleContent = Pick<
  RuleRow,
  | "line"
  | "region"
  | "regionCity"
  | "regionCounty"
  | "kinds"
  | "issueClass"
  | "goodsClass"
  | "topic"
  | "words"
  | "groupedBy"
  | "kind"
  | "windowHours"
  | "leastCount"
  | "leastCounties"
  | "falseAlarmsPerYear"
>;

/** The rule as the detection takes it. */
export function detectionRuleOf(content: RuleContent): DetectionRule {
  const { falseAlarmsPerYear, kind, leastCount, leastCounties, windowHours } = content;
  if ((kind as SurgeRuleKind) === "BASELINE") {
    return { kind: "DEPARTURE", windowHours, falseAlarmsPerYear: falseAlarmsPerYear ?? 0, leastCount };
  }
  return { kind: "THRESHOLD", windowHours: windowHours[0] ?? 0, tickets: leastCount, counties: leastCounties ?? 0 };
}

/** A rule that was checked. */
export interface CheckedRule {
  content: RuleContent;
  watched: Watched;
}

/** The region of a rule, worked out before its transaction. */
export type AskedRegion = Awaited<ReturnType<typeof regionAsked>>;

/**
 * The region that a rule asks for: that of the caller, or one beneath.
 *
 * @throws NOT_FOUND for a region above or beside
 */
export function regionOfRule(context: RequestContext, { region }: SurgeRuleInput): Promise<AskedRegion> {
  return regionAsked(context, region ?? null, "rule.region");
}

/** Checks the name of a rule. */
export function checkRuleName(name: string): void {
  const validation = startValidation();
  validation.text("name", name, longestRuleName, 2);
  validation.finish();
}

/**
 * Checks what a rule says: its numbers, its words, and its codes against the dictionaries in force for the caller.
 *
 * @throws INVALID_INPUT with all that is wrong of its values, or of its codes
 */
export async function checkRule(
  tx: Transaction,
  context: RequestContext,
  input: SurgeRuleInput,
  region: AskedRegion,
): Promise<CheckedRule> {
  const content = contentOf(input, region);
  checkValues(input, content);
  const line = await lineOf(tx, context, input, region.line);
  return { content: { ...content, line }, watched: watchedOf({ ...content, line }, region.level) };
}

function contentOf(input: SurgeRuleInput, region: AskedRegion): RuleContent {
  const { baseline, goodsClass = null, groupedBy, issueClass = null, kinds, threshold, topic = null, words } = input;
  const watched = {
    ...{ line: region.line, region: region.code, regionCity: region.city, regionCounty: region.county },
    ...{ issueClass, goodsClass, topic, groupedBy },
    kinds: [...new Set(kinds ?? [])].sort(),
    words: [...new Set((words ?? []).map((word) => word.trim()))],
  };
  if (baseline != null) {
    const { falseAlarmsPerYear, leastCount, windowHours } = baseline;
    return { ...watched, kind: "BASELINE", windowHours, leastCount, leastCounties: null, falseAlarmsPerYear };
  }
  const { count = 0, counties = 0, hours = 0 } = threshold ?? {};
  return {
    ...watched,
    ...{
      kind: "THRESHOLD",
      windowHours: [hours],
      leastCount: count,
      leastCounties: counties,
      falseAlarmsPerYear: null,
    },
  };
}

const faultFields: Readonly<Record<RuleFault, Record<SurgeRuleKind, string>>> = {
  WINDOWS: { THRESHOLD: "rule.threshold.hours", BASELINE: "rule.baseline.windowHours" },
  FALSE_ALARMS: { THRESHOLD: "rule.threshold", BASELINE: "rule.baseline.falseAlarmsPerYear" },
  LEAST_COUNT: { THRESHOLD: "rule.threshold.count", BASELINE: "rule.baseline.leastCount" },
  TICKETS: { THRESHOLD: "rule.threshold.count", BASELINE: "rule.baseline" },
  COUNTIES: { THRESHOLD: "rule.threshold.counties", BASELINE: "rule.baseline" },
};

const groupedFields = { ISSUE_CLASS: "issueClass", GOODS_CLASS: "goodsClass", TOPIC: "topic" } as const;

function checkValues(input: SurgeRuleInput, content: RuleContent): void {
  const validation = startValidation();
  if ((input.baseline == null) === (input.threshold == null)) {
    validation.add("rule", {
      zh: "须且只须给出阈值（threshold）或偏离基线（baseline）之一。",
      en: "Give exactly one of threshold and baseline.",
    });
    validation.finish();
  }
  for (const fault of faultsOf(detectionRuleOf(content))) {
    const field = faultFields[fault][content.kind as SurgeRuleKind];
    validation.add(field, {
      zh: `${field} 的数值不合要求。`,
      en: `${field} is out of its bounds; see its description.`,
    });
  }
  const { groupedBy } = input;
  if (groupedBy !== "WHOLE" && content[groupedFields[groupedBy]] !== null) {
    const field = groupedFields[groupedBy];
    validation.add("rule.groupedBy", {
      zh: `已指定 ${field}，不能再按它分组。`,
      en: `With ${field} given there is nothing to tell apart by it.`,
    });
  }
  if (input.kinds?.length === 0) {
    validation.add("rule.kinds", {
      zh: "须至少列出一个类型，或不填此条件。",
      en: "List at least one kind, or leave the condition out.",
    });
  }
  checkWordList(validation, input.words ?? null);
  validation.finish();
}

function checkWordList(validation: Validation, words: readonly string[] | null): void {
  if (words === null) return;
  if (words.length === 0 || words.length > mostWords) {
    validation.add("rule.words", {
      zh: `须列出 1 至 ${mostWords} 个关键词，或不填此条件。`,
      en: `List 1 to ${mostWords} words, or leave the condition out.`,
    });
  }
  for (const word of words.slice(0, mostWords)) validation.text("rule.words", word, longestWord, 1);
}

// SECURITY: the line is a condition of what is counted: a department counts nothing but its own.
async function lineOf(
  tx: Transaction,
  context: RequestContext,
  { goodsClass, issueClass, topic }: SurgeRuleInput,
  line: string | null,
): Promise<string | null> {
  const on = chinaDay(context.clock.now());
  const named: [WantedEntry["dictionary"], string | null | undefined, string][] = [
    ["ISSUE_CLASS", issueClass, "rule.issueClass"],
    ["GOODS_CLASS", goodsClass, "rule.goodsClass"],
    ["TOPIC", topic, "rule.topic"],
  ];
  const wanted = named.flatMap(([dictionary, code, field]) => (code == null ? [] : [{ dictionary, code, field, on }]));
  const entries = wanted.length === 0 ? [] : await requireEntries(tx, actorOf(context), wanted);
  if (issueClass == null) return line;
  const lineOfClass = entries[0]?.line ?? null;
  if (line !== null && lineOfClass !== line) {
    throw invalidInput("rule.issueClass", {
      zh: "该问题类别不属于本单位的业务条线。",
      en: "This class is not of the line of your bureau.",
    });
  }
  return lineOfClass;
}
