import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { type ReportFormat, ReportFormatEnum, ReportKindEnum, ReportStateEnum } from "./report.enums.js";
import type { ReportKind } from "./report.kinds.js";
import type { ReportState } from "./report.states.js";
import type { ReportRow } from "./report.store.js";

/** A statistical report. */
@ObjectType({
  description:
    "A statistical report (统计报告): a bulletin with its numbers, a draft until it is submitted, and frozen from then on.",
  implements: Node,
  simpleResolvers: true,
})
export class Report implements Node {
  id: string;

  @Field(() => ReportKindEnum, { description: "The kind (类型)." })
  kind: ReportKind;

  @Field(() => ReportStateEnum, { description: "The state (状态)." })
  state: ReportState;

  @Field(() => String, { description: "The title (标题)." })
  title: string;

  @Field(() => String, { nullable: true, description: "The number that it got when it was submitted (编号)." })
  number: string | null;

  @Field(() => DayScalar, { description: "The first day that it is about (起始日)." })
  firstDay: string;

  @Field(() => DayScalar, { description: "The last day that it is about (截止日)." })
  lastDay: string;

  @Field(() => String, { nullable: true, description: "The code of its topic (主题); null where it is about all." })
  topic: string | null;

  @Field(() => InstantScalar, { description: "The instant whose numbers it has (数据时点)." })
  asOf: Date;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 of its JSON document in hexadecimal (摘要), since it is frozen; null for a draft.",
  })
  digest: string | null;

  @Field(() => InstantScalar, { description: "When it was prepared (编制时间)." })
  preparedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was submitted (报送时间)." })
  submittedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the receiver gave its receipt (回执时间)." })
  receivedAt: Date | null;

  @Field(() => String, { nullable: true, description: "The number of the receipt (回执号)." })
  receipt: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the draft was discarded (作废时间)." })
  discardedAt: Date | null;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  /** The row that nested fields are read from. */
  row: ReportRow;
}

/** A table of a report. */
@ObjectType({ description: "A table of a report (报告表格).", simpleResolvers: true })
export class ReportTableView {
  @Field(() => String, { description: "The heading (表题)." })
  title: string;

  @Field(() => [String], { description: "The headings of the columns (列名)." })
  columns: string[];

  @Field(() => [[String]], {
    description: "The rows as they are read, a text for each column (行); * stands for what is too small to be told.",
  })
  rows: string[][];
}

/** A section of a report. */
@ObjectType({ description: "A section of a report, with the numbers filled in (报告章节).", simpleResolvers: true })
export class ReportSectionView {
  @Field(() => String, { description: "The heading, without its number (标题)." })
  title: string;

  @Field(() => [String], { description: "The paragraphs (段落)." })
  paragraphs: string[];

  @Field(() => [ReportTableView], { description: "The tables (表格)." })
  tables: ReportTableView[];
}

/** A measure as a report was counted by it. */
@ObjectType({ description: "A measure as it was defined for a report (报告口径).", simpleResolvers: true })
export class ReportDefinitionView {
  @Field(() => String, { description: "The measure (指标)." })
  measure: string;

  @Field(() => String, { description: "The identifier of the definition (定义标识)." })
  id: string;

  @Field(() => Int, { description: "The version of the definition (定义版本)." })
  version: number;

  @Field(() => String, { description: "What it is called, in Chinese (名称)." })
  name: string;

  @Field(() => String, { description: "The formula in words, in Chinese (口径)." })
  formula: string;

  @Field(() => String, { description: "The unit (单位)." })
  unit: string;
}

/** A report as a document. */
@ObjectType({ description: "A report as a document, to be fetched (报告文档).", simpleResolvers: true })
export class ReportDocument {
  @Field(() => ReportFormatEnum, { description: "The format (格式)." })
  format: ReportFormat;

  @Field(() => String, {
    description:
      "Where it is fetched by GET, without a token, until the link expires (链接). Whoever has it, may read it.",
  })
  url: string;

  @Field(() => InstantScalar, {
    description: "When the link expires (链接失效时间): 15 minutes after it was asked for.",
  })
  expiresAt: Date;
}

/** What a step on a report answers. */
@ObjectType({ description: "What a step on a report answers (统计报告办理结果).", simpleResolvers: true })
export class ReportPayload {
  @Field(() => Report, { description: "The report after the step (统计报告)." })
  report: Report;
}

/** A page of reports. */
export const { Connection: ReportConnection } = connectionTypes(
  () => Report,
  "Report",
  "statistical reports (统计报告)",
);
