import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Arguments } from "../arguments.js";
import { ensureLoaded } from "../load/load.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { median } from "../statistics.js";
import { type Level, levels } from "./actors.js";
import type { DriveOrder, DriveResult } from "./drive.js";
import { askPage, type Entrant, type EntrantName, entrantNames, startEntrant } from "./entrants.js";
import { makeFunctions } from "./functions.js";

interface Measured extends DriveResult {
  size: Size;
  entrant: EntrantName;
  level: Level;
}

const warmUpSeconds = 2;

/** The page bench: every contestant answers the same 20 tickets, at each level and size, in turn. */
export async function benchPage(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const sizes = options.sizes ?? ["100k"];
  const names = entrantNames.filter((name) => options.contestants?.includes(name) ?? true);
  const found: Measured[] = [];
  const memory: Memory = { atTheEnd: Number.NaN, later: Number.NaN };
  for (const size of sizes) {
    await ensureLoaded(product, server, size);
    await makeFunctions(server.adminUrl(databaseOf(size)));
    const entrants: Entrant[] = [];
    try {
      for (const name of names)
        entrants.push(await startEntrant(product, name, server.loginUrl(size), options.isProfiled));
      await verify(entrants);
      found.push(...(await measureAll(size, entrants, options)));
      const ours = entrants.find(({ name }) => name === "ours");
      if (ours !== undefined) {
        memory.atTheEnd = await residentMegabytes(ours.pid);
        await new Promise((resolve) => setTimeout(resolve, laterSeconds * 1000));
        memory.later = await residentMegabytes(ours.pid);
      }
    } finally {
      for (const entrant of entrants) await entrant.stop();
    }
    console.log(`\nmeasured at ${size}`);
  }
  const promises = promisesOf(found, memory);
  const tables = [...sizes.map((size) => sizeTable(size, found)), promiseTable(promises)];
  const result = { found, megabytesOfOurs: memory, promises };
  await keepResult({ bench: "page", result, tables, isRecorded: options.isRecorded });
}

async function verify(entrants: readonly Entrant[]): Promise<void> {
  const [first, ...others] = entrants;
  if (first === undefined) throw new Error("no contestant has such a name");
  for (const level of levels) {
    const wanted = await askPage(first, level);
    if (wanted.length === 0) throw new Error(`${first.name} answers no ticket to the ${level}`);
    for (const other of others) {
      const answered = await askPage(other, level);
      const differing = wanted.findIndex((ticket, place) => JSON.stringify(ticket) !== JSON.stringify(answered[place]));
      if (differing < 0 && answered.length === wanted.length) continue;
      const rows = [wanted[differing], answered[differing]].map((row) => JSON.stringify(row)).join("\n");
      throw new Error(
        `${first.name} and ${other.name} answer the ${level} differently, from row ${differing} on:\n${rows}`,
      );
    }
  }
}

async function measureAll(size: Size, entrants: readonly Entrant[], options: Arguments): Promise<Measured[]> {
  const driver = fork(fileURLToPath(new URL("drive.js", import.meta.url)));
  const rounds: Measured[] = [];
  const connections = options.connections ?? 32;
  try {
    for (let round = 0; round <= (options.rounds ?? 3); round += 1) {
      for (const level of levels) {
        for (const entrant of entrants) {
          const seconds = round === 0 ? warmUpSeconds : (options.seconds ?? 8);
          const order = {
            url: entrant.url,
            token: entrant.token[level],
            body: entrant.bodyOf(level),
            connections,
            seconds,
          };
          const result = await drive(driver, order);
          if (result.failures > 0) throw new Error(`${entrant.name} failed ${result.failures} times as ${level}`);
          if (round > 0) rounds.push({ size, entrant: entrant.name, level, ...result });
        }
      }
    }
  } finally {
    driver.kill();
  }
  return entrants.flatMap(({ name }) => levels.map((level) => middle(rounds, size, name, level)));
}

/** Has the process that makes the load measure something. */
export async function drive(driver: ChildProcess, order: DriveOrder): Promise<DriveResult> {
  driver.send(order);
  const [result] = (await once(driver, "message")) as [DriveResult];
  return result;
}

function middle(rounds: readonly Measured[], size: Size, entrant: EntrantName, level: Level): Measured {
  const own = rounds.filter((row) => row.entrant === entrant && row.level === level);
  const of = (name: "requestsPerSecond" | "p50" | "p99") => median(own.map((row) => row[name]));
  return {
    size,
    entrant,
    level,
    requestsPerSecond: of("requestsPerSecond"),
    p50: of("p50"),
    p99: of("p99"),
    failures: 0,
  };
}

/** The resident memory of our process, in megabytes. */
interface Memory {
  /** When the load has just ended, full of what the last requests left behind. */
  atTheEnd: number;
  /** Some seconds after, when V8 has cleared up. */
  later: number;
}

const laterSeconds = 30;

/** The memory that a process holds, in megabytes (VmRSS of /proc). */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

const rateOf = (found: readonly Measured[], size: Size, entrant: EntrantName, level: Level): number =>
  found.find((row) => row.size === size && row.entrant === entrant && row.level === level)?.requestsPerSecond ??
  Number.NaN;

const p50Of = (found: readonly Measured[], size: Size, level: Level): number =>
  found.find((row) => row.size === size && row.entrant === "ours" && row.level === level)?.p50 ?? Number.NaN;

function sizeTable(size: Size, found: readonly Measured[]): string {
  const rows = levels.flatMap((level) =>
    found
      .filter((row) => row.size === size && row.level === level)
      .map((row) => {
        const limit = rateOf(found, size, "limit", level);
        const figures = [row.requestsPerSecond, row.p50, row.p99, row.requestsPerSecond / limit].map(figure);
        return [`${level}: ${row.entrant}`, ...figures];
      }),
  );
  return table([`page at ${size}`, "req/s", "p50 ms", "p99 ms", "of the limit"], rows);
}

function promisesOf(found: readonly Measured[], memory: Memory): string[][] {
  const sizes = [...new Set(found.map(({ size }) => size))];
  const ratios = sizes.flatMap((size) => {
    // The geometric middle of the levels: none of them may hide behind another.
    const against = (rival: EntrantName): number =>
      Math.exp(
        levels.reduce(
          (sum, level) => sum + Math.log(rateOf(found, size, "ours", level) / rateOf(found, size, rival, level)),
          0,
        ) / levels.length,
      );
    return [
      promise(`${size}: ours / limit`, against("limit"), "at least", 0.6),
      promise(`${size}: ours / Mercurius-jit`, against("mercurius"), "at least", 1.2),
      promise(`${size}: ours / PostGraphile`, against("postgraphile"), "at least", 2),
      promise(`${size}: ours / usual Apollo`, against("usual"), "at least", 4),
      promise(
        `${size}: p50 nation / county`,
        p50Of(found, size, "nation") / p50Of(found, size, "county"),
        "at most",
        1.5,
      ),
    ];
  });
  const growth = levels.map((level) =>
    promise(`${level}: p50 at 10m / at 100k`, p50Of(found, "10m", level) / p50Of(found, "100k", level), "at most", 1.3),
  );
  const memoryPromises = [
    promise("resident MB of ours as the load ends", memory.atTheEnd, "at most", 250),
    promise(`resident MB of ours ${laterSeconds} s later`, memory.later, "at most", 250),
  ];
  const isWhole = sizes.includes("10m") && sizes.includes("100k");
  const rows = [...ratios, ...(isWhole ? growth : []), ...memoryPromises];
  return rows.filter(([, measured]) => measured !== "-");
}
