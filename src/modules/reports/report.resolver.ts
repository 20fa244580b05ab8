import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { discardReport } from "./commands/discard-report.js";
import { prepareReport } from "./commands/prepare-report.js";
import { receiveReport } from "./commands/receive-report.js";
import { submitReport } from "./commands/submit-report.js";
import { reportKeyOf } from "./report.change.js";
import { readReportCounts } from "./report.counts.js";
import { BureauReportCount, ReportCounts } from "./report.counts.type.js";
import { ReportViewEnum } from "./report.enums.js";
import { PrepareReportInput, ReportFilter, ReportStepInput, SubmitReportInput } from "./report.inputs.js";
import { mostDifferences, reproduceReport } from "./report.reproduction.js";
import { ReportReproduction } from "./report.reproduction.type.js";
import type { ReportView } from "./report.scope.store.js";
import { reportKeyText } from "./report.store.js";
import { Report, ReportConnection, ReportPayload } from "./report.type.js";
import { readReportList, reportLoader, toReportPayload } from "./report.view.js";

const input = { description: "What is to be done (操作参数)." };

// What it costs to answer some fifteen questions of the statistics in one snapshot.
const counting = 20_000;

async function findReport(context: RequestContext, id: string): Promise<Report> {
  const report = await reportLoader(context, reportKeyText(reportKeyOf(id, "id")));
  if (report === null) throw notFound("id");
  return report;
}

/** The root fields of statistical reports. */
@Resolver(() => BureauReportCount)
export class ReportResolver {
  @Can("report.read")
  @Query(() => Report, {
    description: "A statistical report by its identifier (统计报告). One that you may not see is NOT_FOUND.",
  })
  report(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the report (报告标识)." }) id: string,
  ): Promise<Report> {
    return findReport(context, id);
  }

  @Can("report.read")
  @Query(() => ReportConnection, {
    description: "The statistical reports that you see, newest first (统计报告列表).",
  })
  reports(
    @Ctx() context: RequestContext,
    @Arg("view", () => ReportViewEnum, { defaultValue: "MINE", description: "Which of them (视图)." }) view: ReportView,
    @Arg("filter", () => ReportFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
    filter: ReportFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Report>> {
    return readReportList(context, { view, filter: filter ?? null, first, after });
  }

  @Can("report.read")
  @Weight(2000)
  @Query(() => ReportCounts, {
    description: "How many reports were submitted in a period, by kind and bureau (报送统计).",
  })
  reportCounts(
    @Ctx() context: RequestContext,
    @Arg("from", () => DayScalar, { description: "The first day of submission that counts (起始日)." }) from: string,
    @Arg("to", () => DayScalar, { description: "The last day that counts (截止日), at most 366 days in all." })
    to: string,
    @Arg("region", () => String, {
      nullable: true,
      description:
        "The code of a bureau: what it and all beneath it submitted (单位); all that you see where it is missing.",
    })
    region: string | null,
  ): Promise<ReportCounts> {
    return readReportCounts(context, { from, to, region: region ?? null });
  }

  @Can("report.read")
  @Weight(counting, { items: 100 })
  @Query(() => ReportReproduction, {
    description:
      "Counts a report again, as the tickets are now and by the definitions that it has, and tells each number that differs (重新统计比对). The report stays as it is.",
  })
  async reproduceReport(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the report (报告标识)." }) id: string,
  ): Promise<ReportReproduction> {
    const { differences, ...found } = await reproduceReport(context, await findReport(context, id));
    return Object.assign(new ReportReproduction(), {
      ...found,
      isIdentical: differences.length === 0,
      differing: differences.length,
      differences: differences.slice(0, mostDifferences),
    });
  }

  @Can("report.prepare")
  @Weight(counting)
  @Mutation(() => ReportPayload, { description: "Prepares a report: a draft with the numbers of now (编制统计报告)." })
  prepareReport(
    @Ctx() context: RequestContext,
    @Arg("input", () => PrepareReportInput, input) wanted: PrepareReportInput,
  ): Promise<ReportPayload> {
    return toReportPayload(prepareReport(context, wanted));
  }

  @Can("report.submit")
  @Mutation(() => ReportPayload, {
    description: "Submits a draft to a bureau above; from then on it never changes (报送).",
  })
  submitReport(
    @Ctx() context: RequestContext,
    @Arg("input", () => SubmitReportInput, input) wanted: SubmitReportInput,
  ): Promise<ReportPayload> {
    return toReportPayload(submitReport(context, wanted));
  }

  @Can("report.receive")
  @Mutation(() => ReportPayload, { description: "Gives the receipt of a report that was submitted to you (回执)." })
  receiveReport(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReportStepInput, input) wanted: ReportStepInput,
  ): Promise<ReportPayload> {
    return toReportPayload(receiveReport(context, wanted));
  }

  @Can("report.prepare")
  @Mutation(() => ReportPayload, { description: "Discards a draft (作废)." })
  discardReport(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReportStepInput, input) wanted: ReportStepInput,
  ): Promise<ReportPayload> {
    return toReportPayload(discardReport(context, wanted));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that submitted them (报送单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: BureauReportCount): Loaded<Bureau> {
    return bureauLoader(context, bureauCode);
  }
}
