import { beforeAll, describe, expect, inject, it } from "vitest";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode, testAddress } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import { changeRole, letIn, lockOut } from "../losing-the-right.js";
import { checked, csvOf, type ImportAnswer, readAgain, ruleInputs, sheetRow, uploaded } from "./importing.js";

const linkDocument = `mutation ($input: CreateImportProblemsLinkInput!) {
  createImportProblemsLink(input: $input) { url expiresAt problems isComplete import { id } } }`;

interface Link {
  url: string;
  expiresAt: string;
  problems: number;
  isComplete: boolean;
}

async function linkTo(caller: Caller, { id }: { id: string }, language = "en"): Promise<Link> {
  const { data, errors } = await caller.gql<{ createImportProblemsLink: Link }>(
    linkDocument,
    { input: { importId: id } },
    { "Accept-Language": language },
  );
  expect(errors).toBeUndefined();
  return data.createImportProblemsLink;
}

/** Gets what lies at an address, from the server of the tests. */
async function get(url: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(url);
  return fetch(`${await testAddress()}${pathname}${search}`, init);
}

const tested = async (caller: Caller, rows: readonly string[][]): Promise<ImportAnswer> => {
  const read = await uploaded(caller, csvOf(rows));
  return checked(caller, read, { rules: ruleInputs(read.suggestedRules) });
};

describe("createImportProblemsLink", () => {
  let world: World;
  let tried: ImportAnswer;
  const analyst = () => world.as("cityA.analyst");

  beforeAll(async () => {
    world = await makeProvince();
    const bad = sheetRow(2, { 类别: "=王小明", 登记时间: "13800001234" });
    tried = await tested(analyst(), [sheetRow(1), bad, sheetRow(3, { 处理结果: "" })]);
  });

  it("gives row, field, code and reason of all that is wrong, in the language of whoever asked", async () => {
    const english = await get((await linkTo(analyst(), tried)).url);
    expect([english.status, english.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(english.headers.get("content-disposition")).toBe('attachment; filename="bad-rows-en.csv"');
    expect(Buffer.from(await english.arrayBuffer()).toString("utf8")).toBe(
      [
        '\ufeff"Row","Field","Code","Reason"',
        '3,"Consultation, complaint or report","UNKNOWN_WORD","No code stands for this word; the mapping can name one."',
        '4,"What was done with it","OUTCOME_MISSING","A finished complaint or report needs its outcome."',
        "",
      ].join("\r\n"),
    );
    const { url } = await linkTo(analyst(), tried, "zh");
    expect(await (await get(url)).text()).toContain('3,"工单类型","UNKNOWN_WORD","没有对应的代码');
  });

  it("tells nothing of what stands in the cells, and begins no cell like a formula", async () => {
    const { isComplete, problems, url } = await linkTo(analyst(), tried, "zh");
    const text = await (await get(url)).text();
    expect([problems, isComplete]).toEqual([text.trimEnd().split("\r\n").length - 1, true]);
    expect(text).not.toMatch(/王小明|138|旧-|"[=+@-]/);
  });

  it("sends thousands of rows page by page, each once and in order", async () => {
    const rows = Array.from({ length: 4100 }, (_, place) => sheetRow(`n${place}`, { 登记时间: "昨天" }));
    const other = world.as("cityB.analyst");
    const many = await tested(other, rows);
    expect(many).toMatchObject({ state: "CHECKED", badRows: 4100 });
    const lines = (await (await get((await linkTo(other, many)).url)).text()).trimEnd().split("\r\n");
    expect(lines.slice(1).map((line) => Number.parseInt(line, 10))).toEqual(rows.map((_, place) => place + 2));
  });

  it("is for those who see the import, once its rows were tried", async () => {
    const input = { importId: tried.id };
    expectCode(await world.as("cityB.analyst").gql(linkDocument, { input }), "NOT_FOUND");
    expectCode(await world.as("province.head").gql(linkDocument, { input }), "NOT_FOUND");
    expectCode(await world.as("cityA.operator").gql(linkDocument, { input }), "FORBIDDEN");
    const read = await uploaded(analyst(), csvOf([sheetRow("u1")]));
    expect(read.permittedActions).not.toContain("FETCH_PROBLEMS");
    expectCode(await analyst().gql(linkDocument, { input: { importId: read.id } }), "ILLEGAL_TRANSITION");
    expect((await readAgain(analyst(), tried)).permittedActions).toContain("FETCH_PROBLEMS");
  });

  it("opens nothing by a link that was changed, for another language or another import", async () => {
    const { url } = await linkTo(analyst(), tried);
    const other = await tested(world.as("cityB.head"), [sheetRow("o1", { 登记时间: "昨天" })]);
    const last = url.at(-1) === "A" ? "B" : "A";
    const wrong = [
      ...[url.slice(0, -1) + last, url.replace("bad-rows-en", "bad-rows-zh"), url.replace("bad-rows-en", "toString")],
      ...[url.replace(tried.id, other.id), url.replace("/bad-rows", "/x/bad-rows"), url.slice(0, url.indexOf("?"))],
    ];
    for (const address of wrong) expect((await get(address)).status, address).toBe(404);
    expect((await get(url, { method: "POST" })).status).toBe(405);
  });

  it("opens it for a quarter of an hour, and is gone afterwards", async () => {
    const { expiresAt, url } = await linkTo(analyst(), tried);
    const { pathname, search } = new URL(url);
    const stage = await setStage("2026-08-03");
    stage.clock.set(new Date(new Date(expiresAt).getTime() - 1000));
    expect((await fetch(`${stage.address}${pathname}${search}`)).status).toBe(200);
    stage.clock.set(new Date(expiresAt));
    expect((await fetch(`${stage.address}${pathname}${search}`)).status).toBe(410);
    await stage.close();
  });

  it("opens nothing any more once whoever had it made was locked out, or lost the role", async () => {
    const there = await makeProvince();
    const names = ["cityB.analyst", "cityB.head"] as const;
    const [locked, former] = [there.as(names[0]), there.as(names[1])];
    const own = await tested(locked, [sheetRow("x1", { 登记时间: "昨天" })]);
    const [ofLocked, ofFormer] = [(await linkTo(locked, own)).url, (await linkTo(former, own)).url];
    await lockOut(there, locked);
    expect([(await get(ofLocked)).status, (await get(ofFormer)).status]).toEqual([410, 200]);
    await letIn(there, locked);
    await changeRole(there, names[1], "OPERATOR");
    expect([(await get(ofLocked)).status, (await get(ofFormer)).status]).toEqual([200, 410]);
  });

  it("opens by the code alone what a later release noted and this one has no words for", async () => {
    const own = await tested(analyst(), [sheetRow("c1", { 登记时间: "昨天" })]);
    const [, id = ""] = fromGlobalId(own.id)?.parts ?? [];
    await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`UPDATE import_problems SET code = 'constructor', field = 'MOOD' WHERE import_id = ${id}`,
    );
    const response = await get((await linkTo(analyst(), own)).url);
    expect([response.status, (await response.text()).trimEnd().split("\r\n").at(-1)]).toEqual([
      200,
      '2,"MOOD","constructor","constructor"',
    ]);
  });

  it("records each link, and the first opening of it alone, and none for the head", async () => {
    const head = world.as("countyA1.head");
    const own = await tested(head, [sheetRow("r1", { 登记时间: "昨天" })]);
    const { url } = await linkTo(head, own);
    expect((await get(url, { method: "HEAD" })).status).toBe(200);
    // Those who come together are one opening too.
    await Promise.all([1, 2, 3].map(async () => (await get(url)).text()));
    await (await get(url)).text();
    await (await get((await linkTo(head, own)).url)).text();
    const told = await asSuperuser(
      inject("adminUrl"),
      (sql) =>
        sql`SELECT type, payload FROM told_events WHERE subject_id = ${own.id} AND type LIKE 'import.problems%' ORDER BY id`,
    );
    const entries = await asSuperuser(
      inject("adminUrl"),
      (sql) =>
        sql`SELECT action, person IS NULL AS platform FROM audit_entries WHERE subject_id = ${own.id} ORDER BY id DESC LIMIT 4`,
    );
    expect(told.map(({ type }) => type)).toEqual([
      "import.problemsLinked",
      ...["import.problemsOpened", "import.problemsLinked", "import.problemsOpened"],
    ]);
    expect(entries.map(({ action, platform }) => [action, platform])).toEqual([
      ["import.platform", true],
      ["import.read", false],
      ["import.platform", true],
      ["import.read", false],
    ]);
  });
});
