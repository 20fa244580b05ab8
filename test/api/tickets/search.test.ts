import { beforeAll, describe, expect, it } from "vitest";
import type { Caller, Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, freshKey, register, staff, type TicketAnswer, take } from "./driving.js";

let world: World;

const texts = {
  masks: "口罩价格太贵，一包卖400元",
  wide: "买到ＡＢＣ牌Ｎ９５口罩是假的",
  percent: "商家说折扣100%，实际5_9折\\没有折扣",
  rare: "𠮷野家的饭里有虫",
  phone: "请打 13987654321 或者１３９８７６５４３２１ 联系，王小明",
  words: "冰箱 不制冷\n压缩机坏了",
};

const tickets = new Map<string, TicketAnswer>();

beforeAll(async () => {
  world = await makeProvince();
  for (const [name, facts] of Object.entries(texts)) {
    tickets.set(name, await register(staff(world).operator, complaint(world, { facts, request: "请处理" })));
  }
});

async function found(text: string, caller: Caller = staff(world).operator, more: Variables = {}): Promise<string[]> {
  const { tickets: answer } = await caller.ask<{ tickets: { nodes: { id: string }[]; totalCount: number } }>(
    "query ($filter: TicketFilter, $order: TicketOrder) { tickets(filter: $filter, order: $order) { nodes { id } totalCount } }",
    { filter: { text, ...more } },
  );
  expect(answer.totalCount).toBe(answer.nodes.length);
  return answer.nodes.map(({ id }) => [...tickets].find(([, ticket]) => ticket.id === id)?.[0] ?? id).sort();
}

describe("a search", () => {
  it.each<[string, string[]]>([
    ["贵", ["masks"]],
    ["口罩", ["masks", "wide"]],
    ["口罩价", ["masks"]],
    ["口罩价格太贵，一包卖400元", ["masks"]],
    ["罩口", []],
    ["abc牌n95", ["wide"]],
    ["ＡＢＣ", ["wide"]],
    ["ｎ９５", ["wide"]],
    ["100%", ["percent"]],
    ["1%", []],
    ["%", ["percent"]],
    ["5_9", ["percent"]],
    ["509", []],
    ["_", ["percent"]],
    ["\\没", ["percent"]],
    ["𠮷野家", ["rare"]],
    ["𠮷", ["rare"]],
    ["冰箱 不制", ["words"]],
    ["  冰箱   不制冷 压缩机 ", ["words"]],
    ["压缩机 冰箱", ["words"]],
    ["口罩 400", ["masks"]],
    ["400 口罩 贵", ["masks"]],
    ["口罩 虫", []],
    ["冰箱不制冷", []],
    ["平安大药房", ["masks", "percent", "phone", "rare", "wide", "words"]],
    ["请处理", ["masks", "percent", "phone", "rare", "wide", "words"]],
    ["13987654321", []],
    ["9876", []],
    ["王小明", []],
    ["' OR 1=1 --", []],
  ])("for %j finds %j", async (text, names) => {
    expect(await found(text)).toEqual(names);
  });

  it("finds a masked text as everybody reads it", async () => {
    expect(await found("或者***")).toEqual(["phone"]);
  });

  it("finds nothing that is not in sight", async () => {
    expect(await found("口罩", world.as("cityBCentre.operator"))).toEqual([]);
    expect(await found("口罩", world.as("countyA1.handler"))).toEqual([]);
    expect(await found("口罩", world.as("province.supervisor"))).toEqual(["masks", "wide"]);
  });

  it("keeps to the other filters", async () => {
    expect(await found("口罩", staff(world).operator, { kinds: ["REPORT"] })).toEqual([]);
    expect(await found("口罩", staff(world).operator, { states: ["IN_REVIEW"] })).toEqual(["masks", "wide"]);
  });

  it("follows a ticket to the county, and an amendment of its text", async () => {
    const { operator, dispatcher, handler } = staff(world);
    const word = `词${freshKey()}`;
    let ticket = await register(operator, complaint(world, { facts: `说的是${word}`, submit: false }));
    tickets.set("followed", ticket);
    expect(await found(word)).toEqual(["followed"]);
    ticket = await take(operator, "amendTicket", ticket, { facts: `改成${word}乙` });
    expect(await found(`是${word}`)).toEqual([]);
    ticket = await take(operator, "submitTicket", ticket);
    await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(await found(`${word}乙`, handler)).toEqual(["followed"]);
    const due = "query ($filter: TicketFilter) { tickets(filter: $filter, order: DUE_ASCENDING) { nodes { id } } }";
    expect(await handler.ask(due, { filter: { text: word } })).toEqual({ tickets: { nodes: [{ id: ticket.id }] } });
  });

  it("pages through many, in order, with common words and with rare ones", async () => {
    const own = await makeProvince();
    const { operator } = staff(own);
    const made: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const facts = index % 3 === 0 ? "少见的词" : "常见的词语";
      made.unshift((await register(operator, complaint(own, { facts }))).id);
    }
    const pages = async (text: string): Promise<string[]> => {
      const ids: string[] = [];
      for (let after: string | null = null; ; ) {
        const {
          tickets: page,
        }: { tickets: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
          await operator.ask(
            "query ($text: String!, $after: String) { tickets(filter: { text: $text }, first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
            { text, after },
          );
        ids.push(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasNextPage) return ids;
        after = page.pageInfo.endCursor;
      }
    };
    expect(await pages("见的词")).toEqual(made);
    expect(await pages("少见")).toEqual(made.filter((_, index) => (11 - index) % 3 === 0));
  });
});
