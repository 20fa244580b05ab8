import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { Term } from "../tickets/index.js";
import { SurgeRuleInput } from "./rule.inputs.js";

/** The fewest and the most days that a rule is tried on. */
export const backtestDays = { least: 7, most: 366, usual: 365 } as const;

/** The input of backtestSurgeRule. */
@InputType({ description: "A surge rule to be tried on the past (预警规则回测)." })
export class BacktestSurgeRuleInput {
  @Field(() => SurgeRuleInput, { description: "What is watched, and how (规则内容)." })
  rule: SurgeRuleInput;

  @Field(() => Int, {
    defaultValue: backtestDays.usual,
    description: `On how many days (回测天数), ${backtestDays.least} to ${backtestDays.most}.`,
  })
  days: number;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day on which it is tried (截止日期); up to now where it is left out.",
  })
  until?: string | null;
}

/** An alert that a rule would have made. */
@ObjectType({ description: "An alert that a surge rule would have made (回测预警).", simpleResolvers: true })
export class SurgeBacktestAlert {
  @Field(() => Term, {
    nullable: true,
    description:
      "What it would have been told apart by (分组项): a class, goods or a topic; null where the rule counts all together.",
  })
  group: Term | null;

  @Field(() => InstantScalar, { description: "When it would have been opened (发现时间)." })
  openedAt: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it would have faded (关闭时间); null where it would go on.",
  })
  closedAt: Date | null;

  @Field(() => Int, { description: "How often its growth would have been told (增长次数)." })
  grown: number;

  @Field(() => Int, { description: "The most tickets in the window (峰值)." })
  peak: number;

  @Field(() => Float, {
    nullable: true,
    description: "How many were to be expected then (预期件数); null of a threshold.",
  })
  expected: number | null;
}

/** What a rule would have done. */
@ObjectType({ description: "What a surge rule would have done in the past (回测结果).", simpleResolvers: true })
export class SurgeBacktest {
  @Field(() => InstantScalar, { description: "The beginning of the time that was tried (起)." })
  from: Date;

  @Field(() => InstantScalar, { description: "Its end (止)." })
  until: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "From when on the rule could be tried (可回测起始): a baseline needs eight weeks of history; null where never.",
  })
  evaluatedFrom: Date | null;

  @Field(() => [DayScalar], {
    description: "The days on which an alert would have been opened, or opened again (预警日).",
  })
  days: string[];

  @Field(() => [DayScalar], { description: "The days on which its condition was met at some time (达到条件日)." })
  daysOver: string[];

  @Field(() => [SurgeBacktestAlert], { description: "The alerts, the first of them first, 100 at most (回测预警)." })
  alerts: SurgeBacktestAlert[];

  @Field(() => Int, { description: "How many alerts there would have been (预警次数)." })
  alertCount: number;

  @Field(() => Int, { description: "How many tickets were counted (件数)." })
  ticketCount: number;

  @Field(() => Int, {
    description:
      "How many groups were left out (未回测分组数): a baseline that is told apart is tried on the three groups with the most tickets.",
  })
  groupsLeftOut: number;
}
