import { authorize } from "../../../access/index.js";
import { type Actor, type Place, pathOf } from "../../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, notFound } from "../../../platform/errors.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { reportEventTypes } from "../report.events.js";
import type { ReportKind } from "../report.kinds.js";
import { checkSections, type TemplateSection } from "../report.template.js";
import {
  shippedTemplate,
  type Template,
  templateIdOf,
  templatesAlong,
  templateType,
  toTemplate,
} from "../report.templates.js";
import { lockTemplate, type TemplateRow, templateWriting } from "../template.store.js";

/** What setReportTemplate takes. */
export interface SetTemplateRequest {
  kind: ReportKind;
  /** The version of the bureau's own template that the caller saw; null where it has none in force. */
  version?: number | null;
  sections: readonly TemplateSection[];
}

/** What endReportTemplate takes. */
export interface EndTemplateRequest {
  kind: ReportKind;
  version: number;
}

/**
 * Sets how the acting bureau words a kind of its reports, and whoever beneath it has no template of his own (设置报告模板).
 * Reports that were prepared keep the wording that they have.
 *
 * @throws FORBIDDEN, CONFLICT for a template that changed or is there already, INVALID_INPUT for unknown placeholders
 */
export function setReportTemplate(context: RequestContext, input: SetTemplateRequest): Promise<Template> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const place = placeOfActor(actor);
    authorize(actor, "report.template", place);

    const found = await lockTemplate(tx, place.bureau, input.kind);
    checkVersion(found, input.version ?? null);
    checkSections(input.sections);

    const sections = input.sections.map(({ title, paragraphs, tables }) => ({ title, paragraphs, tables }));
    const row = rowAfter(context, place, input.kind, found, { sections: JSON.stringify(sections), isInForce: true });
    await writeAndEnd(tx, [templateWriting(found, row), ...recorded(context, row, "TEMPLATE_SET")]);
    return toTemplate(row);
  });
}

/**
 * Ends the template of the acting bureau: what is in force above it is in force for it again (停用报告模板).
 *
 * @returns the template that is in force now
 * @throws FORBIDDEN, NOT_FOUND for a bureau that has none of its own, CONFLICT
 */
export function endReportTemplate(context: RequestContext, { kind, version }: EndTemplateRequest): Promise<Template> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const place = placeOfActor(actor);
    authorize(actor, "report.template", place);

    const found = await lockTemplate(tx, place.bureau, kind);
    if (found === null || !found.isInForce) throw notFound("kind");
    checkVersion(found, version);
    const above = pathOf(place).filter((code) => code !== place.bureau);
    const inForce = (await templatesAlong(tx, above)).find((one) => one.kind === kind);

    const row = rowAfter(context, place, kind, found, { sections: found.sections, isInForce: false });
    await writeAndEnd(tx, [templateWriting(found, row), ...recorded(context, row, "TEMPLATE_ENDED")]);
    return inForce ?? shippedTemplate(kind);
  });
}

const placeOfActor = ({ bureau: { province, city, county, bureau } }: Actor): Place => ({
  province,
  city,
  county,
  bureau,
});

function checkVersion(found: TemplateRow | null, version: number | null): void {
  const own = found?.isInForce === true ? found.version : null;
  if (own !== version) throw conflict(own ?? 0);
}

function rowAfter(
  context: RequestContext,
  place: Place,
  kind: ReportKind,
  found: TemplateRow | null,
  changes: Pick<TemplateRow, "sections" | "isInForce">,
): TemplateRow {
  return {
    ...place,
    kind,
    ...changes,
    setBy: actorOf(context).person?.id ?? null,
    setAt: context.clock.now(),
    version: (found?.version ?? 0) + 1,
  };
}

function recorded(context: RequestContext, row: TemplateRow, event: "TEMPLATE_SET" | "TEMPLATE_ENDED") {
  const { province, city, county, bureau, version } = row;
  const kind = row.kind as ReportKind;
  return recordings(actorOf(context), [
    {
      action: "report.template",
      at: row.setAt,
      requestId: context.requestId,
      subject: {
        type: templateType,
        id: templateIdOf({ bureau, kind }),
        version,
        place: { province, city, county, bureau },
      },
      detail: { kind, isInForce: row.isInForce },
      events: [{ type: reportEventTypes[event], payload: { kind, bureau } }],
    },
  ]);
}
