import { ArgsType, Field, Float, ID, InputType, Int } from "type-graphql";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { ruleBounds, ruleDefaults } from "./detection/index.js";
import { SurgeGroupingEnum, SurgeRuleKindEnum } from "./rule.enums.js";
import { longestRuleName, mostWords, type SurgeGrouping, type SurgeRuleKind } from "./rule.words.js";

const { departure, threshold } = ruleDefaults;

/** A threshold. */
@InputType({ description: "So many tickets in so many counties within some hours (阈值条件)." })
export class SurgeThresholdInput {
  @Field(() => Int, { defaultValue: threshold.tickets, description: "From how many tickets on (件数), at least 2." })
  count: number;

  @Field(() => Int, { defaultValue: threshold.counties, description: "In how many counties at least (涉及区县数)." })
  counties: number;

  @Field(() => Int, {
    defaultValue: threshold.windowHours,
    description: `Within how many hours (时间窗, 小时), ${ruleBounds.thresholdHours.least} to ${ruleBounds.thresholdHours.most}.`,
  })
  hours: number;
}

/** A departure from what is usual. */
@InputType({ description: "More than the history lets expect (偏离基线条件)." })
export class SurgeBaselineInput {
  @Field(() => [Int], {
    defaultValue: departure.windowHours,
    description: `How far back is looked, in hours (时间窗, 小时): 1 to 4 windows, ascending, each at most ${ruleBounds.departureHours.most}.`,
  })
  windowHours: number[];

  @Field(() => Float, {
    defaultValue: departure.falseAlarmsPerYear,
    description: `How many alerts a year the rule may open where nothing is the matter (年误报次数), at most ${ruleBounds.falseAlarmsPerYear.most}.`,
  })
  falseAlarmsPerYear: number;

  @Field(() => Int, {
    defaultValue: departure.leastCount,
    description: "With fewer tickets it never fires (最少件数), at least 2.",
  })
  leastCount: number;
}

/** What a rule watches and how. */
@InputType({ description: "What a surge rule watches, and how (预警规则内容)." })
export class SurgeRuleInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The code of a bureau: tickets of its region are counted (监测地区). Your own region where it is left out; else one beneath it.",
  })
  region?: string | null;

  @Field(() => [TicketKindEnum], {
    nullable: true,
    description: "Any of these kinds (类型); all where it is left out.",
  })
  kinds?: TicketKind[] | null;

  @Field(() => String, { nullable: true, description: "A code of ISSUE_CLASS (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, { nullable: true, description: "A code of GOODS_CLASS (商品服务类别)." })
  goodsClass?: string | null;

  @Field(() => String, { nullable: true, description: "A code of TOPIC (主题)." })
  topic?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `Any of these words stands in the text, as search finds it (关键词), ${mostWords} at most.`,
  })
  words?: string[] | null;

  @Field(() => SurgeGroupingEnum, {
    defaultValue: "WHOLE",
    description: "What surges are told apart by (分组): each is an alert of its own.",
  })
  groupedBy: SurgeGrouping;

  @Field(() => SurgeThresholdInput, {
    nullable: true,
    description: "The threshold (阈值); exactly one of threshold and baseline is given.",
  })
  threshold?: SurgeThresholdInput | null;

  @Field(() => SurgeBaselineInput, {
    nullable: true,
    description: "The departure from what is usual (偏离基线); exactly one of threshold and baseline is given.",
  })
  baseline?: SurgeBaselineInput | null;
}

const nameText = `What your bureau calls it (规则名称), 2 to ${longestRuleName} characters; name no citizen in it.`;
const ruleText = "What is watched, and how (规则内容).";
const versionText = "The version that you saw (版本).";

/** The input of createSurgeRule. */
@InputType({ description: "A surge rule to be made (新建预警规则)." })
export class CreateSurgeRuleInput {
  @Field(() => String, { description: nameText })
  name: string;

  @Field(() => SurgeRuleInput, { description: ruleText })
  rule: SurgeRuleInput;
}

/** Which rule a change is about. */
@InputType({ description: "Which surge rule a change is about (预警规则)." })
export class SurgeRuleStepInput {
  @Field(() => ID, { description: "The rule (预警规则)." })
  ruleId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** The input of updateSurgeRule. */
@InputType({ description: "A surge rule to be changed (修改预警规则): all of it is said anew." })
export class UpdateSurgeRuleInput extends SurgeRuleStepInput {
  @Field(() => String, { description: nameText })
  name: string;

  @Field(() => SurgeRuleInput, { description: ruleText })
  rule: SurgeRuleInput;
}

/** The input of switchSurgeRule. */
@InputType({ description: "A surge rule to be switched on or off (启用或停用预警规则)." })
export class SwitchSurgeRuleInput extends SurgeRuleStepInput {
  @Field(() => Boolean, { description: "Whether it is to be on (是否启用)." })
  isOn: boolean;
}

/** What a list of rules is narrowed by. */
@InputType({ description: "What a list of surge rules is narrowed by (规则筛选条件). All that is given must hold." })
export class SurgeRuleFilter {
  @Field(() => String, { nullable: true, description: "Of this bureau, by its code (所属单位)." })
  bureau?: string | null;

  @Field(() => SurgeRuleKindEnum, { nullable: true, description: "Of this kind (预警方式)." })
  kind?: SurgeRuleKind | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those that are on (启用). False: only those that are off (停用).",
  })
  isOn?: boolean | null;
}

/** The arguments of surgeRules. */
@ArgsType()
export class SurgeRulesArguments {
  @Field(() => SurgeRuleFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: SurgeRuleFilter | null;

  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
  after?: string | null;
}
