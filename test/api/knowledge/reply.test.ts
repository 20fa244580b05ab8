import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { complaint, complaintIn, register, report, staff, type TicketAnswer, take } from "../tickets/driving.js";
import { type DocumentAnswer, publish, step, takeStep, tryStep } from "./knowing.js";

interface Draft {
  text: string;
  versionNumber: number;
  missing: { name: string; meaning: string }[];
  articles: { label: string; versionNumber: number; isInForce: boolean; document: { id: string } }[];
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const draftFields =
  "text versionNumber missing { name meaning } articles { label versionNumber isInForce document { id } }";

const template = (body: string, more: Variables = {}): Variables => ({
  kind: "REPLY_TEMPLATE",
  content: { title: "答复", body, ...more },
});

async function draftFor(name: PersonName, ticket: Pick<TicketAnswer, "id">, of: DocumentAnswer): Promise<Draft> {
  const answer = await world
    .as(name)
    .ask<{ ticket: { replyDraft: Draft } }>(
      `query ($id: ID!, $template: ID!) { ticket(id: $id) { replyDraft(template: $template) { ${draftFields} } } }`,
      { id: ticket.id, template: of.id },
    );
  return answer.ticket.replyDraft;
}

const preview = (name: PersonName, id: string, values: Variables[] = []) =>
  world
    .as(name)
    .gql<{ replyPreview: Draft }>(
      `query ($template: ID!, $values: [ReplyValueInput!]!) { replyPreview(template: $template, values: $values) { ${draftFields} } }`,
      { template: id, values },
    );

describe("a reply made from a template", () => {
  it("has the values of the ticket, and names the articles that are in force for it", async () => {
    const body =
      "{contact.salutation}：{ticket.kind}{ticket.number}（{ticket.issueClass}）诉{respondent.name}，依{article:121-15}至{deadline.acceptance}。{bureau.name}";
    const published = await publish(world, "cityA", template(body));
    const ticket = await complaintIn(world, "SIGNED");
    const draft = await draftFor("countyA1.handler", ticket, published);
    const [, due] = /至(\d{4}年\d{1,2}月\d{1,2}日)。/.exec(draft.text) ?? [];
    expect(due).toBeDefined();
    expect(draft.text).toBe(
      `王先生/女士：投诉${ticket.number}（价格）诉平安大药房，依《市场监督管理投诉举报处理办法》第十五条至${due}。${world.mark}countyA1`,
    );
    expect(draft.missing).toEqual([]);
    expect(draft.articles).toMatchObject([
      { label: "《市场监督管理投诉举报处理办法》第十五条", versionNumber: 1, isInForce: true },
    ]);
  });

  it("leaves visible blanks for what the ticket does not have, and names them", async () => {
    const published = await publish(
      world,
      "cityA",
      template("调解至{deadline.mediation}，{articleText:20-14}{article:20-14}"),
    );
    const ticket = await register(world.as("cityACentre.operator"), complaint(world));
    const draft = await draftFor("cityACentre.operator", ticket, published);
    expect(draft.text).toContain("调解至【____调解期限】，具有本办法规定的处理权限的");
    expect(draft.missing).toMatchObject([{ name: "deadline.mediation" }]);
    // Order 20 is in force no more.
    expect(draft.articles).toMatchObject([{ isInForce: false }]);
  });

  it("says no more of a reporter than lists show", async () => {
    const published = await publish(world, "province", template("{contact.salutation}您好"));
    const { dispatcher, operator } = staff(world);
    const registered = await register(operator, report(world));
    const ticket = await take(dispatcher, "dispatchTicket", registered, { bureau: world.code.countyA1 });
    expect((await draftFor("cityACentre.operator", ticket, published)).text).toBe("王先生/女士您好");
    const withheld = await draftFor("province.supervisor", ticket, published);
    expect(withheld).toMatchObject({ text: "【____称呼】您好", missing: [{ name: "contact.salutation" }] });
  });

  it("is made of no draft, of nothing withdrawn, and of nothing that is no template", async () => {
    const drafted = await takeStep(world, "cityA.analyst", "draftKnowledge", template("草稿"));
    expectCode(await preview("cityA.operator", drafted.id), "NOT_FOUND", "template");
    const published = await publish(world, "cityA", template("已撤回"));
    const withdrawn = await step(world, "cityA.head", "withdrawKnowledge", published, { reason: "不用了" });
    expectCode(await preview("cityA.operator", withdrawn.id), "NOT_FOUND", "template");
    const question = await publish(world, "cityA", { kind: "QUESTION", content: { title: "问", body: "答" } });
    expectCode(await preview("cityA.operator", question.id), "NOT_FOUND", "template");
    const other = await publish(world, "cityB", template("别市的"));
    expectCode(await preview("cityA.operator", other.id), "NOT_FOUND", "template");
  });
});

describe("a reply for a ticket that is not registered yet", () => {
  it("has the values of the form, the bureau and the operator, and blanks for the rest", async () => {
    const published = await publish(
      world,
      "cityA",
      template("{contact.salutation}您好，{respondent.name}，{ticket.number}。{bureau.name}{operator.name}"),
    );
    const values = [{ name: "contact.salutation", value: "王女士" }];
    const { data } = await preview("cityACentre.operator", published.id, values);
    expect(data.replyPreview.text).toBe(
      `王女士您好，【____被投诉举报人名称】，【____工单编号】。${world.mark}cityACentre${world.mark}cityACentre.operator`,
    );
    expect(data.replyPreview.missing.map(({ name }) => name)).toEqual(["respondent.name", "ticket.number"]);
  });

  it("refuses values for what is no placeholder, and for articles", async () => {
    const published = await publish(world, "cityA", template("{today}"));
    const unknown = await preview("cityA.operator", published.id, [{ name: "ticket.nummer", value: "1" }]);
    expectCode(unknown, "INVALID_INPUT", "values.0.name");
    const article = await preview("cityA.operator", published.id, [{ name: "article:121-15", value: "1" }]);
    expectCode(article, "INVALID_INPUT", "values.0.name");
    const long = await preview("cityA.operator", published.id, [{ name: "today", value: "长".repeat(201) }]);
    expectCode(long, "INVALID_INPUT", "values.0.value");
  });

  it("is made of the national templates, which cite the order", async () => {
    const { knowledgeDocuments } = await world
      .as("cityA.operator")
      .ask<{ knowledgeDocuments: { nodes: DocumentAnswer[] } }>(
        `{ knowledgeDocuments(filter: { kinds: [REPLY_TEMPLATE], bureau: "100000" }, first: 50) { nodes { id title } } }`,
      );
    expect(knowledgeDocuments.nodes.length).toBeGreaterThanOrEqual(10);
    const refund = knowledgeDocuments.nodes.find(({ title }) => title === "退款退货咨询答复");
    const { data } = await preview("cityACentre.operator", refund?.id ?? "");
    expect(data.replyPreview.text).toContain("《市场监督管理投诉举报处理办法》第十五条");
    expect(data.replyPreview.articles.map(({ isInForce }) => isInForce)).toEqual([true, true, true]);
  });
});

describe("a shipped template of the days of Order 20", () => {
  it("need not be looked at again for what it cites, which ended when it did", async () => {
    interface Cited {
      title: string;
      citations: { staleReason: string | null }[];
    }
    const { knowledgeDocuments } = await world.as("cityA.operator").ask<{ knowledgeDocuments: { nodes: Cited[] } }>(
      `{ knowledgeDocuments(filter: { kinds: [REPLY_TEMPLATE], bureau: "100000", inForceOn: "2026-04-14" }, first: 50) {
          nodes { title citations { staleReason } } } }`,
    );
    const reasons = knowledgeDocuments.nodes.flatMap(({ citations }) => citations.map((one) => one.staleReason));
    expect(knowledgeDocuments.nodes).toHaveLength(9);
    expect(reasons.length).toBeGreaterThanOrEqual(9);
    expect(new Set(reasons)).toEqual(new Set([null]));
  });
});

describe("a template", () => {
  it("is refused with an unknown placeholder, by its name", async () => {
    const error = expectCode(
      await tryStep(world, "cityA.analyst", "draftKnowledge", template("{ticket.nummer}")),
      "INVALID_INPUT",
      "content.body",
    );
    expect(error.message).toContain("{ticket.nummer}");
    expect(error.message).toContain("ticket.number");
  });

  it("is refused with an article that no law in force for the bureau has", async () => {
    for (const body of ["{article:121-47}", "{article:NO_LAW-1}"]) {
      const answer = await tryStep(world, "cityA.analyst", "draftKnowledge", template(body));
      expectCode(answer, "INVALID_INPUT", "content.body");
    }
  });

  it("may hold the placeholders that are told, in both languages", async () => {
    const { replyPlaceholders } = await world
      .as("cityA.operator")
      .ask<{ replyPlaceholders: { name: string; meaning: string }[] }>("{ replyPlaceholders { name meaning } }");
    expect(replyPlaceholders.map(({ name }) => name)).toContain("contact.salutation");
    expect(replyPlaceholders.at(-1)?.name).toBe("articleText:<law>-<number>");
  });
});
