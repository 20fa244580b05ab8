import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { CallbackGradeEnum, CallbackStateEnum } from "./callback.enums.js";
import type { CallbackRow } from "./callback.store.js";
import type { CallbackGrade, CallbackState } from "./callback.workflow.js";

/** A call back to the citizen. */
@ObjectType({
  description:
    "A call back to the citizen after the closing of a ticket (回访; art. 26 of Order 121): how satisfied he is, by four grades.",
  implements: Node,
  simpleResolvers: true,
})
export class Callback implements Node {
  id: string;

  @Field(() => Int, { description: "The round (轮次): 1, or 2 after the ticket was done again." })
  round: number;

  @Field(() => CallbackStateEnum, { description: "The state (状态)." })
  state: CallbackState;

  @Field(() => Int, { description: "How often nobody was reached (未接通次数); after the third it is given up." })
  tries: number;

  @Field(() => InstantScalar, { description: "When it was planned (计划时间)." })
  plannedAt: Date;

  @Field(() => DayScalar, { description: "By which day the citizen is to be called (应回访日期)." })
  dueOn: string;

  @Field(() => Boolean, { description: "Whether it is planned still and its day is past (是否逾期)." })
  isOverdue: boolean;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended (回访时间); null while it is planned." })
  calledAt: Date | null;

  @Field(() => CallbackGradeEnum, { nullable: true, description: "The grade (满意度); null where nobody was reached." })
  grade: CallbackGrade | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the citizen is dissatisfied through the handler's fault (是否承办人原因); null without a grade.",
  })
  isHandlersFault: boolean | null;

  @Field(() => Int, { description: "The version (版本号); a change names the one that it saw." })
  version: number;

  /** The row that nested fields are read from. */
  row: CallbackRow;
}

/** A page of callbacks. */
export const { Connection: CallbackConnection } = connectionTypes(() => Callback, "Callback", "callbacks (回访)");

/** What planCallback answers. */
@ObjectType({ description: "What planCallback planned (安排回访结果).", simpleResolvers: true })
export class PlanCallbackPayload {
  @Field(() => Callback, { description: "The callback (回访)." })
  callback: Callback;
}

/** What recordCallback answers. */
@ObjectType({ description: "What recordCallback noted (记录回访结果).", simpleResolvers: true })
export class RecordCallbackPayload {
  @Field(() => Callback, { description: "The callback with its grade (回访)." })
  callback: Callback;

  @Field(() => Boolean, { description: "Whether the ticket is done again because of it (是否重新办理)." })
  isReopened: boolean;
}

/** What recordUnreached answers. */
@ObjectType({ description: "What recordUnreached noted (记录未接通结果).", simpleResolvers: true })
export class RecordUnreachedPayload {
  @Field(() => Callback, { description: "The callback with its tries (回访)." })
  callback: Callback;
}

/** Which closed tickets a bureau calls back. */
@ObjectType({
  description:
    "Which of the tickets that a bureau registered are called back once they are closed (回访规则): all, or a sample. What was done again is always called back.",
  simpleResolvers: true,
})
export class CallbackRule {
  @Field(() => Int, { description: "Of a hundred consultations, how many (咨询回访比例)." })
  consultationShare: number;

  @Field(() => Int, { description: "Of a hundred complaints, how many (投诉回访比例)." })
  complaintShare: number;

  @Field(() => Int, { description: "Of a hundred reports, how many (举报回访比例)." })
  reportShare: number;

  @Field(() => Int, { description: "Within how many working days after the closing (回访时限, 工作日)." })
  withinDays: number;

  @Field(() => DayScalar, { description: "The last day whose closings were looked at (已抽取至)." })
  drawnUntil: string;

  @Field(() => InstantScalar, { description: "When it was set (设置时间)." })
  setAt: Date;

  @Field(() => Int, { description: "The version (版本号); a change names the one that it saw." })
  version: number;

  /** The code of the bureau; the field of the API is resolved from it. */
  bureauCode: string;
}

/** What setCallbackRule answers. */
@ObjectType({ description: "What setCallbackRule set (设置回访规则结果).", simpleResolvers: true })
export class SetCallbackRulePayload {
  @Field(() => CallbackRule, { description: "The rule (回访规则)." })
  rule: CallbackRule;
}

/** The grades that were given, counted. */
@ObjectType({ description: "Grades counted (满意度统计).", simpleResolvers: true })
export class GradeCounts {
  @Field(() => Int, { description: "All grades (已评价)." })
  graded: number;

  @Field(() => Int, { description: "Very satisfied (非常满意)." })
  verySatisfied: number;

  @Field(() => Int, { description: "Satisfied (满意)." })
  satisfied: number;

  @Field(() => Int, { description: "Neutral (一般)." })
  neutral: number;

  @Field(() => Int, { description: "Dissatisfied (不满意)." })
  dissatisfied: number;

  @Field(() => Int, { description: "Of these, through the handler's fault (承办人原因不满意)." })
  handlersFault: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "The share of very satisfied and satisfied among all grades (满意率), 0 to 1, to four decimals; null where nobody gave a grade.",
  })
  satisfactionRate: number | null;
}

/** The grades about one bureau. */
@ObjectType({
  description: "The grades about the tickets that one bureau handled (单位满意度).",
  simpleResolvers: true,
})
export class BureauSatisfaction {
  @Field(() => GradeCounts, { description: "The grades (满意度统计)." })
  counts: GradeCounts;

  /** The code of the bureau; the field of the API is resolved from it. */
  bureauCode: string;
}

/** The grades of a region and a time. */
@ObjectType({
  description:
    "The grades of callbacks by the bureau that handled (满意度), of a region and a time (definition satisfaction, version 1): every grade counts, by the day of the call.",
  simpleResolvers: true,
})
export class SatisfactionCounts {
  @Field(() => DayScalar, { description: "The first day (起始日期)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日期)." })
  to: string;

  @Field(() => InstantScalar, { description: "The instant of the count (统计时间)." })
  asOf: Date;

  @Field(() => GradeCounts, { description: "All grades of the region (合计)." })
  total: GradeCounts;

  @Field(() => [BureauSatisfaction], {
    description: "By the bureau that handled, the most grades first (按承办单位); at most 200 bureaus.",
  })
  bureaus: BureauSatisfaction[];

  @Field(() => Int, { description: "How many bureaus were graded (被评价单位数)." })
  bureauCount: number;

  /** The code of the region's bureau; the field of the API is resolved from it. */
  regionCode: string;
}
