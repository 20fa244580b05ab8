import { Args, Ctx, Query, Resolver, Root, Subscription } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Live, neverSubscribed } from "../../platform/live-source.js";
import { Weight } from "../../platform/weight.js";
import {
  ChangesArguments,
  ResumeArguments,
  StatisticsChangesArguments,
  TicketChangeArguments,
  TicketChangesArguments,
} from "./change.inputs.js";
import { readChangePage } from "./change.page.js";
import { Change, ChangeConnection, StatisticsChange } from "./change.type.js";
import { openEmergencyChanges } from "./emergencies.js";
import { openEscalations } from "./escalations.js";
import { openStatisticsChanges } from "./statistics-changes.js";
import { openTicketChange, openTicketChanges } from "./ticket-changes.js";
import { openWaitingWork } from "./waiting-work.js";

/** The root fields that tell of changes. */
@Resolver()
export class ChangeResolver {
  @Can("change.read")
  @Weight(500)
  @Query(() => ChangeConnection, {
    description:
      "What changed, the oldest first (变更日志), for polling and synchronising. Events are kept for 90 days; an older cursor is CURSOR_EXPIRED, and `resumeAfter` says from where to resynchronise.",
  })
  changes(
    @Ctx() context: RequestContext,
    @Args(() => ChangesArguments) asked: ChangesArguments,
  ): Promise<ChangeConnection> {
    return readChangePage(context, asked);
  }

  @Can("change.read")
  @Weight(50)
  @Live(openTicketChanges)
  @Subscription(() => Change, {
    subscribe: neverSubscribed,
    description:
      "Changes of the tickets that you see (工单变更). One that no longer fulfils the filter is told once more with stillMatches false, one that left your sight with isOutOfSight.",
  })
  ticketChanges(@Root() change: Change, @Args(() => TicketChangesArguments) _: TicketChangesArguments): Change {
    return change;
  }

  @Can("change.read")
  @Weight(50)
  @Live(openTicketChange)
  @Subscription(() => Change, {
    subscribe: neverSubscribed,
    description: "Changes of one ticket (单个工单变更). One that you do not see is NOT_FOUND.",
  })
  ticketChange(@Root() change: Change, @Args(() => TicketChangeArguments) _: TicketChangeArguments): Change {
    return change;
  }

  @Can("change.read")
  @Weight(50)
  @Live(openEscalations)
  @Subscription(() => Change, {
    subscribe: neverSubscribed,
    description:
      "What is escalated to your bureau, as far as you may act upon it (督办催办及报请): orders, reminders, expired limits, disputes and requests before it.",
  })
  escalations(@Root() change: Change, @Args(() => ResumeArguments) _: ResumeArguments): Change {
    return change;
  }

  @Can("emergency.read")
  @Weight(50)
  @Live(openEmergencyChanges)
  @Subscription(() => Change, {
    subscribe: neverSubscribed,
    description:
      "What becomes of the emergencies of your region, beneath it and above (应急状态变更): declared, changed, acknowledged, ended; `node` is the emergency as it is now.",
  })
  emergencyChanges(@Root() change: Change, @Args(() => ResumeArguments) _: ResumeArguments): Change {
    return change;
  }

  @Can("change.read")
  @Weight(50)
  @Live(openWaitingWork)
  @Subscription(() => Change, {
    subscribe: neverSubscribed,
    description:
      "Work that waits for you (待办变更): tickets of the views WAITING_FOR_ME and MY_WORK, warnings about them, tasks and other matters. What no longer waits comes with stillMatches false.",
  })
  waitingWork(@Root() change: Change, @Args(() => ResumeArguments) _: ResumeArguments): Change {
    return change;
  }

  @Can("statistics.read")
  @Weight(3000)
  @Live(openStatisticsChanges)
  @Subscription(() => StatisticsChange, {
    subscribe: neverSubscribed,
    description:
      "The answer to a question of the statistics (统计推送): at once, and again when its numbers change, at most once a second.",
  })
  statisticsChanges(
    @Root() change: StatisticsChange,
    @Args(() => StatisticsChangesArguments) _: StatisticsChangesArguments,
  ): StatisticsChange {
    return change;
  }
}
