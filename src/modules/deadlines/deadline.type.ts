import { Field, Int, ObjectType } from "type-graphql";
import type { Locale } from "../../platform/actor.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import type { WorkingCalendar } from "../calendar/index.js";
import { type Regime, RegimeEnum } from "../dictionaries/index.js";
import type { ExplainedTicket, SkipReason } from "./deadline.basis.js";
import {
  DayUnitEnum,
  DeadlineStateEnum,
  LimitEnum,
  PauseReasonEnum,
  SkipReasonEnum,
  StartingEventEnum,
} from "./deadline.enums.js";
import type { DeadlineRow, DeadlineState } from "./deadline.row.js";
import type { DayUnit, Limit, PauseReason, StartingEvent } from "./limit.js";

/** A run of days that were not counted. */
@ObjectType({ description: "Days that were not counted (未计入的日期).", simpleResolvers: true })
export class SkippedPeriod {
  @Field(() => DayScalar, { description: "The first of them (首日)." })
  first: string;

  @Field(() => DayScalar, { description: "The last of them (末日)." })
  last: string;

  @Field(() => SkipReasonEnum, { description: "Why (原因)." })
  reason: SkipReason;

  @Field(() => String, { description: "The holiday, or the weekend, in the language of the request (名称)." })
  name: string;
}

/** A time in which a clock stood still. */
@ObjectType({ description: "A time in which the clock of a limit stood still (中止计时).", simpleResolvers: true })
export class DeadlinePause {
  @Field(() => InstantScalar, { description: "From (起)." })
  from: Date;

  @Field(() => InstantScalar, { nullable: true, description: "To (止); null while it lasts." })
  to: Date | null;

  @Field(() => PauseReasonEnum, { description: "Why (事由)." })
  reason: PauseReason;

  @Field(() => Int, { description: "By how many days of the limit's unit it moved the last day (顺延天数)." })
  days: number;
}

/** Why a deadline ends on its day. */
@ObjectType({
  description: "How the last day of a deadline was counted, and by which law (计算依据).",
  simpleResolvers: true,
})
export class DeadlineBasis {
  @Field(() => String, {
    nullable: true,
    description:
      "The statute, such as ORDER_121.ACCEPTANCE, or what the platform sets; null where only a bureau sets it (规则代码).",
  })
  rule: string | null;

  @Field(() => RegimeEnum, { nullable: true, description: "The order (适用办法); null for what is no law." })
  order: Regime | null;

  @Field(() => String, { nullable: true, description: "The article and item (条款), such as 23(5)." })
  article: string | null;

  @Field(() => String, { nullable: true, description: "The words of the article (条文)." })
  text: string | null;

  @Field(() => String, { nullable: true, description: "The words in English, rendered by us (条文英译)." })
  textEnglish: string | null;

  @Field(() => StartingEventEnum, { description: "What it started from (起算事件)." })
  startedFrom: StartingEvent;

  @Field(() => InstantScalar, { description: "When that was (起算时间)." })
  startedAt: Date;

  @Field(() => InstantScalar, { description: "The first mark: when the ticket was registered (登记时间)." })
  registeredAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "The second mark: when the competent bureau received it, from which the law counts (有权部门收到时间).",
  })
  competentReceivedAt: Date | null;

  @Field(() => DayScalar, { description: "The day of the start, which is not counted (起算当日，不计入)." })
  startDay: string;

  @Field(() => DayScalar, { description: "The first day that is counted (计算首日)." })
  firstDay: string;

  @Field(() => Int, {
    description: "How many days were counted: of the rule, the extension and the pauses (计算天数).",
  })
  countedDays: number;

  @Field(() => DayUnitEnum, { description: "In which days (期限单位)." })
  unit: DayUnit;

  @Weight(0, { items: 12 })
  @Field(() => [SkippedPeriod], { description: "The days that were not counted, and why (未计入的日期)." })
  skipped: SkippedPeriod[];

  @Weight(0, { items: 2 })
  @Field(() => [DayScalar], {
    description: "Weekend days that were counted, because people worked on them in exchange (计入的调休上班日).",
  })
  makeUpDays: string[];

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The day on which it would have ended, had it not been a holiday (顺延前末日); null where nothing moved it.",
  })
  rolledFrom: string | null;

  @Weight(0, { items: 2 })
  @Field(() => [DeadlinePause], { description: "When the clock stood still (中止计时)." })
  pauses: DeadlinePause[];

  @Weight(0, { items: 8 })
  @Field(() => [String], { description: "The same in sentences, in the language of the request (说明)." })
  explanation: string[];

  /** The identifier of the bureau's limit that decides; the field of the API is resolved from it. */
  bureauLimitId: string | null;
}

/** How a deadline is to be shown. */
export interface Shown {
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly locale: Locale;
}

/** What a deadline is shown from. */
export interface DeadlineSource {
  readonly row: DeadlineRow;
  readonly ticket: ExplainedTicket;
  readonly shown: Shown;
}

/** A limit that runs or ran on a ticket. */
@ObjectType({ description: "A limit that runs or ran on a ticket (期限).", simpleResolvers: true })
export class Deadline {
  @Field(() => Int, { description: "Its number among those of the ticket, from 1 on (序号)." })
  sequence: number;

  @Field(() => LimitEnum, { description: "Which limit (期限种类)." })
  limit: Limit;

  @Field(() => DeadlineStateEnum, { description: "How it stands now (状态)." })
  state: DeadlineState;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day, the strictest of statute and bureaus (到期日); null while the clock stands still.",
  })
  dueOn: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "The end of the last day in China (到期时刻)." })
  dueAt: Date | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The last day by the statute alone (法定到期日); null where no statute sets one, and while the clock stands still.",
  })
  statutoryDueOn: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The last day if it were counted from the registration (按登记日计算的到期日); null where that is no earlier.",
  })
  registeredDueOn: string | null;

  @Field(() => Boolean, {
    description:
      "Whether a day was counted of a year whose holidays are not announced yet (暂定): it is counted again when they are.",
  })
  isProvisional: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      "The working days that remain, negative when overdue (剩余工作日); null when it ended or stands still.",
  })
  remainingWorkingDays: number | null;

  @Field(() => InstantScalar, { description: "When it started (起算时间)." })
  startedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended (结束时间); null while it goes on." })
  endedAt: Date | null;

  @Field(() => Int, { description: "By how many days of its unit it was extended (延长天数)." })
  extendedDays: number;

  /** What it is explained from, when that is asked for. */
  source: DeadlineSource;
}
