import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  competentOn,
  dayFromToday,
  insertTicket,
  mergeBureaus,
  readBureau,
  sees,
  send,
  splitBureau,
  succeed,
} from "./reorganising.js";

/** A new bureau with a code and a mark that nobody has. */
function newBureau(world: World, divisions: string[], letter = "N"): Record<string, unknown> & { code: string } {
  const code = world.code.countyA2.replace(/^T/, letter);
  return { code, name: `${world.mark}新局${letter}`, mark: `${world.mark}${letter}`, divisions };
}

/** County A2 covers two divisions from today on: its own and that of A1, which goes over into it. */
async function withTwoDivisions(): Promise<World> {
  const world = await makeProvince();
  await succeed(world.as("cityA.administrator"), mergeBureaus, {
    from: [world.code.countyA1],
    into: world.code.countyA2,
  });
  return world;
}

describe("splitBureau", () => {
  it("founds a bureau beside the old one, which keeps the rest", async () => {
    const world = await withTwoDivisions();
    const caller = world.as("cityA.administrator");
    const { cityA, countyA2, nation, province } = world.code;
    const fresh = newBureau(world, [world.division.countyA1]);
    const reorganisation = await succeed(caller, splitBureau, { bureau: countyA2, newBureaus: [fresh] });
    expect(reorganisation).toMatchObject({
      kind: "SPLIT",
      state: "APPLIED",
      bureau: { code: countyA2 },
      newBureaus: [{ ...fresh, divisions: [{ code: world.division.countyA1 }] }],
    });
    expect(await readBureau(caller, fresh.code)).toMatchObject({
      name: fresh.name,
      parent: { code: cityA },
      ancestors: [nation, province, cityA],
      coverage: [world.division.countyA1],
      periods: [{ name: fresh.name, validFrom: dayFromToday(), validTo: null }],
    });
    expect((await readBureau(caller, countyA2)).coverage).toEqual([world.division.countyA2]);
    expect(await competentOn(caller, world.division.countyA1, dayFromToday())).toBe(fresh.code);
  });

  it("gives the new bureau the tickets whose division it covers, and leaves the others", async () => {
    const world = await withTwoDivisions();
    const { countyA2 } = world.code;
    const places = { holder: countyA2, intake: countyA2 };
    const goes = await insertTicket({ ...places, division: world.division.countyA1 });
    const stays = await insertTicket({ ...places, division: world.division.countyA2 });
    const unknown = await insertTicket(places);
    const fresh = newBureau(world, [world.division.countyA1]);
    await succeed(world.as("cityA.administrator"), splitBureau, { bureau: countyA2, newBureaus: [fresh] });
    expect(await goes.read()).toMatchObject({
      holder: fresh.code,
      county: fresh.code,
      intakeBureau: countyA2,
      ownerAtDispatch: countyA2,
    });
    expect(await stays.read()).toMatchObject({ holder: countyA2 });
    expect(await unknown.read()).toMatchObject({ holder: countyA2 });
    expect(await sees(world.as("cityA.supervisor"), goes)).toBe(true);
  });

  it("can share out all divisions; the old bureau goes on without any", async () => {
    const world = await withTwoDivisions();
    const caller = world.as("cityA.administrator");
    const { countyA2 } = world.code;
    const newBureaus = [
      newBureau(world, [world.division.countyA1], "N"),
      newBureau(world, [world.division.countyA2], "M"),
    ];
    await succeed(caller, splitBureau, { bureau: countyA2, newBureaus });
    expect(await readBureau(caller, countyA2)).toMatchObject({ coverage: [], validTo: null });
  });

  it("keeps a planned bureau out of the lists of today", async () => {
    const world = await withTwoDivisions();
    const caller = world.as("cityA.administrator");
    const { cityA, countyA2 } = world.code;
    const fresh = newBureau(world, [world.division.countyA1]);
    const effectiveOn = dayFromToday(3);
    await succeed(caller, splitBureau, { bureau: countyA2, newBureaus: [fresh], effectiveOn });
    expect((await readBureau(caller, cityA)).children).not.toContain(fresh.code);
    expect(await competentOn(caller, world.division.countyA1, dayFromToday())).toBe(countyA2);
    expect(await competentOn(caller, world.division.countyA1, effectiveOn)).toBe(fresh.code);
  });

  it.each<[string, string, (world: World) => object[]]>([
    ["no new bureau", "newBureaus", () => []],
    ["a division of another bureau", "newBureaus", (world) => [newBureau(world, [world.division.countyB1])]],
    ["an unknown division", "newBureaus", (world) => [newBureau(world, ["999999"])]],
    ["no division", "newBureaus.0.divisions", (world) => [newBureau(world, [])]],
    [
      "a division for two bureaus",
      "newBureaus",
      (world) => ["N", "M"].map((letter) => newBureau(world, [world.division.countyA2], letter)),
    ],
    [
      "a code that another bureau has",
      "newBureaus.0.code",
      (world) => [{ ...newBureau(world, [world.division.countyA2]), code: world.code.cityB }],
    ],
    [
      "a code that is none",
      "newBureaus.0.code",
      (world) => [{ ...newBureau(world, [world.division.countyA2]), code: "abc" }],
    ],
    [
      "a mark that another bureau of the province has",
      "newBureaus.0.mark",
      (world) => [{ ...newBureau(world, [world.division.countyA2]), mark: `${world.mark}市监` }],
    ],
    ["no name", "newBureaus.0.name", (world) => [{ ...newBureau(world, [world.division.countyA2]), name: "" }]],
  ])("is refused for %s", async (_, field, newBureausOf) => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA2, newBureaus: newBureausOf(world) };
    expectCode(await send(world.as("cityA.administrator"), splitBureau, input), "INVALID_INPUT", field);
  });

  it("is refused for a code that a bureau of another province has", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const fresh = { ...newBureau(world, [world.division.countyA2]), code: other.code.cityA };
    const input = { bureau: world.code.countyA2, newBureaus: [fresh] };
    expectCode(await send(world.as("cityA.administrator"), splitBureau, input), "INVALID_INPUT", "newBureaus.0.code");
  });

  it("is refused for a zone bureau, which covers nothing to share out", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.zoneA, newBureaus: [newBureau(world, [world.division.countyA2])] };
    expectCode(await send(world.as("cityA.administrator"), splitBureau, input), "INVALID_INPUT", "newBureaus");
  });

  it("is FORBIDDEN for the administrator of the bureau itself", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.countyA2, newBureaus: [newBureau(world, [world.division.countyA2])] };
    expectCode(await send(world.as("countyA2.administrator"), splitBureau, input), "FORBIDDEN");
  });
});
