import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { seedActors } from "../../src/demo/index.js";
import { knowledgeHappenings } from "../../src/demo/knowledge.js";
import { openStage, play } from "../../src/demo/play.js";
import { issueTokenForLogin } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { createLogger } from "../../src/platform/log.js";
import { addressOf, gql, startTestApi, testIssuer, testSeal, testSigningKeys } from "../api.js";
import { type OwnDatabase, ownDatabase } from "../database.js";

let own: OwnDatabase;
let api: Api;

beforeAll(async () => {
  own = await ownDatabase();
  const options = { database: own.database, clock: systemClock, seal: await testSeal(), log: createLogger("silent") };
  await own.database.asSystem("the knowledge of the demo world, for a test", async (tx) => {
    const stage = openStage(tx, await seedActors(tx), options);
    const happenings = knowledgeHappenings(stage, systemClock.now());
    await play(
      stage,
      [...happenings].sort((one, other) => one.at.getTime() - other.at.getTime()),
    );
  });
  api = await startTestApi({ database: own.database, databaseUrl: own.url });
}, 60_000);

afterAll(async () => {
  await api.close(1000);
  await own.drop();
});

async function ask<Data>(login: string, document: string): Promise<Data> {
  const asked = { database: own.database, keys: await testSigningKeys(), issuer: testIssuer, bureau: null };
  const token = await issueTokenForLogin({ ...asked, login, now: systemClock.now() });
  const { data, errors } = await gql<Data>(token, document, {}, {}, addressOf(api));
  expect(errors, login).toBeUndefined();
  return data;
}

describe("the knowledge of the demo world", () => {
  it("is found by an operator of its city, beside the nation's, and by no sister's", async () => {
    const titles = async (login: string): Promise<string[]> => {
      const { searchKnowledge } = await ask<{ searchKnowledge: { title: { text: string }[] }[] }>(
        login,
        `{ searchKnowledge(text: "退款", kinds: [REPLY_TEMPLATE]) { title { text } } }`,
      );
      return searchKnowledge.map(({ title }) => title.map(({ text }) => text).join(""));
    };
    const national = "退款退货咨询答复";
    expect(await titles("suihua.operator")).toEqual(expect.arrayContaining(["网购退款退货答复（绥化）", national]));
    expect(await titles("suzhou.operator")).toEqual(expect.arrayContaining(["预付卡退款答复（苏州）", national]));
    expect(await titles("suzhou.operator")).not.toContain("网购退款退货答复（绥化）");
  });

  it("points citizens of Suihua to whoever heats their homes", async () => {
    const { directions } = await ask<{ directions: { title: string; bureau: { code: string } }[] }>(
      "suihua.operator",
      `{ directions(division: "231200", matter: "HEATING") { title bureau { code } } }`,
    );
    expect(directions[0]).toEqual({ title: "绥化市供热、取暖费", bureau: { code: "231200" } });
  });

  it("was used: consultations were answered with templates, which they cite with the articles", async () => {
    interface Cited {
      answer: string;
      citations: { kind: string; wasInForce: boolean }[];
    }
    const { tickets } = await ask<{ tickets: { nodes: Cited[] } }>(
      "suihua.operator",
      "{ tickets(first: 5) { nodes { answer citations { kind wasInForce } } } }",
    );
    const inForce = (kind: string) => ({ kind, wasInForce: true });
    expect(tickets.nodes.map(({ citations }) => citations)).toEqual([
      [inForce("REPLY_TEMPLATE"), inForce("LAW_ARTICLE"), inForce("LAW_ARTICLE")],
    ]);
    expect(tickets.nodes[0]?.answer).toContain("《市场监督管理投诉举报处理办法》第十五条");
  });
});
