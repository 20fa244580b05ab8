import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { SurgeGroupingEnum, SurgeRuleKindEnum } from "./rule.enums.js";
import type { RuleRow } from "./rule.store.js";
import type { SurgeGrouping, SurgeRuleKind } from "./rule.words.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const surgeRuleType = "SurgeRule";

/** A rule by which surges are looked for. */
@ObjectType({
  description:
    "A rule by which surges are looked for (激增预警规则), of the department or authority that wants to know.",
  implements: Node,
  simpleResolvers: true,
})
export class SurgeRule implements Node {
  id: string;

  @Field(() => String, {
    description: "What its bureau calls it (规则名称), with numbers that could lead to a person masked.",
  })
  name: string;

  @Field(() => SurgeRuleKindEnum, { description: "How it looks for surges (预警方式)." })
  kind: SurgeRuleKind;

  @Field(() => SurgeGroupingEnum, { description: "What its surges are told apart by (分组)." })
  groupedBy: SurgeGrouping;

  @Field(() => [TicketKindEnum], { description: "The kinds of ticket that it counts (类型); empty for all." })
  kinds: TicketKind[];

  @Field(() => [String], {
    description: "The words any of which stands in the text (关键词); empty where it asks for none.",
  })
  words: string[];

  @Field(() => [Int], { description: "How far back it looks, in hours (时间窗); a threshold has one window." })
  windowHours: number[];

  @Field(() => Int, { description: "With fewer tickets in the window it never fires (最少件数)." })
  leastCount: number;

  @Field(() => Int, { nullable: true, description: "Of a threshold: in how many counties at least (涉及区县数)." })
  leastCounties: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Of a baseline: how many alerts a year it may open where nothing is the matter (年误报次数).",
  })
  falseAlarmsPerYear: number | null;

  @Field(() => Boolean, { description: "Whether it is on (是否启用)." })
  isOn: boolean;

  @Field(() => Boolean, {
    description:
      "Whether it still counts the history or has too little of it, so that nothing can be found yet (是否学习中): a baseline needs eight weeks.",
  })
  isLearning: boolean;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  @Field(() => InstantScalar, { description: "When it was made (创建时间)." })
  createdAt: Date;

  @Field(() => InstantScalar, { description: "When it was changed last (修改时间)." })
  changedAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was taken away (删除时间); null while it is there.",
  })
  removedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the counts were looked at last (最近检测时间)." })
  lookedAt: Date | null;

  /** The row that nested fields are read from. */
  row: RuleRow;
}

/** A page of rules. */
export const { Connection: SurgeRuleConnection } = connectionTypes(
  () => SurgeRule,
  "SurgeRule",
  "surge rules (激增预警规则)",
);

/** What a change of a rule answers. */
@ObjectType({ description: "What a change of a surge rule answers (预警规则操作结果).", simpleResolvers: true })
export class SurgeRulePayload {
  @Field(() => SurgeRule, { description: "The rule after the change (预警规则)." })
  rule: SurgeRule;
}
