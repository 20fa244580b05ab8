import { ArgsType, Field, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { DutyNotice } from "../shifts/index.js";

/** The arguments of dutyNoticeChanges. */
@ArgsType()
export class DutyNoticeChangesArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "A cursor of the event log: what came after it is told first (起始游标); from now on where it is left out.",
  })
  after?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Only notices that were sent to you (仅本人)." })
  mine: boolean;
}

/** A change of a duty notice. */
@ObjectType({ description: "A change of a duty notice (值班通知变化).", simpleResolvers: true })
export class DutyNoticeChange {
  @Field(() => String, { description: "Its place in the event log (游标); pass it as `after` to go on." })
  cursor: string;

  @Field(() => String, {
    description: "What happened (事件类型): dutyNotice.made, .acknowledged, .escalated or .ended.",
  })
  eventType: string;

  @Field(() => InstantScalar, { description: "When (时间)." })
  at: Date;

  @Field(() => DutyNotice, { description: "The notice as it is now (值班通知)." })
  notice: DutyNotice;
}
