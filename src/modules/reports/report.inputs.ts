import { Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { ReportKindEnum, ReportStateEnum, ReportTableEnum } from "./report.enums.js";
import type { ReportKind } from "./report.kinds.js";
import type { ReportState } from "./report.states.js";
import { type ReportTable, templateLimits } from "./report.template.js";

/** The input of prepareReport. */
@InputType({ description: "Which statistical report is prepared (编制统计报告)." })
export class PrepareReportInput {
  @Field(() => ReportKindEnum, { description: "The kind (类型)." })
  kind: ReportKind;

  @Field(() => DayScalar, { description: "The last day that it is about (截止日): today or before." })
  day: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day of a cumulative or topic report (起始日), at most 3660 days in all; no other kind has one.",
  })
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A code of TOPIC (主题), for a topic report; no other kind has one.",
  })
  topic?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of the bureau whose region it is about (统计范围): your own, or one beneath; your own where it is missing.",
  })
  region?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "A template of your bureau, of one above, or a shipped one (模板); the one in force where it is missing.",
  })
  templateId?: string | null;
}

/** Which report a step is about. */
@InputType({ description: "Which report a step is about (统计报告操作参数)." })
export class ReportStepInput {
  @Field(() => ID, { description: "The report (统计报告)." })
  reportId: string;

  @Field(() => Int, { description: "The version that you saw (版本)." })
  version: number;
}

/** The input of submitReport. */
@InputType({ description: "A report is submitted (报送)." })
export class SubmitReportInput extends ReportStepInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The code of the bureau that it goes to (接收单位), above your own; the one directly above where it is missing.",
  })
  receiver?: string | null;
}

/** What a list of reports is narrowed by. */
@InputType({ description: "What a list of reports is narrowed by (筛选条件)." })
export class ReportFilter {
  @Field(() => [ReportKindEnum], { nullable: true, description: "The kinds (类型)." })
  kinds?: ReportKind[] | null;

  @Field(() => [ReportStateEnum], { nullable: true, description: "The states (状态)." })
  states?: ReportState[] | null;

  @Field(() => DayScalar, { nullable: true, description: "Only those whose last day is this one or later (起始日)." })
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: "Only those whose last day is this one or before (截止日)." })
  to?: string | null;

  @Field(() => String, { nullable: true, description: "The code of the bureau that prepared them (编制单位)." })
  bureau?: string | null;
}

/** A section of a template. */
@InputType({ description: "A section of a report template (模板章节)." })
export class TemplateSectionInput {
  @Field(() => String, {
    description: `The heading (标题), ${templateLimits.title} characters at most; its number 一、二、 comes by itself.`,
  })
  title: string;

  @Field(() => [String], {
    description: `The paragraphs (段落), ${templateLimits.paragraphs} at most, of ${templateLimits.paragraph} characters at most, with placeholders such as {{received}}; see reportPlaceholders.`,
  })
  paragraphs: string[];

  @Field(() => [ReportTableEnum], { description: "The tables after them (表格)." })
  tables: ReportTable[];
}

/** The input of setReportTemplate. */
@InputType({ description: "How a bureau words a kind of its reports (设置报告模板)." })
export class SetReportTemplateInput {
  @Field(() => ReportKindEnum, { description: "The kind of report (类型)." })
  kind: ReportKind;

  @Field(() => Int, {
    nullable: true,
    description: "The version of your bureau's own template that you saw (版本); null where it has none in force.",
  })
  version?: number | null;

  @Field(() => [TemplateSectionInput], {
    description: `The sections, in their order (章节), ${templateLimits.sections} at most.`,
  })
  sections: TemplateSectionInput[];
}

/** The input of endReportTemplate. */
@InputType({ description: "A bureau goes back to the template in force above it (停用报告模板)." })
export class EndReportTemplateInput {
  @Field(() => ReportKindEnum, { description: "The kind of report (类型)." })
  kind: ReportKind;

  @Field(() => Int, { description: "The version of your bureau's own template that you saw (版本)." })
  version: number;
}
