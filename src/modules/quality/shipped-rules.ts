import type { TicketKind } from "../dictionaries/index.js";
import type { EntryRule, EntryRuleName, RequirableField } from "./entry.js";

const warn = (rule: EntryRuleName, more: Partial<EntryRule> = {}): EntryRule => ({
  rule,
  effect: "WARN",
  least: null,
  words: null,
  fields: null,
  ...more,
});

const vagueWords = [
  "等问题",
  "相关问题",
  "有关情况",
  "具体不详",
  "详见附件",
  "如题",
  "同上",
  "有问题",
  "情况不明",
  "测试",
];

const vagueRequests = [
  "依法处理",
  "请处理",
  "尽快处理",
  "请尽快处理",
  "请依法处理",
  "要求处理",
  "希望处理",
  "无",
  "无诉求",
  "请核实",
];

/** What a complaint is looked into by, whatever it is about. */
const complaintFields: readonly RequirableField[] = ["RESPONDENT_NAME", "RESPONDENT_DIVISION"];

/** The classes of complaints that are about an amount of money. */
const classesOfMoney: readonly string[] = ["PRICE", "CONTRACT", "AFTER_SALES"];

/**
 * The fields that are needed as shipped, by kind and issue class: warnings alone. What law needs, such as the name of a
 * complainant, is refused by the registration itself.
 */
function shippedFields(kind: TicketKind, issueClass: string): readonly RequirableField[] {
  if (kind === "CONSULTATION") return [];
  if (kind === "REPORT") return ["RESPONDENT_NAME"];
  return classesOfMoney.includes(issueClass) ? [...complaintFields, "DISPUTED_AMOUNT"] : complaintFields;
}

const shipped: Readonly<Record<Exclude<EntryRuleName, "FIELDS_REQUIRED">, EntryRule>> = {
  PHONE_FORM: warn("PHONE_FORM"),
  NAME_FORM: warn("NAME_FORM"),
  IDENTITY_FORM: warn("IDENTITY_FORM"),
  RESPONDENT_VAGUE: warn("RESPONDENT_VAGUE"),
  FACTS_SHORT: warn("FACTS_SHORT", { least: 8 }),
  FACTS_VAGUE: warn("FACTS_VAGUE", { words: vagueWords }),
  FACTS_WITHOUT_TIME: warn("FACTS_WITHOUT_TIME", { effect: "OFF" }),
  REQUEST_VAGUE: warn("REQUEST_VAGUE", { words: vagueRequests }),
  TEXT_REPEATED: warn("TEXT_REPEATED"),
  AMOUNT_DIFFERS: warn("AMOUNT_DIFFERS"),
  DAY_IN_FUTURE: warn("DAY_IN_FUTURE"),
  KIND_DIFFERS: warn("KIND_DIFFERS"),
  CLASS_DIFFERS: warn("CLASS_DIFFERS"),
  ANONYMOUS_WITH_CONTACT: warn("ANONYMOUS_WITH_CONTACT"),
};

/** A rule as it is shipped, for a kind and an issue class. */
export function shippedRule(rule: EntryRuleName, kind: TicketKind, issueClass: string): EntryRule {
  return rule === "FIELDS_REQUIRED" ? warn(rule, { fields: shippedFields(kind, issueClass) }) : shipped[rule];
}
