import { describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaintIn, consultation, register, staff } from "../tickets/driving.js";
import { fault, manager, plan, record } from "./calling.js";

const gradeFields = "graded verySatisfied satisfied neutral dissatisfied handlersFault satisfactionRate";

const document = `query ($region: String, $from: LocalDate!, $to: LocalDate!) {
  satisfactionCounts(region: $region, from: $from, to: $to) {
    from to bureauCount region { code } total { ${gradeFields} } bureaus { bureau { code } counts { ${gradeFields} } } } }`;

interface Grades {
  graded: number;
  satisfactionRate: number | null;
}

interface CountsAnswer {
  satisfactionCounts: {
    bureauCount: number;
    region: { code: string };
    total: Grades;
    bureaus: { bureau: { code: string }; counts: Grades }[];
  };
}

const today = (): string => chinaDay(systemClock.now());

const count = async (caller: Caller, more: Variables = {}) =>
  (await caller.ask<CountsAnswer>(document, { from: today(), to: today(), ...more })).satisfactionCounts;

/** Three grades about the centre of city A, and one about county A1. */
async function graded(world: World): Promise<void> {
  const { operator } = staff(world);
  const contact = { name: "王小明", phone: "13812345678" };
  for (const grade of ["VERY_SATISFIED", "SATISFIED", "NEUTRAL"]) {
    const ticket = await register(operator, consultation({ contact, answer: "请看公示" }));
    await record(operator, await plan(manager(world), ticket), { grade });
  }
  await record(operator, await plan(manager(world), await complaintIn(world, "CLOSED")), fault);
}

const none = { verySatisfied: 0, satisfied: 0, neutral: 0, dissatisfied: 0, handlersFault: 0 };
const ofCentre = { ...none, graded: 3, verySatisfied: 1, satisfied: 1, neutral: 1, satisfactionRate: 0.6667 };
const ofCounty = { ...none, graded: 1, dissatisfied: 1, handlersFault: 1, satisfactionRate: 0 };

describe("the grades of a region", () => {
  it("are counted by the bureau that handled, with the share of the satisfied", async () => {
    const world = await makeProvince();
    await graded(world);
    const { code } = world;
    for (const name of ["cityACentre.operator", "cityA.analyst", "province.analyst"] as const) {
      const counts = await count(world.as(name));
      expect(counts).toMatchObject({
        bureauCount: 2,
        total: {
          ...ofCentre,
          ...ofCounty,
          verySatisfied: 1,
          satisfied: 1,
          neutral: 1,
          graded: 4,
          satisfactionRate: 0.5,
        },
        bureaus: [
          { bureau: { code: code.cityACentre }, counts: ofCentre },
          { bureau: { code: code.countyA1 }, counts: ofCounty },
        ],
      });
      expect(counts.region.code).toBe(name.startsWith("province") ? code.province : code.cityA);
    }
  });

  it("are those of the region that is named, and of the days", async () => {
    const world = await makeProvince();
    await graded(world);
    const { code } = world;
    const caller = world.as("province.analyst");
    expect((await count(caller, { region: code.countyA1 })).total).toEqual(ofCounty);
    expect((await count(caller, { region: code.cityACentre })).total).toEqual(ofCentre);
    expect((await count(caller, { region: code.cityB })).total).toMatchObject({ graded: 0, satisfactionRate: null });
    expect((await count(world.as("countyA1.head"))).total).toEqual(ofCounty);
    expect((await count(caller, { from: "2020-01-01", to: "2020-12-31" })).total.graded).toBe(0);
  });

  it("are refused out of reach, for days out of order, and for more than a year", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    const days = { from: today(), to: today() };
    for (const caller of [stranger.as("province.analyst"), world.as("cityB.analyst"), world.as("countyA2.head")]) {
      expectCode(await caller.gql(document, { ...days, region: world.code.countyA1 }), "FORBIDDEN");
    }
    const caller = world.as("cityA.analyst");
    expectCode(await caller.gql(document, { ...days, region: "999999" }), "NOT_FOUND", "region");
    expectCode(await caller.gql(document, { from: "2026-02-02", to: "2026-02-01" }), "INVALID_INPUT", "to");
    expectCode(await caller.gql(document, { from: "2025-01-01", to: "2026-01-02" }), "INVALID_INPUT", "to");
    expect((await count(caller, { from: "2025-01-01", to: "2026-01-01" })).total.graded).toBe(0);
  });
});
