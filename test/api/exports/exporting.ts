import { expect } from "vitest";
import { exportQueue } from "../../../src/modules/exports/index.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode, testAddress, type Variables } from "../../api.js";
import { jobTools, runJobsOf } from "../../jobs.js";
import type { World } from "../../world.js";
import { complaint, register, staff, type TicketAnswer } from "../tickets/driving.js";

/** The fields of an export that tests look at. */
export const exportFields = `id subject format hasByteOrderMark state failure columns asked purpose rowsExpected rowsDone
  bytes fileName requestedAt startedAt endedAt expiresAt permittedActions bureau { code } requesterName`;

/** An export as tests read it. */
export interface ExportAnswer {
  id: string;
  subject: string;
  format: string;
  hasByteOrderMark: boolean;
  state: string;
  failure: string | null;
  columns: string[];
  asked: string;
  purpose: string;
  rowsExpected: number | null;
  rowsDone: number;
  bytes: number;
  fileName: string;
  requestedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  expiresAt: string | null;
  permittedActions: string[];
  bureau: { code: string } | null;
  requesterName: string | null;
}

/** Asks for an export of tickets. */
export const exportDocument = `mutation ($input: ExportTicketsInput!) {
  exportTickets(input: $input) { export { ${exportFields} } } }`;

/** Reads an export. */
export const readDocument = `query ($id: ID!) { export(id: $id) { ${exportFields} } }`;

/** Stops an export. */
export const cancelDocument = `mutation ($input: CancelExportInput!) {
  cancelExport(input: $input) { export { ${exportFields} } } }`;

/** Asks for a link. */
export const linkDocument = `mutation ($input: CreateExportLinkInput!) {
  createExportLink(input: $input) { url expiresAt export { id } } }`;

/** Asks for an export that must be begun. */
export async function ask(
  caller: Caller,
  input: Variables = {},
  headers?: Readonly<Record<string, string>>,
): Promise<ExportAnswer> {
  const given = { format: "JSONL", purpose: "月度分析", ...input };
  const { data, errors } = await caller.gql<{ exportTickets: { export: ExportAnswer } }>(
    exportDocument,
    { input: given },
    headers,
  );
  expect(errors).toBeUndefined();
  return data.exportTickets.export;
}

/** Reads an export that must be there. */
export async function readAgain(caller: Caller, { id }: Pick<ExportAnswer, "id">): Promise<ExportAnswer> {
  return (await caller.ask<{ export: ExportAnswer }>(readDocument, { id })).export;
}

/** The payload of the jobs of an export. */
export function payloadOf({ id }: Pick<ExportAnswer, "id">): { province: string; id: string } {
  const [province = "", row = ""] = fromGlobalId(id)?.parts ?? [];
  return { province, id: row };
}

/** Does the jobs of an export until none is due. */
export function work(begun: Pick<ExportAnswer, "id">, tools = jobTools()): ReturnType<typeof runJobsOf> {
  return runJobsOf(exportQueue, payloadOf(begun), tools);
}

/** The path and query of a new link to the file of an export. */
export async function linkTo(caller: Caller, { id }: Pick<ExportAnswer, "id">): Promise<string> {
  const { createExportLink } = await caller.ask<{ createExportLink: { url: string } }>(linkDocument, {
    input: { exportId: id },
  });
  const { pathname, search } = new URL(createExportLink.url);
  return `${pathname}${search}`;
}

/** Gets what lies at a path. */
export async function get(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  address?: string,
): Promise<Response> {
  return fetch(`${address ?? (await testAddress())}${path}`, { headers });
}

/** Downloads the file of an export as bytes. */
export async function download(caller: Caller, begun: Pick<ExportAnswer, "id">): Promise<Buffer> {
  const response = await get(await linkTo(caller, begun));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** Asks for an export, writes it, and downloads its file as a text. */
export async function exported(
  caller: Caller,
  input: Variables = {},
  headers?: Readonly<Record<string, string>>,
): Promise<{ done: ExportAnswer; text: string }> {
  const begun = await ask(caller, input, headers);
  expect(await work(begun)).toMatchObject({ failed: 0 });
  const done = await readAgain(caller, begun);
  expect(done).toMatchObject({ state: "DONE", failure: null });
  return { done, text: (await download(caller, done)).toString("utf8") };
}

/** The lines of a file of JSON Lines. */
export function linesOf(text: string): Record<string, unknown>[] {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The records of a CSV file as RFC 4180 reads them: quotation marks are taken off, and nothing else is. */
export function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let place = 0; place < text.length; place = cell.lastIndex) {
    cell.lastIndex = place;
    const [, quoted, plain = "", end] = cell.exec(text) ?? expect.fail(`no cell at ${place} of ${text}`);
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** Registers complaints in city A. */
export async function registerMany(world: World, count: number, more: Variables = {}): Promise<TicketAnswer[]> {
  const tickets: TicketAnswer[] = [];
  for (let index = 0; index < count; index += 1) {
    tickets.push(await register(staff(world).operator, complaint(world, more)));
  }
  return tickets;
}

/** Expects that an export is not there for somebody, whatever he does with it. */
export async function expectNothingThere(caller: Caller, { id }: Pick<ExportAnswer, "id">): Promise<void> {
  expectCode(await caller.gql(readDocument, { id }), "NOT_FOUND", "id");
  expectCode(await caller.gql("query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND", "id");
  expectCode(await caller.gql(cancelDocument, { input: { exportId: id } }), "NOT_FOUND", "exportId");
  expectCode(await caller.gql(linkDocument, { input: { exportId: id } }), "NOT_FOUND", "exportId");
}
