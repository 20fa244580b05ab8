import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { fromGlobalId } from "../../src/platform/ids.js";
import { testDatabase } from "../database.js";
import { makeProvince, type Unit, type World } from "../world.js";
import { actorAt } from "./actors.js";

const units = ["nation", "province", "cityA", "cityACentre", "cityAPrice", "countyA1", "cityB"] as const;

describe("the row policies of reports", () => {
  let world: World;
  let id: string;
  let version: number;
  let key: string;

  beforeAll(async () => {
    world = await makeProvince();
    const { prepareReport } = await world
      .as("cityA.analyst")
      .ask<{ prepareReport: { report: { id: string; version: number } } }>(
        "mutation ($input: PrepareReportInput!) { prepareReport(input: $input) { report { id version } } }",
        { input: { kind: "DAILY", day: "2026-01-31" } },
      );
    ({ id, version } = prepareReport.report);
    key = fromGlobalId(id)?.parts[1] ?? "";
  });

  const sightOf = async (unit: Unit): Promise<{ seen: number; changed: number }> => {
    const actor = await actorAt(world.code[unit]);
    return testDatabase().asActor(actor, async (tx) => {
      const seen = await tx.execute(sql`SELECT 1 FROM reports WHERE id = ${key}::uuid`);
      const changed = await tx.execute(sql`UPDATE reports SET version = version WHERE id = ${key}::uuid RETURNING 1`);
      return { seen: seen.length, changed: changed.length };
    });
  };

  const seeing = async (): Promise<Unit[]> => {
    const found: Unit[] = [];
    for (const unit of units) {
      const { seen, changed } = await sightOf(unit);
      expect(changed, unit).toBe(seen);
      if (seen > 0) found.push(unit);
    }
    return found;
  };

  it("show a draft to the bureau that prepared it, and to nobody above; and what was submitted to those above too", async () => {
    expect(await seeing()).toEqual(["cityA"]);
    await world
      .as("cityA.analyst")
      .ask("mutation ($input: SubmitReportInput!) { submitReport(input: $input) { report { id } } }", {
        input: { reportId: id, version },
      });
    // A centre acts for the region of its authority.
    expect(await seeing()).toEqual(["nation", "province", "cityA", "cityACentre"]);
  });
});
