import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { limits } from "./shift.words.js";

const bureauText = "The code of a bureau that you may ask about (单位); your own where it is left out.";
const reasonText = `Why (原因), 2 to ${limits.remark} characters: needed where people were shown the roster of a day already.`;

/** Days from one to another. */
@InputType({ description: `Days from one to another, both included (起止日期), at most ${limits.rosterDays}.` })
export class DayPeriodInput {
  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日)." })
  to: string;
}

/** The input of assignShift. */
@InputType({ description: "People to be put on a shift (排班)." })
export class AssignShiftInput {
  @Field(() => String, { description: "The shift, by its code (班次代码)." })
  shift: string;

  @Field(() => [DayScalar], {
    nullable: true,
    description: "The days on which the shift begins (日期); exactly one of days and period is given.",
  })
  days?: string[] | null;

  @Field(() => DayPeriodInput, {
    nullable: true,
    description: "Every day of a period on which the shift is on (期间); exactly one of days and period is given.",
  })
  period?: DayPeriodInput | null;

  @Field(() => [ID], {
    description: `Who (人员), 1 to ${limits.people} people who hold a role at your bureau; ${limits.assignments} assignments at once.`,
  })
  people: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether it is the duty leader (带班领导), one for each shift, who takes no seat.",
  })
  isLeader: boolean;

  @Field(() => String, { nullable: true, description: reasonText })
  reason?: string | null;
}

/** Which assignment, in which version. */
@InputType({ description: "An assignment as you saw it (排班条目)." })
export class AssignmentReferenceInput {
  @Field(() => ID, { description: "The assignment (排班条目)." })
  assignmentId: string;

  @Field(() => Int, { description: "The version that you saw (版本号)." })
  version: number;
}

/** The input of unassignShift. */
@InputType({ description: "Assignments to be taken off the roster (撤销排班)." })
export class UnassignShiftInput {
  @Field(() => [AssignmentReferenceInput], {
    description: `Which assignments (排班条目), 1 to ${limits.assignments} of your bureau.`,
  })
  assignments: AssignmentReferenceInput[];

  @Field(() => String, { nullable: true, description: reasonText })
  reason?: string | null;
}

/** The input of publishRoster. */
@InputType({ description: "Days whose roster is to be published (发布排班)." })
export class PublishRosterInput {
  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: `The last day (截止日); ${limits.rosterDays} days at most.` })
  to: string;
}

/** The arguments of roster. */
@ArgsType()
export class RosterArguments {
  @Field(() => String, { nullable: true, description: bureauText })
  bureau?: string | null;

  @Field(() => DayScalar, { description: "The first day (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: `The last day (截止日); ${limits.rosterDays} days at most.` })
  to: string;
}

/** The arguments of rosterChanges. */
@ArgsType()
export class RosterChangesArguments {
  @Field(() => DayScalar, { description: "The first day of the shifts that were changed (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: `The last day (截止日); ${limits.rosterDays} days at most.` })
  to: string;

  @Field(() => Int, { nullable: true, description: "The size of the page (每页条数), 20 when left out, at most 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (游标)." })
  after?: string | null;
}

/** The arguments of rosterPeople. */
@ArgsType()
export class RosterPeopleArguments {
  @Field(() => Int, { nullable: true, description: "The size of the page (每页条数), 20 when left out, at most 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (游标)." })
  after?: string | null;
}

/** The arguments of myShifts. */
@ArgsType()
export class MyShiftsArguments {
  @Field(() => DayScalar, { nullable: true, description: "The first day (起始日); today where it is left out." })
  from?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: `The last day (截止日), ${limits.rosterDays} days at most; the 13th day after the first where it is left out.`,
  })
  to?: string | null;
}
