import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import {
  type DocumentAnswer,
  documentFields,
  publish,
  publishDraft,
  republish,
  step,
  takeStep,
  tryStep,
} from "./knowing.js";

interface Law extends DocumentAnswer {
  articles: { articleNumber: number; articleLabel: string; title: string; current: { body: string } }[];
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const askLaw = (name: PersonName, code: string, page = "") =>
  world.as(name).gql<{ law: Law }>(
    `query ($code: String!) { law(code: $code) { ${documentFields}
        articles${page} { articleNumber articleLabel title current { body } } } }`,
    { code },
  );

// A code that no other test has.
const freshCode = (): string => `${world.code.province}_${Math.random().toString(36).slice(2, 10).toUpperCase()}`;

const law = (code: string, more: Variables = {}): Variables => ({
  kind: "LAW",
  code,
  content: { title: "某省消费者权益保护条例", body: "", source: "某省人大常委会公告", validFrom: "2024-03-15" },
  articles: [
    { number: 1, body: "第一条的内容。" },
    { number: 12, body: "第十二条的内容。" },
  ],
  ...more,
});

describe("the shipped laws", () => {
  it("are there for everyone, with all their articles and the days on which they are in force", async () => {
    const { data } = await askLaw("streetA1.operator", "121", "(first: 100)");
    expect(data.law).toMatchObject({ kind: "LAW", state: "PUBLISHED", title: "市场监督管理投诉举报处理办法" });
    expect(data.law.current).toMatchObject({ validFrom: "2026-04-15", validTo: null, isShipped: true });
    expect(data.law.articles).toHaveLength(46);
    expect(data.law.articles[14]).toMatchObject({ articleNumber: 15, articleLabel: "第十五条" });
    expect(data.law.articles[14]?.current.body).toContain("七个工作日内作出受理或者不予受理的决定");
    const before = await askLaw("streetA1.operator", "20", "(first: 100)");
    expect(before.data.law.current).toMatchObject({ validFrom: "2020-01-01", validTo: "2026-04-15" });
    expect(before.data.law.articles).toHaveLength(40);
  });

  it("give their articles page by page", async () => {
    const { data } = await askLaw("cityA.operator", "121", "(first: 2, after: 22)");
    expect(data.law.articles.map(({ articleNumber }) => articleNumber)).toEqual([23, 24]);
    expectCode(await askLaw("cityA.operator", "121", "(first: 201)"), "TOO_LARGE", "first");
    expectCode(await askLaw("cityA.operator", "121", "(first: 0)"), "INVALID_INPUT", "first");
  });

  it("are listed by the day on which they are in force", async () => {
    const inForce = async (day: string) => {
      const { knowledgeDocuments } = await world
        .as("cityA.operator")
        .ask<{ knowledgeDocuments: { nodes: Law[] } }>(
          `query ($day: LocalDate!) { knowledgeDocuments(filter: { kinds: [LAW], inForceOn: $day }) { nodes { code } } }`,
          { day },
        );
      return knowledgeDocuments.nodes.map(({ code }) => code).filter((code) => code === "20" || code === "121");
    };
    expect(await inForce("2026-04-14")).toEqual(["20"]);
    expect(await inForce("2026-04-15")).toEqual(["121"]);
  });

  it("are not changed by a bureau beneath the nation", async () => {
    const { data } = await askLaw("province.head", "121");
    const input = { documentId: data.law.id, version: data.law.version, content: { title: "改", body: "改" } };
    expectCode(await tryStep(world, "province.head", "reviseKnowledge", input), "FORBIDDEN");
    const article = {
      kind: "LAW_ARTICLE",
      lawId: data.law.id,
      articleNumber: 99,
      content: { title: "九九", body: "新" },
    };
    expectCode(await tryStep(world, "province.analyst", "draftKnowledge", article), "INVALID_INPUT", "lawId");
  });

  it("are NOT_FOUND for a code that no law has", async () => {
    expectCode(await askLaw("cityA.operator", "NO_SUCH"), "NOT_FOUND", "code");
  });
});

describe("a law of a province", () => {
  it("is submitted, published and withdrawn with its articles", async () => {
    const code = freshCode();
    const drafted = await takeStep(world, "province.analyst", "draftKnowledge", law(code));
    expectCode(await askLaw("province.analyst", code), "NOT_FOUND", "code");
    const published = await publishDraft(world, "province", drafted);
    const { data } = await askLaw("countyA1.operator", code);
    expect(data.law.articles).toEqual([
      {
        articleNumber: 1,
        articleLabel: "第一条",
        title: "某省消费者权益保护条例 第一条",
        current: { body: "第一条的内容。" },
      },
      {
        articleNumber: 12,
        articleLabel: "第十二条",
        title: "某省消费者权益保护条例 第十二条",
        current: { body: "第十二条的内容。" },
      },
    ]);
    const withdrawn = await step(world, "province.head", "withdrawKnowledge", published, { reason: "录入有误" });
    expect(withdrawn.state).toBe("WITHDRAWN");
    expect((await askLaw("countyA1.operator", code)).data.law).toMatchObject({ state: "WITHDRAWN", articles: [] });
  });

  it("gets an article of its own later, whose first day is that of the law", async () => {
    const published = await publish(world, "province", law(freshCode()));
    const input = { kind: "LAW_ARTICLE", lawId: published.id, articleNumber: 13 };
    const content = { title: "第十三条", body: "第十三条的内容。" };
    const article = await publish(world, "province", { ...input, content });
    expect(article).toMatchObject({ articleLabel: "第十三条", current: { validFrom: "2024-03-15" } });
    const again = tryStep(world, "province.analyst", "draftKnowledge", { ...input, content });
    expectCode(await again, "INVALID_INPUT", "articleNumber");
  });

  it("gets a last day when it is repealed", async () => {
    const published = await publish(world, "province", law(freshCode(), { articles: [] }));
    const content = { title: "某省条例", body: "", validFrom: "2024-03-15", validTo: "2026-01-01" };
    expect((await republish(world, "province", published, content)).current?.validTo).toBe("2026-01-01");
  });

  it("has a code that nobody above or beneath has, and a sister province may have", async () => {
    const code = freshCode();
    await publish(world, "cityA", law(code));
    for (const name of ["province.analyst", "countyA1.analyst"] as const) {
      expectCode(await tryStep(world, name, "draftKnowledge", law(code)), "INVALID_INPUT", "code");
    }
    expect((await publish(world, "cityB", law(code))).state).toBe("PUBLISHED");
    expectCode(await tryStep(world, "province.analyst", "draftKnowledge", law("121")), "INVALID_INPUT", "code");
  });

  it("is refused at publication where a code was taken while it was prepared", async () => {
    const code = freshCode();
    const drafted = await takeStep(world, "province.analyst", "draftKnowledge", law(code));
    const submitted = await step(world, "province.analyst", "submitKnowledge", drafted);
    // A county does not see what the province prepares.
    await publish(world, "countyB2", law(code));
    const input = { documentId: submitted.id, version: submitted.version };
    expectCode(await tryStep(world, "province.head", "publishKnowledge", input), "INVALID_INPUT", "code");
  });

  it("is refused with wrong numbers, and where it is no law, with the place of each fault", async () => {
    const twice = law(freshCode(), {
      articles: [
        { number: 1, body: "一" },
        { number: 1, body: "" },
      ],
    });
    const error = expectCode(
      await tryStep(world, "province.analyst", "draftKnowledge", twice),
      "INVALID_INPUT",
      "articles.1.number",
    );
    expect(error.extensions.problems?.map(({ field }) => field)).toEqual(["articles.1.number", "articles.1.body"]);
    expectCode(await tryStep(world, "province.analyst", "draftKnowledge", law("小写")), "INVALID_INPUT", "code");
    const question = { kind: "QUESTION", code: "X", content: { title: "问", body: "答" } };
    expectCode(await tryStep(world, "province.analyst", "draftKnowledge", question), "INVALID_INPUT", "code");
  });
});
