import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { CallOutcomeEnum } from "./call.enums.js";
import { withoutNumbers } from "./call.numbers.js";
import type { CallOutcome } from "./call.words.js";

/** The source of records and of reports of seats. */
export const sourceText =
  "The name of the telephone system (来源系统): letters, digits, full stops, hyphens and underscores, at most 40.";

/** The number at a desk. */
export const operatorNumberText =
  "The number at the desk (工号), such as 5001: letters, digits and hyphens, at most 20.";

/** One call, as a telephone system tells it. */
@InputType({
  description:
    "A call, as the telephone system tells it (话务记录). Each record is whole: what it leaves out is not known.",
})
export class CallInput {
  @Field(() => String, {
    description: `The identifier that the telephone system gave to the call (来电标识), 1 to 64 printable characters. ${withoutNumbers}`,
  })
  callId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Which telling of the call it is (版本): a greater one wins, in whatever order they come. Either this or `changedAt` is needed; a system uses the same one always.",
  })
  revision?: number | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When the record was changed last (更新时间), for systems that count no revisions: the later one wins.",
  })
  changedAt?: Date | null;

  @Field(() => CallOutcomeEnum, { description: "What became of it (来电结果); WAITING and TALKING while it lasts." })
  outcome: CallOutcome;

  @Field(() => InstantScalar, { description: "When it came in (呼入时间)." })
  offeredAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was answered (接听时间); needed for TALKING and ANSWERED.",
  })
  answeredAt?: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When it ended (结束时间); needed for ANSWERED, ABANDONED and TRANSFERRED. A call lasts a day at most.",
  })
  endedAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many seconds the caller waited (等待秒数), where the system leaves out announcements; otherwise worked out from the instants.",
  })
  waitingSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many seconds somebody talked with him (通话秒数), where the system leaves out holding; otherwise worked out.",
  })
  talkingSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where it was transferred to (转接去向): a queue, an extension or another hotline; at most 60 characters.",
  })
  transferredTo?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The queue or group of skills (队列), at most 40 characters. It holds no mobile number, and not the caller's.",
  })
  queue?: string | null;

  @Field(() => String, { nullable: true, description: operatorNumberText })
  operatorNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The caller's number (主叫号码), at most 40 characters; nothing where he hides it. It is sealed, and shown masked.",
  })
  caller?: string | null;
}

/** The input of recordCalls. */
@InputType({ description: "Records of calls, as a telephone system tells them (话务记录批次)." })
export class RecordCallsInput {
  @Field(() => String, { description: sourceText })
  source: string;

  @Field(() => [CallInput], {
    description: "The calls (来电), 1 to 1,000, each once. All are taken, or none where one of them is wrong.",
  })
  calls: CallInput[];
}

/** What a list of calls is narrowed by. */
@InputType({
  description:
    "What a list of calls is narrowed by (来电筛选条件). All that is given must hold. What goes beyond bureau and days needs days, 31 at most.",
})
export class CallFilter {
  @Field(() => String, { nullable: true, description: "The code of the bureau that took the call (接听单位代码)." })
  bureau?: string | null;

  @Field(() => DayScalar, { nullable: true, description: "Offered on this day in China or later (呼入日期起)." })
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: "Offered on this day in China or earlier (呼入日期止)." })
  until?: string | null;

  @Field(() => [CallOutcomeEnum], {
    nullable: true,
    description: "Any of these outcomes (来电结果); all but VOID where none is given.",
  })
  outcomes?: CallOutcome[] | null;

  @Field(() => String, { nullable: true, description: operatorNumberText })
  operatorNumber?: string | null;

  @Field(() => String, { nullable: true, description: "The queue (队列), as the telephone system names it." })
  queue?: string | null;

  @Field(() => Int, { nullable: true, description: "Somebody talked for so many seconds at least (最短通话秒数)." })
  minimumTalkingSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: "The caller waited for so many seconds at least (最短等待秒数)." })
  minimumWaitingSeconds?: number | null;
}

/** The arguments of calls. */
@ArgsType()
export class CallsArguments {
  @Field(() => CallFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: CallFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}

/** The arguments of callIntake. */
@ArgsType()
export class CallIntakeArguments {
  @Field(() => ID, { nullable: true, description: "The global identifier of the call (来电全局标识)." })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The telephone system (来源系统), where the call is named by its own identifier.",
  })
  source?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The identifier that the telephone system gave to the call (来电标识); it is one of your own bureau.",
  })
  callId?: string | null;
}
