import { Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { toWorkingCalendar, WorkingCalendarAnswer } from "./calendar.type.js";
import { inForceFor } from "./calendar-memory.js";

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
}
