import { beforeAll, describe, expect, inject, it } from "vitest";
import { expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, consultation, expectUnseen, read, register, report, staff, take } from "../tickets/driving.js";
import {
  deskOf,
  listSuggestions,
  overpriced,
  run,
  type SuggestionAnswer,
  send,
  suggest,
  suggestionOn,
  suggestionsOn,
} from "./pricing.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("a suggestion", () => {
  it("is made upon a ticket of another class that speaks of a price, with the words and their places", async () => {
    const ticket = await overpriced(world, {
      facts: "王小明（13812345678）反映：店里的口罩价格太贵，一包卖到400元，明显涨价",
    });
    expect(await suggest(world)).toBe(1);
    const suggestion = await suggestionOn(deskOf(world), ticket);
    expect(suggestion).toMatchObject({ direction: "INTO", state: "OPEN", version: 1, ticket: null });
    expect(suggestion.rules.length).toBeGreaterThan(0);
    expect(suggestion.rules.every(({ code, name }) => name !== "" && name !== code)).toBe(true);
    const shown = suggestion.excerpts.join(" ");
    for (const secret of ["王小明", "13812345678", "平安大药房"]) expect(shown).not.toContain(secret);
    for (const { word } of suggestion.words) expect(shown).toContain(word);
    expect(suggestion.words.length).toBeGreaterThan(0);
    // The desk does not see the ticket, and so not its whole text; the centre that has it does.
    expect(suggestion.text).toBeNull();
    const { text, words } = await suggestionOn(world.as("cityACentre.dispatcher"), ticket);
    for (const { end, start, word } of words) expect(text?.slice(start, end)).toBe(word);
  });

  it("shows a desk the words alone of a report that it does not see, for its reporter is protected", async () => {
    const facts = "我是这家店的收银员，店里的口罩价格太贵，一包卖到400元，明显涨价，请保密";
    const ticket = await register(staff(world).operator, report(world, { issueClass: "QUALITY", facts }));
    await suggest(world);
    const suggestion = await suggestionOn(deskOf(world), ticket);
    expect([...suggestion.excerpts].sort()).toEqual([...new Set(suggestion.words.map(({ word }) => word))].sort());
    expect(suggestion.excerpts.join()).not.toContain("收银员");
  });

  it("never reclassifies: the ticket stays as it was, and out of the desk's sight", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    await expectUnseen(deskOf(world), ticket);
    expect(await read(staff(world).dispatcher, ticket)).toMatchObject({
      version: ticket.version,
      line: null,
      issueClass: { code: "QUALITY" },
    });
  });

  it("is made once, however often the log is read, and by however many", async () => {
    const ticket = await overpriced(world);
    await Promise.all([suggest(world), suggest(world), suggest(world)]);
    await suggest(world);
    expect(await suggestionsOn(deskOf(world), ticket)).toHaveLength(1);
  });

  it("is not made upon a ticket that speaks of no price, nor because of the name of the shop", async () => {
    const plain = await register(
      staff(world).operator,
      complaint(world, { issueClass: "QUALITY", facts: "电饭煲用了两天就坏了，商家不肯修", request: "要求维修" }),
    );
    const cheap = await register(
      staff(world).operator,
      complaint(world, {
        ...{ issueClass: "QUALITY", facts: "电饭煲用了两天就坏了，商家不肯修", request: "要求维修" },
        respondent: { name: "口罩价格太贵哄抬涨价超市", address: "口罩价格太贵街1号" },
      }),
    );
    await suggest(world);
    expect(await suggestionsOn(deskOf(world), plain)).toEqual([]);
    expect(await suggestionsOn(deskOf(world), cheap)).toEqual([]);
  });

  it("is seen by those who hold the ticket and by desks of its region, and by nobody else", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { id } = await suggestionOn(staff(world).dispatcher, ticket);
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    for (const person of ["cityAPrice.head", "cityA.head", "province.priceSupervisor"] as const) {
      expect(await suggestionsOn(world.as(person), ticket)).toHaveLength(1);
      expect(await world.as(person).ask(node, { id })).toEqual({ node: { id } });
    }
    for (const person of ["cityBPrice.priceSupervisor", "cityB.head", "countyA1.head", "streetA1.handler"] as const) {
      expect(await suggestionsOn(world.as(person), ticket)).toEqual([]);
      expectCode(await world.as(person).gql(node, { id }), "NOT_FOUND", "id");
    }
    expectCode(await listSuggestions(world.as("cityACentre.operator")), "FORBIDDEN");
  });

  it("moves along with its ticket to the county that it is dispatched to", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    await take(staff(world).dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    await suggest(world);
    const moved = await suggestionOn(world.as("countyA1.dispatcher"), ticket);
    expect(moved).toMatchObject({ state: "OPEN", bureau: { code: world.code.countyA1 } });
    expect(await suggestionsOn(world.as("countyA1.priceSupervisor"), ticket)).toHaveLength(1);
    expect(await suggestionsOn(world.as("countyA2.priceSupervisor"), ticket)).toEqual([]);
  });

  it("lapses when the ticket is sorted under prices otherwise, and when it is closed", async () => {
    const sorted = await overpriced(world);
    const closed = await register(
      staff(world).operator,
      consultation({ issueClass: "QUALITY", facts: "超市口罩涨价太离谱，价格太贵怎么办" }),
    );
    await suggest(world);
    await take(staff(world).dispatcher, "reclassifyTicket", sorted, { issueClass: "PRICE" });
    expect(await suggestionOn(deskOf(world), closed)).toMatchObject({ state: "OPEN" });
    await take(staff(world).operator, "answerConsultation", closed);
    await suggest(world);
    for (const ticket of [sorted, closed]) {
      expect(await suggestionOn(deskOf(world), ticket)).toMatchObject({
        ...{ state: "LAPSED", text: null, permittedActions: [] },
      });
    }
  });

  it("follows an amended text: other words change it, none let it lapse", async () => {
    const { dispatcher, operator } = staff(world);
    const ticket = await overpriced(world);
    await suggest(world);
    const before = await suggestionOn(deskOf(world), ticket);
    const returned = await take(dispatcher, "returnTicketToOperator", ticket);
    const amended = await take(operator, "amendTicket", returned, {
      facts: "蔬菜涨价太多，青菜卖到20元一斤，价格太贵",
    });
    await suggest(world);
    const changed = await suggestionOn(deskOf(world), ticket);
    expect(changed).toMatchObject({ state: "OPEN", version: 2 });
    expect(changed.words).not.toEqual(before.words);
    await take(operator, "amendTicket", amended, { facts: "电饭煲用了两天就坏了", request: "要求维修" });
    await suggest(world);
    expect(await suggestionOn(deskOf(world), ticket)).toMatchObject({ state: "LAPSED" });
  });

  it("is made by the words of a desk too, in its region and nowhere else", async () => {
    const own = await makeProvince();
    await run(deskOf(own), "setPriceDesk", { version: 0, words: ["金针菇套餐"] });
    const plain = { issueClass: "QUALITY", facts: "电饭煲坏了，另外金针菇套餐也不新鲜", request: "要求维修" };
    const [here, elsewhere] = [
      await register(staff(own).operator, complaint(own, plain)),
      await register(own.as("cityBCentre.operator"), complaint(own, plain)),
    ];
    await suggest(own);
    const suggestion = await suggestionOn(deskOf(own), here);
    expect(suggestion.rules.map(({ code }) => code)).toContain("OWN_WORDS");
    const [word] = suggestion.words;
    expect(word?.word).toBe("金针菇套餐");
    expect(suggestion.excerpts.join()).toContain("金针菇套餐");
    expect(await suggestionsOn(own.as("province.priceSupervisor"), elsewhere)).toEqual([]);
  });

  it("leaves neither words nor text in the audit and in the log", async () => {
    const rows = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql<{ detail: string }[]>`SELECT detail::text AS detail FROM audit_entries
        WHERE province = ${world.code.province} AND action LIKE 'price.%'
        UNION ALL SELECT payload::text FROM event_log WHERE province = ${world.code.province} AND type LIKE 'price%'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { detail } of rows) expect(detail).not.toMatch(/口罩|太贵|涨价|王小明|1381234/);
  });
});

describe("acceptPriceSuggestion", () => {
  it("reclassifies the ticket for a dispatcher of the bureau that holds it, as a step of the ticket", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { dispatcher } = staff(world);
    const { id, permittedActions } = await suggestionOn(dispatcher, ticket);
    expect(permittedActions).toEqual(["ACCEPT", "REFUSE"]);
    const accepted = await run<SuggestionAnswer>(dispatcher, "acceptPriceSuggestion", { suggestionId: id, version: 1 });
    expect(accepted).toMatchObject({ state: "ACCEPTED", version: 2, permittedActions: [] });
    const after = await read(deskOf(world), ticket);
    expect(after).toMatchObject({ version: ticket.version + 1, line: "PRICE", issueClass: { code: "PRICE" } });
  });

  it("does so for the dispatcher of the county that it was dispatched to meanwhile", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { id } = await suggestionOn(deskOf(world), ticket);
    await run(deskOf(world), "acceptPriceSuggestion", { suggestionId: id, version: 1 });
    const sent = await take(staff(world).dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    const county = world.as("countyA1.dispatcher");
    // Where a ticket is handled is known here when the log was read; until then nobody can decide upon it there.
    const late = { suggestionId: id, version: 2 };
    expectCode(await send(staff(world).dispatcher, "acceptPriceSuggestion", late), "FORBIDDEN");
    await suggest(world);
    expect(await suggestionOn(county, ticket)).toMatchObject({
      state: "ASKED",
      permittedActions: ["ACCEPT", "REFUSE"],
    });
    await run(county, "acceptPriceSuggestion", late);
    expect(await read(county, ticket)).toMatchObject({
      ...{ version: sent.version + 1, line: "PRICE", state: "DISPATCHED", holder: { code: world.code.countyA1 } },
    });
  });

  it("asks the holder where a price desk accepts it, and reclassifies nothing before he does", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { dispatcher } = staff(world);
    const { id, permittedActions } = await suggestionOn(deskOf(world), ticket);
    expect(permittedActions).toEqual(["ASK", "REFUSE"]);
    const asked = await run<SuggestionAnswer>(deskOf(world), "acceptPriceSuggestion", { suggestionId: id, version: 1 });
    expect(asked).toMatchObject({ state: "ASKED", version: 2, permittedActions: ["REFUSE"] });
    expect(await read(dispatcher, ticket)).toMatchObject({ version: ticket.version, line: null });
    expect(await suggestionOn(dispatcher, ticket)).toMatchObject({
      ...{ state: "ASKED", askedBy: { code: world.code.cityAPrice }, permittedActions: ["ACCEPT", "REFUSE"] },
    });
    const again = await send(world.as("cityAPrice.head"), "acceptPriceSuggestion", { suggestionId: id, version: 2 });
    expectCode(again, "ILLEGAL_TRANSITION");
    await run(dispatcher, "acceptPriceSuggestion", { suggestionId: id, version: 2, remark: "同意" });
    expect(await read(deskOf(world), ticket)).toMatchObject({ line: "PRICE" });
    await suggest(world);
    expect(await suggestionOn(deskOf(world), ticket)).toMatchObject({ state: "ACCEPTED" });
  });

  it("is a CONFLICT with a version that was not the last, and ILLEGAL_TRANSITION once it was decided", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { dispatcher } = staff(world);
    const { id } = await suggestionOn(dispatcher, ticket);
    expectCode(await send(dispatcher, "acceptPriceSuggestion", { suggestionId: id, version: 7 }), "CONFLICT");
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(dispatcher, "acceptPriceSuggestion", { suggestionId: id, version: 1 })),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "done").sort();
    expect(codes).toEqual(["CONFLICT", "CONFLICT", "done"]);
    const decided = { suggestionId: id, version: 2 };
    expectCode(await send(dispatcher, "acceptPriceSuggestion", decided), "ILLEGAL_TRANSITION");
  });

  it("takes another class of the price line, and none of another line", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { dispatcher } = staff(world);
    const { id } = await suggestionOn(dispatcher, ticket);
    for (const issueClass of ["QUALITY", "NOTHING", "\u0000"]) {
      const refused = await send(dispatcher, "acceptPriceSuggestion", { suggestionId: id, version: 1, issueClass });
      expectCode(refused, "INVALID_INPUT", "issueClass");
    }
    expect(await read(dispatcher, ticket)).toMatchObject({ version: ticket.version });
  });

  it("leads out of the price line too, where the holder says into which class", async () => {
    const { dispatcher, operator } = staff(world);
    const ticket = await register(
      operator,
      complaint(world, { facts: "买的电饭煲用了两天就坏了，质量有问题，商家不肯修", request: "要求维修" }),
    );
    await suggest(world);
    const { direction, id } = await suggestionOn(deskOf(world), ticket);
    expect(direction).toBe("OUT_OF");
    const input = { suggestionId: id, version: 1 };
    expectCode(await send(dispatcher, "acceptPriceSuggestion", input), "INVALID_INPUT", "issueClass");
    await run(dispatcher, "acceptPriceSuggestion", { ...input, issueClass: "QUALITY" });
    await expectUnseen(deskOf(world), ticket);
    await suggest(world);
    expect(await suggestionOn(dispatcher, ticket)).toMatchObject({ state: "ACCEPTED", direction: "OUT_OF" });
  });

  it("is NOT_FOUND for a sister city, and FORBIDDEN to a supervisor of a centre, which has no desk", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { id } = await suggestionOn(deskOf(world), ticket);
    const input = { suggestionId: id, version: 1 };
    for (const person of ["cityBPrice.priceSupervisor", "countyA1.dispatcher"] as const) {
      expectCode(await send(world.as(person), "acceptPriceSuggestion", input), "NOT_FOUND", "suggestionId");
    }
    expectCode(await send(world.as("cityACentre.supervisor"), "acceptPriceSuggestion", input), "FORBIDDEN");
    expectCode(await send(world.as("provinceCentre.dispatcher"), "acceptPriceSuggestion", input), "FORBIDDEN");
    for (const suggestionId of ["", "x", ticket.id]) {
      const nothing = await send(deskOf(world), "acceptPriceSuggestion", { suggestionId, version: 1 });
      expectCode(nothing, "NOT_FOUND", "suggestionId");
    }
  });
});

describe("refusePriceSuggestion", () => {
  it("is done for a reason, by the desk or by the holder, and the same is not suggested again", async () => {
    const { dispatcher, operator } = staff(world);
    const ticket = await overpriced(world);
    await suggest(world);
    const { id } = await suggestionOn(deskOf(world), ticket);
    const input = { suggestionId: id, version: 1, reason: "王小明反映的是质量问题" };
    const refused = await run<SuggestionAnswer>(deskOf(world), "refusePriceSuggestion", input);
    expect(refused).toMatchObject({ state: "REFUSED", reason: "***反映的是质量问题", permittedActions: [] });
    const returned = await take(dispatcher, "returnTicketToOperator", ticket);
    await take(operator, "amendTicket", returned, { request: "要求退货" });
    await suggest(world);
    expect(await suggestionsOn(deskOf(world), ticket)).toHaveLength(1);
  });

  it("ends what a desk has asked, at the bureau that holds the ticket", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { id } = await suggestionOn(deskOf(world), ticket);
    await run(deskOf(world), "acceptPriceSuggestion", { suggestionId: id, version: 1 });
    const input = { suggestionId: id, version: 2, reason: "属于质量问题" };
    await run(staff(world).dispatcher, "refusePriceSuggestion", input);
    expect(await suggestionOn(deskOf(world), ticket)).toMatchObject({
      ...{ state: "REFUSED", decidedBy: { code: world.code.cityACentre } },
    });
  });

  it("refuses a missing reason, NOT_FOUND for others", async () => {
    const ticket = await overpriced(world);
    await suggest(world);
    const { id } = await suggestionOn(deskOf(world), ticket);
    const input = { suggestionId: id, version: 1, reason: " " };
    expectCode(await send(deskOf(world), "refusePriceSuggestion", input), "INVALID_INPUT", "reason");
    const foreign = await send(world.as("cityBPrice.head"), "refusePriceSuggestion", { ...input, reason: "不是" });
    expectCode(foreign, "NOT_FOUND", "suggestionId");
  });
});

describe("priceSuggestions", () => {
  it("is narrowed by state, direction and rule, and pages", async () => {
    const own = await makeProvince();
    const tickets = [await overpriced(own), await overpriced(own), await overpriced(own)];
    await suggest(own);
    const desk = deskOf(own);
    const [first] = tickets;
    const { id, rules } = await suggestionOn(desk, first ?? expect.fail("no ticket"));
    await run(desk, "refusePriceSuggestion", { suggestionId: id, version: 1, reason: "不是" });
    const count = async (filter: object) => (await listSuggestions(desk, { filter })).data.priceSuggestions.totalCount;
    expect(await count({ states: ["REFUSED"] })).toBe(1);
    expect(await count({ states: ["OPEN", "ASKED"] })).toBe(2);
    expect(await count({ direction: "OUT_OF" })).toBe(0);
    expect(await count({ rule: rules[0]?.code })).toBe(3);
    expect(await count({ rule: "NO_SUCH_RULE" })).toBe(0);
    const page = (await listSuggestions(desk, { first: 2 })).data.priceSuggestions;
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = (await listSuggestions(desk, { first: 2, after: page.pageInfo.endCursor })).data.priceSuggestions;
    expect(rest.nodes.map((one) => one.id)).toEqual([id]);
    expectCode(await listSuggestions(desk, { filter: { states: [] } }), "INVALID_INPUT", "filter.states");
    expectCode(await listSuggestions(desk, { filter: { rule: "口罩" } }), "INVALID_INPUT", "filter.rule");
    expectCode(await listSuggestions(desk, { filter: { ticket: "x" } }), "NOT_FOUND", "filter.ticket");
  });
});

describe("priceSuggestionQuality", () => {
  const document = `query ($from: LocalDate, $to: LocalDate) { priceSuggestionQuality(from: $from, to: $to) { edition
    onLabelledTexts { part texts precision { count of value low high } recall { count of value } }
    byRule { rule { code name } made accepted refused lapsed precision { of value } } } }`;

  interface Quality {
    priceSuggestionQuality: {
      onLabelledTexts: { part: string; texts: number; precision: { value: number }; recall: { value: number } }[];
      byRule: { rule: { code: string }; made: number; accepted: number; refused: number; lapsed: number }[];
    };
  }

  it("tells precision and recall on the labelled texts, and what people of the region decided by rule", async () => {
    const own = await makeProvince();
    const tickets = [await overpriced(own), await overpriced(own), await overpriced(own)];
    await suggest(own);
    const [one, other] = await Promise.all(tickets.map((ticket) => suggestionOn(deskOf(own), ticket)));
    await run(staff(own).dispatcher, "acceptPriceSuggestion", { suggestionId: one?.id, version: 1 });
    await run(deskOf(own), "refusePriceSuggestion", { suggestionId: other?.id, version: 1, reason: "不是" });
    const { priceSuggestionQuality } = await deskOf(own).ask<Quality>(document);
    const [heldOut] = priceSuggestionQuality.onLabelledTexts;
    expect(heldOut?.part).toBe("HELD_OUT");
    expect(heldOut?.precision.value).toBeGreaterThan(0.8);
    expect(heldOut?.recall.value).toBeGreaterThan(0.7);
    const code = one?.rules[0]?.code;
    const counted = priceSuggestionQuality.byRule.find(({ rule }) => rule.code === code);
    expect(counted).toMatchObject({ made: 3, accepted: 1, refused: 1, lapsed: 0 });
    const foreign = await own.as("cityBPrice.priceSupervisor").ask<Quality>(document);
    expect(foreign.priceSuggestionQuality.byRule.every(({ made }) => made === 0)).toBe(true);
  });

  it("refuses a period that is turned around or longer than a year, and whoever may not read", async () => {
    const desk = deskOf(world);
    expectCode(await desk.gql(document, { from: "2026-02-01", to: "2026-01-01" }), "INVALID_INPUT", "from");
    expectCode(await desk.gql(document, { from: "2020-01-01", to: "2026-01-01" }), "INVALID_INPUT", "from");
    expectCode(await world.as("cityAPrice.operator").gql(document), "FORBIDDEN");
  });
});
