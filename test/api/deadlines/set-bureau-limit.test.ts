import { beforeEach, describe, expect, it } from "vitest";
import { rulesFor } from "../../../src/modules/deadlines/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type Unit, type World } from "../../world.js";
import { newLimit, setDocument, setLimit } from "./limits.js";

const today = chinaDay(systemClock.now());

describe("setBureauLimit", () => {
  let world: World;

  beforeEach(async () => {
    world = await makeProvince();
  });

  const set = (unit: Unit, changes: Record<string, unknown> = {}) =>
    world.as(`${unit}.administrator`).gql(setDocument, newLimit(changes));

  const rulesAt = (...units: Unit[]) =>
    testDatabase().asSystem("read rules in a test", (tx) =>
      rulesFor(
        tx,
        null,
        units.map((unit) => world.code[unit]),
      ),
    );

  it("sets a limit for the administrator's own bureau, in force from today", async () => {
    const { bureauLimit, replaced } = await setLimit(world.as("cityA.administrator"));
    expect(bureauLimit).toMatchObject({
      bureau: { code: world.code.cityA },
      limit: "ACCEPTANCE",
      days: 5,
      unit: "WORKING",
      validFrom: today,
      validTo: null,
    });
    expect(replaced).toEqual([]);
  });

  it("is in force for every ticket beneath at once, and for none beside", async () => {
    expect((await rulesAt("nation", "province", "cityA", "countyA1")).bureauLimits).toEqual([]);
    const { bureauLimit } = await setLimit(world.as("cityA.administrator"));
    const beneath = await rulesAt("nation", "province", "cityA", "countyA1", "streetA1");
    expect(beneath.bureauLimits).toMatchObject([{ bureau: world.code.cityA, days: bureauLimit.days }]);
    expect((await rulesAt("nation", "province", "cityB")).bureauLimits).toEqual([]);
  });

  it("refuses a limit looser than the statute, with the statute's figure and article", async () => {
    const error = expectCode(await set("cityA", { days: 8 }), "INVALID_INPUT", "days");
    expect(error.message).toContain("7 working days");
    expect(error.message).toContain("art. 15");
  });

  it("refuses working days for mediation, which the statute counts in natural days", async () => {
    const mediation = { limit: "MEDIATION", days: 30 };
    const error = expectCode(await set("cityA", { ...mediation, unit: "WORKING" }), "INVALID_INPUT", "unit");
    expect(error.message).toContain("60 natural days");
    await setLimit(world.as("cityA.administrator"), { ...mediation, unit: "NATURAL" });
  });

  it("refuses a limit looser than one that a bureau above has set, with its figure", async () => {
    await setLimit(world.as("province.administrator"), { days: 4 });
    const error = expectCode(await set("countyA1", { days: 5 }), "INVALID_INPUT", "days");
    expect(error.message).toContain("4 working days");
    await setLimit(world.as("countyA1.administrator"), { days: 4 });
  });

  it("replaces what the same bureau had set, from its first day on", async () => {
    const administrator = world.as("cityA.administrator");
    const before = await setLimit(administrator, { days: 6 });
    const { replaced } = await setLimit(administrator, { days: 5, validFrom: "2099-01-01" });
    expect(replaced).toMatchObject([{ id: before.bureauLimit.id, validTo: "2099-01-01" }]);
  });

  it("replaces what had not begun, so that it never does", async () => {
    const administrator = world.as("cityA.administrator");
    await setLimit(administrator, { days: 6, validFrom: "2099-01-01" });
    const { replaced } = await setLimit(administrator, { days: 5 });
    expect(replaced).toMatchObject([{ validFrom: "2099-01-01", validTo: "2099-01-01" }]);
    expect((await rulesAt("cityA")).bureauLimits).toMatchObject([{ days: 5 }]);
  });

  it("leaves another limit of the bureau alone", async () => {
    const administrator = world.as("cityA.administrator");
    await setLimit(administrator, { limit: "SIGNING", days: 1 });
    await setLimit(administrator, { limit: "SIGNING", ticketKind: "REPORT", days: 2 });
    const { bureauLimits } = await rulesAt("cityA");
    expect(bureauLimits.map(({ ticketKind, days }) => [ticketKind, days])).toEqual([
      ["COMPLAINT", 1],
      ["REPORT", 2],
    ]);
  });

  it("sets what is meant for a centre for its authority", async () => {
    const { bureauLimit } = await setLimit(world.as("cityA.administrator"), { bureau: world.code.cityACentre });
    expect(bureauLimit.bureau.code).toBe(world.code.cityA);
  });

  it("lets the stricter of two stand that are set above and beneath at the same time, whoever comes first", async () => {
    const results = await Promise.all([set("province", { days: 3 }), set("countyA1", { days: 6 })]);
    const { bureauLimits } = await rulesAt("province", "cityA", "countyA1");
    expect(results[0]?.errors).toBeUndefined();
    expect(bureauLimits.some(({ days }) => days === 3)).toBe(true);
  });

  for (const [unit, target] of [
    ["countyA1", "cityA"],
    ["cityA", "cityB"],
    ["province", "nation"],
  ] as const) {
    it(`is FORBIDDEN to an administrator of ${unit} for ${target}`, async () => {
      expectCode(await set(unit, { bureau: world.code[target] }), "FORBIDDEN");
    });
  }

  it("is FORBIDDEN to everyone but administrators", async () => {
    expectCode(await world.as("cityA.supervisor").gql(setDocument, newLimit()), "FORBIDDEN");
  });

  it("is NOT_FOUND for a bureau that does not exist", async () => {
    expectCode(await set("cityA", { bureau: "999999" }), "NOT_FOUND", "bureau");
  });

  it("tells of all wrong values at once", async () => {
    const wrong = { days: 0, basis: "", validFrom: "2020-01-01" };
    const error = expectCode(await set("cityA", wrong), "INVALID_INPUT", "days");
    expect((error.extensions.problems ?? []).map(({ field }) => field)).toEqual(["days", "basis", "validFrom"]);
  });

  it("refuses a kind of ticket on which the limit does not run", async () => {
    expectCode(await set("cityA", { ticketKind: "REPORT" }), "INVALID_INPUT", "ticketKind");
  });
});
