import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { StatisticsQuestion } from "../statistics/index.js";
import { TicketFilter, type TicketView, TicketViewEnum } from "../tickets/index.js";
import { type ExportColumn, usualColumns } from "./export.columns.js";
import { ExportColumnEnum, ExportFormatEnum, ExportStateEnum, ExportSubjectEnum } from "./export.enums.js";
import type { ExportFormat, ExportState, ExportSubject } from "./export.workflow.js";

const markText =
  "Whether a CSV file begins with a byte order mark (UTF-8 BOM), by which Excel knows its encoding (带 BOM).";
const purposeText = "What it is for (用途), 2 to 500 characters; it is kept with the export.";

/** The input of exportTickets. */
@InputType({ description: "Tickets to be exported (导出工单)." })
export class ExportTicketsInput {
  @Field(() => TicketFilter, {
    nullable: true,
    description: "Which tickets, as for the list (筛选条件); a search for words may find 10,000 at most.",
  })
  filter?: TicketFilter | null;

  @Field(() => TicketViewEnum, { defaultValue: "ALL", description: "Which part of what you see (视图)." })
  view: TicketView;

  @Field(() => ExportFormatEnum, { description: "The format (格式)." })
  format: ExportFormat;

  @Field(() => Boolean, { defaultValue: false, description: markText })
  byteOrderMark: boolean;

  @Field(() => [ExportColumnEnum], {
    nullable: true,
    description: `The columns in their order, each once (导出字段); where they are missing: ${usualColumns.join(", ")}.`,
  })
  columns?: ExportColumn[] | null;

  @Field(() => String, { description: purposeText })
  purpose: string;
}

/** The input of exportStatistics. */
@InputType({ description: "Numbers of the statistics to be exported (导出统计数据)." })
export class ExportStatisticsInput {
  @Field(() => StatisticsQuestion, { description: "The question whose answer is exported (统计提问)." })
  question: StatisticsQuestion;

  @Field(() => ExportFormatEnum, { description: "The format (格式)." })
  format: ExportFormat;

  @Field(() => Boolean, { defaultValue: false, description: markText })
  byteOrderMark: boolean;

  @Field(() => String, { description: purposeText })
  purpose: string;
}

/** The input of cancelExport. */
@InputType({ description: "An export to be stopped (取消导出)." })
export class CancelExportInput {
  @Field(() => ID, { description: "The export (批量导出)." })
  exportId: string;
}

/** The input of createExportLink. */
@InputType({ description: "An export to be downloaded (下载导出文件)." })
export class CreateExportLinkInput {
  @Field(() => ID, { description: "The export (批量导出)." })
  exportId: string;
}

/** What a list of exports is narrowed by. */
@InputType({ description: "What a list of exports is narrowed by (导出筛选条件). All that is given must hold." })
export class ExportFilter {
  @Field(() => ExportSubjectEnum, { nullable: true, description: "What is exported (导出内容)." })
  subject?: ExportSubject | null;

  @Field(() => [ExportStateEnum], { nullable: true, description: "Any of these states (状态)." })
  states?: ExportState[] | null;

  @Field(() => Boolean, { nullable: true, description: "True: only those that you asked for (只看本人)." })
  isMine?: boolean | null;
}

/** The arguments of exports. */
@ArgsType()
export class ExportsArguments {
  @Field(() => ExportFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: ExportFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}
