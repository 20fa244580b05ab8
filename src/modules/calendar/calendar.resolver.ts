import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { AnnounceYearInput } from "./calendar.inputs.js";
import { AnnounceYearPayload, toWorkingCalendar, WorkingCalendarAnswer } from "./calendar.type.js";
import { inForceFor } from "./calendar-memory.js";
import { announceYear } from "./commands/announce-year.js";

/** The working calendar in the API. */
@Resolver(() => WorkingCalendarAnswer)
export class CalendarResolver {
  @Can("calendar.read")
  @Weight(20)
  @Query(() => WorkingCalendarAnswer, {
    description: "The calendar by which limits are counted (工作日历): the State Council's arrangements of each year.",
  })
  async workingCalendar(@Ctx() context: RequestContext): Promise<WorkingCalendarAnswer> {
    return toWorkingCalendar(await inForceFor(context));
  }

  @Can("calendar.announce")
  @Mutation(() => AnnounceYearPayload, {
    description:
      "Announces the arrangements of the next year, or corrects those of an announced one from today on, for the whole country (公布年度节假日安排); for an administrator of the nation. Every open limit that it touches is computed again.",
  })
  announceYear(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnnounceYearInput, { description: "The arrangements (年度节假日安排)." })
    input: AnnounceYearInput,
  ): Promise<AnnounceYearPayload> {
    return announceYear(context, input);
  }
}
