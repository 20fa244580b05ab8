import postgres from "postgres";
import type { Arguments } from "../arguments.js";
import { openClient } from "../client.js";
import { type RunningProduct, startOurs } from "../contestants/ours.js";
import { ticketChanges } from "../fanout/document.js";
import { type Crowd, startCrowd } from "../live/crowd.js";
import { processorMilliseconds } from "../live/processor.js";
import { ensureLoaded } from "../load/load.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { median, quantile } from "../statistics.js";
import { type CallName, callNames, leadLifecycle } from "./calls.js";
import { type Desk, openDesks } from "./desks.js";
import { type Arrangement, manySockets, watchersOf } from "./watchers.js";

/** What one run came to. */
export interface Run {
  size: Size;
  lifecyclesPerSecond: number;
  errors: number;
  /** The first answers that were not as they should be. */
  samples: string[];
  /** Milliseconds. */
  calls: Record<CallName, { p50: number; p95: number }>;
  /** Processor time of the product for each lifecycle. */
  processorMilliseconds: number;
  /** Answers to those who watch. */
  deliveriesPerSecond: number;
}

/** Who watches beside. */
interface Watching {
  arrangement: Arrangement;
  subscribers: number;
}

const warmUpSeconds = 5;
const desksInAll = 64;

/** One in twenty of those who watch sees the nation, and so every change. */
const nationalShare = 0.05;

/** The lifecycle bench: complaints from the first call to the last, on an empty database and on a full one, in turn. */
export async function benchLifecycle(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const sizes: readonly Size[] = options.sizes ?? ["empty", "10m"];
  // What earlier runs left would not be empty.
  for (const size of sizes) await ensureLoaded(product, server, size, size === "empty");
  const runs: Run[] = [];
  for (let round = 0; round < (options.rounds ?? 2); round += 1) {
    for (const size of sizes) runs.push(await measure(product, server, size, options));
  }
  const merged = sizes.map((size) => middle(size, runs));
  const promises = promisesOf(merged);
  for (const sample of runs.flatMap(({ samples }) => samples).slice(0, 5)) console.log(sample);
  const tables = [tableOf(merged), promiseTable(promises)];
  await keepResult({ bench: "lifecycle", result: { runs, promises }, tables, isRecorded: options.isRecorded });
}

/** Leads lifecycles for some seconds, with somebody watching or without. */
export async function measure(
  product: Product,
  server: BenchServer,
  size: Size,
  options: Arguments,
  watching: Watching | null = null,
): Promise<Run> {
  const more = watching === null ? {} : manySockets;
  const ours = await startOurs(product, server.loginUrl(size), { isProfiled: options.isProfiled, more });
  const connections = options.connections ?? 32;
  const client = openClient(ours.url, connections);
  const crowd = watching === null ? null : startCrowd();
  try {
    const desks = await openDesks(product, ours, desksInAll);
    if (crowd !== null && watching !== null) await watch(crowd, ours, desks, watching);
    const recording = startRecording();
    const end = performance.now() + (warmUpSeconds + (options.seconds ?? 20)) * 1000;
    const begin = performance.now() + warmUpSeconds * 1000;
    const usedBefore = await processorMilliseconds(ours.pid);
    const startedAt = new Date(Date.now() + warmUpSeconds * 1000);
    await Promise.all(
      Array.from({ length: connections }, async (_, number) => {
        for (let serial = number; performance.now() < end; serial += connections) {
          const isCounted = performance.now() >= begin;
          await recording.lead(isCounted, (took) => leadLifecycle(client, deskOf(desks, serial), serial, took));
        }
      }),
    );
    const seconds = (performance.now() - begin) / 1000;
    const deliveriesPerSecond = crowd === null ? 0 : (await deliveriesIn(crowd)) / (seconds + warmUpSeconds);
    const used = (await processorMilliseconds(ours.pid)) - usedBefore;
    await checkKept(server.adminUrl(databaseOf(size)), startedAt, recording.done());
    const share = used / recording.inAll();
    return { size, deliveriesPerSecond, processorMilliseconds: share, ...recording.result(seconds) };
  } finally {
    client.close();
    crowd?.stop();
    await ours.stop();
  }
}

async function watch(
  crowd: Crowd,
  ours: RunningProduct,
  desks: readonly Desk[],
  { arrangement, subscribers }: Watching,
): Promise<void> {
  const { tokens } = await watchersOf(ours, desks, subscribers, arrangement, Math.ceil(subscribers * nationalShare));
  await crowd.open({ url: ours.url, tokens, asked: ticketChanges }, subscribers, { sampleEvery: 16 });
}

/** How many answers there were; nobody may have been sent away. */
async function deliveriesIn(crowd: Crowd): Promise<number> {
  const { deliveries, ends } = await crowd.settle(0.1);
  if (ends.length > 0) throw new Error(`subscriptions ended: ${ends.slice(0, 3).join("; ")}`);
  return deliveries;
}

const deskOf = (desks: readonly Desk[], serial: number): Desk => desks[serial % desks.length] as Desk;

type Lead = Parameters<typeof leadLifecycle>[3];

function startRecording() {
  const times: Record<CallName, number[]> = {
    registerTicket: [],
    dispatchTicket: [],
    acceptComplaint: [],
    closeTicket: [],
  };
  const samples: string[] = [];
  let [done, errors, inAll] = [0, 0, 0];
  return {
    lead: async (isCounted: boolean, work: (took: Lead) => Promise<void>): Promise<void> => {
      try {
        await work((name, { milliseconds }) => {
          if (isCounted) times[name].push(milliseconds);
        });
        inAll += 1;
        if (isCounted) done += 1;
      } catch (error) {
        errors += 1;
        if (samples.length < 5) samples.push(String(error));
      }
    },
    done: () => done,
    inAll: () => inAll,
    result: (seconds: number) => ({
      lifecyclesPerSecond: done / seconds,
      errors,
      samples,
      calls: Object.fromEntries(
        callNames.map((name) => [name, { p50: quantile(times[name], 0.5), p95: quantile(times[name], 0.95) }]),
      ) as Run["calls"],
    }),
  };
}

/** What was answered must be there: every lifecycle that was counted left a closed ticket, with its audit. */
async function checkKept(url: string, since: Date, done: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ closed: number }[]>`
      SELECT count(*)::int AS closed FROM tickets WHERE received_at >= ${since} AND state = 'CLOSED'`;
    if ((row?.closed ?? 0) < done)
      throw new Error(`${done} lifecycles were answered, ${row?.closed} are in the database`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function middle(size: Size, runs: readonly Run[]): Run {
  const own = runs.filter((run) => run.size === size);
  const of = (pick: (run: Run) => number): number => median(own.map(pick));
  return {
    size,
    lifecyclesPerSecond: of((run) => run.lifecyclesPerSecond),
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
    samples: [],
    processorMilliseconds: of((run) => run.processorMilliseconds),
    deliveriesPerSecond: of((run) => run.deliveriesPerSecond),
    calls: Object.fromEntries(
      callNames.map((name) => [
        name,
        { p50: of(({ calls }) => calls[name].p50), p95: of(({ calls }) => calls[name].p95) },
      ]),
    ) as Run["calls"],
  };
}

function tableOf(runs: readonly Run[]): string {
  const head = ["lifecycle", "a second", "errors", ...callNames.map((name) => `${name} p50/p95 ms`)];
  const rows = runs.map(({ size, lifecyclesPerSecond, errors, calls }) => [
    size,
    figure(lifecyclesPerSecond),
    String(errors),
    ...callNames.map((name) => `${figure(calls[name].p50)} / ${figure(calls[name].p95)}`),
  ]);
  return table(head, rows);
}

function promisesOf(runs: readonly Run[]): string[][] {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    ...runs.map(({ size, lifecyclesPerSecond }) =>
      promise(`${size}: lifecycles a second`, lifecyclesPerSecond, "at least", 100),
    ),
    promise(
      "errors",
      runs.reduce((sum, { errors }) => sum + errors, 0),
      "at most",
      0,
    ),
    promise(`${last.size} / ${first.size}`, last.lifecyclesPerSecond / first.lifecyclesPerSecond, "at least", 0.9),
  ];
}
