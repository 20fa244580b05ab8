import { setTimeout as pause } from "node:timers/promises";
import type { Arguments } from "../arguments.js";
import { residentMemory, watchMemory } from "../exports/memory.js";
import { watchAnswers } from "../live/answering.js";
import { type Crowd, startCrowd, untilAllListen } from "../live/crowd.js";
import type { Tally } from "../live/crowd-process.js";
import { memoryOf } from "../live/memory.js";
import { processorMilliseconds } from "../live/processor.js";
import type { Product } from "../product.js";
import { keepResult, promiseTable } from "../report.js";
import type { BenchServer } from "../server.js";
import { median } from "../statistics.js";
import { ticketChanges } from "./document.js";
import { type Entrant, type EntrantName, entrantNames, startEntrant } from "./entrants.js";
import { burstTable, memoryTable, promisesOf, steadyTable } from "./tables.js";

/** What one burst came to. */
export interface Burst {
  deliveries: number;
  /** From the order to publish to the last answer. */
  milliseconds: number;
  deliveriesPerSecond: number;
  /** The processor time of the server, in microseconds for each delivery. */
  processorMicroseconds: number;
  /** How many bytes more than before all bursts the server held at most. */
  grown: number;
  /** How long a small query had to wait at most meanwhile, in milliseconds. */
  waited: number;
}

/** What some seconds at one rate came to. */
export interface Steady {
  /** Deliveries a second that were due. */
  due: number;
  tally: Omit<Tally, "received">;
  /** Deliveries a second that were made, until the last. */
  made: number;
  /** The share of a processor that server and subscribers used. */
  serverShare: number;
  crowdShare: number;
}

/** What was found of one of them with so many subscribers. */
export interface Fanned {
  name: EntrantName;
  subscribers: number;
  /** The middle one by its rate. */
  burst: Burst;
  bursts: readonly Burst[];
  steady: readonly Steady[];
  /** Bytes for each subscriber who is told nothing. */
  memory: { resident: number; heap: number };
}

/** So many answers are due in one burst. */
const burstDeliveries = 200_000;

/** Answers a second that are due where changes come as they do in an office, and where they come as fast as was promised. */
const steadyRates = [15_000, 60_000] as const;

/** Who falls behind may take so long to bring what is due. */
const drainSeconds = 180;

const sampleEvery = 16;
const warmUpSubscribers = 200;
const warmUpChanges = 200;

/** How long nothing happens before memory is looked at. */
const quietMilliseconds = 5000;

/** The fanout bench: one change to thousands of subscribers, ours beside the pubsub of others. */
export async function benchFanout(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const names = entrantNames.filter((name) => options.contestants?.includes(name) ?? true);
  const found: Fanned[] = [];
  for (const subscribers of options.subscribers ?? [2000, 10_000]) {
    for (const name of names) {
      found.push(await measure(product, server, name, subscribers, options));
      console.log(burstTable(found.slice(-1)));
    }
  }
  const promises = promisesOf(found);
  const tables = [burstTable(found), steadyTable(found), memoryTable(found), promiseTable(promises)];
  await keepResult({ bench: "fanout", result: { found, promises }, tables, isRecorded: options.isRecorded });
}

async function measure(
  product: Product,
  server: BenchServer,
  name: EntrantName,
  subscribers: number,
  options: Arguments,
): Promise<Fanned> {
  const entrant = await startEntrant(product, server, name, options.isProfiled);
  const crowd = startCrowd();
  try {
    const memory = await openSubscribers(entrant, crowd, subscribers);
    await untilAllListen(crowd, () => entrant.publish(1));
    const each = Math.max(1, Math.round((options.events ?? burstDeliveries) / subscribers));
    const bursts: Burst[] = [];
    const idle = await residentMemory(entrant.running.pid);
    // The first warms up.
    for (let round = 0; round <= (options.rounds ?? 3); round += 1)
      bursts.push(await runBurst(entrant, crowd, each, idle));
    const steady: Steady[] = [];
    for (const rate of steadyRates) steady.push(await runSteady(entrant, crowd, rate, options.seconds ?? 10));
    const counted = bursts.slice(1);
    const middle = median(counted.map(({ deliveriesPerSecond }) => deliveriesPerSecond));
    const burst = counted.find(({ deliveriesPerSecond }) => deliveriesPerSecond === middle) ?? bursts[0];
    if (burst === undefined) throw new Error("there was no burst");
    return { name, subscribers, burst, bursts: counted, steady, memory };
  } finally {
    crowd.stop();
    await entrant.stop();
  }
}

/**
 * Opens the subscriptions, and finds what each costs once it is quiet. A few are opened, told much and closed first: what a
 * process takes once, however many there are, is no part of it.
 */
async function openSubscribers(entrant: Entrant, crowd: Crowd, subscribers: number): Promise<Fanned["memory"]> {
  const audience = { url: entrant.running.url, tokens: entrant.tokens, asked: ticketChanges };
  await crowd.open(audience, warmUpSubscribers);
  await untilAllListen(crowd, () => entrant.publish(1));
  await crowd.expect({ each: warmUpChanges, sampleEvery });
  await entrant.publish(warmUpChanges);
  await settled(crowd, entrant);
  await crowd.close();
  await pause(quietMilliseconds);
  const before = await memoryOf(entrant.running);
  await crowd.open(audience, subscribers);
  await pause(quietMilliseconds);
  const after = await memoryOf(entrant.running);
  return {
    resident: (after.resident - before.resident) / subscribers,
    heap: (after.heap - before.heap) / subscribers,
  };
}

async function runBurst(entrant: Entrant, crowd: Crowd, each: number, idle: number): Promise<Burst> {
  const { pid } = entrant.running;
  await crowd.expect({ each, sampleEvery });
  const [held, memory] = [await residentMemory(pid), await watchMemory(pid)];
  const answers = watchAnswers(entrant.running.url, entrant.tokens[0] ?? "");
  const usedBefore = await processorMilliseconds(pid);
  const begin = Date.now();
  await entrant.publish(each);
  const tally = await settled(crowd, entrant);
  const used = (await processorMilliseconds(pid)) - usedBefore;
  const milliseconds = tally.lastAt - begin;
  return {
    deliveries: tally.deliveries,
    milliseconds,
    deliveriesPerSecond: (tally.deliveries / milliseconds) * 1000,
    processorMicroseconds: (used / tally.deliveries) * 1000,
    grown: held + (await memory.stop()) - idle,
    waited: await answers.stop(),
  };
}

/** Changes come at fixed instants, whatever becomes of those before, ten times a second or as often as there are any. */
async function runSteady(entrant: Entrant, crowd: Crowd, due: number, seconds: number): Promise<Steady> {
  const { pid } = entrant.running;
  const { subscribers } = await crowd.settle(0.001);
  const changes = Math.max(1, Math.round((due / subscribers) * seconds));
  const atOnce = Math.max(1, Math.round(due / subscribers / 10));
  const times = Math.ceil(changes / atOnce);
  await crowd.expect({ each: times * atOnce, sampleEvery });
  const [usedBefore, begin, beginning] = [await processorMilliseconds(pid), performance.now(), Date.now()];
  const publishing: Promise<void>[] = [];
  for (let time = 0; time < times; time += 1) {
    const dueAfter = (time * atOnce * subscribers * 1000) / due;
    await pause(begin + dueAfter - performance.now());
    publishing.push(entrant.publish(atOnce, new Date(beginning + dueAfter)));
  }
  await Promise.all(publishing);
  const { received: _, ...tally } = await settled(crowd, entrant);
  const took = performance.now() - begin;
  return {
    due,
    tally,
    made: (tally.deliveries * 1000) / (tally.lastAt - beginning),
    serverShare: ((await processorMilliseconds(pid)) - usedBefore) / took,
    crowdShare: tally.processorMilliseconds / took,
  };
}

/** Nobody may have lost anything, or got it twice. */
async function settled(crowd: Crowd, { name }: Entrant): Promise<Tally> {
  const tally = await crowd.settle(drainSeconds);
  const { complete, ends, excessive, repeated, subscribers, withErrors } = tally;
  if (complete < subscribers || excessive + repeated + withErrors + ends.length > 0) {
    const counts = JSON.stringify({ complete, subscribers, excessive, repeated, withErrors, ends });
    throw new Error(`${name} did not tell everybody what was due: ${counts}`);
  }
  return tally;
}
