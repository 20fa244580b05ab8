import type { Api } from "../../src/api/server.js";
import { type DemoOptions, type LoadedCity, loadDemoPeople, loadFigures } from "../../src/demo/index.js";
import { foldAll } from "../../src/modules/statistics/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { createLogger } from "../../src/platform/log.js";
import { startTestApi, testSeal } from "../api.js";
import { type OwnDatabase, ownDatabase } from "../database.js";

/** A database with the published figures of all cities, and an API on it. */
export interface FigureWorld {
  own: OwnDatabase;
  api: Api;
  options: DemoOptions;
  /** What the loading told, and what it told before the people of the demo world were there. */
  loaded: LoadedCity[] | null;
  withoutPeople: LoadedCity[] | null;
  close(): Promise<void>;
}

/** Loads the figures into a database of their own, which takes about a minute. */
export async function openFigureWorld(): Promise<FigureWorld> {
  const own = await ownDatabase();
  const options = { database: own.database, clock: systemClock, seal: await testSeal(), log: createLogger("silent") };
  const withoutPeople = await loadFigures(options);
  await loadDemoPeople(options);
  const loaded = await loadFigures(options);
  await foldAll(own.database);
  const api = await startTestApi({ database: own.database, databaseUrl: own.url });
  const close = async () => {
    await api.close(1000);
    await own.drop();
  };
  return { own, api, options, loaded, withoutPeople, close };
}
