import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { signOwnedLink } from "../../../src/platform/signed-link.js";
import { testAddress, testSeal } from "../../api.js";
import { makeProvince, type PersonName, type Unit, type World } from "../../world.js";
import { changeRole, letIn, lockOut } from "../losing-the-right.js";
import { consultation, register } from "../tickets/driving.js";
import { type ReportAnswer, run, stepOn } from "./reporting.js";

interface Document {
  format: string;
  url: string;
  expiresAt: string;
}

let world: World;
let draft: ReportAnswer;
let submitted: ReportAnswer;

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await makeProvince();
  await register(world.as("cityACentre.operator"), consultation());
  const analyst = world.as("cityA.analyst");
  draft = await run(analyst, "prepareReport", { kind: "DAILY", day: today });
  const other = await run(analyst, "prepareReport", { kind: "DAILY", day: today });
  submitted = await run(analyst, "submitReport", stepOn(other));
});

const gone = { status: 410, code: "NOT_FOUND" };

/** The query of a link of somebody, signed as the API signs it. */
async function linkOf(name: PersonName, { id }: ReportAnswer, expiresAt: Date): Promise<string> {
  const [unit = ""] = name.split(".");
  const owner = { person: world.as(name).id, client: null, bureau: world.code[unit as Unit] };
  return signOwnedLink(await testSeal(), ["report", id, "report.docx"], owner, expiresAt);
}

async function documentOf(name: PersonName, { id }: ReportAnswer, format: string, of = world): Promise<Document> {
  const { report } = await of
    .as(name)
    .ask<{ report: { documents: Document[] } }>(
      "query ($id: ID!) { report(id: $id) { documents { format url expiresAt } } }",
      { id },
    );
  expect(report.documents.map((one) => one.format)).toEqual(["JSON", "XLSX", "DOCX"]);
  return report.documents.find((one) => one.format === format) ?? expect.fail("no such format");
}

/** Calls a link at the API of the tests, changed where a test says so. */
async function call(url: string, change: (url: URL) => void = () => {}): Promise<Response> {
  const { pathname, search } = new URL(url);
  const here = new URL(`${await testAddress()}${pathname}${search}`);
  change(here);
  return fetch(here);
}

async function codeOf(response: Response): Promise<{ status: number; code: string | undefined }> {
  const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: body.errors?.[0]?.extensions.code };
}

describe("the documents of a report", () => {
  it("are the frozen bytes as JSON, whose digest anybody can work out", async () => {
    const { url, expiresAt } = await documentOf("province.analyst", submitted, "JSON");
    expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
    const response = await call(url);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const body = Buffer.from(await response.arrayBuffer());
    expect(createHash("sha256").update(body).digest("hex")).toBe(submitted.digest);
  });

  it("are a Word document that could be sent as it is", async () => {
    const response = await call((await documentOf("cityA.analyst", submitted, "DOCX")).url);
    expect(response.headers.get("content-disposition")).toContain(`filename*=UTF-8''${encodeURIComponent("省")}`);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const { "word/document.xml": bytes } = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const text = strFromU8(bytes ?? new Uint8Array());
    for (const part of [submitted.title, submitted.number ?? "?", `${world.mark}province：`, "一、基本情况"]) {
      expect(text).toContain(part);
    }
  });

  it("are a workbook without a formula", async () => {
    const response = await call((await documentOf("cityA.analyst", submitted, "XLSX")).url);
    const parts = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(parts)).toContain("xl/workbook.xml");
    expect(
      Object.values(parts)
        .map((bytes) => strFromU8(bytes))
        .join(""),
    ).not.toContain("<f>");
  });

  it("name nobody in their links", async () => {
    const { url } = await documentOf("cityA.analyst", draft, "DOCX");
    expect([...new URL(url).searchParams.keys()].sort()).toEqual(["by", "token"]);
    expect(url).not.toContain(world.as("cityA.analyst").id);
  });

  it("open by their own link alone", async () => {
    const { url } = await documentOf("cityA.analyst", submitted, "DOCX");
    const missing = { status: 404, code: "NOT_FOUND" };
    const changes: ((url: URL) => void)[] = [
      (link) => link.searchParams.delete("token"),
      (link) => link.searchParams.set("token", "1.A"),
      (link) => link.searchParams.set("by", "1.A"),
      (link) => link.searchParams.delete("by"),
      (link) => Object.assign(link, { pathname: link.pathname.replace(".docx", ".xlsx") }),
      (link) => Object.assign(link, { pathname: link.pathname.replace(submitted.id, draft.id) }),
      (link) => Object.assign(link, { pathname: `${link.pathname}/x` }),
      (link) => Object.assign(link, { pathname: "/reports/" }),
    ];
    for (const change of changes) expect(await codeOf(await call(url, change))).toEqual(missing);
  });

  it("expire", async () => {
    const { url } = await documentOf("cityA.analyst", submitted, "DOCX");
    const query = await linkOf("cityA.analyst", submitted, new Date(Date.now() - 1000));
    expect(await codeOf(await call(url, (link) => Object.assign(link, { search: query })))).toEqual(gone);
  });

  it("do not open for a bureau that does not see the report, even by a link that is signed", async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const { url } = await documentOf("cityA.analyst", draft, "DOCX");
    const seen = await linkOf("cityA.analyst", draft, expiresAt);
    expect((await call(url, (link) => Object.assign(link, { search: seen }))).status).toBe(200);
    for (const name of ["province.analyst", "cityB.analyst", "countyA1.analyst"] as const) {
      const query = await linkOf(name, draft, expiresAt);
      expect(await codeOf(await call(url, (link) => Object.assign(link, { search: query })))).toEqual(gone);
    }
  });

  it("do not open any more once their owner was locked out, or may not read reports", async () => {
    const own = await makeProvince();
    const analyst = own.as("cityA.analyst");
    const report = await run(analyst, "prepareReport", { kind: "DAILY", day: today });
    const { url } = await documentOf("cityA.analyst", report, "DOCX", own);
    expect((await call(url)).status).toBe(200);
    await lockOut(own, analyst);
    expect(await codeOf(await call(url))).toEqual(gone);
    await letIn(own, analyst);
    expect((await call(url)).status).toBe(200);
    await changeRole(own, "cityA.analyst", "AUDITOR");
    expect(await codeOf(await call(url))).toEqual(gone);
  });

  it("are only read", async () => {
    const { pathname, search } = new URL((await documentOf("cityA.analyst", draft, "DOCX")).url);
    const response = await fetch(`${await testAddress()}${pathname}${search}`, { method: "POST" });
    expect(response.status).toBe(405);
  });
});
