import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raiseSurges, surgeRulesPass } from "../../../src/modules/surges/index.js";
import { type OwnDatabase, ownDatabase } from "../../database.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaint, register } from "../tickets/driving.js";
import { letComeIn } from "./coming.js";
import { alertsOf, startRule } from "./surging.js";

describe("a surge in several provinces", () => {
  let own: OwnDatabase;
  let stage: Stage;
  let worlds: readonly World[];

  beforeAll(async () => {
    own = await ownDatabase();
    stage = await setStage("2026-09-21", own);
    worlds = [await stage.makeProvince(), await stage.makeProvince()];
  });

  afterAll(async () => {
    await stage.close();
    await own.drop();
  });

  it("rises from the cities to their provinces, and from those to the nation", async () => {
    for (const world of worlds) {
      const like = await register(world.as("cityACentre.operator"), complaint(world, { issueClass: "QUALITY" }));
      for (const desk of ["cityAPrice.priceSupervisor", "cityBPrice.priceSupervisor"] as const) {
        await startRule(world.as(desk));
      }
      const counties = ["countyA1", "countyA2", "countyB1", "countyB2"] as const;
      const coming = [...counties, ...counties].map((county) => ({
        at: new Date("2026-09-21T09:00:00+08:00"),
        county,
      }));
      await letComeIn(world, like.id, coming);
    }
    stage.goTo("2026-09-21", 11);
    const tools = jobTools(own.database, stage.clock);
    expect(await surgeRulesPass.run(tools)).toMatchObject({ handled: 4, parked: 0 });
    // The provinces first, which are then two that show the same.
    await raiseSurges(tools);
    await raiseSurges(tools);
    const [world] = worlds;
    const nation = world?.as("nation.supervisor") ?? expect.fail("there is no world");
    const alerts = await alertsOf(nation);
    expect(alerts).toHaveLength(7);
    const [raised, ...others] = alerts.filter(({ bureau }) => bureau.code === world?.code.nation);
    expect(others).toEqual([]);
    expect(raised).toMatchObject({ count: 16, places: 2, rule: null, issueClass: { code: "PRICE" }, state: "OPEN" });
    const ofProvinces = alerts.filter(({ bureau }) => worlds.some(({ code }) => code.province === bureau.code));
    expect(raised?.parts.map(({ id }) => id).sort()).toEqual(ofProvinces.map(({ id }) => id).sort());
    expect(ofProvinces.map(({ parts, raisedTo }) => [parts.length, raisedTo?.id])).toEqual([
      [2, raised?.id],
      [2, raised?.id],
    ]);
  });
});
