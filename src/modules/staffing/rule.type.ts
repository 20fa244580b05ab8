import { Field, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";

/** By what a bureau works its staffing out. */
@ObjectType({
  description: "By what a bureau works its staffing out (排班测算设置); by the standard where it has set nothing.",
  simpleResolvers: true,
})
export class StaffingRule {
  @Field(() => Int, { description: "So many of a hundred calls (应答比例，%)." })
  targetPercent: number;

  @Field(() => Int, { description: "Are answered within so many seconds (秒)." })
  targetSeconds: number;

  @Field(() => Int, { description: "How long is written after a call, in seconds (话后处理时长)." })
  afterCallSeconds: number;

  @Field(() => Int, { description: "For how much of their time agents on duty are elsewhere, in percent (损耗率)." })
  shrinkagePercent: number;

  @Field(() => Int, {
    nullable: true,
    description: "How many seats there are (坐席总数); null where that was not said.",
  })
  seats: number | null;

  @Field(() => Boolean, { description: "Whether it is as shipped, after GB/T 33358-2016 (是否默认)." })
  isDefault: boolean;

  @Field(() => InstantScalar, { nullable: true, description: "When it was set (设置时间)." })
  setAt: Date | null;

  @Field(() => Int, { nullable: true, description: "The version (版本); null for what is shipped." })
  version: number | null;

  /** Whose it is, and who set it. */
  bureauCode: string;
  setBy: string | null;
}

/** What setStaffingRule answers. */
@ObjectType({ description: "What setStaffingRule answers (设置结果).", simpleResolvers: true })
export class StaffingRulePayload {
  @Field(() => StaffingRule, { description: "The rule as it was set (排班测算设置)." })
  rule: StaffingRule;
}
