import { describe, expect, it } from "vitest";
import type { ReportAnswers } from "../../../src/modules/reports/report.answers.js";
import { fillSections, notesOf, titleOf } from "../../../src/modules/reports/report.bulletin.js";
import { shippedTemplates } from "../../../src/modules/reports/report.defaults.js";
import { factsOfReport } from "../../../src/modules/reports/report.facts.js";
import { questionsOf } from "../../../src/modules/reports/report.questions.js";
import { tableOf } from "../../../src/modules/reports/report.tables.js";
import { reportTables } from "../../../src/modules/reports/report.template.js";
import { allQuestions, answers, answersWith, figure, group, groupsAnswer, suihua, totalAnswer } from "./sample.js";

const small = (code: string, name: string) => ({
  keys: [{ dimension: "KIND", code, name }],
  values: [figure("RECEIVED", null, { reason: "SUPPRESSED" })],
});

describe("a bulletin", () => {
  it("says the published figures of Suihua in its first sentence", () => {
    const [basics] = fillSections(suihua, answers, shippedTemplates.CUMULATIVE);
    expect(basics?.title).toBe("基本情况");
    expect(basics?.paragraphs[0]).toBe(
      "2020年1月24日至1月30日，绥化市市场监督管理局12315热线及各渠道共接收消费者诉求990件，同比增长33.33%，环比增长33.33%。其中，咨询859件，占86.77%；投诉56件，占5.66%；举报75件，占7.58%。",
    );
  });

  it("has a title with its bureau, kind and days", () => {
    expect(titleOf(suihua)).toBe("绥化市市场监督管理局12315投诉举报累计情况报告（2020年1月24日至1月30日）");
    expect(titleOf({ ...suihua, kind: "MONTHLY" })).toBe("绥化市市场监督管理局12315投诉举报月报（2020年1月）");
    const topic = { code: "EPIDEMIC", name: "疫情防控" };
    expect(titleOf({ ...suihua, kind: "TOPIC", topic })).toContain("投诉举报“疫情防控”专题报告");
  });

  it("leaves no placeholder unfilled in any shipped template", () => {
    for (const template of Object.values(shippedTemplates)) {
      expect(JSON.stringify(fillSections(suihua, answers, template))).not.toContain("{{");
    }
  });

  it("says none and zero where nothing came, and never a share of nothing", () => {
    const nothing = totalAnswer(figure("RECEIVED", "0"));
    const facts = factsOfReport(suihua, answersWith({ byKind: nothing, issueClasses: nothing, price: nothing }));
    expect(facts.get("complaints")).toBe("0");
    expect(facts.get("complaints.share")).toBe("—");
    expect(facts.get("complaints.onYear")).toBe("上年同期为0，不计算同比");
    expect(facts.get("list.issueClass")).toBe("无");
  });

  it("shows a suppressed group as such and says why in a note", () => {
    const hidden = answersWith({ byKind: groupsAnswer(small("REPORT", "举报")) });
    const facts = factsOfReport(suihua, hidden);
    expect(["reports", "reports.growth", "reports.onYear"].map((name) => facts.get(name))).toEqual(["*", "*", "同比*"]);
    expect(tableOf("BY_KIND", hidden).rows[0]?.map(({ text }) => text)).toEqual(["举报", "*", "*", "*", "—", "—"]);
    expect(notesOf(suihua, hidden).at(-1)).toContain("“*”表示数量过少");
    expect(notesOf(suihua, answers).join("")).not.toContain("“*”");
  });

  it("names the largest groups in their order, and no more than five", () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      group("CHANNEL", `C${index}`, `渠道${index}`, `${index}`, "1.00"),
    );
    const facts = factsOfReport(suihua, answersWith({ channels: groupsAnswer(...many) }));
    expect(facts.get("top.channel.1.name")).toBe("渠道6");
    expect(facts.get("top.channel.count")).toBe("5");
    expect(facts.get("list.channel")?.split("、")).toHaveLength(5);
  });

  it("does not take tickets without a topic for a topic", () => {
    expect(factsOfReport(suihua, answers).get("top.topic.1.name")).toBe("疫情防控");
  });

  it("has as many cells in each row of each table as columns", () => {
    for (const name of reportTables) {
      const { columns, rows } = tableOf(name, answers);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });
});

describe("the section of calls", () => {
  const textOf = (answers: ReportAnswers): string =>
    fillSections(suihua, answers, shippedTemplates.DAILY)
      .flatMap(({ paragraphs, title }) => [title, ...paragraphs])
      .join("\n");

  it("tells calls, rates and the longest call in minutes", () => {
    const text = textOf(answers);
    expect(text).toContain("热线呼入1320个");
    expect(text).toContain("接通率95.00%（1254/1320），任意24小时最低接通率95.00%（标准为不低于95%）");
    expect(text).toContain("最长通话40分钟");
  });

  it("is left out where there were no calls, and where they were not asked for", () => {
    const none = totalAnswer(figure("CALLS_OFFERED", "0"));
    const { calls: _, ...withoutCalls } = answers;
    for (const quiet of [answersWith({ calls: none }), withoutCalls]) {
      expect(textOf(quiet)).not.toContain("话务情况");
      expect(textOf(quiet)).not.toContain("{{");
    }
  });
});

describe("the questions of a report", () => {
  const matter = {
    kind: "TOPIC",
    period: suihua.period,
    region: "231200",
    regionDimension: "COUNTY",
    line: null,
  } as const;

  it("name every version and the region, so that they can be asked again", () => {
    const questions = questionsOf({ ...matter, topic: null });
    for (const question of allQuestions.flatMap((name) => questions[name])) {
      expect(question.region).toBe("231200");
      expect(question.versions?.map(({ measure }) => measure)).toEqual(question.measures);
      expect(JSON.parse(JSON.stringify(question))).toEqual(question);
    }
  });

  it("are about the topic, but for the one that its share is read from", () => {
    const questions = questionsOf({ ...matter, topic: "EPIDEMIC" });
    const about = allQuestions.filter((name) =>
      questions[name].every(({ filter }) => filter?.topics?.[0] === "EPIDEMIC"),
    );
    expect(allQuestions.filter((name) => !about.includes(name))).toEqual(["topics"]);
  });

  it("are about calls too, but for a topic, a business line, and what is looked for among all calls of the nation", () => {
    const whole = { ...matter, kind: "DAILY", topic: null } as const;
    const asked = (more: object): readonly string[] | undefined =>
      questionsOf({ ...whole, ...more }).calls?.[0]?.measures;
    expect(asked({})).toContain("LONGEST_CALL");
    expect(asked({ regionDimension: "PROVINCE" })).not.toContain("LONGEST_CALL");
    expect(asked({ regionDimension: "PROVINCE" })).toContain("CONNECTION_RATE");
    expect([asked({ topic: "EPIDEMIC" }), asked({ line: "PRICE" })]).toEqual([undefined, undefined]);
  });

  it("have no more measures each than the statistics take", () => {
    const questions = questionsOf({ ...matter, topic: null });
    for (const { measures } of allQuestions.flatMap((name) => questions[name])) {
      expect(measures.length).toBeLessThanOrEqual(12);
    }
  });
});
