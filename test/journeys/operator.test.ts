import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { seedActors } from "../../src/demo/index.js";
import { issueTokenForLogin } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { addressOf, gql, startTestApi, testIssuer, testSigningKeys, type Variables } from "../api.js";
import { type OwnDatabase, ownDatabase } from "../database.js";

interface Entry {
  id: string;
  version: number;
}

interface Found {
  isInForce: boolean;
  foundBy: string;
  title: { text: string; isMatch: boolean }[];
  excerpt: { text: string; isMatch: boolean }[];
  document: { id: string; kind: string };
}

/** Articles 24 and 25 of the law on the protection of consumers' rights and interests, in part. */
const articles = [
  {
    number: 24,
    body: "经营者提供的商品或者服务不符合质量要求的，消费者可以依照国家规定、当事人约定退货，或者要求经营者履行更换、修理等义务。",
  },
  {
    number: 25,
    body: "经营者采用网络、电视、电话、邮购等方式销售商品，消费者有权自收到商品之日起七日内退货，且无需说明理由。",
  },
];

describe("a Suihua operator", () => {
  let own: OwnDatabase;
  let api: Api;
  let article: string;
  let template: string;
  let ticket: string;
  let callId: string;

  async function ask<Data>(login: string, document: string, variables: Variables = {}): Promise<Data> {
    const keys = await testSigningKeys();
    const now = systemClock.now();
    const token = await issueTokenForLogin({
      ...{ database: own.database, keys, issuer: testIssuer, login, bureau: null, now },
    });
    const { data, errors } = await gql<Data>(token, document, variables, {}, addressOf(api));
    expect(errors, login).toBeUndefined();
    return data;
  }

  /** Takes a step on an entry. */
  async function step(login: string, verb: string, type: string, input: Variables): Promise<Entry> {
    const answer = await ask<Record<string, { document: Entry }>>(
      login,
      `mutation ($input: ${type}!) { ${verb}(input: $input) { document { id version } } }`,
      { input },
    );
    return answer[verb]?.document ?? expect.fail("no entry");
  }

  /** Has the analyst of a bureau submit what he wrote, and its head publish it. */
  async function publish(bureau: string, { id, version }: Entry): Promise<string> {
    const type = "KnowledgeStepInput";
    const submitted = await step(`${bureau}.analyst`, "submitKnowledge", type, { documentId: id, version });
    const input = { documentId: id, version: submitted.version };
    return (await step(`${bureau}.head`, "publishKnowledge", type, input)).id;
  }

  const search = async (text: string): Promise<Found[]> =>
    (
      await ask<{ searchKnowledge: Found[] }>(
        "suihua.operator",
        `query ($text: String!) { searchKnowledge(text: $text) { isInForce foundBy title { text isMatch }
          excerpt { text isMatch } document { id kind } } }`,
        { text },
      )
    ).searchKnowledge;

  beforeAll(async () => {
    own = await ownDatabase();
    await own.database.asSystem("the people of the demo world, for a test", seedActors);
    api = await startTestApi({ database: own.database, databaseUrl: own.url });
    const content = { title: "中华人民共和国消费者权益保护法", body: "", validFrom: "2014-03-15" };
    const law = await step("nation.analyst", "draftKnowledge", "DraftKnowledgeInput", {
      ...{ kind: "LAW", code: "CPL", content, articles },
    });
    await publish("nation", law);
    const body = "{contact.salutation}，您好。网购的商品自收到之日起七日内可以退货（{article:CPL-25}）。{bureau.name}";
    const drafted = await step("suihua.analyst", "draftKnowledge", "DraftKnowledgeInput", {
      ...{ kind: "REPLY_TEMPLATE", content: { title: "网购退货答复", body, keywords: ["无理由退货"] } },
    });
    template = await publish("suihua", drafted);
  }, 60_000);

  afterAll(async () => {
    await api.close(1000);
    await own.drop();
  });

  it("finds the article on refunds while typing, letter by letter, with what was typed marked", async () => {
    const typed = [..."七日内退货"].map((_, place, letters) => letters.slice(0, place + 1).join(""));
    for (const text of typed) {
      const found = await search(text);
      const marked = found.flatMap(({ excerpt, title }) => [...title, ...excerpt]).filter(({ isMatch }) => isMatch);
      expect(marked.some((part) => part.text === text)).toBe(true);
      article = found.find(({ document }) => document.kind === "LAW_ARTICLE")?.document.id ?? "";
    }
    const [found] = (await search("七日内退货")).filter(({ document: { id } }) => id === article);
    expect(found).toMatchObject({ isInForce: true, foundBy: "BODY" });
    expect(found?.title.map(({ text }) => text).join("")).toBe("中华人民共和国消费者权益保护法 第二十五条");
  });

  it("finds it by its number, and the template by a few letters of pinyin", async () => {
    expect((await search("CPL 25"))[0]).toMatchObject({ foundBy: "HEAD", document: { id: article } });
    expect((await search("wgth"))[0]).toMatchObject({ foundBy: "PINYIN", document: { id: template } });
  });

  it("answers with the template that cites the article, and closes the consultation in one go", async () => {
    const offeredAt = new Date(systemClock.now().getTime() - 120_000).toISOString();
    const call = { callId: "suihua-1", revision: 1, outcome: "TALKING", offeredAt, answeredAt: offeredAt };
    await ask(
      "suihua.shiftmanager",
      "mutation ($input: RecordCallsInput!) { recordCalls(input: $input) { created } }",
      {
        input: { source: "exchange", calls: [{ ...call, caller: "138 1234 5678", operatorNumber: "5001" }] },
      },
    );
    const { calls } = await ask<{ calls: { nodes: { id: string }[] } }>(
      "suihua.operator",
      "{ calls(first: 5) { nodes { id } } }",
    );
    callId = calls.nodes[0]?.id ?? expect.fail("no call");

    const { replyPreview } = await ask<{
      replyPreview: { text: string; missing: unknown[]; articles: { document: { id: string } }[] };
    }>(
      "suihua.operator",
      `query ($template: ID!, $values: [ReplyValueInput!]!) { replyPreview(template: $template, values: $values) {
        text missing { name } articles { document { id } } } }`,
      { template, values: [{ name: "contact.salutation", value: "王先生" }] },
    );
    expect(replyPreview).toMatchObject({ missing: [], articles: [{ document: { id: article } }] });
    expect(replyPreview.text).toContain("王先生，您好。");
    expect(replyPreview.text).toContain("《中华人民共和国消费者权益保护法》第二十五条");

    const { registerTicket } = await ask<{ registerTicket: { ticket: { id: string; state: string } } }>(
      "suihua.operator",
      "mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id state } } }",
      {
        input: {
          ...{ idempotencyKey: "suihua-refund-1", channel: "PHONE", kind: "CONSULTATION", issueClass: "AFTER_SALES" },
          ...{ facts: "网上买的衣服不合适，能不能退货", answer: replyPreview.text, callId },
          sources: { template, articles: [article] },
        },
      },
    );
    expect(registerTicket.ticket.state).toBe("CLOSED");
    ticket = registerTicket.ticket.id;
  });

  it("leaves a ticket that shows the version of the article, and the call that it came of", async () => {
    const { ticket: read } = await ask<{ ticket: object }>(
      "suihua.operator",
      `query ($id: ID!) { ticket(id: $id) { citations { kind versionNumber wasInForce isChanged version { body }
        document { id } } calls { id callerMasked } } }`,
      { id: ticket },
    );
    expect(read).toMatchObject({
      citations: [
        { kind: "REPLY_TEMPLATE", versionNumber: 1, document: { id: template } },
        {
          ...{ kind: "LAW_ARTICLE", versionNumber: 1, wasInForce: true, isChanged: false, document: { id: article } },
          version: { body: articles[1]?.body },
        },
      ],
      calls: [{ id: callId, callerMasked: "138****5678" }],
    });
  });

  it("is told to look at the template again when the nation publishes the article anew", async () => {
    const { knowledgeDocument } = await ask<{ knowledgeDocument: Entry }>(
      "nation.analyst",
      "query ($id: ID!) { knowledgeDocument(id: $id) { id version } }",
      { id: article },
    );
    const { id, version } = knowledgeDocument;
    const title = "中华人民共和国消费者权益保护法 第二十五条";
    const content = { title, body: "消费者有权自收到商品之日起十日内退货。", validFrom: "2014-03-15" };
    await publish(
      "nation",
      await step("nation.analyst", "reviseKnowledge", "ReviseKnowledgeInput", { documentId: id, version, content }),
    );

    const { knowledgeDocuments } = await ask<{ knowledgeDocuments: { nodes: object[] } }>(
      "suihua.analyst",
      `{ knowledgeDocuments(first: 10, view: OWN, filter: { toBeChecked: true }) { nodes { id staleCitations {
        staleReason versionNumber document { id } } } } }`,
    );
    expect(knowledgeDocuments.nodes).toEqual([
      { id: template, staleCitations: [{ staleReason: "CHANGED", versionNumber: 1, document: { id: article } }] },
    ]);
    const { ticket: later } = await ask<{ ticket: { citations: object[] } }>(
      "suihua.operator",
      "query ($id: ID!) { ticket(id: $id) { citations { kind isChanged version { body } } } }",
      { id: ticket },
    );
    expect(later.citations[1]).toEqual({
      ...{ kind: "LAW_ARTICLE", isChanged: true, version: { body: articles[1]?.body } },
    });
    expect((await search("十日内退货")).some(({ document }) => document.id === article)).toBe(true);
  });
});
