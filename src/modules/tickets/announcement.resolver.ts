import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { AnnounceYearInput, AnnounceYearPayload, announceYear } from "../calendar/index.js";
import { sendRecount } from "./commands/recount-deadlines.js";

/** Announcing a year of the calendar, in the lowest module that knows what is counted with it. */
@Resolver()
export class AnnouncementResolver {
  @Can("calendar.announce")
  @Mutation(() => AnnounceYearPayload, {
    description:
      "Announces the arrangements of the next year, or corrects those of an announced one from today on, for the whole country (公布年度节假日安排); for an administrator of the nation. Every open limit that it moves is counted again, and the ticket's timeline tells of it.",
  })
  announceYear(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnnounceYearInput, { description: "The arrangements (年度节假日安排)." })
    input: AnnounceYearInput,
  ): Promise<AnnounceYearPayload> {
    return announceYear(context, input, sendRecount);
  }
}
