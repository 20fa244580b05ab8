import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { LeaveKindEnum, LeaveStateEnum, RequestViewEnum, SwapStateEnum } from "./shift.enums.js";
import { type LeaveKind, type LeaveState, limits, type RequestView, type SwapState } from "./shift.words.js";

const versionText = "The version that you saw (版本号).";
const remarkText = `What you say to it (说明), ${limits.remark} characters at most.`;
const reasonText = `Why (原因), 2 to ${limits.remark} characters; needed to refuse.`;
const firstText = "The size of the page (每页条数), 20 when left out, at most 100.";
const afterText = "The endCursor of the page before (游标).";

/** The input of askShiftSwap. */
@InputType({ description: "A swap that you ask for (申请换班)." })
export class AskShiftSwapInput {
  @Field(() => ID, { description: "Your assignment that the other is to take (给出的班次)." })
  given: string;

  @Field(() => ID, { description: "Whom you ask (换班对象), a person who holds a role at your bureau." })
  asked: string;

  @Field(() => ID, { nullable: true, description: "His assignment that you take in return (换回的班次)." })
  taken?: string | null;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** Which swap a step is about. */
@InputType({ description: "Which swap a step is about (换班申请)." })
export class ShiftSwapStepInput {
  @Field(() => ID, { description: "The swap (换班申请)." })
  swapId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** The input of answerShiftSwap. */
@InputType({ description: "Your answer to whoever asks you to swap (答复换班)." })
export class AnswerShiftSwapInput extends ShiftSwapStepInput {
  @Field(() => Boolean, { description: "Whether you agree (是否同意)." })
  agrees: boolean;
}

/** The input of decideShiftSwap. */
@InputType({ description: "The decision on a swap (审批换班)." })
export class DecideShiftSwapInput extends ShiftSwapStepInput {
  @Field(() => Boolean, { description: "Whether it is approved (是否批准)." })
  isApproved: boolean;

  @Field(() => String, { nullable: true, description: reasonText })
  reason?: string | null;
}

/** The input of askLeave. */
@InputType({ description: "Leave that you ask for (申请请假)." })
export class AskLeaveInput {
  @Field(() => LeaveKindEnum, { description: "The kind (类型)." })
  kind: LeaveKind;

  @Field(() => DayScalar, { description: "The first day (起始日), today or later." })
  firstDay: string;

  @Field(() => DayScalar, { description: `The last day (截止日); ${limits.leaveDays} days at most.` })
  lastDay: string;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** Which leave a step is about. */
@InputType({ description: "Which leave a step is about (请假)." })
export class LeaveStepInput {
  @Field(() => ID, { description: "The leave (请假)." })
  leaveId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** The input of decideLeave. */
@InputType({ description: "The decision on leave (审批请假)." })
export class DecideLeaveInput extends LeaveStepInput {
  @Field(() => Boolean, { description: "Whether it is approved (是否批准)." })
  isApproved: boolean;

  @Field(() => String, { nullable: true, description: reasonText })
  reason?: string | null;
}

/** The arguments of shiftSwaps. */
@ArgsType()
export class ShiftSwapsArguments {
  @Field(() => RequestViewEnum, { defaultValue: "MINE", description: "Whose (列表范围)." })
  view: RequestView;

  @Field(() => [SwapStateEnum], { nullable: true, description: "In any of these states (状态)." })
  states?: SwapState[] | null;

  @Field(() => Int, { nullable: true, description: firstText })
  first?: number | null;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}

/** The arguments of leaves. */
@ArgsType()
export class LeavesArguments {
  @Field(() => RequestViewEnum, { defaultValue: "MINE", description: "Whose (列表范围)." })
  view: RequestView;

  @Field(() => [LeaveStateEnum], { nullable: true, description: "In any of these states (状态)." })
  states?: LeaveState[] | null;

  @Field(() => DayScalar, { nullable: true, description: "Only leave that falls on this day (日期)." })
  on?: string | null;

  @Field(() => Int, { nullable: true, description: firstText })
  first?: number | null;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}
