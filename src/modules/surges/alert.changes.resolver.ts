import { Args, Resolver, Root, Subscription } from "type-graphql";
import { Can } from "../../access/index.js";
import { Live, neverSubscribed } from "../../platform/live-source.js";
import { openSurgeAlertChanges } from "./alert.changes.js";
import { SurgeAlertChange, SurgeAlertChangesArguments } from "./alert.changes.type.js";

/** What becomes of alerts, as it happens. */
@Resolver()
export class SurgeAlertChangeResolver {
  @Can("surge.read")
  @Live(openSurgeAlertChanges)
  @Subscription(() => SurgeAlertChange, {
    subscribe: neverSubscribed,
    description: "What becomes of the surge alerts that you see, as it happens (预警变化订阅).",
  })
  surgeAlertChanges(
    @Root() payload: SurgeAlertChange,
    @Args(() => SurgeAlertChangesArguments) _wanted: SurgeAlertChangesArguments,
  ): SurgeAlertChange {
    return payload;
  }
}
