import type { Unit, World } from "../world.js";

const document = `mutation ($template: SetReportTemplateInput!, $report: PrepareReportInput!) {
  setReportTemplate(input: $template) { template { id } }
  prepareReport(input: $report) { report { id version } } }`;

interface Made {
  setReportTemplate: { template: { id: string } };
  prepareReport: { report: { id: string; version: number } };
}

/** The kind of the reports that a city words and submits: each has one that its sister does not have. */
export const reportKindOf = (city: Unit): "WEEKLY" | "MONTHLY" => (city === "cityA" ? "WEEKLY" : "MONTHLY");

/** A city words a kind of its reports, with a marker in the text, and submits one to its province. */
export async function addReport(
  world: World,
  city: Unit & ("cityA" | "cityB"),
  marker: string,
): Promise<{ report: string; reportTemplate: string }> {
  const kind = reportKindOf(city);
  const analyst = world.as(`${city}.analyst`);
  const { setReportTemplate, prepareReport } = await analyst.ask<Made>(document, {
    template: { kind, sections: [{ title: `${marker}章节`, paragraphs: [`${marker}段落`], tables: [] }] },
    report: { kind, day: "2026-01-31" },
  });
  const { id, version } = prepareReport.report;
  await analyst.ask("mutation ($input: SubmitReportInput!) { submitReport(input: $input) { report { id } } }", {
    input: { reportId: id, version },
  });
  return { report: id, reportTemplate: setReportTemplate.template.id };
}
