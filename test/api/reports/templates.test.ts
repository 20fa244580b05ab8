import { beforeAll, describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { expectCode } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { run, textOf } from "./reporting.js";

interface Template {
  id: string;
  kind: string;
  version: number | null;
  bureau: { code: string } | null;
  sections: { title: string; paragraphs: string[]; tables: string[] }[];
}

const fields = "id kind version bureau { code } sections { title paragraphs tables }";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const section = (text: string): Variables => ({ title: "概况", paragraphs: [text], tables: ["BY_KIND"] });

const set = (name: PersonName, input: Variables) =>
  world
    .as(name)
    .gql<{ setReportTemplate: { template: Template } }>(
      `mutation ($input: SetReportTemplateInput!) { setReportTemplate(input: $input) { template { ${fields} } } }`,
      { input: { kind: "DAILY", sections: [section("接收{{received}}件。")], ...input } },
    );

const end = (name: PersonName, input: Variables) =>
  world
    .as(name)
    .gql<{ endReportTemplate: { template: Template } }>(
      `mutation ($input: EndReportTemplateInput!) { endReportTemplate(input: $input) { template { ${fields} } } }`,
      { input: { kind: "DAILY", ...input } },
    );

async function inForce(name: PersonName, kind = "DAILY"): Promise<Template> {
  const { reportTemplates } = await world
    .as(name)
    .ask<{ reportTemplates: Template[] }>(`{ reportTemplates { ${fields} } }`);
  expect(reportTemplates.map((one) => one.kind)).toEqual(["DAILY", "CUMULATIVE", "WEEKLY", "MONTHLY", "TOPIC"]);
  return reportTemplates.find((one) => one.kind === kind) ?? expect.fail("no template");
}

const bulletinOf = async (name: PersonName, more: Variables = {}): Promise<string> =>
  textOf(await run(world.as(name), "prepareReport", { kind: "DAILY", day: today, ...more }));

describe("report templates", () => {
  it("are shipped, until a bureau sets its own, which those beneath it use too", async () => {
    const shipped = await inForce("countyA1.analyst");
    expect(shipped).toMatchObject({ version: null, bureau: null });
    const { data } = await set("province.analyst", { sections: [section("全省接收{{received}}件。")] });
    expect(data.setReportTemplate.template).toMatchObject({ version: 1, bureau: { code: world.code.province } });
    expect((await inForce("countyA1.analyst")).bureau?.code).toBe(world.code.province);
    await set("cityA.head", { sections: [section("全市接收{{received}}件。")] });
    expect((await inForce("countyA1.analyst")).bureau?.code).toBe(world.code.cityA);
    expect((await inForce("cityB.analyst")).bureau?.code).toBe(world.code.province);
    expect(await bulletinOf("countyA1.analyst")).toBe("全市接收0件。");
    expect(await bulletinOf("cityB.analyst")).toBe("全省接收0件。");
    expect(await bulletinOf("cityB.analyst", { templateId: shipped.id })).toContain("12315热线及各渠道");
  });

  it("are changed upon the version that was seen", async () => {
    const { data } = await set("countyA2.analyst", { kind: "WEEKLY" });
    expect(data.setReportTemplate.template.version).toBe(1);
    expectCode(await set("countyA2.analyst", { kind: "WEEKLY" }), "CONFLICT");
    expectCode(await set("countyA2.analyst", { kind: "WEEKLY", version: 2 }), "CONFLICT");
    const changed = await set("countyA2.analyst", { kind: "WEEKLY", version: 1 });
    expect(changed.data.setReportTemplate.template.version).toBe(2);
  });

  it("are set once by two who do it at once", async () => {
    const both = await Promise.all(["countyB1.analyst", "countyB1.head"].map((name) => set(name as PersonName, {})));
    expect(both.map(({ errors }) => errors?.[0]?.extensions.code ?? "SET").sort()).toEqual(["CONFLICT", "SET"]);
  });

  it("end, and what is in force above is in force again", async () => {
    await set("streetA1.analyst", { kind: "MONTHLY" });
    const ended = await end("streetA1.analyst", { kind: "MONTHLY", version: 1 });
    expect(ended.data.endReportTemplate.template).toMatchObject({ version: null, bureau: null });
    expect((await inForce("streetA1.analyst", "MONTHLY")).bureau).toBeNull();
    expectCode(await end("streetA1.analyst", { kind: "MONTHLY", version: 2 }), "NOT_FOUND", "kind");
    const again = await set("streetA1.analyst", { kind: "MONTHLY" });
    expect(again.data.setReportTemplate.template.version).toBe(3);
  });

  it("refuse an unknown placeholder with the place where it stands, and the known ones", async () => {
    const sections = [section("{{received}}"), section("{{recieved}}件")];
    const error = expectCode(await set("cityB.analyst", { sections }), "INVALID_INPUT", "sections.1.paragraphs.0");
    expect(error.message).toContain("recieved");
    expect(error.message).toContain("closureRate");
  });

  it("tell all placeholders that there are, in both languages", async () => {
    const document = "{ reportPlaceholders { name meaning } }";
    const ask = (language: string) =>
      world
        .as("cityA.analyst")
        .gql<{ reportPlaceholders: { name: string; meaning: string }[] }>(
          document,
          {},
          { "Accept-Language": language },
        );
    const [chinese, english] = await Promise.all([ask("zh"), ask("en")]);
    const meaningOf = (answer: typeof chinese) =>
      answer.data.reportPlaceholders.find(({ name }) => name === "closureRate")?.meaning;
    expect(meaningOf(chinese)).toBe("办结率");
    expect(meaningOf(english)).toBe("CLOSURE_RATE: the value.");
  });

  it("are set by an analyst or head for his own bureau", async () => {
    expectCode(await set("cityB.operator", {}), "FORBIDDEN");
    expectCode(await set("cityB.supervisor", {}), "FORBIDDEN");
  });

  it("are seen along the path and from above, and by nobody else", async () => {
    const { id } = (await set("zoneA.analyst", {})).data.setReportTemplate.template;
    const look = (name: PersonName) => world.as(name).gql("query ($id: ID!) { node(id: $id) { id } }", { id });
    for (const name of ["zoneA.analyst", "cityA.analyst", "province.analyst"] as const) {
      expect((await look(name)).errors).toBeUndefined();
    }
    for (const name of ["countyA1.analyst", "cityB.analyst"] as const) {
      expectCode(await look(name), "NOT_FOUND", "id");
      const wanted = { kind: "DAILY", day: today, templateId: id };
      const document = "mutation ($input: PrepareReportInput!) { prepareReport(input: $input) { report { id } } }";
      expectCode(await world.as(name).gql(document, { input: wanted }), "NOT_FOUND", "templateId");
    }
  });
});
