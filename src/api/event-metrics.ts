import { Gauge, type Registry } from "prom-client";
import { type EventFigures, readEventFigures } from "../modules/events/index.js";
import { monotonicMilliseconds } from "../platform/clock.js";
import type { Database } from "../platform/database.js";

/** The figures of the event log. */
export interface EventMetrics {
  /** Reads them anew, before the figures are collected. Where the database does not answer they are left out. */
  refresh(): Promise<void>;
}

// Whoever collects figures gives up after some seconds, and would miss those of the process too.
const mostMilliseconds = 1000;

const gaugesOf = (registers: Registry[]) => ({
  waiting: new Gauge({
    name: "lianxin_events_waiting",
    help: "Committed events that the relay has not moved into the log yet. A million stands for more too.",
    registers,
  }),
  oldest: new Gauge({
    name: "lianxin_events_oldest_waiting_seconds",
    help: "For how long this process has seen the oldest of them wait, each time that figures were collected; 0 where none waits.",
    registers,
  }),
  position: new Gauge({
    name: "lianxin_event_log_position",
    help: "The position of the last event of the log.",
    registers,
  }),
  kept: new Gauge({
    name: "lianxin_event_log_oldest_position",
    help: "The least position that the log still keeps.",
    registers,
  }),
});

/** Adds the figures of the event log to those of an API. Whoever runs the platform alarms on events that wait. */
export function addEventMetrics(registry: Registry, database: Database): EventMetrics {
  const gauges = gaugesOf([registry]);
  let seen: { oldest: string | null; since: number } = { oldest: null, since: 0 };
  const set = ({ latest, oldestKept, oldestWaiting, waiting }: EventFigures): void => {
    const now = monotonicMilliseconds();
    if (oldestWaiting === null || oldestWaiting !== seen.oldest) seen = { oldest: oldestWaiting, since: now };
    gauges.waiting.set(waiting);
    gauges.oldest.set((now - seen.since) / 1000);
    gauges.position.set(latest);
    gauges.kept.set(oldestKept);
  };
  return {
    refresh: async () => {
      for (const gauge of Object.values(gauges)) gauge.remove();
      const bounded = database.until(monotonicMilliseconds() + mostMilliseconds);
      const figures = await readEventFigures(bounded).catch(() => null);
      if (figures !== null) set(figures);
    },
  };
}
