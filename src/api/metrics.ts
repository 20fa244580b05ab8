import { BlockList, isIPv6 } from "node:net";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "../platform/database.js";
import type { ErrorCode } from "../platform/errors.js";
import type { Answer } from "./answer.js";
import type { Exchange } from "./context.js";
import { addEventMetrics } from "./event-metrics.js";
import { addJobMetrics } from "./job-metrics.js";
import type { Load } from "./limits/admission.js";
import { addLiveMetrics, type LiveFigures } from "./live-metrics.js";
import { addStatisticsMetrics } from "./statistics-metrics.js";

/** The figures of one API, in the text format of Prometheus. */
export interface Metrics {
  /** Counts one request that was answered. */
  observe(route: string, exchange: Exchange, status: number, milliseconds: number): void;
  countError(code: ErrorCode): void;
  /** The answer to whoever collects the figures. */
  answer(): Promise<Answer>;
}

// Clients choose the names of operations: beyond so many they are counted together, or they would fill the memory.
const mostOperations = 200;

// The process has one heap and one event loop, however many APIs it runs.
const processRegistry = new Registry();
let isCollecting = false;

/**
 * Makes the figures of an API.
 *
 * @param load how many GraphQL requests are worked on, and how many wait
 * @param live what goes on on live connections
 */
export function createMetrics(database: Database, load: () => Load, live: LiveFigures): Metrics {
  if (!isCollecting) collectDefaultMetrics({ register: processRegistry });
  isCollecting = true;
  const registry = new Registry();
  const registers = [registry];
  const durations = new Histogram({
    name: "lianxin_request_duration_seconds",
    help: "Requests and how long they took, by route, GraphQL operation name and status.",
    labelNames: ["route", "operation", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const errors = new Counter({
    name: "lianxin_errors_total",
    help: "Errors answered, by code.",
    labelNames: ["code"],
    registers,
  });
  const connections = new Gauge({
    name: "lianxin_database_connections",
    help: "The database pool: connections in use, requests that wait for one, and the size of the pool.",
    labelNames: ["state"],
    registers,
    collect: () => {
      const { active, waiting, size } = database.load();
      connections.set({ state: "active" }, active);
      connections.set({ state: "waiting" }, waiting);
      connections.set({ state: "size" }, size);
    },
  });
  const requests = new Gauge({
    name: "lianxin_requests_in_flight",
    help: "GraphQL requests that are worked on, and that wait for a place; those refused are errors, by their code.",
    labelNames: ["state"],
    registers,
    collect: () => {
      const { working, waiting } = load();
      requests.set({ state: "working" }, working);
      requests.set({ state: "waiting" }, waiting);
    },
  });
  addLiveMetrics(registry, live);
  const jobs = addJobMetrics(registry, database);
  const statistics = addStatisticsMetrics(registry, database);
  const ofEvents = addEventMetrics(registry, database);
  const operations = new Set<string>();
  // As many as there are routes, statuses and operations that are told apart.
  const observers = new Map<string, { observe(seconds: number): void }>();
  const labelOf = (name: string | null): string => {
    if (name === null) return "";
    if (!operations.has(name) && (operations.size >= mostOperations || name.length > 60)) return "other";
    operations.add(name);
    return name;
  };
  return {
    observe: (route, exchange, status, milliseconds) => {
      const operation = labelOf(exchange.operationName);
      const key = `${route} ${status} ${operation}`;
      let kept = observers.get(key);
      if (kept === undefined) {
        kept = durations.labels({ route, operation, status: String(status) });
        observers.set(key, kept);
      }
      kept.observe(milliseconds / 1000);
    },
    countError: (code) => errors.inc({ code }),
    answer: async () => {
      await Promise.all([jobs.refresh(), statistics.refresh(), ofEvents.refresh()]);
      return {
        status: 200,
        headers: { "Content-Type": registry.contentType },
        body: `${await processRegistry.metrics()}\n${await registry.metrics()}`,
      };
    },
  };
}

const nearby = new BlockList();
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  nearby.addSubnet(network, prefix, "ipv4");
}
nearby.addAddress("::1", "ipv6");
nearby.addSubnet("fc00::", 7, "ipv6");

/**
 * Whether a request comes straight from this machine or from a private network (RFC 1918, RFC 4193).
 *
 * SECURITY: figures name operations and tell how busy a hotline is, so what came through a proxy, from wherever, does
 * not count as near.
 */
export function isFromNearby({ request }: Exchange): boolean {
  if (request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined) return false;
  const address = request.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? "";
  return address !== "" && nearby.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
