import { beforeEach, describe, expect, it } from "vitest";
import { rulesFor } from "../../../src/modules/deadlines/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { type BureauLimitAnswer, endDocument, setLimit } from "./limits.js";

const today = chinaDay(systemClock.now());

describe("endBureauLimit", () => {
  let world: World;
  let administrator: Caller;
  let limit: BureauLimitAnswer;

  beforeEach(async () => {
    world = await makeProvince();
    administrator = world.as("cityA.administrator");
    limit = (await setLimit(administrator)).bureauLimit;
  });

  const end = (caller: Caller, changes: Record<string, unknown> = {}) =>
    caller.gql<{ endBureauLimit: { bureauLimit: BureauLimitAnswer } }>(endDocument, {
      input: { id: limit.id, ...changes },
    });

  it("ends a limit today, for what begins from then on", async () => {
    const { data } = await end(administrator);
    expect(data.endBureauLimit.bureauLimit).toMatchObject({ id: limit.id, validTo: today });
    const path = [world.code.cityA];
    const { bureauLimits } = await testDatabase().asSystem("read rules in a test", (tx) => rulesFor(tx, null, path));
    expect(bureauLimits.filter(({ validTo }) => validTo === null)).toEqual([]);
  });

  it("ends a limit on a day to come, and sooner when it is asked again", async () => {
    await end(administrator, { validTo: "2099-01-01" });
    const { data } = await end(administrator, { validTo: "2098-01-01" });
    expect(data.endBureauLimit.bureauLimit.validTo).toBe("2098-01-01");
  });

  it("lets one never begin that has not begun", async () => {
    limit = (await setLimit(administrator, { validFrom: "2099-01-01" })).bureauLimit;
    const { data } = await end(administrator);
    expect(data.endBureauLimit.bureauLimit.validTo).toBe("2099-01-01");
  });

  it("is INVALID_INPUT for a day in the past", async () => {
    expectCode(await end(administrator, { validTo: "2020-01-01" }), "INVALID_INPUT", "validTo");
  });

  it("is INVALID_INPUT for one that has ended", async () => {
    await end(administrator);
    expectCode(await end(administrator), "INVALID_INPUT", "id");
  });

  it("is for an administrator of a bureau above too", async () => {
    expect((await end(world.as("province.administrator"))).errors).toBeUndefined();
  });

  it("is FORBIDDEN to an administrator beneath, for whom it is in force", async () => {
    expectCode(await end(world.as("countyA1.administrator")), "FORBIDDEN");
  });

  it("is FORBIDDEN to everyone but administrators", async () => {
    expectCode(await end(world.as("cityA.supervisor")), "FORBIDDEN");
  });

  it("is NOT_FOUND to strangers, beside and in another province", async () => {
    expectCode(await end(world.as("cityB.administrator")), "NOT_FOUND", "id");
    expectCode(await end((await makeProvince()).as("province.administrator")), "NOT_FOUND", "id");
  });

  it("is NOT_FOUND for an identifier of something else", async () => {
    expectCode(await end(administrator, { id: toGlobalId("Ticket", "320000", limit.id) }), "NOT_FOUND", "id");
  });
});
