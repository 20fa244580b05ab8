import { beforeEach, describe, expect, it } from "vitest";
import { rulesFor } from "../../../src/modules/deadlines/index.js";
import { type Caller, expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type Unit, type World } from "../../world.js";
import { type LimitsAnswer, limitsDocument, warningsDocument } from "./limits.js";

describe("setWarnings", () => {
  let world: World;

  beforeEach(async () => {
    world = await makeProvince();
  });

  const set = (caller: Caller, daysBefore: readonly number[], bureau?: string) =>
    caller.gql<{ setWarnings: { daysBefore: number[]; bureau: { code: string } } }>(warningsDocument, {
      input: { daysBefore, ...(bureau === undefined ? {} : { bureau }) },
    });

  const warningsAt = async (...units: Unit[]) => {
    const path = units.map((unit) => world.code[unit]);
    const rules = await testDatabase().asSystem("read rules in a test", (tx) => rulesFor(tx, null, path));
    return rules.warningDays;
  };

  it("sets them for a bureau and all beneath it, the most first", async () => {
    const { data } = await set(world.as("cityA.administrator"), [1, 5, 2]);
    expect(data.setWarnings).toEqual({ daysBefore: [5, 2, 1], bureau: { code: world.code.cityA } });
    expect(await warningsAt("province", "cityA", "countyA1")).toEqual([5, 2, 1]);
    expect(await warningsAt("province", "cityB")).toEqual([3, 1]);
  });

  it("sets them in place of what was set before", async () => {
    await set(world.as("cityA.administrator"), [5]);
    await set(world.as("cityA.administrator"), [4]);
    expect(await warningsAt("cityA")).toEqual([4]);
  });

  it("lets the nearest bureau decide", async () => {
    await set(world.as("countyA1.administrator"), [2]);
    await set(world.as("cityA.administrator"), [6]);
    expect(await warningsAt("cityA", "countyA1")).toEqual([2]);
    const { limits } = await world.as("countyA2.operator").ask<LimitsAnswer>(limitsDocument);
    expect(limits.warningDays).toEqual([6]);
  });

  it("is INVALID_INPUT for none, too many, the same twice, and numbers out of bounds", async () => {
    for (const wrong of [[], [1, 2, 3, 4, 5, 6], [2, 2], [0], [31]]) {
      expectCode(await set(world.as("cityA.administrator"), wrong), "INVALID_INPUT", "daysBefore");
    }
  });

  it("is FORBIDDEN above and beside, and to everyone but administrators", async () => {
    expectCode(await set(world.as("cityA.administrator"), [1], world.code.province), "FORBIDDEN");
    expectCode(await set(world.as("cityA.administrator"), [1], world.code.cityB), "FORBIDDEN");
    expectCode(await set(world.as("cityA.head"), [1]), "FORBIDDEN");
  });

  it("is NOT_FOUND for a bureau that does not exist", async () => {
    expectCode(await set(world.as("cityA.administrator"), [1], "999999"), "NOT_FOUND", "bureau");
  });
});
