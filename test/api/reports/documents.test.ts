import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { signLink } from "../../../src/platform/signed-link.js";
import { testAddress, testSeal } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
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

async function documentOf(name: PersonName, { id }: ReportAnswer, format: string): Promise<Document> {
  const { report } = await world
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
    expect([...new URL(url).searchParams.keys()].sort()).toEqual(["bureau", "token"]);
    expect(url).not.toContain(world.as("cityA.analyst").id);
  });

  it("open by their own link alone", async () => {
    const { url } = await documentOf("cityA.analyst", submitted, "DOCX");
    const missing = { status: 404, code: "NOT_FOUND" };
    const changes: ((url: URL) => void)[] = [
      (link) => link.searchParams.delete("token"),
      (link) => link.searchParams.set("token", "1.A"),
      (link) => link.searchParams.set("bureau", world.code.province),
      (link) => Object.assign(link, { pathname: link.pathname.replace(".docx", ".xlsx") }),
      (link) => Object.assign(link, { pathname: link.pathname.replace(submitted.id, draft.id) }),
      (link) => Object.assign(link, { pathname: `${link.pathname}/x` }),
      (link) => Object.assign(link, { pathname: "/reports/" }),
    ];
    for (const change of changes) expect(await codeOf(await call(url, change))).toEqual(missing);
  });

  it("expire", async () => {
    const { url } = await documentOf("cityA.analyst", submitted, "DOCX");
    const parts = ["report", submitted.id, "report.docx", world.code.cityA];
    const token = signLink(await testSeal(), parts, new Date(Date.now() - 1000));
    const response = await call(url, (link) => link.searchParams.set("token", token));
    expect(await codeOf(response)).toEqual({ status: 410, code: "NOT_FOUND" });
  });

  it("do not open for a bureau that does not see the report, even by a link that is signed", async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const { url } = await documentOf("cityA.analyst", draft, "DOCX");
    for (const bureau of [world.code.province, world.code.cityB, world.code.nation, "", "没有"]) {
      const token = signLink(await testSeal(), ["report", draft.id, "report.docx", bureau], expiresAt);
      const response = await call(url, (link) => {
        link.searchParams.set("token", token);
        link.searchParams.set("bureau", bureau);
      });
      expect(await codeOf(response)).toEqual({ status: 404, code: "NOT_FOUND" });
    }
  });

  it("are only read", async () => {
    const { pathname, search } = new URL((await documentOf("cityA.analyst", draft, "DOCX")).url);
    const response = await fetch(`${await testAddress()}${pathname}${search}`, { method: "POST" });
    expect(response.status).toBe(405);
  });
});
