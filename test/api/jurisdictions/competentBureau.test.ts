import { describe, expect, it } from "vitest";
import { seedDivisions } from "../../../src/modules/jurisdictions/index.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";

const document = `query ($division: String!, $on: LocalDate) {
  competentBureau(division: $division, on: $on) {
    division { code } on bureau { code } viaDivision { code } explanation
  }
}`;

interface Answer {
  competentBureau: {
    bureau: { code: string } | null;
    viaDivision: { code: string } | null;
    on: string;
    explanation: string;
  };
}

/** A division under city A of which no bureau is in charge of itself. */
async function seedUncovered(world: World): Promise<string> {
  const code = world.division.cityA.replace(/^T/, "U");
  const seed = { code, name: `${world.mark}新区`, parent: world.division.cityA, level: "COUNTY" as const };
  await testDatabase().asSystem("add a division for a test", (tx) =>
    seedDivisions(tx, [{ ...seed, isZone: true, validFrom: "2020-01-01" }]),
  );
  return code;
}

describe("competentBureau", () => {
  it("names the bureau that covers the division itself", async () => {
    const world = await makeProvince();
    const { competentBureau } = await world
      .as("cityB.dispatcher")
      .ask<Answer>(document, { division: world.division.countyA1, on: "2026-05-01" });
    expect(competentBureau).toEqual({
      division: { code: world.division.countyA1 },
      on: "2026-05-01",
      bureau: { code: world.code.countyA1 },
      viaDivision: { code: world.division.countyA1 },
      explanation: `On 2026-05-01 ${world.mark}countyA1 is covered by ${world.mark}countyA1 itself.`,
    });
  });

  it("gives a city without counties to the city bureau", async () => {
    const world = await makeProvince();
    const { competentBureau } = await world
      .as("cityB.dispatcher")
      .ask<Answer>(document, { division: world.division.cityA });
    expect(competentBureau.bureau).toEqual({ code: world.code.cityA });
  });

  it("gives a division that no bureau covers to the bureau of the division above, and says so", async () => {
    const world = await makeProvince();
    const division = await seedUncovered(world);
    const { competentBureau } = await world.as("cityB.dispatcher").ask<Answer>(document, { division });
    expect(competentBureau).toMatchObject({
      bureau: { code: world.code.cityA },
      viaDivision: { code: world.division.cityA },
    });
    expect(competentBureau.explanation).toContain("falls to");
  });

  it("explains in Chinese to whoever asks in Chinese", async () => {
    const world = await makeProvince();
    const { data } = await world
      .as("cityB.dispatcher")
      .gql<Answer>(document, { division: world.division.countyA1, on: "2026-05-01" }, { "Accept-Language": "zh-CN" });
    expect(data.competentBureau.explanation).toBe(`2026-05-01，${world.mark}countyA1由${world.mark}countyA1管辖。`);
  });

  it("names nobody for a day before the division was in force", async () => {
    const world = await makeProvince();
    const division = await seedUncovered(world);
    const { competentBureau } = await world
      .as("cityB.dispatcher")
      .ask<Answer>(document, { division, on: "2019-12-31" });
    expect(competentBureau).toMatchObject({ bureau: null, viaDivision: null });
    expect(competentBureau.explanation).toContain("was not in force");
  });

  it("answers NOT_FOUND for an unknown division", async () => {
    const world = await makeProvince();
    expectCode(await world.as("cityA.dispatcher").gql(document, { division: "999999" }), "NOT_FOUND", "division");
  });
});
