import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { type BureauLimitAnswer, type LimitsAnswer, limitsDocument, nodeDocument, setLimit } from "./limits.js";

describe("limits", () => {
  let world: World;
  let ofCity: BureauLimitAnswer;

  beforeAll(async () => {
    world = await makeProvince();
    ofCity = (await setLimit(world.as("cityA.administrator"), { days: 6 })).bureauLimit;
    await setLimit(world.as("countyA1.administrator"), { days: 5 });
    await setLimit(world.as("countyA1.administrator"), {
      limit: "SIGNING",
      ticketKind: "REPORT",
      validFrom: "2099-01-01",
    });
  });

  const limitsOf = async (caller: Caller, variables: Record<string, unknown> = {}) =>
    (await caller.ask<LimitsAnswer>(limitsDocument, variables)).limits;

  it("shows the statutes of the order in force with their articles, and what the platform sets", async () => {
    const { rules } = await limitsOf(world.as("cityB.operator"));
    expect(rules.map(({ code, article }) => [code, article])).toEqual([
      ["ORDER_121.ACCEPTANCE", "15"],
      ["ORDER_121.MEDIATION", "23(5)"],
      ["ORDER_121.TERMINATION_NOTICE", "23"],
      ["ORDER_121.VERIFICATION", "35"],
      ["ORDER_121.LEAD_VERIFICATION", "27"],
      ["PLATFORM.REWORK", null],
    ]);
  });

  it("shows a statute as data: what it starts from, what stops it, what is done when it is over", async () => {
    const { rules } = await limitsOf(world.as("cityB.operator"), { ticketKind: "COMPLAINT" });
    expect(rules.find(({ code }) => code === "ORDER_121.MEDIATION")).toMatchObject({
      startsFrom: "ACCEPTED",
      days: 60,
      unit: "NATURAL",
      pauses: ["TESTING"],
      atExpiry: ["REMINDER", "CITY_ORDER", "PROVINCE_ORDER"],
      movesOffHolidays: true,
      text: expect.stringContaining("六十日"),
      validFrom: "2026-04-15",
      validTo: null,
    });
  });

  it("shows the statutes of an order that is named, and of the day that is", async () => {
    const old = await limitsOf(world.as("cityB.operator"), { regime: "ORDER_20", ticketKind: "REPORT" });
    expect(old.rules.map(({ code }) => code)).toContain("ORDER_20.RESULT_NOTICE");
    const then = await limitsOf(world.as("cityB.operator"), { on: "2026-04-14" });
    expect(new Set(then.rules.map(({ order }) => order))).toEqual(new Set(["ORDER_20", null]));
  });

  it("shows what the bureaus of the path have set, from above down", async () => {
    const { bureauLimits } = await limitsOf(world.as("streetA1.handler"));
    expect(bureauLimits.map(({ bureau, days }) => [bureau.code, days])).toEqual([
      [world.code.cityA, 6],
      [world.code.countyA1, 5],
    ]);
  });

  it("shows a limit that begins later on its day alone", async () => {
    const later = await limitsOf(world.as("countyA1.operator"), { on: "2099-06-01", ticketKind: "REPORT" });
    expect(later.bureauLimits.map(({ limit }) => limit)).toEqual(["SIGNING"]);
  });

  it("does not show what a bureau beside or beneath has set", async () => {
    for (const person of ["cityB.operator", "province.supervisor", "countyB1.handler"] as const) {
      expect((await limitsOf(world.as(person))).bureauLimits).toEqual([]);
    }
    expect((await limitsOf(world.as("countyA2.operator"))).bureauLimits).toMatchObject([{ days: 6 }]);
  });

  it("warns three and one working days before where nobody has set anything else", async () => {
    expect((await limitsOf(world.as("cityB.operator"))).warningDays).toEqual([3, 1]);
  });

  it("gives limits that can be read again by their identifier, above and beneath", async () => {
    for (const person of ["cityA.operator", "countyA1.operator", "province.supervisor"] as const) {
      const { node } = await world.as(person).ask<{ node: BureauLimitAnswer }>(nodeDocument, { id: ofCity.id });
      expect(node).toMatchObject({ days: 6, bureau: { code: world.code.cityA } });
    }
  });

  it("gives identifiers that are NOT_FOUND to strangers", async () => {
    expectCode(await world.as("cityB.operator").gql(nodeDocument, { id: ofCity.id }), "NOT_FOUND");
    const stranger = (await makeProvince()).as("province.administrator");
    expectCode(await stranger.gql(nodeDocument, { id: ofCity.id }), "NOT_FOUND");
  });
});
