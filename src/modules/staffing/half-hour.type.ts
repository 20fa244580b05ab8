import { Field, Float, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";

/** What a half-hour needs, has, and would have. */
@ObjectType({ description: "What a half-hour needs, has, and would have (半小时测算).", simpleResolvers: true })
export class StaffingHalfHour {
  @Field(() => InstantScalar, { description: "When it begins (开始时间)." })
  startsAt: Date;

  @Field(() => Float, { description: "Calls to be expected: the mean of the like days (预计来电量)." })
  expectedCalls: number;

  @Field(() => Float, { description: "Calls on a busy one of them (繁忙日来电量)." })
  busyCalls: number;

  @Field(() => Float, { description: "Calls that are planned for: by the basis, times the surge (测算来电量)." })
  plannedCalls: number;

  @Field(() => Int, { description: "How long a call keeps its agent, in seconds, writing included (平均处理时长)." })
  handlingSeconds: number;

  @Field(() => Float, { description: "The load in erlangs: how many agents are busy all the time (话务量)." })
  load: number;

  @Field(() => Int, { description: "How many agents must be on the line for the target, by Erlang C (需在线人数)." })
  agentsNeeded: number;

  @Field(() => Int, { description: "How many people must be on the roster for them (应排人数)." })
  agentsToRoster: number;

  @Field(() => Float, {
    description:
      "How many people are there (在岗人数): breaks are taken off, so parts of people are for parts of the time.",
  })
  agentsPresent: number;

  @Field(() => Int, {
    description: "How many people more are needed for the target, 0 where those who are there meet it (缺口).",
  })
  shortfall: number;

  @Field(() => Float, { description: "What share of the calls is answered in time, in percent (预计服务水平)." })
  serviceLevelPercent: number;

  @Field(() => Float, {
    nullable: true,
    description: "How long callers wait on average, in seconds (平均等待); null where the queue grows without end.",
  })
  meanWaitSeconds: number | null;

  @Field(() => Boolean, { description: "Whether no more agents are there than the load keeps busy (是否超负荷)." })
  isOverloaded: boolean;

  @Field(() => Float, {
    description: "The share answered in time with one person more, in percent (增加一人后的服务水平).",
  })
  serviceLevelPercentWithOneMore: number;

  @Field(() => Float, {
    description: "How many calls more would be answered in time then (增加一人可多及时应答的来电).",
  })
  callsInTimeWithOneMore: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "The share answered in time with all seats taken, in percent (全部坐席开放后的服务水平); null where it is not known how many there are.",
  })
  serviceLevelPercentWithAllSeats: number | null;
}

/** How a shift stands. */
@ObjectType({
  description:
    "How a shift that begins on the day stands (班次结论), with the half-hours after midnight that it covers.",
  simpleResolvers: true,
})
export class StaffingShift {
  @Field(() => String, { description: "The code of the shift (班次代码)." })
  code: string;

  @Field(() => String, { description: "The name of the shift (班次名称)." })
  name: string;

  @Field(() => InstantScalar, { description: "When it begins (开始时间)." })
  startsAt: Date;

  @Field(() => InstantScalar, { description: "When it ends (结束时间)." })
  endsAt: Date;

  @Field(() => Int, { description: "How many people it plans (计划人数)." })
  plannedHeads: number;

  @Field(() => Int, { description: "How many people of the published roster take it (值班人数)." })
  heads: number;

  @Field(() => Boolean, { description: "Whether it is short of people (是否人手不足)." })
  isShort: boolean;

  @Field(() => Int, {
    description: "How many people more it needs for its shortest half-hour, their breaks counted (缺口人数).",
  })
  missing: number;

  @Field(() => Int, { description: "In how many of its half-hours people are missing (人手不足的半小时数)." })
  shortHalfHours: number;

  @Field(() => Float, { description: "What share of the calls in it is answered in time, in percent (全班服务水平)." })
  serviceLevelPercent: number;

  @Field(() => Float, {
    description:
      "How many calls more would be answered in time with one person more all through it (增加一人可多及时应答).",
  })
  callsInTimeWithOneMore: number;

  @Field(() => StaffingHalfHour, { nullable: true, description: "Its shortest half-hour (最紧张的半小时)." })
  shortest: StaffingHalfHour | null;

  @Field(() => String, { description: "Whether it is short, by how many and why, with the numbers (结论)." })
  explanation: string;
}
