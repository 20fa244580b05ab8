import { describe, expect, it } from "vitest";
import { makeProvince } from "../../world.js";
import { mergeBureaus, succeed } from "../jurisdictions/reorganising.js";
import { answered, callOf, callsOf, record } from "./calling.js";

describe("a merger of bureaus", () => {
  it("gives its calls to the one that goes on, which tells on of them, but for those that both told of by one key", async () => {
    const world = await makeProvince();
    const [merged, into] = [world.as("countyA1.shiftManager"), world.as("countyA2.shiftManager")];
    await record(merged, answered("one"), answered("both"));
    await record(into, answered("both"), answered("two"));
    await succeed(world.as("cityA.administrator"), mergeBureaus, {
      from: [world.code.countyA1],
      into: world.code.countyA2,
    });

    const seen = await callsOf(into);
    expect(seen.map(({ callId }) => callId).sort()).toEqual(["both", "one", "two"]);
    expect(new Set(seen.map(({ bureau }) => bureau.code))).toEqual(new Set([world.code.countyA2]));
    // A correction of a call that the other bureau took finds it.
    expect(await record(into, answered("one", { revision: 9, queue: "更正" }))).toMatchObject({
      created: 0,
      updated: 1,
    });
    expect(await callOf(into, "one")).toMatchObject({ queue: "更正", callerMasked: "138****5678" });
    // Nothing is lost for those above.
    expect(await callsOf(world.as("cityA.analyst"))).toHaveLength(4);
  });
});
