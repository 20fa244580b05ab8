import { ArgsType, Field, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import type { EntryRuleName, RequirableField, RuleEffect } from "./entry.js";
import { EntryRuleEnum, RequirableFieldEnum, RuleEffectEnum } from "./quality.enums.js";

/** What a bureau sets of a rule. */
@InputType({ description: "How your bureau and those beneath it check entries by a rule (设置录入质量规则)." })
export class SetEntryRuleInput {
  @Field(() => EntryRuleEnum, { description: "The rule (规则)." })
  rule: EntryRuleName;

  @Field(() => TicketKindEnum, {
    nullable: true,
    description: "The kind that it is for (类型); all where it is missing.",
  })
  ticketKind?: TicketKind | null;

  @Field(() => String, {
    nullable: true,
    description: "The issue class that it is for, a code of ISSUE_CLASS (问题类别); all where it is missing.",
  })
  issueClass?: string | null;

  @Field(() => RuleEffectEnum, { description: "What it does (效力)." })
  effect: RuleEffect;

  @Field(() => Int, {
    nullable: true,
    description:
      "Of FACTS_SHORT: how many characters are needed at least, 2 to 200 (最少字数); as before where it is missing.",
  })
  least?: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Of FACTS_VAGUE and REQUEST_VAGUE: the words, 1 to 50 of 1 to 20 characters (笼统用语); as before where they are missing.",
  })
  words?: string[] | null;

  @Field(() => [RequirableFieldEnum], {
    nullable: true,
    description: "Of FIELDS_REQUIRED: the fields (必填要素); as before where they are missing.",
  })
  fields?: RequirableField[] | null;
}

/** What a bureau takes back of a rule. */
@InputType({ description: "Takes back what your bureau has set of a rule (恢复上级或默认规则)." })
export class RemoveEntryRuleInput {
  @Field(() => EntryRuleEnum, { description: "The rule (规则)." })
  rule: EntryRuleName;

  @Field(() => TicketKindEnum, { nullable: true, description: "The kind that it was set for (类型)." })
  ticketKind?: TicketKind | null;

  @Field(() => String, { nullable: true, description: "The issue class that it was set for (问题类别)." })
  issueClass?: string | null;
}

/** For what rules are asked. */
@ArgsType()
export class EntryRulesArguments {
  @Field(() => TicketKindEnum, { description: "The kind of the entry (类型)." })
  ticketKind: TicketKind;

  @Field(() => String, { description: "The issue class of the entry (问题类别)." })
  issueClass: string;
}

/** Which entries are counted. */
@ArgsType()
export class EntryQualityArguments {
  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日): at most 366 days, 31 where each day is counted." })
  to: string;

  @Field(() => String, { nullable: true, description: "The bureau that took them in (登记单位); your own." })
  bureau?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: "Whether each day is counted by itself (按日)." })
  byDay: boolean;
}
