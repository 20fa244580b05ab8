import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { foldAll, rebuildStatistics } from "../../../src/modules/statistics/index.js";
import { makeProvince, type World } from "../../world.js";
import { abandoned, answered, at, newCallId, record, waiting } from "../calls/calling.js";
import { totalsOf } from "./asking.js";
import { verify } from "./checking.js";

const period = { from: "2026-10-01", to: "2026-11-20" };
const measures = ["CALLS_OFFERED", "CALLS_ANSWERED", "CALLS_ABANDONED"];

const numbers = (world: World, question: object = {}) =>
  totalsOf(world.as("cityA.analyst"), { measures, period, ...question });

describe("late and corrected records of calls", () => {
  it("move the numbers, folded or not, and what is stale moves nothing", async () => {
    const world = await makeProvince();
    const manager = world.as("cityACentre.shiftManager");
    for (const isFolded of [false, true]) {
      const callId = newCallId();
      const before = (await numbers(world)).map(Number);
      const fold = async () => (isFolded ? foldAll(world.database) : 0);
      const added = async () => {
        await fold();
        return (await numbers(world)).map((value, position) => Number(value) - (before[position] ?? 0));
      };
      await record(manager, waiting(callId));
      expect(await added()).toEqual([1, 0, 0]);
      await record(manager, answered(callId));
      expect(await added()).toEqual([1, 1, 0]);
      await record(manager, waiting(callId));
      expect(await added()).toEqual([1, 1, 0]);
      await record(manager, abandoned(callId, { revision: 5 }));
      expect(await added()).toEqual([1, 0, 1]);
      await record(manager, waiting(callId, { revision: 6, outcome: "VOID" }));
      expect(await added()).toEqual([0, 0, 0]);
      const elsewhen = {
        offeredAt: at(0, "2026-09-30"),
        answeredAt: at(5, "2026-09-30"),
        endedAt: at(9, "2026-09-30"),
      };
      await record(manager, answered(callId, { revision: 7, ...elsewhen }));
      expect(await added()).toEqual([0, 0, 0]);
      const september = { period: { from: "2026-09-30", to: "2026-09-30" } };
      expect((await numbers(world, september))[0]).toBe(isFolded ? "2" : "1");
    }
    expect((await verify(world.database, world.code.province)).sentences).toEqual([]);
  });

  it("follow their bureau to another city, in cells and in what is not folded", async () => {
    const world = await makeProvince();
    const { cityB, countyA1 } = world.code;
    const asked = { measures, period };
    for (const isFolded of [true, false]) {
      await record(world.as("countyA1.shiftManager"), answered(newCallId()));
      if (isFolded) await foldAll(world.database);
    }
    await world.database.asSystem("a test moves a bureau", (tx) =>
      tx.execute(sql`UPDATE calls SET city = ${cityB} WHERE bureau = ${countyA1}`),
    );
    for (const fold of [async () => 0, () => foldAll(world.database)]) {
      await fold();
      expect(await totalsOf(world.as("cityA.analyst"), asked)).toEqual(["0", "0", "0"]);
      expect(await totalsOf(world.as("cityB.analyst"), asked)).toEqual(["2", "2", "0"]);
      expect((await verify(world.database, world.code.province)).sentences).toEqual([]);
    }
  });
});

describe("the check of the cells of calls", () => {
  it("names a cell that was changed, lost or invented, and the rebuilding mends it", async () => {
    const world = await makeProvince();
    const { cityACentre, province } = world.code;
    await record(world.as("cityACentre.shiftManager"), answered(newCallId()), answered(newCallId()));
    await foldAll(world.database);
    await record(world.as("cityACentre.shiftManager"), answered(newCallId()));
    const spoil = [
      sql`UPDATE call_cells SET answered = 7 WHERE bureau = ${cityACentre} AND rollup = 10`,
      sql`DELETE FROM call_cells WHERE bureau = ${cityACentre} AND rollup = 22`,
      sql`INSERT INTO call_cells SELECT 99, province, city, county, bureau, bucket, weekday, hour, queue, operator_number,
        offered, answered, answered_soon, abandoned, transferred FROM call_cells WHERE bureau = ${cityACentre} AND rollup = 11`,
    ];
    await world.database.asSystem("a test spoils cells", async (tx) => {
      for (const one of spoil) await tx.execute(one);
    });
    const { counts, sentences } = await verify(world.database, province);
    expect(counts.differingCells).toBe(3);
    const at = `at ${cityACentre} in ${province}/${world.code.cityA}`;
    expect(sentences.sort()).toEqual([
      `The cell of calls of rollup 10 ${at}, 2026-11-02 differs: answered is 7 and ought to be 2.`,
      `The cell of calls of rollup 22 ${at}, 2026-11-01, weekday 1, hour 10, queue 投诉举报 differs: offered is 0 and ought to be 2; answered is 0 and ought to be 2; answeredSoon is 0 and ought to be 2.`,
      `The cell of calls of rollup 99 ${at}, 2026-11-01 differs: offered is 2 and ought to be 0; answered is 2 and ought to be 0; answeredSoon is 2 and ought to be 0.`,
    ]);
    expect(await rebuildStatistics(world.database, { province })).toMatchObject({ mendedCells: 3 });
    expect((await verify(world.database, province)).sentences).toEqual([]);
    expect(await numbers(world)).toEqual(["3", "3", "0"]);
  });
});
