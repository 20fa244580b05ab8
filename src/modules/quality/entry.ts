import type { TicketKind } from "../dictionaries/index.js";

/** An entry as it is checked: what an operator typed, whole or in part, or what stands on a ticket. */
export interface CheckedEntry {
  kind: TicketKind;
  issueClass: string;
  goodsClass: string | null;
  isAnonymous: boolean;
  /** Whether the other part of mixed material is registered beside it (art. 9 of Order 121). */
  isSplit: boolean;
  contact: { name: string | null; phone: string | null; address: string | null; identityNumber: string | null };
  respondent: { name: string | null; address: string | null; creditCode: string | null; division: string | null };
  facts: string;
  request: string | null;
  /** In 分. */
  disputedAmount: bigint | null;
  /** The day in China on which it was received. */
  receivedOn: string;
}

/** The rules by which entries are checked, in the order in which findings are told. */
export const entryRuleNames = [
  "FIELDS_REQUIRED",
  "PHONE_FORM",
  "NAME_FORM",
  "IDENTITY_FORM",
  "RESPONDENT_VAGUE",
  "FACTS_SHORT",
  "FACTS_VAGUE",
  "FACTS_WITHOUT_TIME",
  "REQUEST_VAGUE",
  "TEXT_REPEATED",
  "AMOUNT_DIFFERS",
  "DAY_IN_FUTURE",
  "KIND_DIFFERS",
  "CLASS_DIFFERS",
  "ANONYMOUS_WITH_CONTACT",
] as const;

/** A rule by which entries are checked. */
export type EntryRuleName = (typeof entryRuleNames)[number];

/** The fields that a bureau may ask for. */
export const requirableFields = [
  "GOODS_CLASS",
  "CONTACT_NAME",
  "CONTACT_PHONE",
  "CONTACT_ADDRESS",
  "RESPONDENT_NAME",
  "RESPONDENT_ADDRESS",
  "RESPONDENT_CREDIT_CODE",
  "RESPONDENT_DIVISION",
  "DISPUTED_AMOUNT",
  "REQUEST",
] as const;

/** A field that a bureau may ask for. */
export type RequirableField = (typeof requirableFields)[number];

/** What a rule does: nothing, warn, or keep an entry from being passed on. */
export const ruleEffects = ["OFF", "WARN", "BLOCK"] as const;

/** What a rule does. */
export type RuleEffect = (typeof ruleEffects)[number];

/** A rule with what it goes by. */
export interface EntryRule {
  rule: EntryRuleName;
  effect: RuleEffect;
  /** How many characters are needed at least. */
  least: number | null;
  words: readonly string[] | null;
  fields: readonly RequirableField[] | null;
}
