import { describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { consultation, register, send } from "../tickets/driving.js";
import { type DocumentAnswer, publish, question, readThere, republish, step } from "./knowing.js";

const operator: PersonName = "cityACentre.operator";

interface Found {
  isInForce: boolean;
  version: { number: number };
}

async function search(world: World, text: string, on?: string): Promise<Found[]> {
  const { searchKnowledge } = await world.as(operator).ask<{ searchKnowledge: Found[] }>(
    `query ($text: String!, $on: LocalDate) { searchKnowledge(text: $text, on: $on, first: 20) {
      isInForce version { number } } }`,
    { text, on: on ?? null },
  );
  return searchKnowledge;
}

const found = (number: number, isInForce: boolean): Found => ({ isInForce, version: { number } });

async function onStage(day: string, play: (world: World, stage: Stage) => Promise<void>): Promise<void> {
  const stage = await setStage(day);
  try {
    await play(await stage.makeProvince(), stage);
  } finally {
    await stage.close();
  }
}

const law = (code: string): Variables => ({
  kind: "LAW",
  code,
  content: { title: "某市规定", body: "", validFrom: "2025-01-01" },
  articles: [{ number: 1, body: "原来的条文。" }],
});

async function articleOf(world: World, { id }: DocumentAnswer): Promise<DocumentAnswer> {
  const fields = "articles { id kind version title state }";
  const { articles } = await readThere<{ articles: DocumentAnswer[] }>(world, "cityA.analyst", id, fields);
  return articles[0] ?? expect.fail("no article");
}

describe("a version that begins later", () => {
  it("leaves the one before in force until its first day", () =>
    onStage("2026-06-01", async (world, stage) => {
      const entry = await publish(world, "cityA", question("狴犴牌会员卡", { validFrom: "2025-01-01" }));
      await republish(world, "cityA", entry, { title: "狴犴牌会员卡", body: "新的。", validFrom: "2026-07-01" });
      expect(await search(world, "狴犴")).toEqual([found(1, true)]);
      expect(await search(world, "狴犴", "2026-07-01")).toEqual([found(2, true)]);
      expect(await search(world, "狴犴", "2024-01-01")).toHaveLength(1);
      const fields = "current { number state }";
      expect(await readThere(world, operator, entry.id, fields)).toEqual({
        current: { number: 1, state: "PUBLISHED" },
      });
      stage.goTo("2026-07-01");
      expect(await search(world, "狴犴")).toEqual([found(2, true)]);
      expect(await search(world, "狴犴", "2026-06-30")).toEqual([found(1, true)]);
      expect(await readThere(world, operator, entry.id, fields)).toEqual({
        current: { number: 2, state: "PUBLISHED" },
      });
    }));

  it("is the only one where it begins with the one before or earlier, as a correction does", () =>
    onStage("2026-06-01", async (world) => {
      const entry = await publish(world, "cityA", question("狻猊牌会员卡", { validFrom: "2025-01-01" }));
      await republish(world, "cityA", entry, { title: "狻猊牌会员卡", body: "更正的。" });
      expect(await search(world, "狻猊", "2025-03-01")).toEqual([found(2, true)]);
    }));

  it("brings nothing back that was withdrawn", () =>
    onStage("2026-06-01", async (world) => {
      const entry = await publish(world, "cityA", question("睚眦牌会员卡", { validFrom: "2025-01-01" }));
      const withdrawn = await step(world, "cityA.head", "withdrawKnowledge", entry, { reason: "写错了" });
      await republish(world, "cityA", withdrawn, { title: "睚眦牌会员卡", body: "新的。", validFrom: "2026-07-01" });
      expect(await search(world, "睚眦")).toEqual([found(2, false)]);
    }));

  it("of a direction points nobody elsewhere before its first day", () =>
    onStage("2026-06-01", async (world, stage) => {
      const direction = { matter: "WATER_SUPPLY", organisation: "水务公司", telephone: "96100" };
      const to = (telephone: string, validFrom: string) => ({
        ...{ title: "供水", body: "请联系水务公司。", validFrom },
        direction: { ...direction, telephone, division: world.code.cityA },
      });
      const entry = await publish(world, "cityA", { kind: "DIRECTION", content: to("96100", "2025-01-01") });
      await republish(world, "cityA", entry, to("96200", "2026-07-01"));
      const pointed = async () => {
        const { directions } = await world
          .as(operator)
          .ask<{ directions: { current: { direction: { telephone: string } } }[] }>(
            `query ($division: String!) { directions(division: $division, matter: "WATER_SUPPLY") {
              current { direction { telephone } } } }`,
            { division: world.code.cityA },
          );
        return directions[0]?.current.direction.telephone;
      };
      expect(await pointed()).toBe("96100");
      stage.goTo("2026-07-01");
      expect(await pointed()).toBe("96200");
    }));

  it("of an article is not what an answer to an earlier ticket cites and says", () =>
    onStage("2026-06-01", async (world, stage) => {
      const code = `${world.code.cityA}_RULES`;
      const article = await articleOf(world, await publish(world, "cityA", law(code)));
      const body = `{articleText:${code}-1}`;
      const template = await publish(world, "cityA", { kind: "REPLY_TEMPLATE", content: { title: "样本", body } });
      const earlier = await register(world.as(operator), consultation());
      const content = { title: "某市规定 第一条", body: "新的条文。", validFrom: "2026-06-10" };
      await republish(world, "cityA", article, content);
      stage.goTo("2026-06-10");
      const later = await register(world.as(operator), consultation());

      const fields = `replyDraft(template: "${template.id}") { text articles { versionNumber isInForce } }
        citations { versionNumber wasInForce }`;
      for (const [ticket, text, number] of [
        [earlier, "原来的条文。", 1],
        [later, "新的条文。", 2],
      ] as const) {
        await send(world.as(operator), "answerConsultation", ticket, { sources: { articles: [article.id] } });
        const answer = await world
          .as(operator)
          .ask(`query ($id: ID!) { ticket(id: $id) { ${fields} } }`, { id: ticket.id });
        expect(answer).toEqual({
          ticket: {
            replyDraft: { text, articles: [{ versionNumber: number, isInForce: true }] },
            citations: [{ versionNumber: number, wasInForce: true }],
          },
        });
      }
    }));
});
