import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import {
  type SuggestionDirection,
  SuggestionDirectionEnum,
  type SuggestionState,
  SuggestionStateEnum,
} from "./suggestion.enums.js";
import type { SuggestionRow } from "./suggestion.store.js";

/** A rule by which suggestions are made. */
@ObjectType({ description: "A rule by which suggestions are made (建议规则).", simpleResolvers: true })
export class PriceSuggestionRule {
  @Field(() => String, { description: "The code (代码); OWN_WORDS for the words of a desk." })
  code: string;

  @Field(() => String, { description: "What it looks for, in the language of the request (说明)." })
  name: string;
}

/** A word that made a suggestion. */
@ObjectType({ description: "A word that made a suggestion (命中词).", simpleResolvers: true })
export class PriceSuggestionWord {
  @Field(() => String, { description: "The word as it stands in the text (词)." })
  word: string;

  @Field(() => Int, { description: "Where it begins in the text, in UTF-16 units (起始位置)." })
  start: number;

  @Field(() => Int, { description: "Where it ends, that place excluded (结束位置)." })
  end: number;
}

/** A suggestion. */
@ObjectType({
  description:
    "That a ticket may be a price case, or one that is sorted as such may not be (价格案件建议). Rules over its masked text make it, a person decides on it; nothing is ever reclassified by itself.",
  implements: Node,
  simpleResolvers: true,
})
export class PriceSuggestion implements Node {
  id: string;

  @Field(() => SuggestionDirectionEnum, { description: "Into the price line or out of it (建议方向)." })
  direction: SuggestionDirection;

  @Field(() => SuggestionStateEnum, { description: "The state (状态)." })
  state: SuggestionState;

  @Field(() => Int, { description: "The version; a decision names the version that it saw (版本)." })
  version: number;

  @Field(() => [PriceSuggestionRule], { description: "The rules that made it (命中规则)." })
  rules: PriceSuggestionRule[];

  @Field(() => [PriceSuggestionWord], { description: "The words that made it, with their places in `text` (命中词)." })
  words: PriceSuggestionWord[];

  @Field(() => InstantScalar, { description: "When it was made (建议时间)." })
  suggestedAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When a price desk asked whoever holds the ticket to reclassify it (提请时间).",
  })
  askedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was accepted or refused (决定时间)." })
  decidedAt: Date | null;

  /** The row that nested fields are read from. */
  row: SuggestionRow;
}

/** A page of suggestions. */
export const { Connection: PriceSuggestionConnection } = connectionTypes(
  () => PriceSuggestion,
  "PriceSuggestion",
  "suggestions of price cases (价格案件建议)",
);

/** What a decision on a suggestion answers. */
@ObjectType({ description: "What a decision on a suggestion answers (建议处理结果).", simpleResolvers: true })
export class PriceSuggestionPayload {
  @Field(() => PriceSuggestion, { description: "The suggestion after it (建议)." })
  suggestion: PriceSuggestion;
}

/** A share with its bounds. */
@ObjectType({
  description: "A share with its bounds of 95 % by Wilson's score interval (比例及95%置信区间).",
  simpleResolvers: true,
})
export class PriceShare {
  @Field(() => Int, { description: "How many (分子)." })
  count: number;

  @Field(() => Int, { description: "Of how many (分母)." })
  of: number;

  @Field(() => Float, {
    nullable: true,
    description: "The share, 0 to 1; null where there is nothing to take it of (比例).",
  })
  value: number | null;

  @Field(() => Float, { nullable: true, description: "The lower bound (下限)." })
  low: number | null;

  @Field(() => Float, { nullable: true, description: "The upper bound (上限)." })
  high: number | null;
}

/** How good the rules are on labelled texts. */
@ObjectType({
  description: "How good the rules are on texts that people labelled (标注集评测).",
  simpleResolvers: true,
})
export class PriceAssessmentOnTexts {
  @Field(() => String, {
    description:
      "HELD_OUT: texts that nobody looked at when the rules were written (留出集). TUNING: the others (调优集).",
  })
  part: string;

  @Field(() => Int, { description: "How many texts it has (文本数)." })
  texts: number;

  @Field(() => PriceShare, { description: "Of the suggestions, how many are right (查准率)." })
  precision: PriceShare;

  @Field(() => PriceShare, { description: "Of the price cases, how many are suggested (查全率)." })
  recall: PriceShare;
}

/** What became of the suggestions of a rule. */
@ObjectType({
  description: "How good one rule is, and what became of its suggestions (规则效果).",
  simpleResolvers: true,
})
export class PriceRuleQuality {
  @Field(() => PriceSuggestionRule, { description: "The rule (规则)." })
  rule: PriceSuggestionRule;

  @Field(() => PriceShare, {
    nullable: true,
    description: "Of its suggestions upon the held-out texts, how many are right (留出集查准率); null for other rules.",
  })
  precision: PriceShare | null;

  @Field(() => Int, { description: "How many suggestions of your region it made in the period (建议数)." })
  made: number;

  @Field(() => Int, { description: "How many of them were accepted (采纳数)." })
  accepted: number;

  @Field(() => Int, { description: "How many were refused (不采纳数)." })
  refused: number;

  @Field(() => Int, { description: "How many came to nothing (失效数)." })
  lapsed: number;
}

/** How good suggestions are. */
@ObjectType({ description: "How good the suggestions of price cases are (建议质量).", simpleResolvers: true })
export class PriceSuggestionQuality {
  @Field(() => String, { description: "The edition of the book of rules (规则版本)." })
  edition: string;

  @Field(() => [PriceAssessmentOnTexts], {
    description: "On the labelled texts that the project ships, written by its makers (标注集评测).",
  })
  onLabelledTexts: PriceAssessmentOnTexts[];

  @Field(() => [PriceRuleQuality], {
    description: "Rule by rule, with what people decided in your region (各规则效果).",
  })
  byRule: PriceRuleQuality[];
}
