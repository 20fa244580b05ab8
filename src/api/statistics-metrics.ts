import { Gauge, type Registry } from "prom-client";
import { readStatisticsFigures, type StatisticsFigures } from "../modules/statistics/index.js";
import { monotonicMilliseconds } from "../platform/clock.js";
import type { Database } from "../platform/database.js";

/** The figures of the statistics. */
export interface StatisticsMetrics {
  /** Reads them anew, before the figures are collected. Where the database does not answer they are left out. */
  refresh(): Promise<void>;
}

// Whoever collects figures gives up after some seconds, and would miss those of the process too.
const mostMilliseconds = 1000;

/** The figures; null where the database does not answer in time, or all its connections are lent. */
async function figuresInTime(database: Database): Promise<StatisticsFigures | null> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), mostMilliseconds);
  });
  const reading = readStatisticsFigures(database.until(monotonicMilliseconds() + mostMilliseconds)).catch(() => null);
  const figures = await Promise.race([reading, isLate]);
  clearTimeout(timer);
  return figures;
}

// No value at all where nothing is known, which a zero would hide.
const gaugesOf = (registers: Registry[]) => ({
  deltas: new Gauge({
    name: "lianxin_statistics_deltas",
    help: "Changes of tickets that are not folded into the rollups yet; they are read with them. A million stands for more too.",
    labelNames: [],
    registers,
  }),
  oldest: new Gauge({
    name: "lianxin_statistics_oldest_delta_seconds",
    help: "For how long this process has seen the oldest of these changes wait, each time that figures were collected; 0 where none waits.",
    registers,
  }),
  differences: new Gauge({
    name: "lianxin_statistics_differences",
    help: "How many tickets and cells of the rollups differed when everything was last compared.",
    registers,
  }),
  verified: new Gauge({
    name: "lianxin_statistics_verified_timestamp",
    help: "When everything was last compared, in seconds since 1970; nothing before the first time.",
    registers,
  }),
});

/** Adds the figures of the statistics to those of an API. */
export function addStatisticsMetrics(registry: Registry, database: Database): StatisticsMetrics {
  const gauges = gaugesOf([registry]);
  let seen: { oldest: string | null; since: number } = { oldest: null, since: 0 };
  const set = ({ deltas, lastCheck, oldest }: StatisticsFigures): void => {
    const now = monotonicMilliseconds();
    if (oldest === null || oldest !== seen.oldest) seen = { oldest, since: now };
    gauges.deltas.set(deltas);
    gauges.oldest.set((now - seen.since) / 1000);
    if (lastCheck === null) return;
    gauges.differences.set(lastCheck.differences);
    gauges.verified.set(lastCheck.endedAt.getTime() / 1000);
  };
  return {
    refresh: async () => {
      for (const gauge of Object.values(gauges)) gauge.remove();
      const figures = await figuresInTime(database);
      if (figures !== null) set(figures);
    },
  };
}
