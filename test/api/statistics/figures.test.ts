import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statisticChecks } from "../../../schema/index.js";
import type { Api } from "../../../src/api/server.js";
import { foldAll } from "../../../src/modules/statistics/index.js";
import { newId } from "../../../src/platform/ids.js";
import { addressOf, startTestApi } from "../../api.js";
import { type OwnDatabase, ownDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { addTickets } from "./adding.js";

describe("the figures of the statistics", () => {
  let own: OwnDatabase;
  let world: World;
  let api: Api;

  beforeAll(async () => {
    own = await ownDatabase();
    world = await makeProvince({ database: own.database });
    api = await startTestApi({ database: own.database, databaseUrl: own.url });
  });

  afterAll(async () => {
    await api.close(1000);
    await own.drop();
  });

  const figures = async (): Promise<Record<string, number>> => {
    const body = await (await fetch(`${addressOf(api)}/metrics`)).text();
    const lines = body.split("\n").filter((line) => line.startsWith("lianxin_statistics_"));
    return Object.fromEntries(
      lines.map((line) => [line.slice("lianxin_statistics_".length, line.indexOf(" ")), Number(line.split(" ")[1])]),
    );
  };

  test("say what waits to be folded, and for how long it was seen waiting", async () => {
    expect(await figures()).toEqual({ deltas: 0, oldest_delta_seconds: 0 });
    await addTickets(world, [{ times: 3 }]);
    expect(await figures()).toMatchObject({ deltas: 3, oldest_delta_seconds: 0 });
    const { oldest_delta_seconds: seconds, ...others } = await figures();
    expect(seconds).toBeGreaterThan(0);
    expect(others).toEqual({ deltas: 3 });
    await foldAll(own.database);
    expect(await figures()).toEqual({ deltas: 0, oldest_delta_seconds: 0 });
  });

  test("say when everything was last compared, and how much differed", async () => {
    const at = (hour: number): Date => new Date(Date.UTC(2026, 8, 21, hour));
    const check = { tickets: 9, cells: 9, differingTickets: 0, differingCells: 0 };
    await own.database.asSystem("note checks for a test", (tx) =>
      tx.insert(statisticChecks).values([
        { ...check, id: newId(at(2)), startedAt: at(2), endedAt: at(3), differingTickets: 1, differingCells: 4 },
        { ...check, id: newId(at(1)), startedAt: at(1), endedAt: at(2) },
      ]),
    );
    expect(await figures()).toMatchObject({ differences: 5, verified_timestamp: at(3).getTime() / 1000 });
  });
});
