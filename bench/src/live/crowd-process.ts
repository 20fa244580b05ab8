import { setTimeout as pause } from "node:timers/promises";
import { quantile } from "../statistics.js";
import { openSubscriber, type Subscriber, type Subscription } from "./subscriber.js";

/** What the process of the subscribers is told to do. */
export type CrowdOrder =
  /** Opens so many subscriptions, in addition to those that are open, with the tokens in turn; counts anew. */
  | ({ kind: "open"; url: string; tokens: readonly string[]; count: number; asked: Subscription } & Expected)
  /** Begins to count anew. */
  | ({ kind: "expect" } & Expected)
  /** Waits until everybody was told what was expected, at most so many milliseconds. */
  | { kind: "settle"; milliseconds: number }
  /** Closes all subscriptions. */
  | { kind: "close" };

/** What is counted. */
export interface Expected {
  /** How many answers each subscriber must get; null: nobody knows. */
  each: number | null;
  /** The instants of the answers of every n-th subscriber are looked at. */
  sampleEvery: number;
  /** Whether the cursor and the instant of each answer that is looked at are given back. */
  keepsCursors: boolean;
}

/** What was counted; times are milliseconds. */
export interface Tally {
  subscribers: number;
  deliveries: number;
  /** How many subscribers got what was expected, and how many got more. */
  complete: number;
  excessive: number;
  /** When the last answer came, since the epoch. */
  lastAt: number;
  /** From the instant in the answer to its arrival. */
  latency: { p50: number; p95: number; p99: number; longest: number; samples: number };
  /** Answers that were looked at: those with errors, and those whose cursor had come before. */
  withErrors: number;
  repeated: number;
  /** How subscriptions ended that nobody closed. */
  ends: string[];
  received: { subscriber: number; cursor: string; at: number }[];
  /** The processor time of this process while it counted. */
  processorMilliseconds: number;
}

const atMark = Buffer.from('"at":"');
const cursorMark = Buffer.from('"cursor":"');
const errorMark = Buffer.from('"errors":');

/** How many subscriptions are opened at the same time. */
const openedAtOnce = 64;

// The clock of the day, which the servers have too; that of `performance` moves away from it within minutes.
const now = (): number => Date.now();

const state = {
  subscribers: [] as Subscriber[],
  ends: [] as string[],
  counts: new Uint32Array(0),
  expected: { each: null, sampleEvery: 1, keepsCursors: false } as Expected,
  deliveries: 0,
  complete: 0,
  excessive: 0,
  lastAt: 0,
  latencies: [] as number[],
  withErrors: 0,
  repeated: 0,
  seen: new Map<number, Set<string>>(),
  received: [] as Tally["received"],
  usage: process.cpuUsage(),
  finished: () => {},
};

async function open({ asked, count, tokens, url, ...expected }: Extract<CrowdOrder, { kind: "open" }>): Promise<void> {
  const target = new URL(url);
  // Who resumes is told at once.
  expect(expected, count);
  let opened = 0;
  const lane = async (): Promise<void> => {
    while (opened < count) {
      const place = state.subscribers.length;
      opened += 1;
      await new Promise<void>((resolve) => {
        const token = tokens[place % tokens.length] ?? "";
        state.subscribers.push(
          openSubscriber(target, token, asked, {
            subscribed: resolve,
            told: (bytes, start, end) => told(place, bytes, start, end),
            ended: (how) => {
              state.ends.push(how);
              resolve();
            },
          }),
        );
      });
    }
  };
  await Promise.all(Array.from({ length: openedAtOnce }, lane));
}

function told(place: number, bytes: Buffer, start: number, end: number): void {
  const { counts, expected } = state;
  const count = (counts[place] ?? 0) + 1;
  counts[place] = count;
  state.deliveries += 1;
  if (place % expected.sampleEvery === 0) lookAt(place, bytes, start, end);
  if (expected.each === null || count < expected.each) return;
  if (count > expected.each) {
    state.excessive += 1;
    return;
  }
  state.complete += 1;
  if (state.complete < counts.length) return;
  state.lastAt = now();
  state.finished();
}

function lookAt(place: number, bytes: Buffer, start: number, end: number): void {
  const arrivedAt = now();
  state.lastAt = arrivedAt;
  const answer = bytes.subarray(start, end);
  const textAfter = (mark: Buffer): string | null => {
    const found = answer.indexOf(mark);
    return found < 0 ? null : answer.toString("latin1", found + mark.length, answer.indexOf(0x22, found + mark.length));
  };
  const at = textAfter(atMark);
  if (at !== null) state.latencies.push(arrivedAt - Date.parse(at));
  if (answer.includes(errorMark)) state.withErrors += 1;
  const cursor = textAfter(cursorMark);
  if (cursor === null) return;
  const seen = state.seen.get(place) ?? new Set();
  if (seen.has(cursor)) state.repeated += 1;
  state.seen.set(place, seen.add(cursor));
  if (state.expected.keepsCursors) state.received.push({ subscriber: place, cursor, at: arrivedAt });
}

function expect({ each, keepsCursors, sampleEvery }: Expected, more = 0): void {
  Object.assign(state, {
    expected: { each, keepsCursors, sampleEvery },
    ...{ deliveries: 0, complete: 0, excessive: 0, lastAt: 0, latencies: [], withErrors: 0, repeated: 0 },
    ...{ seen: new Map(), received: [], usage: process.cpuUsage(), finished: () => {} },
    counts: new Uint32Array(state.subscribers.length + more),
  });
}

async function settle(milliseconds: number): Promise<Tally> {
  const isFinished = new Promise<void>((resolve) => {
    state.finished = resolve;
  });
  const isComplete = state.expected.each !== null && state.complete === state.counts.length;
  const aborting = new AbortController();
  const overdue = pause(milliseconds, undefined, { signal: aborting.signal }).catch(() => {});
  if (!isComplete) await Promise.race([isFinished, overdue]);
  aborting.abort();
  const { user, system } = process.cpuUsage(state.usage);
  const { complete, deliveries, ends, excessive, lastAt, latencies, received, repeated, subscribers, withErrors } =
    state;
  const at = (share: number): number => quantile(latencies, share);
  return {
    ...{ complete, deliveries, excessive, lastAt, received, repeated, withErrors },
    subscribers: subscribers.length,
    latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1), samples: latencies.length },
    ends: ends.slice(0, 20),
    processorMilliseconds: (user + system) / 1000,
  };
}

function close(): void {
  for (const subscriber of state.subscribers.splice(0)) subscriber.close();
  state.ends.length = 0;
}

async function follow(order: CrowdOrder): Promise<Tally | null> {
  if (order.kind === "settle") return settle(order.milliseconds);
  if (order.kind === "open") await open(order);
  else if (order.kind === "expect") expect(order);
  else close();
  return null;
}

// A process of its own, which the runner forks: what the runner does must not delay the subscribers.
process.on("message", async (order: CrowdOrder) => {
  process.send?.({ tally: await follow(order) });
});
