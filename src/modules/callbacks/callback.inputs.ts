import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { CallbackGradeEnum, CallbackStateEnum, type CallbackView, CallbackViewEnum } from "./callback.enums.js";
import type { CallbackGrade, CallbackState } from "./callback.workflow.js";

const versionText = "The version that you saw (版本号); a change since then is a CONFLICT.";

/** What a list of callbacks is narrowed by. */
@InputType({ description: "What a list of callbacks is narrowed by (回访筛选条件). All that is given must hold." })
export class CallbackFilter {
  @Field(() => String, {
    nullable: true,
    description: "The code of the bureau that calls (回访单位), in your reach; your own where it is missing.",
  })
  bureau?: string | null;

  @Field(() => CallbackStateEnum, { nullable: true, description: "The state (状态)." })
  state?: CallbackState | null;

  @Field(() => CallbackGradeEnum, { nullable: true, description: "The grade (满意度)." })
  grade?: CallbackGrade | null;

  @Field(() => Boolean, { nullable: true, description: "Only those overdue, or only the others (是否逾期)." })
  isOverdue?: boolean | null;
}

/** The arguments of callbacks. */
@ArgsType()
export class CallbacksArguments {
  @Field(() => CallbackViewEnum, { defaultValue: "TO_CALL", description: "Which part of them (视图)." })
  view: CallbackView;

  @Field(() => CallbackFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: CallbackFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}

/** The input of planCallback. */
@InputType({ description: "A callback that is planned by hand (安排回访)." })
export class PlanCallbackInput {
  @Field(() => ID, { description: "The closed ticket, which your bureau registered (工单)." })
  ticketId: string;
}

/** The input of recordCallback. */
@InputType({ description: "What the citizen said (回访结果)." })
export class RecordCallbackInput {
  @Field(() => ID, { description: "The callback (回访)." })
  callbackId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => CallbackGradeEnum, { description: "The grade (满意度)." })
  grade: CallbackGrade;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Only for DISSATISFIED: whether it is the handler's fault (是否承办人原因). In the first round the ticket is then done again.",
  })
  isHandlersFault: boolean;

  @Field(() => String, {
    nullable: true,
    description: "What the citizen said (备注), at most 2,000 characters; needed where it is the handler's fault.",
  })
  remark?: string | null;
}

/** The input of recordUnreached. */
@InputType({ description: "A try that reached nobody (未接通)." })
export class RecordUnreachedInput {
  @Field(() => ID, { description: "The callback (回访)." })
  callbackId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: "Your own words (备注), at most 2,000 characters." })
  remark?: string | null;
}

/** The input of setCallbackRule. */
@InputType({ description: "Which closed tickets a bureau calls back (设置回访规则)." })
export class SetCallbackRuleInput {
  @Field(() => String, {
    nullable: true,
    description: "The code of the bureau (单位), which is your own; that is meant where it is missing.",
  })
  bureau?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The version of the rule that you saw (版本号); left out where the bureau has none yet.",
  })
  version?: number | null;

  @Field(() => Int, { description: "Of a hundred consultations, how many are called back (咨询回访比例), 0 to 100." })
  consultationShare: number;

  @Field(() => Int, { description: "Of a hundred complaints (投诉回访比例), 0 to 100." })
  complaintShare: number;

  @Field(() => Int, { description: "Of a hundred reports (举报回访比例), 0 to 100." })
  reportShare: number;

  @Field(() => Int, { description: "Within how many working days after the closing (回访时限, 工作日), 1 to 30." })
  withinDays: number;
}

/** The arguments of satisfactionCounts. */
@ArgsType()
export class SatisfactionArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "The code of a bureau in your reach: it and all beneath it (统计范围); your own region where it is missing.",
  })
  region?: string | null;

  @Field(() => DayScalar, { description: "The first day of calls (起始日期)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day of calls (截止日期), at most 366 days in all." })
  to: string;
}
