import { setTimeout as pause } from "node:timers/promises";
import type { Arguments } from "../arguments.js";
import { openClient } from "../client.js";
import { ticketChanges } from "../fanout/document.js";
import { callNames, leadLifecycle } from "../lifecycle/calls.js";
import { type Desk, openDesks } from "../lifecycle/desks.js";
import { watchersOf } from "../lifecycle/watchers.js";
import { startCrowd } from "../live/crowd.js";
import type { Tally } from "../live/crowd-process.js";
import { openWorld, type World } from "../live/world.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { quantile } from "../statistics.js";

/** What was found at one rate; times are milliseconds. */
interface Delivered {
  /** Calls that change a ticket, a second: due, and answered in the time that counts. */
  due: number;
  answered: number;
  errors: number;
  subscribers: number;
  events: number;
  deliveries: number;
  /** From the commit of a change to its arrival at each who sees it. */
  latency: { p50: number; p95: number; p99: number; longest: number };
  /** From the call to its answer. */
  calls: { p50: number; p99: number };
  /** Of those who see every ticket: events that never arrived. */
  lost: number;
}

/** What is due at the rate that was promised, and at half of it. */
const rates = [250, 500] as const;

const desksInAll = 64;
const usualSubscribers = 200;
const warmUpSeconds = 5;
const quietSeconds = 3;

/** The delivery bench: complaints led through their lives over the API, and how soon those who watch are told. */
export async function benchDelivery(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const found: Delivered[] = [];
  for (const rate of rates) {
    const world = await openWorld(product, server, { start: { isProfiled: options.isProfiled }, tickets: 1 });
    try {
      found.push(await measure(product, world, rate, options));
      console.log(tableOf(found.slice(-1)));
    } finally {
      await world.stop();
    }
  }
  const promises = promisesOf(found);
  const tables = [tableOf(found), promiseTable(promises)];
  await keepResult({ bench: "delivery", result: { found, promises }, tables, isRecorded: options.isRecorded });
}

async function measure(product: Product, world: World, rate: number, options: Arguments): Promise<Delivered> {
  const { ours, sql } = world;
  const desks = await openDesks(product, ours, desksInAll);
  const { nationals, tokens } = await watchersOf(ours, desks, options.subscribers?.[0] ?? usualSubscribers);
  const crowd = startCrowd();
  const client = openClient(ours.url, 256);
  try {
    await crowd.open({ url: ours.url, tokens, asked: ticketChanges }, tokens.length);
    await pause(quietSeconds * 1000);
    await lead(client, desks, rate, warmUpSeconds);
    await pause(quietSeconds * 1000);
    const [before] = await sql<{ position: string }[]>`SELECT position FROM event_relay`;
    await crowd.expect({ keepsCursors: true });
    const led = await lead(client, desks, rate, options.seconds ?? 20);
    const tally = await crowd.settle(quietSeconds);
    if (tally.ends.length + tally.withErrors > 0) throw new Error(`subscriptions ended: ${tally.ends.join("; ")}`);
    const commits = await commitsAfter(world, Number(before?.position ?? 0));
    return { due: rate, ...led, subscribers: tokens.length, ...compare(tally, commits, nationals) };
  } finally {
    client.close();
    crowd.stop();
  }
}

/** Complaints begin at fixed instants, whatever becomes of those before; each goes through its calls one after another. */
async function lead(
  client: ReturnType<typeof openClient>,
  desks: readonly Desk[],
  rate: number,
  seconds: number,
): Promise<Pick<Delivered, "answered" | "errors" | "calls">> {
  const times: number[] = [];
  const begin = performance.now();
  const count = Math.round((rate * seconds) / callNames.length);
  const leading: Promise<void>[] = [];
  let [answered, errors] = [0, 0];
  for (let serial = 0; serial < count; serial += 1) {
    const desk = desks[serial % desks.length];
    const wait = begin + (serial * callNames.length * 1000) / rate - performance.now();
    if (wait > 1) await pause(wait);
    if (desk === undefined) continue;
    const took = (_: unknown, { milliseconds }: { milliseconds: number }): void => {
      times.push(milliseconds);
      if (performance.now() - begin < seconds * 1000) answered += 1;
    };
    leading.push(
      leadLifecycle(client, desk, serial, took).catch(() => {
        errors += 1;
      }),
    );
  }
  await Promise.all(leading);
  return { answered: answered / seconds, errors, calls: { p50: quantile(times, 0.5), p99: quantile(times, 0.99) } };
}

/** When each event of a ticket after a position was committed, in milliseconds since the epoch. */
async function commitsAfter({ sql }: World, position: number): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ position: string; at: number }[]>`
    SELECT position, 1000 * extract(epoch FROM pg_xact_commit_timestamp(transaction::xid))::float8 AS at
    FROM event_log WHERE position > ${position} AND subject_type = 'Ticket'`;
  return new Map(rows.map((row) => [Number(row.position), row.at]));
}

// The second part of a cursor is the position; no client may rely on that.
const positionOf = (cursor: string): number =>
  Number((JSON.parse(Buffer.from(cursor, "base64url").toString()) as string[])[1]);

function compare(
  { deliveries, received }: Tally,
  commits: ReadonlyMap<number, number>,
  nationals: number,
): Pick<Delivered, "events" | "deliveries" | "latency" | "lost"> {
  const latencies: number[] = [];
  let ofNationals = 0;
  for (const { at, cursor, subscriber } of received) {
    const committedAt = commits.get(positionOf(cursor));
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
    const { answered, calls, deliveries, due, errors, events, latency, lost, subscribers } = one;
    const times = [latency.p50, latency.p95, latency.p99, latency.longest, calls.p50, calls.p99];
    const counts = [subscribers, errors, events, deliveries, lost].map(String);
    return [String(due), figure(answered), ...counts, ...times.map(figure)];
  });
  const counts = ["answered", "subscribers", "errors", "events", "deliveries", "lost"];
  const times = ["commit to delivery p50 ms", "p95", "p99", "longest", "a call p50 ms", "p99"];
  return table(["changes a second", ...counts, ...times], rows);
}

const promisesOf = (found: readonly Delivered[]): string[][] =>
  found
    .slice(-1)
    .flatMap(({ answered, due, latency, lost }) => [
      promise(`${due} changes a second: p99 ms from commit to delivery`, latency.p99, "at most", 100),
      promise("changes that were answered a second", answered, "at least", due * 0.99),
      promise("events that somebody was not told of", lost, "at most", 0),
    ]);
