import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { Roster } from "./roster.type.js";
import { CopyObstacleEnum } from "./shift.enums.js";
import { type CopyObstacle, limits } from "./shift.words.js";

/** The input of copyRoster. */
@InputType({ description: "Days whose roster is to be copied to later or earlier ones (复制排班)." })
export class CopyRosterInput {
  @Field(() => DayScalar, { description: "The first day that is copied (源起始日)." })
  from: string;

  @Field(() => DayScalar, {
    description: `The last day that is copied (源截止日); ${limits.rosterDays} days and ${limits.assignments} assignments at most.`,
  })
  to: string;

  @Field(() => DayScalar, {
    description:
      "The first day of the copy (目标起始日), such as the Monday after: each day goes to the one as much later. The copy does not touch the days that are copied.",
  })
  target: string;

  @Field(() => String, {
    nullable: true,
    description: `Why (原因), 2 to ${limits.remark} characters: needed where people were shown the roster of a day of the copy already.`,
  })
  reason?: string | null;
}

/** An assignment that was not copied. */
@ObjectType({ description: "An assignment that was not copied, and why (未复制条目)." })
export class SkippedAssignment {
  @Field(() => DayScalar, { description: "The day to which it would have been copied (日期)." })
  day: string;

  @Field(() => String, { description: "The shift, by its code (班次代码)." })
  shift: string;

  @Field(() => ID, { description: "Whose assignment it is (人员标识)." })
  personId: string;

  @Field(() => Boolean, { description: "Whether he leads the shift (是否带班领导)." })
  isLeader: boolean;

  @Field(() => CopyObstacleEnum, { description: "Why (原因)." })
  obstacle: CopyObstacle;

  rowId: string;
}

/** What copyRoster answers. */
@ObjectType({ description: "What copyRoster answers (复制排班结果).", simpleResolvers: true })
export class CopyRosterPayload {
  @Field(() => Int, { description: "How many assignments were made (复制条目数)." })
  count: number;

  @Field(() => [SkippedAssignment], {
    description: "What was not copied, and why (未复制条目): for whoever makes the roster to fill by hand.",
  })
  skipped: SkippedAssignment[];

  @Field(() => Roster, { description: "The roster of the copy's days (目标排班表), with its warnings." })
  roster: Roster;
}
