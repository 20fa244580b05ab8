import { setTimeout as pause } from "node:timers/promises";
import type { Arguments } from "../arguments.js";
import { ticketChanges } from "../fanout/document.js";
import { openDesks } from "../lifecycle/desks.js";
import { watchersOf } from "../lifecycle/watchers.js";
import { startCrowd, untilAllListen } from "../live/crowd.js";
import type { Tally } from "../live/crowd-process.js";
import { processorMilliseconds } from "../live/processor.js";
import { bureaus, openWorld, type World, writeEvents } from "../live/world.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { quantile } from "../statistics.js";
import { type Changed, callChanges, writeChanges } from "./changing.js";

/** How the changes come about: committed beside the product, or by calls to it. */
type Way = "written" | "called";

/** What is measured, at so many changes a second: called as promised, and half as much, which leaves the cores some air. */
const runs: readonly { way: Way; due: number }[] = [
  { way: "written", due: 500 },
  { way: "called", due: 250 },
  { way: "called", due: 500 },
];

/** What was found; times are milliseconds. */
interface Delivered extends Changed {
  way: Way;
  /** Changes a second that were due. */
  due: number;
  subscribers: number;
  events: number;
  deliveries: number;
  /** From the commit of a change to its arrival at each who sees it. */
  latency: { p50: number; p95: number; p99: number; longest: number };
  /** Of those who see every ticket: events that never arrived. */
  lost: number;
  /** The share of a processor that the product used. */
  serverShare: number;
}

const desksInAll = 64;
const usualSubscribers = 40;
const ticketsOfWorld = 200;
const warmUpSeconds = 5;
const quietSeconds = 3;

/** The delivery bench: how soon after the commit of a change those who see it are told. */
export async function benchDelivery(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const start = { isProfiled: options.isProfiled };
  const world = await openWorld(product, server, { start, tickets: ticketsOfWorld });
  const found: Delivered[] = [];
  try {
    for (const { due, way } of runs.filter((run) => options.parts?.includes(run.way) ?? true)) {
      found.push(await measure(product, world, way, due, options));
      console.log(tableOf(found.slice(-1)));
    }
  } finally {
    await world.stop();
  }
  for (const sample of found.flatMap(({ samples }) => samples)) console.log(sample);
  const promises = found.flatMap(promisesOf);
  const tables = [tableOf(found), promiseTable(promises)];
  await keepResult({ bench: "delivery", result: { found, promises }, tables, isRecorded: options.isRecorded });
}

async function measure(product: Product, world: World, way: Way, due: number, options: Arguments): Promise<Delivered> {
  const { ours, sql } = world;
  const crowd = startCrowd();
  const seconds = options.seconds ?? 20;
  const change = await changingBy(product, world, way, due);
  try {
    const { nationals, tokens } = await audienceOf(product, world, way, options.subscribers?.[0] ?? usualSubscribers);
    await crowd.open({ url: ours.url, tokens, asked: ticketChanges }, tokens.length);
    // The changes of the desks are not seen by everybody, and those of the county are.
    if (way === "written") await untilAllListen(crowd, () => writeEvents(sql, 1));
    else await pause(quietSeconds * 1000);
    await change(warmUpSeconds);
    await pause(quietSeconds * 1000);
    const before = await positionOf(world);
    await crowd.expect({ keepsCursors: true });
    const [usedBefore, begin] = [await processorMilliseconds(ours.pid), performance.now()];
    const changed = await change(seconds);
    const serverShare = ((await processorMilliseconds(ours.pid)) - usedBefore) / (performance.now() - begin);
    const tally = await crowd.settle(quietSeconds);
    if (tally.ends.length + tally.withErrors > 0) throw new Error(`subscriptions ended: ${tally.ends.join("; ")}`);
    const compared = compare(tally, await commitsAfter(world, before), nationals);
    return { way, due, ...changed, subscribers: tokens.length, ...compared, serverShare };
  } finally {
    crowd.stop();
  }
}

type Change = (seconds: number) => Promise<Changed>;

async function changingBy(product: Product, { ours, sql }: World, way: Way, due: number): Promise<Change> {
  if (way === "written") return (seconds) => writeChanges(sql, due, seconds);
  const desks = await openDesks(product, ours, desksInAll);
  return (seconds) => callChanges(ours.url, desks, due, seconds);
}

/** Who is told: people of the county and those above it; of calls, those of the first desk. */
async function audienceOf(product: Product, { ours, tokens }: World, way: Way, count: number) {
  if (way === "called")
    return watchersOf(ours, await openDesks(product, ours, desksInAll), count, "desk", Math.ceil(count / 4));
  const own = tokens.slice(0, count);
  const nationals = own.filter((_, place) => bureaus[place % bureaus.length] === "100000");
  const others = own.filter((_, place) => bureaus[place % bureaus.length] !== "100000");
  return { tokens: [...nationals, ...others], nationals: nationals.length };
}

async function positionOf({ sql }: World): Promise<number> {
  const [row] = await sql<{ position: string }[]>`SELECT position FROM event_relay`;
  return Number(row?.position ?? 0);
}

/** When each event of a ticket after a position was committed, in milliseconds since the epoch. */
async function commitsAfter({ sql }: World, position: number): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ position: string; at: number }[]>`
    SELECT position, 1000 * extract(epoch FROM pg_xact_commit_timestamp(transaction::xid))::float8 AS at
    FROM event_log WHERE position > ${position} AND subject_type = 'Ticket'`;
  return new Map(rows.map((row) => [Number(row.position), row.at]));
}

// The second part of a cursor is the position; no client may rely on that.
const positionIn = (cursor: string): number =>
  Number((JSON.parse(Buffer.from(cursor, "base64url").toString()) as string[])[1]);

function compare(
  { deliveries, received }: Tally,
  commits: ReadonlyMap<number, number>,
  nationals: number,
): Pick<Delivered, "events" | "deliveries" | "latency" | "lost"> {
  const latencies: number[] = [];
  let ofNationals = 0;
  for (const { at, cursor, subscriber } of received) {
    const committedAt = commits.get(positionIn(cursor));
    if (committedAt === undefined) continue;
    latencies.push(at - committedAt);
    if (subscriber < nationals) ofNationals += 1;
  }
  const share = (of: number): number => quantile(latencies, of);
  return {
    events: commits.size,
    deliveries,
    latency: { p50: share(0.5), p95: share(0.95), p99: share(0.99), longest: share(1) },
    lost: commits.size * nationals - ofNationals,
  };
}

function tableOf(found: readonly Delivered[]): string {
  const rows = found.map((one) => {
    const { changes, deliveries, due, errors, events, latency, lost, serverShare, subscribers, took, way } = one;
    const counts = [subscribers, errors, events, deliveries, lost].map(String);
    const times = [latency.p50, latency.p95, latency.p99, latency.longest, took.p50, took.p99, serverShare];
    return [`${way}, ${due} changes a second`, figure(changes), ...counts, ...times.map(figure)];
  });
  const counts = ["made", "subscribers", "errors", "events", "deliveries", "lost"];
  const times = ["commit to delivery p50 ms", "p95", "p99", "longest", "a change p50 ms", "p99", "a processor"];
  return table(["delivery", ...counts, ...times], rows);
}

const promisesOf = ({ changes, due, latency, lost, way }: Delivered): string[][] => [
  promise(`${way}, ${due} a second: p99 ms from commit to delivery`, latency.p99, "at most", 100),
  promise(`${way}, ${due} a second: changes that were made`, changes, "at least", due * 0.98),
  promise(`${way}, ${due} a second: events that somebody was not told of`, lost, "at most", 0),
];
