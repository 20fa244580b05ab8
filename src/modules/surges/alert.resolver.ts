import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { alertKeyOf } from "./alert.change.js";
import {
  CloseSurgeAlertInput,
  SnoozeSurgeAlertInput,
  SurgeAlertStepInput,
  SurgeAlertsArguments,
} from "./alert.inputs.js";
import { SurgeAlert, SurgeAlertConnection, SurgeAlertPayload } from "./alert.type.js";
import { alertKeyText, alertLoader, toAlertPayload } from "./alert.view.js";
import { acknowledgeSurgeAlert } from "./commands/acknowledge-surge-alert.js";
import { closeSurgeAlert } from "./commands/close-surge-alert.js";
import { reopenSurgeAlert } from "./commands/reopen-surge-alert.js";
import { snoozeSurgeAlert } from "./commands/snooze-surge-alert.js";
import { pageOfAlerts } from "./surge.lists.js";

const input = { description: "What is to be done (操作参数)." };

/** The root fields of surge alerts. */
@Resolver()
export class SurgeAlertResolver {
  @Can("surge.read")
  @Query(() => SurgeAlert, {
    description: "A surge alert by its identifier (激增预警). One that you may not see is NOT_FOUND.",
  })
  async surgeAlert(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the alert (预警标识)." }) id: string,
  ): Promise<SurgeAlert> {
    const alert = await alertLoader(context, alertKeyText(alertKeyOf(id, "id")));
    if (alert === null) throw notFound("id");
    return alert;
  }

  @Can("surge.read")
  @Query(() => SurgeAlertConnection, {
    description:
      "The surge alerts of your region, newest first (激增预警列表); a department of a line sees those of its line.",
  })
  surgeAlerts(
    @Ctx() context: RequestContext,
    @Args(() => SurgeAlertsArguments) wanted: SurgeAlertsArguments,
  ): Promise<ConnectionValue<SurgeAlert>> {
    return pageOfAlerts(context, wanted);
  }

  @Can("surge.handle")
  @Mutation(() => SurgeAlertPayload, { description: "Takes note of a surge alert of your bureau (确认预警)." })
  acknowledgeSurgeAlert(
    @Ctx() context: RequestContext,
    @Arg("input", () => SurgeAlertStepInput, input) wanted: SurgeAlertStepInput,
  ): Promise<SurgeAlertPayload> {
    return toAlertPayload(acknowledgeSurgeAlert(context, wanted));
  }

  @Can("surge.handle")
  @Mutation(() => SurgeAlertPayload, {
    description: "Puts a surge alert of your bureau off: until then nothing is told of it (暂缓预警提醒).",
  })
  snoozeSurgeAlert(
    @Ctx() context: RequestContext,
    @Arg("input", () => SnoozeSurgeAlertInput, input) wanted: SnoozeSurgeAlertInput,
  ): Promise<SurgeAlertPayload> {
    return toAlertPayload(snoozeSurgeAlert(context, wanted));
  }

  @Can("surge.handle")
  @Mutation(() => SurgeAlertPayload, {
    description:
      "Closes a surge alert of your bureau and says why (关闭预警). What comes again later opens it again by itself.",
  })
  closeSurgeAlert(
    @Ctx() context: RequestContext,
    @Arg("input", () => CloseSurgeAlertInput, input) wanted: CloseSurgeAlertInput,
  ): Promise<SurgeAlertPayload> {
    return toAlertPayload(closeSurgeAlert(context, wanted));
  }

  @Can("surge.handle")
  @Mutation(() => SurgeAlertPayload, { description: "Opens a closed surge alert of your bureau again (重新打开预警)." })
  reopenSurgeAlert(
    @Ctx() context: RequestContext,
    @Arg("input", () => SurgeAlertStepInput, input) wanted: SurgeAlertStepInput,
  ): Promise<SurgeAlertPayload> {
    return toAlertPayload(reopenSurgeAlert(context, wanted));
  }
}
