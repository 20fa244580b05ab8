import { beforeAll, describe, expect, it } from "vitest";
import writeXlsx from "write-excel-file/node";
import { createImportWork } from "../../../src/modules/imports/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { expectCode, testObjects, testSeal } from "../../api.js";
import { jobTools } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";
import {
  bring,
  cancelDocument,
  csvOf,
  type ImportAnswer,
  prepare,
  prepareDocument,
  readAgain,
  readFiles,
  sheetRow,
  titles,
  uploaded,
} from "./importing.js";

describe("prepareImport", () => {
  let world: World;
  const analyst = () => world.as("cityA.analyst");
  const file = csvOf([sheetRow(1)]);

  beforeAll(async () => {
    world = await makeProvince();
  });

  const given = { idempotencyKey: "the-same-key", fileName: "x.csv", format: "CSV", bytes: file.length };

  const end = async ({ id }: Pick<ImportAnswer, "id">): Promise<void> => {
    await analyst().ask(cancelDocument, { input: { importId: id } });
  };

  it("prepares nothing new for the same key, and refuses it for another file", async () => {
    const first = await prepare(analyst(), file, given);
    const second = await prepare(analyst(), file, given);
    expect(second.import.id).toBe(first.import.id);
    expect(first.import).toMatchObject({
      state: "AWAITING_FILE",
      permittedActions: ["CANCEL"],
      firstRows: [],
      rows: 0,
    });
    const other = { ...given, bytes: file.length + 1 };
    expectCode(await analyst().gql(prepareDocument, { input: other }), "IDEMPOTENCY_MISMATCH");
    await end(first.import);
  });

  it.each([
    [{ idempotencyKey: "short" }, "idempotencyKey"],
    [{ fileName: "" }, "fileName"],
    [{ fileName: "x".repeat(201) }, "fileName"],
    [{ bytes: 0 }, "bytes"],
    [{ bytes: 1.5 }, "bytes"],
    [{ headerRow: 0 }, "headerRow"],
    [{ headerRow: 51 }, "headerRow"],
  ])("refuses what is not sound: %j", async (changes, field) => {
    const input = { ...given, idempotencyKey: "another-key", ...changes };
    expectCode(await analyst().gql(prepareDocument, { input }), "INVALID_INPUT", field);
  });

  it("refuses a file that is too long, and a fourth import at the same time", async () => {
    const long = { ...given, idempotencyKey: "too-long-a-file", bytes: 600 * 1024 * 1024 };
    expectCode(await analyst().gql(prepareDocument, { input: long }), "TOO_LARGE", "bytes");
    const three = [await prepare(analyst(), file), await prepare(analyst(), file), await prepare(analyst(), file)];
    const fourth = { ...given, idempotencyKey: "the-fourth-one" };
    expectCode(await analyst().gql(prepareDocument, { input: fourth }), "TOO_LARGE", "underWay");
    for (const one of three) await end(one.import);
  });

  it("is for those who import, at a bureau that registers", async () => {
    const input = { ...given, idempotencyKey: "of-a-department" };
    expectCode(await world.as("cityAPrice.analyst").gql(prepareDocument, { input }), "FORBIDDEN");
    expectCode(await world.as("cityA.operator").gql(prepareDocument, { input }), "FORBIDDEN");
  });

  it("takes the file once, of exactly the length that was said", async () => {
    const { import: prepared, upload } = await prepare(analyst(), file);
    const short = await bring(
      upload === null ? null : { ...upload, headers: upload.headers.filter(({ name }) => name !== "Content-Length") },
      file.subarray(1),
    );
    expect(short.status).toBeGreaterThanOrEqual(400);
    expect((await bring(upload, file)).status).toBe(201);
    expect((await bring(upload, file)).status).toBe(410);
    expect((await prepare(analyst(), file, { idempotencyKey: "to-be-read-next" })).upload).not.toBeNull();
    await readFiles(world.code.province);
    expect(await readAgain(analyst(), prepared)).toMatchObject({ state: "READ", rows: 1 });
    await end(prepared);
  });

  it("reads a workbook, with its titles in the line that was said", async () => {
    const rows = [["七台河市12315工单"], titles, sheetRow("x1"), sheetRow("x2")];
    const cells = rows.map((row) => row.map((value) => ({ value })));
    const book = await (writeXlsx as unknown as (sheet: unknown) => { toBuffer(): Promise<Buffer> })(cells).toBuffer();
    const other = await makeProvince();
    const read = await uploaded(other.as("cityA.head"), book, { format: "XLSX", headerRow: 2, fileName: "去年.xlsx" });
    expect(read).toMatchObject({ state: "READ", rows: 2, columns: titles, encoding: null, format: "XLSX" });
    expect(read.firstRows.map(({ row }) => row)).toEqual([3, 4]);
  });

  it.each([
    ["a broken workbook", Buffer.from("no workbook"), { format: "XLSX" }, "NOT_THE_FORMAT"],
    ["an unknown encoding", Buffer.from([0x61, 0x0a, 0xff, 0xff, 0x80, 0x20]), {}, "UNKNOWN_ENCODING"],
    ["titles alone", csvOf([]), {}, "NO_ROWS"],
    ["titles that come twice", Buffer.from("a,a\n1,2"), {}, "REPEATED_TITLES"],
  ])("fails with its reason for %s", async (_, content, input, failure) => {
    const other = await makeProvince();
    const read = await uploaded(other.as("cityA.analyst"), content, input);
    expect(read).toMatchObject({ state: "FAILED", failure, permittedActions: [] });
  });

  it("is given up when nobody goes on with it, and its rows and file are thrown away", async () => {
    const other = await makeProvince();
    const caller = other.as("cityA.analyst");
    const read = await uploaded(caller, file);
    const waiting = await prepare(caller, file);
    await bring(waiting.upload, file);
    await caller.ask(cancelDocument, { input: { importId: waiting.import.id } });
    const { sweep } = createImportWork({ objects: testObjects(), seal: await testSeal() });
    const clock = settableClock(new Date(systemClock.now().getTime() + 8 * 86_400_000));
    const tools = { ...jobTools(undefined, clock), province: other.code.province };
    expect(await sweep.run(tools)).toMatchObject({ givenUp: 1, chunks: 1 });
    expect(await readAgain(caller, read)).toMatchObject({ state: "FAILED", failure: "NEVER_FINISHED", firstRows: [] });
  });
});
