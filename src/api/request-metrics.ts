import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Database } from "../platform/database.js";
import type { ErrorCode } from "../platform/errors.js";
import type { Exchange } from "./context.js";
import type { Load } from "./limits/admission.js";

/** The figures of requests. */
export interface RequestMetrics {
  /** Counts one request that was answered. */
  observe(route: string, exchange: Exchange, status: number, milliseconds: number): void;
  countError(code: ErrorCode): void;
}

// Clients choose the names of operations: beyond so many they are counted together, or they would fill the memory.
const mostOperations = 200;

/** Adds the figures of requests that were answered: how long they took, and the errors by their codes. */
export function addRequestMetrics(registry: Registry): RequestMetrics {
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
  const labelOf = createOperationLabels();
  // As many as there are routes, statuses and operations that are told apart.
  const observers = new Map<string, { observe(seconds: number): void }>();
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
  };
}

function createOperationLabels(): (name: string | null) => string {
  const operations = new Set<string>();
  return (name) => {
    if (name === null) return "";
    if (!operations.has(name) && (operations.size >= mostOperations || name.length > 60)) return "other";
    operations.add(name);
    return name;
  };
}

/**
 * Adds what is worked on at this moment: the pool of the database, and GraphQL requests.
 *
 * @param load how many GraphQL requests are worked on, and how many wait
 */
export function addLoadMetrics(registry: Registry, database: Database, load: () => Load): void {
  const registers = [registry];
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
}
