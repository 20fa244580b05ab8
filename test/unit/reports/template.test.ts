import { describe, expect, it } from "vitest";
import { shippedTemplates } from "../../../src/modules/reports/report.defaults.js";
import { factsOfReport } from "../../../src/modules/reports/report.facts.js";
import { reportKinds } from "../../../src/modules/reports/report.kinds.js";
import { fillIn, placeholders, unknownPlaceholders } from "../../../src/modules/reports/report.placeholders.js";
import { checkSections, type TemplateSection } from "../../../src/modules/reports/report.template.js";
import { ApplicationError } from "../../../src/platform/errors.js";
import { answers, suihua } from "./sample.js";

const section = (more: Partial<TemplateSection> = {}): TemplateSection => ({
  title: "基本情况",
  paragraphs: ["共接收{{received}}件。"],
  tables: [],
  ...more,
});

function problemsOf(sections: readonly TemplateSection[]): readonly { field: string; message: { en: string } }[] {
  try {
    checkSections(sections);
    return [];
  } catch (error) {
    if (!(error instanceof ApplicationError) || error.code !== "INVALID_INPUT") throw error;
    return error.detail.problems ?? [];
  }
}

describe("the language of templates", () => {
  it("has a text for every placeholder, and a placeholder for every text", () => {
    const facts = factsOfReport(suihua, answers);
    expect([...facts.keys()].sort()).toEqual(placeholders.map(({ name }) => name).sort());
  });

  it("fills in the numbers of the answers", () => {
    const facts = factsOfReport(suihua, answers);
    const filled = fillIn(
      "{{received}} {{ received.growth }} {{closureRate}} {{closureRate.numerator}}/{{closureRate.denominator}} {{top.issueClass.1.name}} {{top.issueClass.jointShare}} {{recoveredLoss.numerator}}",
      facts,
    );
    expect(filled).toBe("990 +33.33% 88.89% 880/990 价格 80.81% 380.00");
  });

  it("does not fill in what a number was filled in with", () => {
    const facts = new Map([
      ["region", "{{received}}"],
      ["received", "990"],
    ]);
    expect(fillIn("{{region}}", facts)).toBe("{{received}}");
  });

  it("knows a placeholder that is not one, and a brace that is left open", () => {
    expect(unknownPlaceholders("{{received}} {{recieved}} {{ closed }}")).toEqual(["recieved"]);
    expect(unknownPlaceholders("{{received")).toEqual(["{{"]);
    expect(unknownPlaceholders("{{constructor}}")).toEqual(["constructor"]);
  });

  it("refuses an unknown placeholder with its field and the known ones", () => {
    const [problem] = problemsOf([section(), section({ paragraphs: ["好。", "{{recieved}}件"] })]);
    expect(problem?.field).toBe("sections.1.paragraphs.1");
    expect(problem?.message.en).toContain("recieved");
    expect(problem?.message.en).toContain("closureRate");
    expect(problem?.message.en).toContain("top.(issueClass|");
  });

  it("refuses an empty template, an empty section, a table twice, and too much of anything", () => {
    expect(problemsOf([]).map(({ field }) => field)).toEqual(["sections"]);
    expect(problemsOf([section({ paragraphs: [] })]).map(({ field }) => field)).toEqual(["sections.0"]);
    expect(problemsOf([section({ tables: ["PRICE", "PRICE"] })]).map(({ field }) => field)).toEqual([
      "sections.0.tables",
    ]);
    expect(problemsOf([section({ title: "题".repeat(41) })]).map(({ field }) => field)).toEqual(["sections.0.title"]);
    expect(problemsOf(Array.from({ length: 13 }, () => section())).map(({ field }) => field)).toEqual(["sections"]);
    expect(problemsOf([section({ paragraphs: ["段".repeat(1001)] })]).map(({ field }) => field)).toEqual([
      "sections.0.paragraphs.0",
    ]);
  });

  it("ships a sound template for each kind of report", () => {
    for (const kind of reportKinds) expect(problemsOf(shippedTemplates[kind])).toEqual([]);
  });
});
