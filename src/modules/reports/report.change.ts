import { authorize } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type RecordedValue, recordings } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import { writeAndTell } from "../../platform/telling.js";
import { reportEventTypes } from "./report.events.js";
import { edgeOf, permittedReportVerbs, placeOfSide, type ReportEdge, type ReportVerb } from "./report.states.js";
import {
  type FullReportRow,
  lockReport,
  type ReportChanges,
  type ReportKey,
  type ReportRow,
  reportUpdate,
} from "./report.store.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const reportType = "Report";

/** The global identifier of a report. */
export function reportIdOf({ province, id }: ReportKey): string {
  return toGlobalId(reportType, province, id);
}

/** The key of a report from the parts of its global identifier; null where they are not such a key. */
export function reportKeyOfParts(parts: readonly string[]): ReportKey | null {
  const [province, id, ...rest] = parts;
  return province === undefined || id === undefined || rest.length > 0 || !isUuid(id) ? null : { province, id };
}

/**
 * The key that a global identifier of a report names.
 *
 * @throws NOT_FOUND, with the field of the input, where it names no report
 */
export function reportKeyOf(globalId: string, field: string): ReportKey {
  const named = fromGlobalId(globalId);
  const key = named?.type === reportType ? reportKeyOfParts(named.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/** Which report a command is about, and which version of it the caller saw. */
export interface ReportReference {
  reportId: string;
  version: number;
}

/** A step on a report under way: nothing of it is written yet. */
export interface ReportStep {
  tx: Transaction;
  context: RequestContext;
  actor: Actor;
  at: Date;
  /** The report as it was found and locked. */
  report: FullReportRow;
}

/**
 * Finds the report of a command under the scope of the caller and locks it.
 *
 * @throws NOT_FOUND for one that does not exist or is not visible
 */
export async function findAndLockReport(
  tx: Transaction,
  context: RequestContext,
  reportId: string,
): Promise<ReportStep> {
  const actor = actorOf(context);
  const report = await lockReport(tx, scopeOf(actor.bureau), reportKeyOf(reportId, "reportId"));
  if (report === null) throw notFound("reportId");
  return { tx, context, actor, at: context.clock.now(), report };
}

/**
 * Authorises and decides a step: the actor's right at the side whose verb it is, the version that he saw, and the edge of
 * the table.
 *
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideReport({ actor, report }: ReportStep, verb: ReportVerb, version: number): ReportEdge {
  const edge = edgeOf(verb);
  // Nobody has a report that was not submitted: whoever sees one, prepared it, and gets no receipt from himself.
  authorize(actor, edge.action, placeOfSide(report, edge.by) ?? placeOfPreparer(report));
  if (report.version !== version) throw conflict(report.version);
  if (report.state !== edge.from) {
    throw illegalTransition(tableRule(report, verb), permittedReportVerbs(actor, report));
  }
  return edge;
}

function tableRule({ state }: ReportRow, verb: ReportVerb): BilingualText {
  return {
    zh: `状态 ${state} 的报告不能执行 ${verb}。`,
    en: `${verb} is not possible for a report in state ${state}.`,
  };
}

const placeOfPreparer = ({ province, city, county, bureau }: ReportRow): Place => ({ province, city, county, bureau });

/** What the audit and the events say of a report: codes and days. */
export function codesOf(report: ReportRow): { [name: string]: RecordedValue } {
  const { kind, firstDay, lastDay, region, topic, bureau, receiver } = report;
  return { kind, firstDay, lastDay, region, topic, bureau, receiver };
}

/**
 * Writes a step that was decided: the report, the audit entry, and the event for the side that has to know. It is the end
 * of the transaction.
 */
export async function takeReportStep(
  { tx, actor, at, context, report }: ReportStep,
  edge: ReportEdge,
  more: ReportChanges,
): Promise<FullReportRow> {
  const changes: ReportChanges = { ...more, state: edge.to };
  const after: FullReportRow = { ...report, ...changes, version: report.version + 1 };
  const told = edge.verb === "SUBMIT" ? placeOfSide(after, "RECEIVER") : null;
  const place = told ?? placeOfPreparer(report);
  await writeAndTell(tx, actor, place, [
    reportUpdate(report, changes),
    ...recordings(actor, [
      {
        action: edge.action,
        at,
        requestId: context.requestId,
        subject: {
          type: reportType,
          id: reportIdOf(after),
          version: after.version,
          place,
        },
        detail: { verb: edge.verb, from: report.state, to: edge.to, ...codesOf(after), digest: after.digest },
        events: [{ type: reportEventTypes[edge.verb], payload: codesOf(after) }],
      },
    ]),
  ]);
  return after;
}
