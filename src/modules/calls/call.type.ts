import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { CallOutcomeEnum, UnappliedOutcomeEnum } from "./call.enums.js";
import type { CallRow } from "./call.store.js";
import type { CallOutcome, UnappliedOutcome } from "./call.words.js";

/** A call to a hotline. */
@ObjectType({
  description: "A call to a hotline (来电), as its telephone system told it last.",
  implements: Node,
  simpleResolvers: true,
})
export class Call implements Node {
  id: string;

  @Field(() => String, { description: "The telephone system that told of it (来源系统)." })
  source: string;

  @Field(() => String, { description: "The identifier that the telephone system gave to it (来电标识)." })
  callId: string;

  @Field(() => CallOutcomeEnum, { description: "What became of it (来电结果)." })
  outcome: CallOutcome;

  @Field(() => InstantScalar, { description: "When it came in (呼入时间)." })
  offeredAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was answered (接听时间); null where nobody did.",
  })
  answeredAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended (结束时间); null while it lasts." })
  endedAt: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many seconds the caller waited (等待秒数); null while he does.",
  })
  waitingSeconds: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many seconds somebody talked with him (通话秒数); null while somebody does, or where nobody did.",
  })
  talkingSeconds: number | null;

  @Field(() => String, { nullable: true, description: "Where it was transferred to (转接去向)." })
  transferredTo: string | null;

  @Field(() => String, { nullable: true, description: "The queue (队列)." })
  queue: string | null;

  @Field(() => String, { nullable: true, description: "The number at the desk (工号) that answered it." })
  operatorNumber: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The caller's number, masked (主叫号码, 脱敏), such as 138****5678; null where he hides it, where it was dropped, and for other bureaus than the one that took the call.",
  })
  callerMasked: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When the caller's number was dropped for good, for it is kept no longer than needed (主叫号码清除时间); null before, and for other bureaus than the one that took the call.",
  })
  callerDroppedAt: Date | null;

  @Field(() => InstantScalar, { description: "When it was recorded first (首次登记时间)." })
  recordedAt: Date;

  @Field(() => InstantScalar, { description: "When its record was changed last (最近更新时间)." })
  changedAt: Date;

  /** The row that nested fields are read from. */
  row: CallRow;
}

/** A page of calls. */
export const { Connection: CallConnection } = connectionTypes(() => Call, "Call", "calls (来电)");

/** A record that changed nothing. */
@ObjectType({ description: "A record that changed nothing (未采用的记录).", simpleResolvers: true })
export class UnappliedCall {
  @Field(() => String, { description: "The identifier that the telephone system gave to the call (来电标识)." })
  callId: string;

  @Field(() => UnappliedOutcomeEnum, { description: "Why (原因)." })
  outcome: UnappliedOutcome;

  @Field(() => String, {
    description:
      "The revision that is recorded (已登记版本), a whole number; of a system that tells instants, milliseconds since 1970.",
  })
  revision: string;
}

/** What recordCalls answers. */
@ObjectType({ description: "What became of a batch of records (话务记录批次结果).", simpleResolvers: true })
export class RecordCallsPayload {
  @Field(() => Int, { description: "How many calls were not known before (新增数)." })
  created: number;

  @Field(() => Int, { description: "How many known calls were changed by a later revision (更新数)." })
  updated: number;

  @Field(() => Int, { description: "How many records are there already (未变数)." })
  unchanged: number;

  @Field(() => Int, { description: "How many records came after a later one, and changed nothing (过期数)." })
  stale: number;

  @Field(() => [UnappliedCall], { description: "The records that changed nothing, in their order (未采用的记录)." })
  unapplied: UnappliedCall[];
}
