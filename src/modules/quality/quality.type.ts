import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import type { EntryRuleName, RequirableField, RuleEffect } from "./entry.js";
import { EntryRuleEnum, RequirableFieldEnum, RuleEffectEnum } from "./quality.enums.js";

/** What a rule found. */
@ObjectType({ description: "What a rule found of an entry (录入质检结果).", simpleResolvers: true })
export class EntryFinding {
  @Field(() => EntryRuleEnum, { description: "The rule (规则)." })
  rule: EntryRuleName;

  @Field(() => RuleEffectEnum, { description: "WARN or BLOCK (效力)." })
  effect: RuleEffect;

  @Field(() => String, { description: "The field of the registration (字段), such as respondent.name." })
  field: string;

  @Field(() => String, { description: "What is wrong, and what to do (说明)." })
  message: string;
}

/** A rule in force. */
@ObjectType({ description: "A rule in force for an entry (现行录入质量规则).", simpleResolvers: true })
export class EntryRuleInForce {
  @Field(() => EntryRuleEnum, { description: "The rule (规则)." })
  rule: EntryRuleName;

  @Field(() => RuleEffectEnum, { description: "What it does (效力)." })
  effect: RuleEffect;

  @Field(() => Int, { nullable: true, description: "How many characters are needed at least (最少字数)." })
  least: number | null;

  @Field(() => [String], { nullable: true, description: "The words that are vague (笼统用语)." })
  words: string[] | null;

  @Field(() => [RequirableFieldEnum], { nullable: true, description: "The fields that are needed (必填要素)." })
  fields: RequirableField[] | null;
}

/** What a change of rules answers. */
@ObjectType({ description: "What a change of rules answers (规则设置结果).", simpleResolvers: true })
export class EntryRulePayload {
  @Field(() => [EntryRuleInForce], {
    description:
      "The rules in force after it, for the kind and class that it was for (现行规则); for complaints of the class OTHER where it was for all.",
  })
  rules: EntryRuleInForce[];
}

/** How often a rule found something. */
@ObjectType({ description: "How many entries a rule found fault with (规则命中数).", simpleResolvers: true })
export class EntryRuleCount {
  @Field(() => EntryRuleEnum, { description: "The rule (规则)." })
  rule: EntryRuleName;

  @Field(() => Int, { description: "The entries (件数)." })
  entries: number;
}

/** The quality of the entries of an operator. */
@ObjectType({
  description:
    "How clean the entries of an operator were when they were registered (录入质量). The score is the share of entries without a finding that were neither sent back to be completed nor corrected after the dispatch, in percent.",
  simpleResolvers: true,
})
export class EntryQualityRow {
  @Field(() => ID, {
    nullable: true,
    description: "The operator (话务员标识); null for a program that acted for nobody.",
  })
  operatorId: string | null;

  @Field(() => DayScalar, { nullable: true, description: "The day (日期); null where days are not told apart." })
  day: string | null;

  @Field(() => Int, { description: "All entries (登记件数)." })
  entries: number;

  @Field(() => Int, { description: "Without a finding, never sent back and never corrected (合格件数)." })
  clean: number;

  @Field(() => Int, { description: "With a finding (有提醒件数)." })
  withFindings: number;

  @Field(() => Int, { description: "Sent back to be completed (退回补录件数)." })
  returned: number;

  @Field(() => Int, { description: "Corrected after the dispatch, because whoever handles it asked (更正件数)." })
  corrected: number;

  @Field(() => Float, { description: "Clean of all, in percent, to two decimals (质量得分)." })
  score: number;

  @Field(() => [EntryRuleCount], { description: "By rule, the most frequent first (按规则)." })
  byRule: EntryRuleCount[];

  /** The operator's id, for the name. */
  operator: string | null;
}

/** The quality of entries. */
@ObjectType({ description: "The quality of the entries of a bureau (录入质量统计).", simpleResolvers: true })
export class EntryQuality {
  @Field(() => InstantScalar, { description: "The moment of which it is (统计时刻)." })
  asOf: Date;

  @Field(() => EntryQualityRow, { description: "All together (合计)." })
  total: EntryQualityRow;

  @Field(() => [EntryQualityRow], { description: "By operator, and by day where that is asked for (明细)." })
  rows: EntryQualityRow[];
}
