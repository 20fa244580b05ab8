import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { cancelExport } from "./commands/cancel-export.js";
import { createExportLink } from "./commands/create-export-link.js";
import { exportStatistics } from "./commands/export-statistics.js";
import { exportTickets } from "./commands/export-tickets.js";
import { ExportActionEnum } from "./export.enums.js";
import {
  CancelExportInput,
  CreateExportLinkInput,
  ExportStatisticsInput,
  ExportsArguments,
  ExportTicketsInput,
} from "./export.inputs.js";
import { pageOfExports } from "./export.list.js";
import {
  CancelExportPayload,
  CreateExportLinkPayload,
  Export,
  ExportConnection,
  ExportStatisticsPayload,
  ExportTicketsPayload,
} from "./export.type.js";
import { exportKeyOrNull, permittedActions, readExport, toExport } from "./export.view.js";
import type { ExportAction } from "./export.workflow.js";

const input = { description: "What is asked for (请求参数)." };

/** Exports in the API. */
@Resolver(() => Export)
export class ExportResolver {
  @Can("export.read")
  @Query(() => Export, {
    description: "An export of your bureau by its identifier (批量导出). One of another bureau is NOT_FOUND.",
  })
  async export(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the export (导出标识)." }) id: string,
  ): Promise<Export> {
    const found = await readExport(context, exportKeyOrNull(id));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("export.read")
  @Weight(50)
  @Query(() => ExportConnection, { description: "The exports of your bureau, the latest first (批量导出列表)." })
  exports(
    @Ctx() context: RequestContext,
    @Args(() => ExportsArguments) wanted: ExportsArguments,
  ): Promise<ConnectionValue<Export>> {
    return pageOfExports(context, wanted);
  }

  @Can("export.request")
  @Weight(20_000)
  @Mutation(() => ExportTicketsPayload, {
    description:
      "Has tickets that you see written to a file (导出工单), masked as your lists show them. Three exports of a bureau run at the same time, and each has five million rows at most.",
  })
  async exportTickets(
    @Ctx() context: RequestContext,
    @Arg("input", () => ExportTicketsInput, input) asked: ExportTicketsInput,
  ): Promise<ExportTicketsPayload> {
    return { export: toExport(await exportTickets(context, asked)) };
  }

  @Can("export.request")
  @Weight(5000)
  @Mutation(() => ExportStatisticsPayload, {
    description:
      "Has the numbers of a statistics answer written to a file (导出统计数据), each on a line of its own, as they are at this moment.",
  })
  async exportStatistics(
    @Ctx() context: RequestContext,
    @Arg("input", () => ExportStatisticsInput, input) asked: ExportStatisticsInput,
  ): Promise<ExportStatisticsPayload> {
    return { export: toExport(await exportStatistics(context, asked)) };
  }

  @Can("export.request")
  @Mutation(() => CancelExportPayload, {
    description: "Stops an export of your bureau that is under way (取消导出).",
  })
  async cancelExport(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelExportInput, input) cancelled: CancelExportInput,
  ): Promise<CancelExportPayload> {
    return { export: toExport(await cancelExport(context, cancelled)) };
  }

  @Can("export.download")
  @Mutation(() => CreateExportLinkPayload, {
    description:
      "Gives you a link to the file of an export of your bureau, for a quarter of an hour, as long as you have the right (下载链接).",
  })
  async createExportLink(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateExportLinkInput, input) wanted: CreateExportLinkInput,
  ): Promise<CreateExportLinkPayload> {
    const { expiresAt, row, url } = await createExportLink(context, wanted);
    return { export: toExport(row), url, expiresAt };
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau in which it was asked for (申请单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Export): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who asked for it (申请人); null for a program that acted for itself.",
  })
  async requesterName(@Ctx() context: RequestContext, @Root() { row }: Export): Promise<string | null> {
    return row.requestedBy === null ? null : ((await personNameLoader(context, row.requestedBy))?.name ?? null);
  }

  @FieldResolver(() => [ExportActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Export): ExportAction[] {
    return permittedActions(actorOf(context), row);
  }
}
