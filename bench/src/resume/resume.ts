import type { Arguments } from "../arguments.js";
import { type Client, openClient } from "../client.js";
import { ticketChanges } from "../fanout/document.js";
import { type Crowd, startCrowd } from "../live/crowd.js";
import { bureaus, openWorld, type World, writeEvents, writeEventsElsewhere } from "../live/world.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { median } from "../statistics.js";

/** One way to come by what was missed. */
interface Way {
  name: string;
  readers: number;
  events: number;
  /** From the opening of the connection to the last event of the last reader, of each round. */
  seconds: number[];
}

const ticketsOfWorld = 500;
const usualEvents = 10_000;

/** Of the events of the log so many others stand beside each that the readers see. */
const others = 9;

const readersAtOnce = 10;
const patienceSeconds = 120;

/** The resume bench: how soon somebody who was away has all that he missed. */
export async function benchResume(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const events = options.events ?? usualEvents;
  const start = { isProfiled: options.isProfiled };
  const world = await openWorld(product, server, { start, tickets: ticketsOfWorld });
  const crowd = startCrowd();
  try {
    const after = await positionOf(world);
    await writeMissed(world, events);
    const ways: Way[] = [];
    for (const [name, bureau, readers] of [
      ["of a county", 0, 1],
      ["of its province", 2, 1],
      ["of a county, at once", 0, readersAtOnce],
    ] as const) {
      const cursor = product.toChangeCursor(after, bureaus[bureau]);
      const tokens = world.tokens.filter((_, place) => place % bureaus.length === bureau);
      const seconds: number[] = [];
      for (let round = 0; round < (options.rounds ?? 3); round += 1) {
        seconds.push(await resume(crowd, world, { tokens, cursor, readers, events }));
      }
      ways.push({ name, readers, events, seconds });
    }
    const cursor = product.toChangeCursor(after, bureaus[0]);
    ways.push({ name: "by pages of changes", readers: 1, events, seconds: [await readPages(world, cursor, events)] });
    const promises = promisesOf(ways);
    const tables = [tableOf(ways), promiseTable(promises)];
    await keepResult({ bench: "resume", result: { ways, promises }, tables, isRecorded: options.isRecorded });
  } finally {
    crowd.stop();
    await world.stop();
  }
}

async function positionOf({ sql }: World): Promise<number> {
  const [row] = await sql<{ position: string }[]>`SELECT position FROM event_relay`;
  return Number(row?.position ?? 0);
}

/** Writes what is missed in a hundred transactions, as it comes in hours, and waits until it is in the log. */
async function writeMissed(world: World, events: number): Promise<void> {
  const before = await positionOf(world);
  const parts = 100;
  for (let part = 0; part < parts; part += 1) {
    await writeEvents(world.sql, events / parts);
    await writeEventsElsewhere(world.sql, (events / parts) * others);
  }
  const whole = before + events * (1 + others);
  for (let tries = 0; (await positionOf(world)) < whole; tries += 1) {
    if (tries > 6000) throw new Error("the relay did not move what was written");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await world.sql.unsafe("ANALYZE event_log");
}

interface Resuming {
  tokens: readonly string[];
  cursor: string;
  readers: number;
  events: number;
}

async function resume(crowd: Crowd, { ours }: World, { cursor, events, readers, tokens }: Resuming): Promise<number> {
  const asked = { ...ticketChanges, variables: { after: cursor } };
  const begin = Date.now();
  await crowd.open({ url: ours.url, tokens, asked }, readers, { each: events });
  const { complete, ends, excessive, lastAt, repeated, withErrors } = await crowd.settle(patienceSeconds);
  await crowd.close();
  if (complete < readers || excessive + repeated + withErrors + ends.length > 0) {
    const counts = JSON.stringify({ complete, readers, excessive, repeated, withErrors, ends });
    throw new Error(`somebody did not get what he missed, once: ${counts}`);
  }
  return (lastAt - begin) / 1000;
}

const pageOfChanges = `query Changes($after: String) { changes(first: 100, after: $after) {
  nodes { cursor eventType at ticket { id number state version } } pageInfo { hasNextPage endCursor } } }`;

interface ChangesAnswer {
  data: { changes: { nodes: { cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
}

async function readPages({ ours, tokens }: World, cursor: string, events: number): Promise<number> {
  const client: Client = openClient(ours.url, 1);
  const seen = new Set<string>();
  const begin = Date.now();
  try {
    for (let after: string | null = cursor; after !== null; ) {
      const reply = await client.post(tokens[0] ?? "", JSON.stringify({ query: pageOfChanges, variables: { after } }));
      if (reply.body.includes('"errors":')) throw new Error(reply.body.slice(0, 500));
      const { nodes, pageInfo } = (JSON.parse(reply.body) as ChangesAnswer).data.changes;
      for (const node of nodes) seen.add(node.cursor);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
  } finally {
    client.close();
  }
  if (seen.size !== events) throw new Error(`the pages held ${seen.size} of ${events} changes`);
  return (Date.now() - begin) / 1000;
}

const tableOf = (ways: readonly Way[]): string =>
  table(
    ["what was missed", "readers", "events for each", "seconds", "events a second"],
    ways.map(({ events, name, readers, seconds }) => [
      name,
      String(readers),
      String(events),
      figure(median(seconds)),
      figure((events * readers) / median(seconds)),
    ]),
  );

const promisesOf = (ways: readonly Way[]): string[][] =>
  ways
    .filter(({ readers }) => readers === 1)
    .slice(0, 2)
    .map(({ events, name, seconds }) => promise(`${events} events ${name}: seconds`, median(seconds), "at most", 2));
