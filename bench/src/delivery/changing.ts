import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { openClient } from "../client.js";
import { callNames, leadLifecycle } from "../lifecycle/calls.js";
import type { Desk } from "../lifecycle/desks.js";
import { writeEvents } from "../live/world.js";
import { quantile } from "../statistics.js";

/** What was changed. */
export interface Changed {
  /** Changes a second that were made while they were due. */
  changes: number;
  errors: number;
  /** The first answers that were not as they should be. */
  samples: string[];
  /** How long each took, in milliseconds. */
  took: { p50: number; p99: number };
}

/** Does something at fixed instants, whatever becomes of what was begun before, and waits for all of it. */
async function atInstants(perSecond: number, seconds: number, work: (serial: number) => Promise<void>): Promise<void> {
  const begin = performance.now();
  const working: Promise<void>[] = [];
  for (let serial = 0; serial < perSecond * seconds; serial += 1) {
    const wait = begin + (serial * 1000) / perSecond - performance.now();
    if (wait > 0.5) await pause(wait);
    working.push(work(serial));
  }
  await Promise.all(working);
}

function startCounting(seconds: number) {
  const times: number[] = [];
  const begin = performance.now();
  const samples: string[] = [];
  let [made, errors] = [0, 0];
  return {
    took: (milliseconds: number): void => {
      times.push(milliseconds);
      if (performance.now() - begin < seconds * 1000) made += 1;
    },
    failed: (error: unknown): void => {
      errors += 1;
      if (samples.length < 5) samples.push(String(error));
    },
    found: (): Changed => ({
      changes: made / seconds,
      errors,
      samples,
      took: { p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
    }),
  };
}

/** Commits events about the tickets of the county, each in a transaction of its own, as another process would. */
export async function writeChanges(sql: Sql, perSecond: number, seconds: number): Promise<Changed> {
  const counting = startCounting(seconds);
  await atInstants(perSecond, seconds, async () => {
    const begin = performance.now();
    await writeEvents(sql, 1);
    counting.took(performance.now() - begin);
  });
  return counting.found();
}

/** Leads complaints of the desks through their lives; each goes through its calls one after another. */
export async function callChanges(
  url: string,
  desks: readonly Desk[],
  perSecond: number,
  seconds: number,
): Promise<Changed> {
  const counting = startCounting(seconds);
  const client = openClient(url, 256);
  try {
    await atInstants(perSecond / callNames.length, seconds, async (serial) => {
      const desk = desks[serial % desks.length];
      if (desk === undefined) return;
      const led = leadLifecycle(client, desk, serial, (_, { milliseconds }) => counting.took(milliseconds));
      await led.catch(counting.failed);
    });
  } finally {
    client.close();
  }
  return counting.found();
}
