import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Arguments } from "../arguments.js";
import { openClient } from "../client.js";
import { type RunningProduct, startOurs } from "../contestants/ours.js";
import { ensureLoaded } from "../load/load.js";
import { loginOf } from "../load/people.js";
import { benchActors, type Level, levels } from "../page/actors.js";
import type { DriveResult } from "../page/drive.js";
import { drive } from "../page/page.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { median } from "../statistics.js";
import { type ListName, listDocuments, listNames } from "./documents.js";
import { verifyLists } from "./verification.js";

/** How fast a list or a count was at a level; milliseconds. */
export interface ListMeasured extends DriveResult {
  list: ListName;
  level: Level;
}

const warmUpSeconds = 2;

/** Measures the lists of what is due beside the page, in turn, as the handler of each level, on one database. */
export async function measureLists(
  product: Product,
  server: BenchServer,
  size: Size,
  options: Arguments,
): Promise<ListMeasured[]> {
  await ensureLoaded(product, server, size);
  const ours = await startOurs(product, server.loginUrl(size), { isProfiled: options.isProfiled });
  try {
    const tokens = await handlerTokens(ours);
    const client = openClient(ours.url, 1);
    await verifyLists(product, server.adminUrl(databaseOf(size)), client, tokens);
    client.close();
    return await measureInTurn(ours.url, tokens, options);
  } finally {
    await ours.stop();
  }
}

async function handlerTokens(ours: RunningProduct): Promise<Record<Level, string>> {
  const loginAt = (level: Level): string => loginOf(benchActors[level].region, "HANDLER");
  const tokens = await ours.tokensOf(levels.map(loginAt));
  return Object.fromEntries(levels.map((level) => [level, tokens.get(loginAt(level)) ?? ""])) as Record<Level, string>;
}

async function measureInTurn(url: string, tokens: Record<Level, string>, options: Arguments): Promise<ListMeasured[]> {
  const driver = fork(fileURLToPath(new URL("../page/drive.js", import.meta.url)));
  const connections = options.connections ?? 32;
  const found: ListMeasured[] = [];
  try {
    for (let round = 0; round <= (options.rounds ?? 3); round += 1) {
      for (const level of levels) {
        for (const list of listNames) {
          const seconds = round === 0 ? warmUpSeconds : (options.seconds ?? 5);
          const body = JSON.stringify({ query: listDocuments[list] });
          const result = await drive(driver, { url, token: tokens[level], body, connections, seconds });
          if (result.failures > 0) throw new Error(`${list} failed ${result.failures} times as ${level}`);
          if (round > 0) found.push({ list, level, ...result });
        }
      }
    }
  } finally {
    driver.kill();
  }
  return listNames.flatMap((list) => levels.map((level) => middleOf(found, list, level)));
}

function middleOf(found: readonly ListMeasured[], list: ListName, level: Level): ListMeasured {
  const own = found.filter((row) => row.list === list && row.level === level);
  const of = (name: "requestsPerSecond" | "p50" | "p99") => median(own.map((row) => row[name]));
  return { list, level, requestsPerSecond: of("requestsPerSecond"), p50: of("p50"), p99: of("p99"), failures: 0 };
}
