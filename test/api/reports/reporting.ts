import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";

/** The fields of a report that tests look at. */
export const reportFields = `id kind state title number firstDay lastDay topic asOf digest preparedAt submittedAt receivedAt
  receipt discardedAt version bureau { code } region { code } receiver { code } preparedByName submittedByName
  receivedByName sections { title paragraphs tables { title columns rows } } notes definitions { measure version formula }
  permittedActions`;

/** A report as tests read it. */
export interface ReportAnswer {
  id: string;
  kind: string;
  state: string;
  title: string;
  number: string | null;
  firstDay: string;
  lastDay: string;
  topic: string | null;
  asOf: string;
  digest: string | null;
  submittedAt: string | null;
  receivedAt: string | null;
  receipt: string | null;
  discardedAt: string | null;
  version: number;
  bureau: { code: string };
  region: { code: string };
  receiver: { code: string } | null;
  preparedByName: string | null;
  submittedByName: string | null;
  receivedByName: string | null;
  sections: {
    title: string;
    paragraphs: string[];
    tables: { title: string; columns: string[]; rows: string[][] }[];
  }[];
  notes: string[];
  definitions: { measure: string; version: number; formula: string }[];
  permittedActions: string[];
}

const inputTypes = {
  prepareReport: "PrepareReportInput",
  submitReport: "SubmitReportInput",
  receiveReport: "ReportStepInput",
  discardReport: "ReportStepInput",
} as const;

/** The name of a mutation on reports. */
export type ReportMutation = keyof typeof inputTypes;

/** Sends a mutation, whatever comes of it. */
export function send(
  caller: Caller,
  mutation: ReportMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, { report: ReportAnswer }>>> {
  const document = `mutation ($input: ${inputTypes[mutation]}!) { ${mutation}(input: $input) { report { ${reportFields} } } }`;
  return caller.gql(document, { input });
}

/** Sends a mutation that must succeed. */
export async function run(caller: Caller, mutation: ReportMutation, input: Variables): Promise<ReportAnswer> {
  const { data, errors } = await send(caller, mutation, input);
  expect(errors).toBeUndefined();
  return data[mutation]?.report ?? expect.fail(`${mutation} gave no report`);
}

/** The input of a step on a report. */
export const stepOn = ({ id, version }: Pick<ReportAnswer, "id" | "version">, more: Variables = {}): Variables => ({
  reportId: id,
  version,
  ...more,
});

const byId = `query ($id: ID!) { report(id: $id) { ${reportFields} } }`;

/** Looks a report up, whatever comes of it. */
export const lookUp = (
  caller: Caller,
  { id }: Pick<ReportAnswer, "id">,
): Promise<GraphqlResult<{ report: ReportAnswer }>> => caller.gql(byId, { id });

/** The identifiers of the reports of a list. */
export async function listed(caller: Caller, variables: Variables): Promise<string[]> {
  const { reports } = await caller.ask<{ reports: { totalCount: number; nodes: { id: string }[] } }>(
    "query ($view: ReportView, $filter: ReportFilter) { reports(view: $view, filter: $filter, first: 50) { totalCount nodes { id } } }",
    variables,
  );
  expect(reports.totalCount).toBe(reports.nodes.length);
  return reports.nodes.map(({ id }) => id);
}

/** A table of a report, by its heading. */
export const tableIn = ({ sections }: ReportAnswer, title: string): { columns: string[]; rows: string[][] } =>
  sections.flatMap(({ tables }) => tables).find((table) => table.title === title) ?? expect.fail(`no table ${title}`);

/** All that a report says. */
export const textOf = ({ sections }: ReportAnswer): string =>
  sections.flatMap(({ paragraphs }) => paragraphs).join("\n");
