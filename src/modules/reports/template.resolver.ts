import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { defineLoader, type Loaded } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { endReportTemplate, setReportTemplate } from "./commands/set-report-template.js";
import { EndReportTemplateInput, SetReportTemplateInput } from "./report.inputs.js";
import { placeholders } from "./report.placeholders.js";
import {
  shippedTemplate,
  type Template,
  templateKeyOfParts,
  templatesInForce,
  toTemplate,
} from "./report.templates.js";
import { findTemplates } from "./template.store.js";
import { ReportPlaceholder, ReportTemplate, ReportTemplatePayload, toReportTemplate } from "./template.type.js";

const input = { description: "What is to be done (操作参数)." };

const payloadOf = async (template: Promise<Template>): Promise<ReportTemplatePayload> =>
  Object.assign(new ReportTemplatePayload(), { template: toReportTemplate(await template) });

/** The root fields of report templates. */
@Resolver(() => ReportTemplate)
export class ReportTemplateResolver {
  @Can("report.read")
  @Query(() => [ReportTemplate], {
    description: "The templates in force for your bureau, one of each kind (报告模板).",
  })
  async reportTemplates(@Ctx() context: RequestContext): Promise<ReportTemplate[]> {
    const { bureau } = actorOf(context);
    return (await inScope(context, (tx) => templatesInForce(tx, bureau))).map(toReportTemplate);
  }

  @Can("report.read")
  @Weight(200)
  @Query(() => [ReportPlaceholder], {
    description: "All placeholders that a report template may hold, and what stands in their place (占位符).",
  })
  reportPlaceholders(@Ctx() { locale }: RequestContext): ReportPlaceholder[] {
    return placeholders.map(({ name, meaning }) =>
      Object.assign(new ReportPlaceholder(), { name, meaning: inLocale(meaning, locale) }),
    );
  }

  @Can("report.template")
  @Mutation(() => ReportTemplatePayload, {
    description:
      "Sets how your bureau, and those beneath it without a template of their own, word a kind of report (设置报告模板).",
  })
  setReportTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetReportTemplateInput, input) wanted: SetReportTemplateInput,
  ): Promise<ReportTemplatePayload> {
    return payloadOf(setReportTemplate(context, wanted));
  }

  @Can("report.template")
  @Mutation(() => ReportTemplatePayload, {
    description: "Ends the template of your bureau: what is in force above it is in force again (停用报告模板).",
  })
  endReportTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => EndReportTemplateInput, input) wanted: EndReportTemplateInput,
  ): Promise<ReportTemplatePayload> {
    return payloadOf(endReportTemplate(context, wanted));
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it belongs to (所属单位); null for a shipped one.",
  })
  bureau(@Ctx() context: RequestContext, @Root() { bureauCode }: ReportTemplate): Loaded<Bureau> {
    return bureauCode === null ? null : bureauLoader(context, bureauCode);
  }
}

const templateLoader = defineLoader<ReportTemplate>(async (context, keys) => {
  const bureaus = [...new Set(keys.map((key) => key.split(":")[0] ?? ""))];
  const rows = await inScope(context, (tx) => findTemplates(tx, bureaus));
  return new Map(rows.map((row) => [`${row.bureau}:${row.kind}`, toReportTemplate(toTemplate(row))]));
});

/**
 * Reads a template again by the parts of its global identifier: a shipped one, or one that is in force for the caller's
 * bureau or one beneath it.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here. The row policy decides the rest.
 */
export const templateNodeReader: NodeReader = async (context, parts) => {
  const key = templateKeyOfParts(parts);
  if (key === null || !holds(actorOf(context), "report.read")) return null;
  const { bureau, kind } = key;
  return bureau === null ? toReportTemplate(shippedTemplate(kind)) : templateLoader(context, `${bureau}:${kind}`);
};
