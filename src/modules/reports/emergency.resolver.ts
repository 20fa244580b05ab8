import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can, holds } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Emergency, EmergencyPayload, emergencyLoader, toEmergency } from "../emergencies/index.js";
import { endEmergency } from "./commands/end-emergency.js";
import { DailyReportsArguments, EndEmergencyInput } from "./emergency.inputs.js";
import { Report, ReportConnection } from "./report.type.js";
import { readEmergencyReports, summaryLoader } from "./report.view.js";

/** What the reports add to emergencies: their end with a summary, and their daily reports. */
@Resolver(() => Emergency)
export class EmergencyReportResolver {
  @Weight(2000)
  @Can("emergency.declare")
  @Mutation(() => EmergencyPayload, {
    description:
      "Ends the open emergency of your region, and keeps the report that sums it up as a draft of your bureau (结束应急状态并形成总结).",
  })
  async endEmergency(
    @Ctx() context: RequestContext,
    @Arg("input", () => EndEmergencyInput, { description: "What is to be done (操作参数)." }) wanted: EndEmergencyInput,
  ): Promise<EmergencyPayload> {
    const emergency = toEmergency(context, await endEmergency(context, wanted));
    return Object.assign(new EmergencyPayload(), { emergency });
  }

  @Weight(20)
  @FieldResolver(() => Report, {
    nullable: true,
    description:
      "The report that sums it up (总结报告), as far as you see it: a draft of the bureau that ended it until it is submitted; null while it is open.",
  })
  async summary(@Ctx() context: RequestContext, @Root() { row }: Emergency): Promise<Report | null> {
    return holds(actorOf(context), "report.read") ? summaryLoader(context, row.id) : null;
  }

  @Weight(100)
  @FieldResolver(() => ReportConnection, {
    description: "The daily reports that were prepared of it, newest first, as far as you see them (应急日报).",
  })
  dailyReports(
    @Ctx() context: RequestContext,
    @Root() { row }: Emergency,
    @Args(() => DailyReportsArguments) wanted: DailyReportsArguments,
  ): Promise<ConnectionValue<Report>> {
    return readEmergencyReports(context, row.id, wanted);
  }
}

/** What a report says of its emergency. */
@Resolver(() => Report)
export class ReportEmergencyResolver {
  @Weight(20)
  @FieldResolver(() => Emergency, {
    nullable: true,
    description:
      "The emergency that it was prepared for (应急状态), as its daily report or its summary; null for all others.",
  })
  emergency(@Ctx() context: RequestContext, @Root() { row }: Report): Loaded<Emergency> {
    return row.emergency === null ? null : emergencyLoader(context, row.emergency);
  }
}
