import { Gauge, type Registry } from "prom-client";
import type { ErrorCode } from "../platform/errors.js";

/** The ways on which subscriptions are served: WebSockets, and streams of Server-Sent Events. */
export type LiveWay = "socket" | "stream";

/** What goes on on live connections, counted by those who serve them. */
export interface LiveFigures {
  readonly connections: Record<LiveWay, number>;
  subscriptions: number;
  /** Answers of subscriptions that were sent, since the start. */
  deliveries: number;
  /** Connections that ended, by way and close code, since the start. */
  readonly ends: Map<string, { way: LiveWay; code: string; count: number }>;
}

/** Counts the codes of errors that were told. */
export type CountError = (code: ErrorCode) => void;

/** Figures that all are nought. */
export function createLiveFigures(): LiveFigures {
  return { connections: { socket: 0, stream: 0 }, subscriptions: 0, deliveries: 0, ends: new Map() };
}

/** Counts a connection that ended. */
export function countEnd({ ends }: LiveFigures, way: LiveWay, code: string): void {
  const key = `${way} ${code}`;
  const known = ends.get(key) ?? { way, code, count: 0 };
  known.count += 1;
  ends.set(key, known);
}

/** Adds the figures of live connections. They are counted as plain numbers, and read when somebody collects them. */
export function addLiveMetrics(registry: Registry, figures: LiveFigures): void {
  const registers = [registry];
  const connections = new Gauge({
    name: "lianxin_live_connections",
    help: "Connections on which subscriptions are served, by way: WebSockets, and streams of Server-Sent Events.",
    labelNames: ["way"],
    registers,
    collect: () => {
      for (const way of ["socket", "stream"] as const) connections.set({ way }, figures.connections[way]);
    },
  });
  const subscriptions = new Gauge({
    name: "lianxin_live_subscriptions",
    help: "Subscriptions that are open.",
    registers,
    collect: () => {
      subscriptions.set(figures.subscriptions);
    },
  });
  const deliveries = new Gauge({
    name: "lianxin_live_deliveries_total",
    help: "Answers of subscriptions that were sent.",
    registers,
    collect: () => {
      deliveries.set(figures.deliveries);
    },
  });
  const ends = new Gauge({
    name: "lianxin_live_ends_total",
    help: "Live connections that ended, by way and close code of the WebSocket protocol; streams count by the same codes.",
    labelNames: ["way", "code"],
    registers,
    collect: () => {
      for (const { way, code, count } of figures.ends.values()) ends.set({ way, code }, count);
    },
  });
}
