import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { Role } from "../../platform/actor.js";
import { connectionTypes } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { RoleEnum } from "../identity/index.js";
import { RosterVerbEnum, RosterWarningEnum } from "./shift.enums.js";
import type { RosterVerb, RosterWarning } from "./shift.words.js";

/** A stretch of time that nobody covers. */
@ObjectType({ description: "A stretch of time that nobody covers (无人值守时段).", simpleResolvers: true })
export class RosterGap {
  @Field(() => InstantScalar, { description: "From when (开始)." })
  startsAt: Date;

  @Field(() => InstantScalar, { description: "Until when (结束)." })
  endsAt: Date;
}

/** Somebody on a shift of the roster. */
@ObjectType({ description: "Somebody on a shift of the roster (排班条目)." })
export class RosterPerson {
  @Field(() => ID, { description: "The assignment, for changes, swaps and leave (排班条目标识)." })
  assignmentId: string;

  @Field(() => Int, { description: "The version of the assignment; a change names the version that it saw (版本号)." })
  version: number;

  @Field(() => ID, { description: "Who it is (人员标识)." })
  personId: string;

  @Field(() => Boolean, { description: "Whether he leads the shift and takes no seat (是否带班领导)." })
  isLeader: boolean;

  @Field(() => Boolean, { description: "Whether he is on approved leave then (是否请假)." })
  isOnLeave: boolean;

  @Field(() => Boolean, { description: "Whether people were shown it (是否已发布); false for a draft." })
  isPublished: boolean;

  @Field(() => Boolean, {
    description: "Whether he rests too little before it, or has too many hours in seven days (是否休息不足).",
  })
  isStrained: boolean;

  rowId: string;
}

/** A shift of one day. */
@ObjectType({ description: "A shift of one day with its people (班次安排).", simpleResolvers: true })
export class RosterEntry {
  @Field(() => DayScalar, { description: "The day on which it begins (日期)." })
  day: string;

  @Field(() => String, { description: "The shift, by its code (班次代码)." })
  shift: string;

  @Field(() => String, { description: "Its name (班次名称)." })
  name: string;

  @Field(() => InstantScalar, { description: "When it begins (开始)." })
  startsAt: Date;

  @Field(() => InstantScalar, { description: "When it ends (结束)." })
  endsAt: Date;

  @Field(() => Int, { description: "How many seats are planned (计划席位数); 0 where nothing is planned." })
  plannedHeads: number;

  @Field(() => Int, { description: "How many seats are taken, without the leader and who is on leave (到岗人数)." })
  presentHeads: number;

  @Field(() => Int, {
    description: "How many are missing: to the plan, or for those on leave where nothing is planned (缺口).",
  })
  holes: number;

  @Field(() => Boolean, {
    description: "Whether the year is not announced yet, so that the shift may not be on that day (是否暂定).",
  })
  isProvisional: boolean;

  @Field(() => [RosterWarningEnum], { description: "What may be wrong with it (提示)." })
  warnings: RosterWarning[];

  @Field(() => [RosterPerson], { description: "Who is on it (人员)." })
  people: RosterPerson[];
}

/** How much one person has of a roster. */
@ObjectType({ description: "How much one person has of a roster (个人工时)." })
export class RosterLoad {
  @Field(() => ID, { description: "Who it is (人员标识)." })
  personId: string;

  @Field(() => Int, { description: "How many shifts, without those that fall on leave (班次数)." })
  shifts: number;

  @Field(() => Float, { description: "Hours on duty, breaks not counted (工时)." })
  hours: number;

  @Field(() => Int, { description: "Shifts of which a part lies between midnight and six in the morning (夜班数)." })
  nightShifts: number;

  @Field(() => Int, { description: "Shifts that begin on a statutory holiday (法定节假日班数)." })
  holidayShifts: number;

  rowId: string;
}

/** The roster of a bureau. */
@ObjectType({ description: "The roster of a bureau over some days (排班表).", simpleResolvers: true })
export class Roster {
  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日)." })
  to: string;

  @Field(() => [RosterEntry], { description: "Its shifts, by their start (班次安排)." })
  entries: RosterEntry[];

  @Field(() => [RosterLoad], {
    description:
      "How much each person has of it, whoever has most first (工时统计): to share nights and holidays evenly.",
  })
  loads: RosterLoad[];

  @Field(() => Boolean, {
    description: "Whether an emergency asks for people around the clock on some of the days (是否要求24小时值守).",
  })
  isAroundTheClock: boolean;

  @Field(() => [RosterGap], {
    description:
      "The hours that nobody covers on days on which an emergency asks for people around the clock (无人值守时段).",
  })
  gaps: RosterGap[];

  bureauCode: string;
}

/** What a change of a roster answers. */
@ObjectType({ description: "What a change of the roster answers (排班操作结果).", simpleResolvers: true })
export class RosterPayload {
  @Field(() => Int, { description: "How many assignments were made, taken off or published (涉及条目数)." })
  count: number;

  @Field(() => Roster, {
    description: "The roster of the days that were concerned, after the change (排班表), with its warnings.",
  })
  roster: Roster;
}

/** A change of a published roster. */
@ObjectType({ description: "A change of a roster that people had been shown (排班变更)." })
export class RosterChange {
  @Field(() => RosterVerbEnum, { description: "What was changed (变更类型)." })
  verb: RosterVerb;

  @Field(() => InstantScalar, { description: "When (时间)." })
  at: Date;

  @Field(() => DayScalar, { description: "The day on which the shift begins (日期)." })
  day: string;

  @Field(() => String, { description: "The shift, by its code (班次代码)." })
  shift: string;

  @Field(() => String, { nullable: true, description: "Why (原因)." })
  reason: string | null;

  @Field(() => ID, { description: "Whose assignment it is after the change (人员标识)." })
  personId: string;

  rowId: string;
  person: string;
  by: string | null;
}

/** A page of changes. */
export const { Connection: RosterChangeConnection } = connectionTypes(
  () => RosterChange,
  "RosterChange",
  "changes of a roster (排班变更)",
);

/** Somebody who can be put on a shift. */
@ObjectType({ description: "Somebody who holds a role at your bureau, and can be put on a shift (可排班人员)." })
export class RosterCandidate {
  @Field(() => ID, { description: "Who it is (人员标识), for assignShift." })
  personId: string;

  @Field(() => [RoleEnum], { description: "The roles held today (岗位)." })
  roles: Role[];

  rowId: string;
}

/** A page of people who can be put on shifts. */
export const { Connection: RosterCandidateConnection } = connectionTypes(
  () => RosterCandidate,
  "RosterCandidate",
  "people who can be put on shifts (可排班人员)",
);

/** A shift of one's own. */
@ObjectType({ description: "A shift of one person: your own, or one that a swap or leave is about (个人班次)." })
export class OwnShift {
  @Field(() => ID, { description: "The assignment, for swaps (排班条目标识)." })
  assignmentId: string;

  @Field(() => DayScalar, { description: "The day on which it begins (日期)." })
  day: string;

  @Field(() => String, { description: "The shift, by its code (班次代码)." })
  shift: string;

  @Field(() => String, { description: "Its name (班次名称)." })
  name: string;

  @Field(() => InstantScalar, { description: "When it begins (开始)." })
  startsAt: Date;

  @Field(() => InstantScalar, { description: "When it ends (结束)." })
  endsAt: Date;

  @Field(() => Boolean, { description: "Whether the person leads it (是否带班)." })
  isLeader: boolean;

  @Field(() => Boolean, { description: "Whether the person is on leave then (是否请假)." })
  isOnLeave: boolean;

  bureauCode: string;
}
