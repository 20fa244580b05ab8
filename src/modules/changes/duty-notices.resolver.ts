import { Args, Resolver, Root, Subscription } from "type-graphql";
import { Can } from "../../access/index.js";
import { Live, neverSubscribed } from "../../platform/live-source.js";
import { openDutyNoticeChanges } from "./duty-notices.js";
import { DutyNoticeChange, DutyNoticeChangesArguments } from "./duty-notices.type.js";

/** What becomes of duty notices, as it happens. */
@Resolver()
export class DutyNoticeChangeResolver {
  @Can("duty.acknowledge")
  @Live(openDutyNoticeChanges)
  @Subscription(() => DutyNoticeChange, {
    subscribe: neverSubscribed,
    description:
      "What becomes of the duty notices that you see, as it happens (值班通知订阅): those sent to you, and those of bureaus about whose duty you may ask.",
  })
  dutyNoticeChanges(
    @Root() payload: DutyNoticeChange,
    @Args(() => DutyNoticeChangesArguments) _wanted: DutyNoticeChangesArguments,
  ): DutyNoticeChange {
    return payload;
  }
}
