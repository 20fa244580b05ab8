import { expect } from "vitest";
import { createImportWork } from "../../../src/modules/imports/index.js";
import type { PassTools } from "../../../src/modules/jobs/index.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { type Caller, testAddress, testObjects, testSeal, type Variables } from "../../api.js";
import { jobTools, runJobsOf } from "../../jobs.js";

/** The fields of an import that tests look at. */
export const importFields = `id fileName format bytes headerRow state version failure failedRow encoding columns rows mode
  rules { field column constant otherwise unit separators words { word value } } mappingName mappingVersion
  goodRows badRows knownRows ticketsWritten ticketsKept rowsDone requestedAt uploadedAt checkedAt startedAt endedAt
  reasons { code count text } permittedActions bureau { code } requesterName firstRows { row cells }
  suggestedRules { field column constant otherwise unit words { word value } }
  problems(first: 50) { totalCount nodes { row code column field value text } }`;

/** A rule as tests read it. */
export interface RuleAnswer {
  field: string;
  column: string | null;
  constant: string | null;
  otherwise: string | null;
  unit: string;
  words: { word: string; value: string }[];
}

/** An import as tests read it. */
export interface ImportAnswer {
  id: string;
  fileName: string;
  format: string;
  bytes: number;
  state: string;
  version: number;
  failure: string | null;
  failedRow: number | null;
  encoding: string | null;
  columns: string[];
  rows: number;
  mode: string | null;
  rules: RuleAnswer[];
  mappingName: string | null;
  mappingVersion: number | null;
  goodRows: number;
  badRows: number;
  knownRows: number;
  ticketsWritten: number;
  ticketsKept: number;
  rowsDone: number;
  endedAt: string | null;
  reasons: { code: string; count: number; text: string }[];
  permittedActions: string[];
  bureau: { code: string } | null;
  requesterName: string | null;
  firstRows: { row: number; cells: string[] }[];
  suggestedRules: RuleAnswer[];
  problems: {
    totalCount: number;
    nodes: {
      row: number;
      code: string;
      column: string | null;
      field: string | null;
      value: string | null;
      text: string;
    }[];
  };
}

/** Prepares an import. */
export const prepareDocument = `mutation ($input: PrepareImportInput!) {
  prepareImport(input: $input) { import { ${importFields} } upload { url method headers { name value } } } }`;

/** Reads an import. */
export const readDocument = `query ($id: ID!) { import(id: $id) { ${importFields} } }`;

/** Tries an import. */
export const checkDocument = `mutation ($input: CheckImportInput!) { checkImport(input: $input) { import { ${importFields} } } }`;

/** Runs an import. */
export const runDocument = `mutation ($input: RunImportInput!) { runImport(input: $input) { import { ${importFields} } } }`;

/** Stops an import. */
export const cancelDocument = `mutation ($input: CancelImportInput!) { cancelImport(input: $input) { import { ${importFields} } } }`;

/** Keeps a mapping. */
export const saveMappingDocument = `mutation ($input: SaveImportMappingInput!) {
  saveImportMapping(input: $input) { mapping { id name version isCurrent rules { field column } } } }`;

/** Where a file is to be brought. */
interface Upload {
  url: string;
  method: string;
  headers: { name: string; value: string }[];
}

let keys = 0;

/** Prepares an import that must be taken. */
export async function prepare(
  caller: Caller,
  file: Uint8Array,
  input: Variables = {},
): Promise<{ import: ImportAnswer; upload: Upload | null }> {
  keys += 1;
  const given = {
    idempotencyKey: `import-${Date.now()}-${keys}`,
    fileName: "旧系统工单.csv",
    format: "CSV",
    bytes: file.length,
  };
  const answer = await caller.ask<{ prepareImport: { import: ImportAnswer; upload: Upload | null } }>(prepareDocument, {
    input: { ...given, ...input },
  });
  return answer.prepareImport;
}

/** Brings a file to where it is to be brought. */
export async function bring(upload: Upload | null, file: Uint8Array): Promise<Response> {
  if (upload === null) throw new Error("the import waits for no file");
  const { pathname, search } = new URL(upload.url);
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  return fetch(`${await testAddress()}${pathname}${search}`, {
    method: upload.method,
    headers,
    body: Buffer.from(file),
  });
}

/** Reads an import that must be there. */
export async function readAgain(caller: Caller, { id }: { id: string }): Promise<ImportAnswer> {
  return (await caller.ask<{ import: ImportAnswer }>(readDocument, { id })).import;
}

/** Reads the files of one province that came. */
export async function readFiles(province: string, tools: PassTools = jobTools()): Promise<void> {
  const { reading } = createImportWork({ objects: testObjects(), seal: await testSeal() });
  await reading.run({ ...tools, province });
}

/** Does the jobs of an import until none is due. */
export async function work({ id }: { id: string }): Promise<void> {
  const tools = jobTools();
  const { queue } = createImportWork({ objects: testObjects(), seal: await testSeal() });
  const [province = "", row = ""] = fromGlobalId(id)?.parts ?? [];
  const { failed } = await runJobsOf(queue, { province, id: row }, tools);
  expect([failed, tools.lines.join("\n")]).toEqual([0, ""]);
}

/** Brings a file and has it read. */
export async function uploaded(caller: Caller, file: Uint8Array, input: Variables = {}): Promise<ImportAnswer> {
  const { import: prepared, upload } = await prepare(caller, file, input);
  const response = await bring(upload, file);
  expect([response.status, response.ok ? "" : await response.text()]).toEqual([201, ""]);
  const [province = ""] = fromGlobalId(prepared.id)?.parts ?? [];
  await readFiles(province);
  return readAgain(caller, prepared);
}

/** Has an import tried. */
export async function checked(caller: Caller, { id, version }: ImportAnswer, input: Variables): Promise<ImportAnswer> {
  await caller.ask(checkDocument, { input: { importId: id, version, ...input } });
  await work({ id });
  return readAgain(caller, { id });
}

/** Has an import that was tried run. */
export async function ran(caller: Caller, { id, version }: ImportAnswer, mode = "GOOD_ROWS"): Promise<ImportAnswer> {
  await caller.ask(runDocument, { input: { importId: id, version, mode } });
  await work({ id });
  return readAgain(caller, { id });
}

/** The titles of the sheets of tests. */
export const titles = [
  ...["工单编号", "登记时间", "类别", "问题类别", "来源渠道", "诉求内容", "被投诉对象", "姓名", "联系电话"],
  ...["办结时间", "处理结果", "挽回经济损失", "主题"],
];

/** A row of the sheets of tests. */
export function sheetRow(number: number | string, changes: Readonly<Record<string, string>> = {}): string[] {
  const usual: Record<string, string> = {
    工单编号: `旧-${number}`,
    登记时间: "2019-01-24 10:30",
    类别: "投诉",
    问题类别: "价格",
    来源渠道: "来访",
    诉求内容: `口罩价格太贵，联系王小明 13800001234，第${number}件`,
    被投诉对象: "平安大药房",
    姓名: "王小明",
    联系电话: "13800001234",
    办结时间: "2019/2/1",
    处理结果: "调解成功",
    挽回经济损失: "120.50",
    主题: "口罩、疫情",
  };
  return titles.map((title) => ({ ...usual, ...changes })[title] ?? "");
}

/** A CSV file of rows under the usual titles. */
export function csvOf(rows: readonly (readonly string[])[], head: readonly string[] = titles): Buffer {
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  return Buffer.from([head, ...rows].map(line).join("\r\n"));
}

/** The rules for the usual titles, as they are suggested. */
export const ruleInputs = (rules: readonly RuleAnswer[]): Variables[] =>
  rules.map(({ column, constant, field, otherwise, unit, words }) => ({
    column,
    constant,
    field,
    otherwise,
    unit,
    words,
  }));
