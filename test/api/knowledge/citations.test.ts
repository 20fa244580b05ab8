import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { consultation, register, send, sendRegistration, type TicketAnswer } from "../tickets/driving.js";
import { type DocumentAnswer, publish, question, readThere, republish, step, tryStep } from "./knowing.js";

interface Citation {
  kind: string;
  title: string;
  versionNumber: number;
  wasInForce: boolean;
  isChanged: boolean | null;
  document: { id: string } | null;
  version: { number: number; body: string } | null;
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

async function citationsOf(name: PersonName, { id }: Pick<TicketAnswer, "id">): Promise<Citation[]> {
  const { ticket } = await world.as(name).ask<{ ticket: { citations: Citation[] } }>(
    `query ($id: ID!) { ticket(id: $id) { citations { kind title versionNumber wasInForce isChanged document { id }
      version { number body } } } }`,
    { id },
  );
  return ticket.citations;
}

async function articleOf(code: string, number: number): Promise<string> {
  const { law } = await world
    .as("cityA.operator")
    .ask<{ law: { articles: { id: string }[] } }>(
      `query ($code: String!, $after: Int!) { law(code: $code) { articles(first: 1, after: $after) { id } } }`,
      { code, after: number - 1 },
    );
  return law.articles[0]?.id ?? expect.fail("no article");
}

const template = (body: string): Variables => ({ kind: "REPLY_TEMPLATE", content: { title: "退款样本", body } });
const law = (): Variables => ({
  kind: "LAW",
  code: `${world.code.cityA}_${Math.random().toString(36).slice(2, 10).toUpperCase()}`,
  content: { title: "某市规定", body: "", validFrom: "2025-01-01" },
  articles: [{ number: 1, body: "原来的条文。" }],
});

const firstArticle = async (of: DocumentAnswer): Promise<DocumentAnswer> => {
  const fields = "articles { id kind version title state }";
  const { articles } = await readThere<{ articles: DocumentAnswer[] }>(world, "cityA.analyst", of.id, fields);
  return articles[0] ?? expect.fail("no article");
};

describe("the sources of an answer", () => {
  it("are kept in the version of that moment, and say whether they changed since", async () => {
    const published = await publish(world, "cityA", template("依{article:121-15}答复。"));
    const asked = await publish(world, "cityA", question("退款流程"));
    const article = await articleOf("121", 15);
    const operator = world.as("cityACentre.operator");
    const ticket = await register(operator, consultation());
    await send(operator, "answerConsultation", ticket, {
      sources: { template: published.id, articles: [article], questions: [asked.id] },
    });
    expect(await citationsOf("cityACentre.operator", ticket)).toMatchObject([
      { kind: "REPLY_TEMPLATE", title: "退款样本", versionNumber: 1, isChanged: false, document: { id: published.id } },
      { kind: "LAW_ARTICLE", versionNumber: 1, wasInForce: true, isChanged: false, document: { id: article } },
      { kind: "QUESTION", title: "退款流程", isChanged: false, version: { number: 1, body: "退款流程的回答。" } },
    ]);
    await republish(world, "cityA", asked, { title: "退款流程二", body: "新的。" });
    const [, , later] = await citationsOf("province.supervisor", ticket);
    expect(later).toMatchObject({ title: "退款流程", isChanged: true, version: { body: "退款流程的回答。" } });
  });

  it("are kept with a consultation that is answered as it is registered", async () => {
    const article = await articleOf("121", 10);
    const registered = await register(
      world.as("cityACentre.operator"),
      consultation({ answer: "请提供材料。", sources: { articles: [article] } }),
    );
    expect(registered.state).toBe("CLOSED");
    expect(await citationsOf("cityACentre.operator", registered)).toMatchObject([{ document: { id: article } }]);
  });

  it("say that an order was no longer in force on the day of the ticket", async () => {
    const article = await articleOf("20", 14);
    const input = consultation({ answer: "旧办法。", sources: { articles: [article] } });
    const registered = await register(world.as("cityACentre.operator"), input);
    expect(await citationsOf("cityACentre.operator", registered)).toMatchObject([{ wasInForce: false }]);
  });

  it("are refused at their place: not there, of another kind, not in use, of a sister, twice, too many", async () => {
    const article = await articleOf("121", 15);
    const asked = await publish(world, "cityA", question("一问"));
    const sister = await publish(world, "cityB", question("别市的"));
    const withdrawn = await step(world, "cityA.head", "withdrawKnowledge", asked, { reason: "不用了" });
    const refused: [Variables, string][] = [
      [{ articles: [article, "x"] }, "sources.articles.1"],
      [{ articles: [article, article] }, "sources.articles.1"],
      [{ template: article }, "sources.template"],
      [{ questions: [withdrawn.id] }, "sources.questions.0"],
      [{ questions: [sister.id] }, "sources.questions.0"],
      [{ articles: Array.from({ length: 11 }, () => article) }, "sources.articles"],
    ];
    const operator = world.as("cityACentre.operator");
    const ticket = await register(operator, consultation());
    for (const [sources, field] of refused) {
      expectCode(await send(operator, "answerConsultation", ticket, { sources }), "INVALID_INPUT", field);
      const input = consultation({ answer: "答", sources });
      expectCode(await sendRegistration(operator, input), "INVALID_INPUT", field);
    }
    expect(await citationsOf("cityACentre.operator", ticket)).toEqual([]);
  });
});

describe("what cites an article", () => {
  it("is to be checked when the article changes, until somebody says that it still fits", async () => {
    const article = await firstArticle(await publish(world, "cityA", law()));
    const asked = await publish(world, "cityA", question("引用条文", { references: [article.id] }));
    const fields =
      "citations { versionNumber staleReason document { id } } staleCitations { staleReason } permittedActions version";
    const citing = "citedBy { id title }";
    expect(await readThere(world, "countyA1.operator", article.id, citing)).toEqual({
      citedBy: [{ id: asked.id, title: "引用条文" }],
    });
    expect(await toBeChecked("cityA.analyst")).not.toContain(asked.id);
    await republish(world, "cityA", article, { title: "第一条", body: "新的条文。", validFrom: "2025-01-01" });
    const stale = await readThere<DocumentAnswer>(world, "cityA.analyst", asked.id, fields);
    expect(stale).toMatchObject({
      citations: [{ versionNumber: 1, staleReason: "CHANGED", document: { id: article.id } }],
      staleCitations: [{ staleReason: "CHANGED" }],
    });
    expect(await toBeChecked("cityA.analyst")).toContain(asked.id);
    await step(world, "cityA.operator", "checkKnowledge", { ...asked, version: stale.version });
    expect(await toBeChecked("cityA.analyst")).not.toContain(asked.id);
    expect(await readThere(world, "cityA.analyst", asked.id, "citations { versionNumber staleReason }")).toEqual({
      citations: [{ versionNumber: 1, staleReason: null }],
    });
  });

  it("is to be revised when the article is withdrawn or ends, and cannot be passed over", async () => {
    const published = await publish(world, "cityA", law());
    const article = await firstArticle(published);
    const asked = await publish(world, "cityA", question("引用将撤回", { references: [article.id] }));
    const ended = { title: "第一条", body: "到期。", validFrom: "2025-01-01", validTo: "2025-06-01" };
    const after = await republish(world, "cityA", article, ended);
    const fields = "staleCitations { staleReason }";
    expect(await readThere(world, "cityA.analyst", asked.id, fields)).toEqual({
      staleCitations: [{ staleReason: "ENDED" }],
    });
    await step(world, "cityA.head", "withdrawKnowledge", after, { reason: "撤回" });
    expect(await readThere(world, "cityA.analyst", asked.id, fields)).toEqual({
      staleCitations: [{ staleReason: "WITHDRAWN" }],
    });
    const input = { documentId: asked.id, version: asked.version };
    expectCode(await tryStep(world, "cityA.analyst", "checkKnowledge", input), "ILLEGAL_TRANSITION");
    expect(await toBeChecked("cityA.analyst")).toContain(asked.id);
  });

  it("cannot be published when the article was withdrawn meanwhile", async () => {
    const article = await firstArticle(await publish(world, "cityA", law()));
    const drafted = await step(world, "cityA.analyst", "submitKnowledge", await draftCiting(article));
    const now = await readThere<DocumentAnswer>(world, "cityA.head", article.id, "id version");
    await step(world, "cityA.head", "withdrawKnowledge", now, { reason: "撤回" });
    const input = { documentId: drafted.id, version: drafted.version };
    expectCode(await tryStep(world, "cityA.head", "publishKnowledge", input), "ILLEGAL_TRANSITION");
  });

  it("cites only what those who read it see too", async () => {
    const beneath = await publish(world, "countyA1", question("县里的"));
    for (const id of [beneath.id, "x"]) {
      const input = question("引用下级", { references: [id] });
      expectCode(
        await tryStep(world, "cityA.analyst", "draftKnowledge", input),
        "INVALID_INPUT",
        "content.references.0",
      );
    }
  });

  const draftCiting = async (article: DocumentAnswer): Promise<DocumentAnswer> => {
    const { data } = await tryStep(
      world,
      "cityA.analyst",
      "draftKnowledge",
      question("将引用", { references: [article.id] }),
    );
    return data.draftKnowledge?.document ?? expect.fail("no entry");
  };

  const toBeChecked = async (name: PersonName): Promise<string[]> => {
    const { knowledgeDocuments } = await world
      .as(name)
      .ask<{ knowledgeDocuments: { nodes: { id: string }[] } }>(
        "{ knowledgeDocuments(view: OWN, filter: { toBeChecked: true }, first: 100) { nodes { id } } }",
      );
    return knowledgeDocuments.nodes.map(({ id }) => id);
  };
});
