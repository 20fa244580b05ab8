import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import type { CalendarInForce, YearArrangement } from "./years.js";

/** A run of days off. */
@ObjectType({ description: "A run of days off (放假时段).", simpleResolvers: true })
export class Holiday {
  @Field(() => String, { description: "The Chinese name of the holiday (节日名称)." })
  name: string;

  @Field(() => DayScalar, { description: "The first day off (放假首日)." })
  first: string;

  @Field(() => DayScalar, { description: "The last day off (放假末日)." })
  last: string;
}

/** The arrangements of one year. */
@ObjectType({
  description: "The State Council's arrangements of holidays for a year (年度节假日安排).",
  simpleResolvers: true,
})
export class CalendarYear {
  @Field(() => Int, { description: "The year (年份)." })
  year: number;

  @Weight(0, { items: 8 })
  @Field(() => [Holiday], { description: "The days off (放假安排), in order." })
  holidays: Holiday[];

  @Weight(0, { items: 8 })
  @Field(() => [DayScalar], { description: "The weekend days on which people work in exchange (调休上班日)." })
  makeUpDays: string[];

  @Field(() => String, {
    nullable: true,
    description: "The number of the notice (通知文号); null for a year as it came with the release.",
  })
  notice: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When it was announced or last corrected here (公布时间); null for a year as it came with the release.",
  })
  announcedAt: Date | null;
}

/** The working calendar in the API. */
@ObjectType("WorkingCalendar", {
  description: "The calendar by which limits are counted (工作日历), the same for the whole country.",
  simpleResolvers: true,
})
export class WorkingCalendarAnswer {
  @Field(() => DayScalar, { description: "The first announced day (已公布首日)." })
  announcedFrom: string;

  @Field(() => DayScalar, {
    description: "The announced horizon (已公布末日): a due date beyond it is provisional, and counted in plain weeks.",
  })
  announcedUntil: string;

  @Weight(0, { items: 30 })
  @Field(() => [CalendarYear], { description: "The announced years (已公布年份), in order." })
  years: CalendarYear[];
}

/** The payload of announceYear. */
@ObjectType({ description: "What announceYear wrote (公布年度安排结果).", simpleResolvers: true })
export class AnnounceYearPayload {
  @Field(() => CalendarYear, { description: "The year as it is in force now (年度安排)." })
  year: CalendarYear;
}

/** The name of the GraphQL type of a year, as it stands in the audit. */
export const calendarYearType = "CalendarYear";

/** The object of the API for a year. */
export function toCalendarYear({ holidays, makeUpDays, ...year }: YearArrangement): CalendarYear {
  const inOrder = [...holidays].sort((one, other) => (one.first < other.first ? -1 : 1));
  return Object.assign(new CalendarYear(), {
    ...year,
    holidays: inOrder.map((period) => Object.assign(new Holiday(), period)),
    makeUpDays: [...makeUpDays].sort(),
  });
}

/** The object of the API for the years in force. */
export function toWorkingCalendar({ calendar, years }: CalendarInForce): WorkingCalendarAnswer {
  return Object.assign(new WorkingCalendarAnswer(), {
    announcedFrom: calendar.announcedFrom,
    announcedUntil: calendar.announcedUntil,
    years: years.map(toCalendarYear),
  });
}
