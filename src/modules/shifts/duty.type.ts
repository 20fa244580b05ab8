import { Field, ID, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { DutySourceEnum } from "./shift.enums.js";
import type { DutySource } from "./shift.words.js";

/** Somebody on duty. */
@ObjectType({ description: "Somebody who is on duty, or is asked where nobody is (值守人员)." })
export class DutyPerson {
  @Field(() => ID, { description: "Who it is (人员标识)." })
  personId: string;

  @Field(() => String, { nullable: true, description: "The shift, by its name (班次名称); null for a head." })
  shift: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "Until when (值守至); null for a head." })
  until: Date | null;

  rowId: string;
  /** Whether the reader may ask who is on duty at the bureau, and so is told by what number. */
  isTelephoneTold: boolean;
}

/** Who is on duty at a bureau. */
@ObjectType({
  description: "Who is on duty at a bureau, and who is asked where nobody is (值守情况).",
  simpleResolvers: true,
})
export class OnDuty {
  @Field(() => InstantScalar, { description: "The instant that was asked about (时间)." })
  at: Date;

  @Field(() => DutySourceEnum, { description: "By whom the bureau is reached (值守来源)." })
  source: DutySource;

  @Field(() => Boolean, {
    description:
      "Whether its office is open (是否在行政班时间): within the hours of 行政班, with somebody there by its roster, or without a roster of it.",
  })
  isOfficeOpen: boolean;

  @Field(() => Boolean, {
    description: "Whether an emergency asks for people around the clock, and nobody is there (是否无人值守).",
  })
  isGap: boolean;

  @Field(() => [DutyPerson], { description: "Those on shift by the published roster (在班人员)." })
  people: DutyPerson[];

  @Field(() => [DutyPerson], { description: "Who leads the shift (带班领导)." })
  leaders: DutyPerson[];

  @Field(() => [DutyPerson], { description: "The heads, who are asked where nobody is on duty (单位负责人)." })
  heads: DutyPerson[];

  bureauCode: string;
}
