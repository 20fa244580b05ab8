import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaint, register, type TicketAnswer, take } from "../tickets/driving.js";
import { caseAt, deskOf, run } from "./pricing.js";

const document = `query ($day: LocalDate) { priceTriage(day: $day) { day counts { total fresh key done open }
  byGoods { value name counts { total fresh key done open } before { total } }
  byPlace { value name counts { total } } byRespondent { value name counts { total key } } } }`;

interface Counts {
  total: number;
  fresh: number;
  key: number;
  done: number;
  open: number;
}

interface Answer {
  priceTriage: {
    day: string;
    counts: Counts;
    byGoods: { value: string | null; name: string | null; counts: Counts; before: null }[];
    byPlace: { value: string | null; name: string | null; counts: Counts }[];
    byRespondent: { value: string | null; name: string | null; counts: Counts }[];
  };
}

let stage: Stage;
let world: World;
let masks: TicketAnswer;

beforeAll(async () => {
  stage = await setStage("2026-09-21");
  world = await stage.makeProvince();
  await caseAt(world);
  stage.goTo("2026-09-22", 9);
  masks = await caseAt(world, "countyA1", { goodsClass: "GOODS_MEDICAL_PROTECTION" });
  const other = await caseAt(world, "countyA2", { goodsClass: "GOODS_MEDICAL_PROTECTION" });
  await caseAt(world, "countyA2", { respondent: { name: "惠民超市" } });
  await register(world.as("cityACentre.operator"), complaint(world, { issueClass: "QUALITY" }));
  await run(deskOf(world), "markPriceCase", { ticketId: masks.id, version: 0, state: "KEY" });
  await run(deskOf(world), "markPriceCase", {
    ...{ ticketId: other.id, version: 0, state: "DONE", place: world.division.cityB },
  });
});

afterAll(() => stage.close());

describe("priceTriage", () => {
  it("counts the cases of a day in China by goods, place and respondent, with how the desk has sorted them", async () => {
    const { priceTriage } = await deskOf(world).ask<Answer>(document);
    expect(priceTriage).toMatchObject({
      day: "2026-09-22",
      counts: { total: 3, fresh: 1, key: 1, done: 1, open: 3 },
    });
    expect(priceTriage.byGoods).toEqual([
      {
        value: "GOODS_MEDICAL_PROTECTION",
        name: "Medical protective goods, masks",
        counts: { total: 2, fresh: 0, key: 1, done: 1, open: 2 },
        before: null,
      },
      { value: null, name: null, counts: { total: 1, fresh: 1, key: 0, done: 0, open: 1 }, before: null },
    ]);
    expect(priceTriage.byRespondent.map(({ counts, value }) => [value, counts.total, counts.key])).toEqual([
      ["平安大药房", 2, 1],
      ["惠民超市", 1, 0],
    ]);
    const places = new Map(priceTriage.byPlace.map(({ counts, value }) => [value, counts.total]));
    expect(places).toEqual(
      new Map([
        [world.division.countyA1, 1],
        [world.division.cityB, 1],
        [world.code.countyA2, 1],
      ]),
    );
    const named = priceTriage.byPlace.find(({ value }) => value === world.division.cityB);
    expect(named?.name).toBe(`${world.mark}cityB`);
  });

  it("is the same for all people of the desk, and another for another desk", async () => {
    const mine = await deskOf(world).ask<Answer>(document);
    expect(await world.as("cityAPrice.supervisor").ask<Answer>(document)).toEqual(mine);
    const county = await world.as("countyA1.priceSupervisor").ask<Answer>(document);
    expect(county.priceTriage.counts).toEqual({ total: 1, fresh: 1, key: 0, done: 0, open: 1 });
    const foreign = await world.as("cityBPrice.priceSupervisor").ask<Answer>(document);
    expect(foreign.priceTriage).toMatchObject({ counts: { total: 0 }, byGoods: [], byPlace: [], byRespondent: [] });
  });

  it("tells of any day, from midnight to midnight in China", async () => {
    const before = await deskOf(world).ask<Answer>(document, { day: "2026-09-21" });
    expect(before.priceTriage).toMatchObject({ day: "2026-09-21", counts: { total: 1, fresh: 1 } });
    expect((await deskOf(world).ask<Answer>(document, { day: "2026-09-20" })).priceTriage.counts.total).toBe(0);
  });

  it("tells which tickets are closed", async () => {
    const handler = world.as("countyA1.handler");
    let ticket = masks;
    for (const step of ["signTicket", "startCheck", "refuseComplaint", "closeTicket"] as const) {
      ticket = await take(handler, step, ticket);
    }
    const { priceTriage } = await deskOf(world).ask<Answer>(document);
    expect(priceTriage.counts).toMatchObject({ total: 3, open: 2 });
  });

  it("is FORBIDDEN at a bureau without a price desk", async () => {
    expectCode(await world.as("cityACentre.head").gql(document), "FORBIDDEN");
    expectCode(await world.as("cityAPrice.operator").gql(document), "FORBIDDEN");
  });
});
