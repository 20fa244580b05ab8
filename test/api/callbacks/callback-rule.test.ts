import { describe, expect, it } from "vitest";
import { dayBefore } from "../../../src/modules/callbacks/callback-rule.js";
import { systemClock } from "../../../src/platform/clock.js";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { askForRule, everything, manager, sendRule, setRule } from "./calling.js";

describe("the rule of a bureau", () => {
  it("is set by whoever leads its hotline, begins with the closings of the day, and is read by those who see it", async () => {
    const world = await makeProvince();
    const rule = { consultationShare: 0, complaintShare: 20, reportShare: 100, withinDays: 7 };
    expect((await askForRule(manager(world))).data.callbackRule).toBeNull();
    const expected = {
      ...rule,
      version: 1,
      drawnUntil: dayBefore(systemClock.now()),
      bureau: { code: world.code.cityACentre },
    };
    expect(await setRule(manager(world), rule)).toEqual(expected);
    for (const name of ["cityACentre.operator", "cityA.supervisor", "province.analyst"] as const) {
      expect((await askForRule(world.as(name), world.code.cityACentre)).data.callbackRule).toEqual(expected);
    }
  });

  it("is changed by who saw its version, and keeps how far it was drawn", async () => {
    const world = await makeProvince();
    const first = await setRule(manager(world), everything);
    expect(expectCode(await sendRule(manager(world), everything), "CONFLICT").extensions.currentVersion).toBe(1);
    expectCode(await sendRule(manager(world), { ...everything, version: 2 }), "CONFLICT");
    const second = await setRule(manager(world), { ...everything, complaintShare: 50, version: 1 });
    expect(second).toEqual({ ...first, complaintShare: 50, version: 2 });
  });

  it("of two that are set at once is the first, and the other gets CONFLICT", async () => {
    const world = await makeProvince();
    await setRule(manager(world), everything);
    const change = { ...everything, version: 1 };
    const answers = await Promise.all([
      sendRule(manager(world), change),
      sendRule(world.as("cityACentre.head"), change),
    ]);
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(1);
    for (const answer of refused) expectCode(answer, "CONFLICT");
  });

  it.each([
    ["consultationShare", -1],
    ["complaintShare", 101],
    ["reportShare", 1000],
    ["withinDays", 0],
    ["withinDays", 31],
  ])("is refused with %s of %i", async (field, value) => {
    const world = await makeProvince();
    expectCode(await sendRule(manager(world), { ...everything, [field]: value }), "INVALID_INPUT", field);
    expect((await askForRule(manager(world))).data.callbackRule).toBeNull();
  });

  it("is set for the own bureau alone: a superior, an operator and a stranger are refused", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    const bureau = world.code.cityACentre;
    for (const caller of [
      world.as("cityA.head"),
      world.as("cityACentre.operator"),
      world.as("cityBCentre.shiftManager"),
      manager(stranger),
    ]) {
      expectCode(await sendRule(caller, { ...everything, bureau }), "FORBIDDEN");
    }
    expectCode(await sendRule(manager(world), { ...everything, bureau: "999999" }), "NOT_FOUND", "bureau");
  });

  it("is not read by strangers, nor by those beneath", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    await setRule(manager(world), everything);
    for (const caller of [manager(stranger), world.as("cityBCentre.operator"), world.as("countyA1.handler")]) {
      expectCode(await askForRule(caller, world.code.cityACentre), "FORBIDDEN");
    }
  });
});
