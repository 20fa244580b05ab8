import { type Place, pathOf } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, toGlobalId } from "../../platform/ids.js";
import { shippedTemplates } from "./report.defaults.js";
import { type ReportKind, reportKinds } from "./report.kinds.js";
import type { TemplateSection } from "./report.template.js";
import { findTemplates, type TemplateRow } from "./template.store.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const templateType = "ReportTemplate";

/** A template as it is in force somewhere: of a bureau, or shipped. */
export interface Template {
  kind: ReportKind;
  /** Whose it is; null for the one that is shipped. */
  bureau: string | null;
  version: number | null;
  setAt: Date | null;
  sections: readonly TemplateSection[];
}

const shippedMark = "SHIPPED";

/** The global identifier of a template. */
export function templateIdOf({ bureau, kind }: Pick<Template, "bureau" | "kind">): string {
  return toGlobalId(templateType, bureau ?? shippedMark, kind);
}

/** What a global identifier of a template names; null where it names none. */
function templateKeyOf(globalId: string): { bureau: string | null; kind: ReportKind } | null {
  const named = fromGlobalId(globalId);
  return named?.type === templateType ? templateKeyOfParts(named.parts) : null;
}

/** The same from the parts of the identifier. */
export function templateKeyOfParts(parts: readonly string[]): { bureau: string | null; kind: ReportKind } | null {
  const [bureau, kind, ...rest] = parts;
  const known = reportKinds.find((one) => one === kind);
  if (bureau === undefined || known === undefined || rest.length > 0) return null;
  return { bureau: bureau === shippedMark ? null : bureau, kind: known };
}

/** The template of a row. */
export function toTemplate({ bureau, kind, version, setAt, sections }: TemplateRow): Template {
  return { kind: kind as ReportKind, bureau, version, setAt, sections: JSON.parse(sections) as TemplateSection[] };
}

/** The template that is shipped for a kind. */
export function shippedTemplate(kind: ReportKind): Template {
  return { kind, bureau: null, version: null, setAt: null, sections: shippedTemplates[kind] };
}

/**
 * The templates in force for a bureau, one of each kind: its own, or that of the nearest bureau above that has one, or the
 * shipped one.
 */
export async function templatesInForce(tx: Transaction, place: Place): Promise<Template[]> {
  return templatesAlong(tx, pathOf(place));
}

/** The templates in force at the end of a path of bureaus, from the nation down. */
export async function templatesAlong(tx: Transaction, path: readonly string[]): Promise<Template[]> {
  const rows = await findTemplates(tx, path);
  const nearestFirst = rows.sort((one, other) => path.indexOf(other.bureau) - path.indexOf(one.bureau));
  return reportKinds.map((kind) => {
    const row = nearestFirst.find((one) => one.kind === kind);
    return row === undefined ? shippedTemplate(kind) : toTemplate(row);
  });
}

/**
 * The template that words a new report: the one that is named, or the one in force.
 *
 * @param templateId a shipped one, or one of the bureau itself or of one above
 * @throws NOT_FOUND for one that is not there, not in the path of the bureau, or of another kind
 */
export async function chooseTemplate(
  tx: Transaction,
  place: Place,
  kind: ReportKind,
  templateId: string | null,
): Promise<Template> {
  if (templateId === null) {
    const inForce = (await templatesInForce(tx, place)).find((one) => one.kind === kind);
    return inForce ?? shippedTemplate(kind);
  }
  const key = templateKeyOf(templateId);
  if (key === null || key.kind !== kind) throw notFound("templateId");
  if (key.bureau === null) return shippedTemplate(kind);
  if (!pathOf(place).includes(key.bureau)) throw notFound("templateId");
  const row = (await findTemplates(tx, [key.bureau])).find((one) => one.kind === kind);
  if (row === undefined) throw notFound("templateId");
  return toTemplate(row);
}
