import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { digestPass } from "../../../src/modules/prices/index.js";
import { record } from "../../../src/platform/record.js";
import { type Caller, expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import type { TicketAnswer } from "../tickets/driving.js";
import { caseAt, deskOf, type NoteAnswer, run, send } from "./pricing.js";

const document = `query ($first: Int, $after: String) { priceDigests(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { id day since until madeAt
    counts { total fresh key done open } before { total }
    byGoods { value name counts { total } before { total } } byPlace { value counts { total } }
    byRespondent { value name counts { total } before { total } }
    keyCases { id } openQuestions { id words } alerts { type } } } }`;

interface Counts {
  total: number;
}

interface DigestAnswer {
  id: string;
  day: string;
  since: string;
  until: string;
  madeAt: string;
  counts: Counts;
  before: Counts;
  byGoods: { value: string | null; counts: Counts; before: Counts | null }[];
  byPlace: { value: string | null; counts: Counts }[];
  byRespondent: { value: string | null; name: string; counts: Counts; before: Counts | null }[];
  keyCases: { id: string }[];
  openQuestions: { id: string; words: string }[];
  alerts: { type: string }[];
}

interface List {
  priceDigests: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: DigestAnswer[];
  };
}

const settingsDocument = "{ priceDesk { digestHour digestAt words version } }";

interface Settings {
  digestHour: number | null;
  digestAt: string | null;
  words: string[];
  version: number;
}

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-09-21");
  world = await stage.makeProvince();
});

afterAll(() => stage.close());

const make = (of = world) => digestPass.run({ ...jobTools(undefined, stage.clock), province: of.code.province });

const digestsOf = async (caller: Caller): Promise<DigestAnswer[]> =>
  (await caller.ask<List>(document)).priceDigests.nodes;

const settingsOf = async (caller: Caller): Promise<Settings> =>
  (await caller.ask<{ priceDesk: Settings }>(settingsDocument)).priceDesk;

describe("a digest", () => {
  let key: TicketAnswer;
  let question: NoteAnswer;

  beforeAll(async () => {
    const desk = deskOf(world);
    stage.goTo("2026-09-21", 7);
    await caseAt(world, "countyA1", { goodsClass: "GOODS_MEDICAL_PROTECTION" });
    stage.goTo("2026-09-21", 12);
    await run(desk, "setPriceDesk", { version: 0, digestHour: 8 });
    key = await caseAt(world, "countyA1", { goodsClass: "GOODS_MEDICAL_PROTECTION" });
    stage.goTo("2026-09-22", 7);
    await caseAt(world, "countyA2", { respondent: { name: "惠民超市" } });
    await run(desk, "markPriceCase", { ticketId: key.id, version: 0, state: "KEY" });
    question = await run<NoteAnswer>(desk, "askAboutPriceCase", { ticketId: key.id, question: "进货价多少" });
  });

  it("is not made before its hour", async () => {
    stage.goTo("2026-09-22", 7);
    expect(await make()).toEqual({ handled: 0, parked: 0 });
    expect(await digestsOf(deskOf(world))).toEqual([]);
  });

  it("is made at its hour, of the day until then, beside the day before, once by however many processes", async () => {
    stage.goTo("2026-09-22", 8);
    const runs = await Promise.all([make(), make(), make()]);
    expect(runs.reduce((sum, { handled }) => sum + handled, 0)).toBe(1);
    const [digest, ...others] = await digestsOf(deskOf(world));
    expect(others).toEqual([]);
    expect(digest).toMatchObject({
      day: "2026-09-22",
      since: "2026-09-21T00:00:00.000Z",
      until: "2026-09-22T00:00:00.000Z",
      counts: { total: 2, fresh: 1, key: 1, done: 0, open: 2 },
      before: { total: 1 },
      byGoods: [
        { value: "GOODS_MEDICAL_PROTECTION", counts: { total: 1 }, before: { total: 1 } },
        { value: null, counts: { total: 1 }, before: null },
      ],
      keyCases: [{ id: key.id }],
      openQuestions: [{ id: question.id, words: "进货价多少" }],
      alerts: [],
    });
    expect(digest?.byRespondent.map(({ name }) => name).sort()).toEqual(["平安大药房", "惠民超市"]);
  });

  it("tells of the surge alerts of the line since the one before", async () => {
    const own = await stage.makeProvince();
    stage.goTo("2026-09-22", 7);
    await run(deskOf(own), "setPriceDesk", { version: 0, digestHour: 8 });
    const alert = (line: string | null) => ({
      ...{ action: "surge.platform", at: stage.clock.now(), requestId: "test" },
      subject: {
        ...{ type: "SurgeAlert", id: "alert", line },
        place: { province: own.code.province, city: own.code.cityA, county: null, bureau: own.code.cityA },
      },
      events: [{ type: "surge.opened" }, { type: "surge.acknowledged" }],
    });
    await own.database.asSystem("tell of alerts for a test", async (tx) => {
      const by = { place: alert(null).subject.place };
      await record(tx, by, alert("PRICE"));
      await record(tx, by, alert("FOOD"));
    });
    await relayNow();
    stage.goTo("2026-09-22", 8);
    await make(own);
    stage.goTo("2026-09-23", 8);
    await make(own);
    const [second, first] = await digestsOf(deskOf(own));
    expect(first?.alerts).toEqual([{ type: "surge.opened" }]);
    expect(second?.alerts).toEqual([]);
  });

  it("is told of, without what stands in it", async () => {
    const rows = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql<{ payload: unknown; bureau: string }[]>`SELECT payload, bureau FROM
        (SELECT payload, bureau, type, province FROM event_log UNION ALL
         SELECT payload, bureau, type, province FROM outbox_events) AS told
        WHERE province = ${world.code.province} AND type = 'price.digested'`,
    );
    expect(rows).toEqual([{ payload: { day: "2026-09-22", total: 2 }, bureau: world.code.cityAPrice }]);
  });

  it("is not there for another desk, nor for the authority above", async () => {
    const [digest] = await digestsOf(deskOf(world));
    const node = "query ($id: ID!) { node(id: $id) { ... on PriceDigest { id day } } }";
    expect(await world.as("cityAPrice.head").ask(node, { id: digest?.id })).toMatchObject({
      node: { day: "2026-09-22" },
    });
    for (const person of ["cityBPrice.priceSupervisor", "cityA.priceSupervisor", "province.head"] as const) {
      expect(await digestsOf(world.as(person))).toEqual([]);
      expectCode(await world.as(person).gql(node, { id: digest?.id }), "NOT_FOUND", "id");
    }
  });

  it("is made up for where no process ran for days, and pages, the latest first", async () => {
    stage.goTo("2026-09-25", 9);
    await make();
    const desk = deskOf(world);
    expect((await digestsOf(desk)).map(({ day }) => day)).toEqual([
      "2026-09-25",
      "2026-09-24",
      "2026-09-23",
      "2026-09-22",
    ]);
    const { priceDigests } = await desk.ask<List>(document, { first: 3 });
    expect(priceDigests).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const rest = await desk.ask<List>(document, { first: 3, after: priceDigests.pageInfo.endCursor });
    expect(rest.priceDigests.nodes.map(({ day }) => day)).toEqual(["2026-09-22"]);
    expectCode(await desk.gql(document, { after: "bm9uc2Vuc2U" }), "INVALID_INPUT", "after");
  });

  it("is not made up for beyond a week", async () => {
    stage.goTo("2026-12-31", 9);
    await make();
    const days = (await digestsOf(deskOf(world))).map(({ day }) => day);
    expect(days[0]).toBe("2026-12-31");
    expect(days.length).toBeLessThan(15);
    expect((await settingsOf(deskOf(world))).digestAt).toBe("2027-01-01T00:00:00.000Z");
  });

  it("is one of each day, also where the hour is set later on the same day", async () => {
    const own = await stage.makeProvince();
    const desk = deskOf(own);
    stage.goTo("2027-01-04", 7);
    await run(desk, "setPriceDesk", { version: 0, digestHour: 8 });
    stage.goTo("2027-01-04", 8);
    await make(own);
    const set = await run<Settings>(desk, "setPriceDesk", { version: 1, digestHour: 18 });
    expect(set.digestAt).toBe("2027-01-05T10:00:00.000Z");
    stage.goTo("2027-01-04", 19);
    await make(own);
    expect((await digestsOf(desk)).map(({ day }) => day)).toEqual(["2027-01-04"]);
    await run(desk, "setPriceDesk", { version: 2, digestHour: null });
    stage.goTo("2027-01-08", 19);
    expect(await make(own)).toEqual({ handled: 0, parked: 0 });
  });

  it("is FORBIDDEN at a bureau without a price desk", async () => {
    expectCode(await world.as("cityACentre.head").gql(document), "FORBIDDEN");
    expectCode(await world.as("cityACentre.head").gql(settingsDocument), "FORBIDDEN");
  });
});

describe("setPriceDesk", () => {
  it("sets hour and words for all people of the desk, keeps what is left out, and counts versions", async () => {
    const own = await stage.makeProvince();
    const desk = deskOf(own);
    expect(await settingsOf(desk)).toEqual({ digestHour: null, digestAt: null, words: [], version: 0 });
    stage.goTo("2027-02-01", 10);
    const set = await run<Settings>(desk, "setPriceDesk", {
      version: 0,
      digestHour: 8,
      words: ["Ｎ95", " 哄抬  价格 "],
    });
    expect(set).toEqual({
      ...{ digestHour: 8, digestAt: "2027-02-02T00:00:00.000Z", words: ["n95", "哄抬 价格"], version: 1 },
    });
    const head = own.as("cityAPrice.head");
    expect(await run(head, "setPriceDesk", { version: 1, words: null })).toMatchObject({ digestHour: 8, words: [] });
    expectCode(await send(desk, "setPriceDesk", { version: 1, digestHour: 9 }), "CONFLICT");
    expect(await settingsOf(own.as("cityA.priceSupervisor"))).toMatchObject({ version: 0 });
  });

  it("lets one of two win who set a new desk at once", async () => {
    const own = await stage.makeProvince();
    const people = [deskOf(own), own.as("cityAPrice.head")];
    const answers = await Promise.all(people.map((one) => send(one, "setPriceDesk", { version: 0, digestHour: 8 })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "done").sort();
    expect(codes).toEqual(["CONFLICT", "done"]);
  });

  it.each([
    ["an hour before 0", { digestHour: -1 }, "digestHour"],
    ["the hour 24", { digestHour: 24 }, "digestHour"],
    ["a word of one character", { words: ["贵"] }, "words"],
    ["a word of blanks", { words: ["   "] }, "words"],
    ["a word of 21 characters", { words: ["贵".repeat(21)] }, "words"],
    ["a word with NUL", { words: ["涨\u0000价"] }, "words"],
    ["51 words", { words: Array.from({ length: 51 }, (_, index) => `词语${index}`) }, "words"],
  ])("refuses %s", async (_, input, field) => {
    const result = await send(world.as("cityBPrice.priceSupervisor"), "setPriceDesk", { version: 0, ...input });
    expect(result.errors?.[0]?.extensions).toMatchObject({ code: "INVALID_INPUT", field });
  });

  it("is FORBIDDEN at a centre, and to people of the desk who do not lead it", async () => {
    expectCode(await send(world.as("cityACentre.head"), "setPriceDesk", { version: 0 }), "FORBIDDEN");
    expectCode(await send(world.as("cityAPrice.analyst"), "setPriceDesk", { version: 0 }), "FORBIDDEN");
  });
});
