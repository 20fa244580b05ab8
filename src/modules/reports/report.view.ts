import { holds, requireHolding } from "../../access/index.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { defineLoader } from "../../platform/loaders.js";
import { type PageArguments, readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { summaryKinds } from "./emergency.period.js";
import { reportIdOf, reportKeyOfParts } from "./report.change.js";
import { type ReportContent, readContent } from "./report.content.js";
import type { ReportFilter } from "./report.inputs.js";
import type { ReportKind } from "./report.kinds.js";
import { countReports, findReportsOfEmergencies, listReports, type ReportConditions } from "./report.list.store.js";
import type { ReportView } from "./report.scope.store.js";
import type { ReportState } from "./report.states.js";
import { findContents, findReports, type ReportRow, reportKeyFromText, reportKeyText } from "./report.store.js";
import { Report, ReportPayload } from "./report.type.js";

/** The object of the API for a report. */
function toReport(row: ReportRow): Report {
  const { title, number, firstDay, lastDay, topic, asOf, digest, preparedAt, submittedAt, receivedAt, receipt } = row;
  return Object.assign(new Report(), {
    id: reportIdOf(row),
    kind: row.kind as ReportKind,
    state: row.state as ReportState,
    title,
    number,
    firstDay,
    lastDay,
    topic,
    asOf,
    digest,
    preparedAt,
    submittedAt,
    receivedAt,
    receipt,
    discardedAt: row.discardedAt,
    version: row.version,
    row,
  });
}

/** The answer of a step: the report as the step left it. */
export async function toReportPayload(step: Promise<ReportRow>): Promise<ReportPayload> {
  return Object.assign(new ReportPayload(), { report: toReport(await step) });
}

/** Reads reports by key text, under the scope of the request; null for a missing or invisible one. */
export const reportLoader = defineLoader<Report>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findReports(tx, scope, keys.map(reportKeyFromText)));
  return new Map(rows.map((row) => [reportKeyText(row), toReport(row)]));
});

/** Reads the documents of reports by key text, under the scope of the request. */
export const contentLoader = defineLoader<ReportContent>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findContents(tx, scope, keys.map(reportKeyFromText)));
  return new Map(rows.map((row) => [reportKeyText(row), readContent(row.content)]));
});

/**
 * Reads a report again by the parts of its global identifier, for those who may read reports.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const reportNodeReader: NodeReader = async (context, parts) => {
  const key = reportKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "report.read") ? null : reportLoader(context, reportKeyText(key));
};

const newestFirst = "newest";

/** What a list of reports is asked for. */
export interface ReportListRequest extends PageArguments {
  view: ReportView;
  filter: ReportFilter | null;
}

/**
 * A page of the reports that the caller sees, newest first; they are counted only where the count is asked for.
 *
 * @throws INVALID_INPUT for a filter or page that is not sound
 */
export async function readReportList(
  context: RequestContext,
  request: ReportListRequest,
): Promise<ConnectionValue<Report>> {
  return pageOfReports(context, request, toConditions(request));
}

/**
 * A page of the daily reports of an emergency that the caller sees, newest first.
 *
 * @throws FORBIDDEN for whoever reads no reports, INVALID_INPUT for a page that is not sound
 */
export async function readEmergencyReports(
  context: RequestContext,
  emergency: string,
  args: PageArguments,
): Promise<ConnectionValue<Report>> {
  requireHolding(actorOf(context), "report.read");
  const open = { view: null, states: null, from: null, to: null, bureau: null };
  return pageOfReports(context, args, { ...open, kinds: ["DAILY"], emergency });
}

/** The report that sums an emergency up, by its identifier, under the scope of the request. */
export const summaryLoader = defineLoader<Report>(async (context, emergencies) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findReportsOfEmergencies(tx, scope, emergencies, summaryKinds));
  return new Map(rows.map((row) => [row.emergency ?? "", toReport(row)]));
});

async function pageOfReports(
  context: RequestContext,
  args: PageArguments,
  conditions: ReportConditions,
): Promise<ConnectionValue<Report>> {
  const scope = scopeOf(actorOf(context).bureau);
  const page = readIdPage(args, newestFirst);
  const { after } = page;
  const rows = await readInScope(context, (tx) => listReports(tx, scope, conditions, page), preferOrder);
  return toConnection(
    toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
    after !== null,
    () => inScope(context, (tx) => countReports(tx, scope, conditions)),
    toReport,
  );
}

function toConditions({ view, filter }: ReportListRequest): ReportConditions {
  const { kinds = null, states = null, from = null, to = null, bureau = null } = filter ?? {};
  const validation = startValidation();
  // The database takes no NUL in a text.
  validation.text("filter.bureau", bureau, 20);
  if (from !== null && to !== null && to < from) {
    validation.add("filter.to", {
      zh: "截止日不能早于起始日。",
      en: "The last day cannot be before the first.",
    });
  }
  validation.finish();
  const once = <Name>(names: readonly Name[] | null): Name[] | null => (names === null ? null : [...new Set(names)]);
  return { view, kinds: once(kinds), states: once(states), from, to, bureau, emergency: null };
}
