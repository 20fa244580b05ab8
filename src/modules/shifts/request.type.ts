import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import type { LeaveRow } from "./leave.store.js";
import { LeaveKindEnum, LeaveStateEnum, SwapStateEnum } from "./shift.enums.js";
import type { LeaveKind, LeaveState, SwapState } from "./shift.words.js";
import type { SwapRow } from "./swap.store.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const swapType = "ShiftSwap";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const leaveType = "Leave";

/** A swap. */
@ObjectType({
  description:
    "That one person asks another to take a shift of his (换班申请), with one of the other's in return or without. Seen by the two, and by whoever leads the shifts.",
  implements: Node,
  simpleResolvers: true,
})
export class ShiftSwap implements Node {
  id: string;

  @Field(() => SwapStateEnum, { description: "The state (状态)." })
  state: SwapState;

  @Field(() => String, { nullable: true, description: "What the asker says to it (说明)." })
  remark: string | null;

  @Field(() => InstantScalar, { description: "When it was asked for (申请时间)." })
  askedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When the other answered (答复时间)." })
  answeredAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the shift manager decided (审批时间)." })
  decidedAt: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was refused (未同意原因)." })
  reason: string | null;

  @Field(() => Int, { description: "The version; a step names the version that it saw (版本号)." })
  version: number;

  row: SwapRow;
}

/** A page of swaps. */
export const { Connection: ShiftSwapConnection } = connectionTypes(() => ShiftSwap, "ShiftSwap", "swaps (换班申请)");

/** What a step of a swap answers. */
@ObjectType({ description: "What a step of a swap answers (换班操作结果).", simpleResolvers: true })
export class ShiftSwapPayload {
  @Field(() => ShiftSwap, { description: "The swap after the step (换班申请)." })
  swap: ShiftSwap;
}

/** Leave. */
@ObjectType({
  description:
    "Leave that somebody asks for (请假), in whole days of duty. Seen by him, and by whoever leads the shifts.",
  implements: Node,
  simpleResolvers: true,
})
export class Leave implements Node {
  id: string;

  @Field(() => LeaveKindEnum, { description: "The kind (类型)." })
  kind: LeaveKind;

  @Field(() => DayScalar, { description: "The first day (起始日); a shift belongs to the day on which it begins." })
  firstDay: string;

  @Field(() => DayScalar, { description: "The last day (截止日)." })
  lastDay: string;

  @Field(() => LeaveStateEnum, { description: "The state (状态)." })
  state: LeaveState;

  @Field(() => String, { nullable: true, description: "What was said to it (说明)." })
  remark: string | null;

  @Field(() => InstantScalar, { description: "When it was asked for (申请时间)." })
  askedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was decided (审批时间)." })
  decidedAt: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was refused (未批准原因)." })
  reason: string | null;

  @Field(() => Int, { description: "The version; a step names the version that it saw (版本号)." })
  version: number;

  row: LeaveRow;
}

/** A page of leave. */
export const { Connection: LeaveConnection } = connectionTypes(() => Leave, "Leave", "leave (请假)");

/** What a step of leave answers. */
@ObjectType({ description: "What a step of leave answers (请假操作结果).", simpleResolvers: true })
export class LeavePayload {
  @Field(() => Leave, { description: "The leave after the step (请假)." })
  leave: Leave;
}
