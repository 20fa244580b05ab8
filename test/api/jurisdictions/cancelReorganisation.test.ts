import { describe, expect, it } from "vitest";
import { seedPeople } from "../../../src/modules/identity/index.js";
import { findBureau, placeOf } from "../../../src/modules/jurisdictions/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import {
  cancelReorganisation,
  competentOn,
  dayFromToday,
  mergeBureaus,
  moveBureau,
  readBureau,
  renameBureau,
  send,
  splitBureau,
  succeed,
} from "./reorganising.js";

const effectiveOn = dayFromToday(9);

const newCode = (world: World): string => world.code.countyA2.replace(/^T/, "N");

const planSplit = (world: World) =>
  succeed(world.as("cityA.administrator"), splitBureau, {
    bureau: world.code.countyA2,
    newBureaus: [
      { code: newCode(world), name: "新设分局", mark: `${world.mark}新`, divisions: [world.division.countyA2] },
    ],
    effectiveOn,
  });

describe("cancelReorganisation", () => {
  it("restores the days of the bureaus and of their coverage", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const { countyA1, countyA2, streetA1 } = world.code;
    const before = [await readBureau(caller, countyA1), await readBureau(caller, streetA1)];
    const planned = await succeed(caller, mergeBureaus, { from: [countyA1], into: countyA2, effectiveOn });
    expect(await competentOn(caller, world.division.countyA1, effectiveOn)).toBe(countyA2);
    const cancelled = await succeed(caller, cancelReorganisation, { reorganisation: planned.id });
    expect(cancelled).toMatchObject({ state: "CANCELLED", id: planned.id });
    expect(await competentOn(caller, world.division.countyA1, effectiveOn)).toBe(countyA1);
    expect([await readBureau(caller, countyA1), await readBureau(caller, streetA1)]).toEqual(before);
  });

  it("makes way for another plan for the same bureau", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const bureau = world.code.countyA1;
    const planned = await succeed(caller, renameBureau, { bureau, name: "第一名称", effectiveOn });
    await succeed(caller, cancelReorganisation, { reorganisation: planned.id });
    const again = await succeed(caller, renameBureau, { bureau, name: "第二名称", effectiveOn });
    expect(again.state).toBe("PLANNED");
  });

  it("removes the bureaus of a planned split, and frees their codes", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const planned = await planSplit(world);
    await succeed(caller, cancelReorganisation, { reorganisation: planned.id });
    expectCode(await caller.gql(`{ bureau(code: "${newCode(world)}") { code } }`), "NOT_FOUND", "code");
    expect((await planSplit(world)).state).toBe("PLANNED");
  });

  it("is refused when another plan relies on it", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const planned = await planSplit(world);
    const input = { bureau: world.code.streetA1, newParent: newCode(world), effectiveOn: dayFromToday(10) };
    await succeed(caller, moveBureau, input);
    expectCode(
      await send(caller, cancelReorganisation, { reorganisation: planned.id }),
      "INVALID_INPUT",
      "reorganisation",
    );
  });

  it("is refused when people are at the new bureau already", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const planned = await planSplit(world);
    await testDatabase().asSystem("put a person at a planned bureau", async (tx) => {
      const bureau = await findBureau(tx, newCode(world));
      if (bureau === null) expect.fail("the bureau was not planned");
      const login = `${newCode(world)}.early`.toLowerCase();
      await seedPeople(tx, [{ login, name: "早到", bureau: placeOf(bureau), roles: ["HANDLER"] }], systemClock.now());
    });
    const error = expectCode(
      await send(caller, cancelReorganisation, { reorganisation: planned.id }),
      "INVALID_INPUT",
      "reorganisation",
    );
    expect(error.message).toContain("People or clients");
    expect((await readBureau(caller, newCode(world))).coverage).toEqual([]);
    expect(await competentOn(caller, world.division.countyA2, effectiveOn)).toBe(newCode(world));
  });

  it("is refused for one that was applied", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const done = await succeed(caller, renameBureau, { bureau: world.code.countyA1, name: "新名甲局" });
    expectCode(await send(caller, cancelReorganisation, { reorganisation: done.id }), "ILLEGAL_TRANSITION");
  });

  it("is refused the second time", async () => {
    const world = await makeProvince();
    const caller = world.as("cityA.administrator");
    const planned = await succeed(caller, renameBureau, { bureau: world.code.countyA1, name: "新名甲局", effectiveOn });
    await succeed(caller, cancelReorganisation, { reorganisation: planned.id });
    expectCode(await send(caller, cancelReorganisation, { reorganisation: planned.id }), "ILLEGAL_TRANSITION");
  });

  it("answers NOT_FOUND for one of another region, and for what is no identifier", async () => {
    const world = await makeProvince();
    const planned = await succeed(world.as("cityA.administrator"), renameBureau, {
      bureau: world.code.countyA1,
      name: "新名甲局",
      effectiveOn,
    });
    const stranger = world.as("cityB.administrator");
    for (const reorganisation of [planned.id, "bm9uZQ", "none"]) {
      expectCode(await send(stranger, cancelReorganisation, { reorganisation }), "NOT_FOUND", "reorganisation");
    }
  });

  it("is FORBIDDEN for the administrator of the bureau itself, who sees it", async () => {
    const world = await makeProvince();
    const planned = await succeed(world.as("cityA.administrator"), renameBureau, {
      bureau: world.code.countyA1,
      name: "新名甲局",
      effectiveOn,
    });
    const input = { reorganisation: planned.id };
    expectCode(await send(world.as("countyA1.administrator"), cancelReorganisation, input), "FORBIDDEN");
  });
});
