import { authorize } from "../../../access/index.js";
import type { Actor, Place } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { type Writing, writeAndEnd } from "../../../platform/writing.store.js";
import { fillSections, notesOf, titleOf } from "../report.bulletin.js";
import { codesOf, reportIdOf, reportType } from "../report.change.js";
import { contentFormat, type ReportContent, writeContent } from "../report.content.js";
import { reportEventTypes } from "../report.events.js";
import type { ReportMatter } from "../report.facts.js";
import { readNumbers } from "../report.numbers.js";
import { questionsOf } from "../report.questions.js";
import { type PrepareRequest, type ReadRequest, readRequest } from "../report.request.js";
import { type FullReportRow, reportInsertion } from "../report.store.js";
import { chooseTemplate, type Template } from "../report.templates.js";

/**
 * Prepares a statistical report: asks the statistics, words the numbers by the template in force, and keeps the whole as a
 * draft of the acting bureau (编制统计报告). All its numbers are of one moment.
 *
 * @throws FORBIDDEN; INVALID_INPUT for a day to come, days that do not fit the kind and an unknown topic; NOT_FOUND for a
 *   region that is not the caller's and for a template that is not in his path
 */
export async function prepareReport(context: RequestContext, input: PrepareRequest): Promise<FullReportRow> {
  const actor = actorOf(context);
  authorize(actor, "report.prepare", actor.bureau);
  const row = await draftReport(context, input, null);
  await inScope(context, (tx) => writeAndEnd(tx, reportWritings(context, row, "report.prepare")));
  return row;
}

/**
 * Asks the statistics and words a report of the acting bureau; nothing of it is written yet.
 *
 * SECURITY: it asks no right but that to the region: whoever calls it, asks before.
 *
 * @param emergency the identifier of the emergency that it is about, as its daily report or its summary; null for none
 * @throws as `prepareReport` does, FORBIDDEN excepted
 */
export async function draftReport(
  context: RequestContext,
  input: PrepareRequest,
  emergency: string | null,
): Promise<FullReportRow> {
  const request = await readRequest(context, input);
  const template = await inScope(context, (tx) =>
    chooseTemplate(tx, actorOf(context).bureau, request.kind, input.templateId ?? null),
  );
  const content = await writeBulletin(context, request, template);
  return { ...newReport(context, request, template, content), emergency };
}

/** The writings of a new report, with its audit entry and its event. */
export function reportWritings(
  context: RequestContext,
  row: FullReportRow,
  action: "report.prepare" | "emergency.platform",
): readonly (Writing | null)[] {
  const actor = actorOf(context);
  const subject = { type: reportType, id: reportIdOf(row), version: row.version, place: placeOfActor(actor) };
  const codes = codesOf(row);
  const told = [{ type: reportEventTypes.PREPARED, payload: codes }];
  const change = { action, at: row.preparedAt, requestId: context.requestId, subject, detail: codes, events: told };
  return [reportInsertion(row), ...recordings(actor, [change])];
}

async function writeBulletin(
  context: RequestContext,
  request: ReadRequest,
  { bureau, version, sections }: Template,
): Promise<ReportContent> {
  const questions = questionsOf({ ...request, region: request.region.code, topic: request.topic?.code ?? null });
  const { answers, definitions, asOf } = await readNumbers(context, questions);
  const matter: ReportMatter = { ...request, asOfDay: chinaDay(asOf) };
  const { kind, period, region, topic, line } = request;
  return {
    format: contentFormat,
    kind,
    title: titleOf(matter),
    number: null,
    bureau: request.bureau,
    receiver: null,
    region,
    period,
    topic,
    asOf: asOf.toISOString(),
    issuedOn: chinaDay(asOf),
    sections: fillSections(matter, answers, sections),
    notes: notesOf(matter, answers),
    definitions,
    view: "COHORT",
    tree: "NOW",
    line,
    template: { bureau, version, sections },
    questions,
    answers,
  };
}

const placeOfActor = ({ bureau: { province, city, county, bureau } }: Actor): Place => ({
  province,
  city,
  county,
  bureau,
});

function newReport(
  context: RequestContext,
  { kind, period, region, topic }: ReadRequest,
  template: Template,
  content: ReportContent,
): FullReportRow {
  const actor = actorOf(context);
  const at = context.clock.now();
  const nothing = { digest: null, number: null, receiver: null, receiverCity: null, receiverCounty: null };
  return {
    ...placeOfActor(actor),
    id: newId(at),
    kind,
    firstDay: period.from,
    lastDay: period.to,
    region: region.code,
    topic: topic?.code ?? null,
    title: content.title,
    state: "DRAFT",
    asOf: new Date(content.asOf),
    content: writeContent(content),
    templateBureau: template.bureau,
    templateVersion: template.version,
    preparedAt: at,
    preparedBy: actor.person?.id ?? null,
    ...nothing,
    submittedAt: null,
    submittedBy: null,
    receipt: null,
    receivedAt: null,
    receivedBy: null,
    discardedAt: null,
    discardedBy: null,
    emergency: null,
    version: 1,
  };
}
