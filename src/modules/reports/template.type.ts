import { Field, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { ReportKindEnum, ReportTableEnum } from "./report.enums.js";
import type { ReportKind } from "./report.kinds.js";
import type { ReportTable } from "./report.template.js";
import { type Template, templateIdOf } from "./report.templates.js";

/** A section of a template. */
@ObjectType({ description: "A section of a report template (模板章节).", simpleResolvers: true })
export class ReportTemplateSection {
  @Field(() => String, { description: "The heading (标题)." })
  title: string;

  @Field(() => [String], { description: "The paragraphs with their placeholders (段落)." })
  paragraphs: string[];

  @Field(() => [ReportTableEnum], { description: "The tables after them (表格)." })
  tables: ReportTable[];
}

/** A template. */
@ObjectType({
  description:
    "How a kind of report is worded (报告模板): by a bureau, for itself and those beneath it, or as it is shipped.",
  implements: Node,
  simpleResolvers: true,
})
export class ReportTemplate implements Node {
  id: string;

  @Field(() => ReportKindEnum, { description: "The kind of report (类型)." })
  kind: ReportKind;

  @Field(() => Int, { nullable: true, description: "Its version (版本); null for a shipped one." })
  version: number | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was set (设置时间); null for a shipped one." })
  setAt: Date | null;

  @Field(() => [ReportTemplateSection], { description: "The sections (章节)." })
  sections: ReportTemplateSection[];

  /** The code of the bureau that it belongs to; null for a shipped one. */
  bureauCode: string | null;
}

/** What setReportTemplate and endReportTemplate answer. */
@ObjectType({ description: "The template in force after a change (报告模板操作结果).", simpleResolvers: true })
export class ReportTemplatePayload {
  @Field(() => ReportTemplate, { description: "The template that is in force for your bureau now (报告模板)." })
  template: ReportTemplate;
}

/** A placeholder. */
@ObjectType({ description: "A placeholder of report templates (占位符).", simpleResolvers: true })
export class ReportPlaceholder {
  @Field(() => String, { description: "Its name, which stands between {{ and }} (名称)." })
  name: string;

  @Field(() => String, { description: "What stands in its place, in your language (含义)." })
  meaning: string;
}

/** The object of the API for a template. */
export function toReportTemplate(template: Template): ReportTemplate {
  const { kind, version, setAt, sections, bureau } = template;
  return Object.assign(new ReportTemplate(), {
    id: templateIdOf(template),
    kind,
    version,
    setAt,
    sections: sections.map(({ title, paragraphs, tables }) => ({
      title,
      paragraphs: [...paragraphs],
      tables: [...tables],
    })),
    bureauCode: bureau,
  });
}
