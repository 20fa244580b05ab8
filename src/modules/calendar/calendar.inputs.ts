import { Field, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";

/** One run of days off, as an administrator announces it. */
@InputType({ description: "A run of days off (放假时段)." })
export class HolidayInput {
  @Field(() => String, {
    description: "The Chinese name of the holiday (节日名称); joined holidays as 国庆节、中秋节.",
  })
  name: string;

  @Field(() => DayScalar, { description: "The first day off (放假首日)." })
  first: string;

  @Field(() => DayScalar, { description: "The last day off (放假末日), at most 15 days in all." })
  last: string;
}

/** The input of announceYear. */
@InputType({ description: "The State Council's arrangements of holidays for a year (年度节假日安排)." })
export class AnnounceYearInput {
  @Field(() => Int, {
    description: "The year (年份): the one after the last announced year, or with isCorrection one that is announced.",
  })
  year: number;

  @Field(() => [HolidayInput], {
    description:
      "The days off (放假安排): 元旦, 春节, 清明节, 劳动节, 端午节, 中秋节 and 国庆节, and others; the first may begin on 25 December of the year before or later.",
  })
  holidays: HolidayInput[];

  @Field(() => [DayScalar], {
    description:
      "The weekend days on which people work in exchange (调休上班日), from 25 December of the year before on.",
  })
  makeUpDays: string[];

  @Field(() => String, { description: "The number of the notice (通知文号), such as 国办发明电〔2026〕7号." })
  notice: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether it replaces the arrangements of a year that is announced (更正); days before today must stay as they are. No where it is missing.",
  })
  isCorrection?: boolean | null;
}
