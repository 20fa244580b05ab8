import { BlockList, isIPv6 } from "node:net";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { Database } from "../platform/database.js";
import type { Answer } from "./answer.js";
import type { Exchange } from "./context.js";
import { addEventMetrics } from "./event-metrics.js";
import { addJobMetrics } from "./job-metrics.js";
import type { Load } from "./limits/admission.js";
import { addLiveMetrics, type LiveFigures } from "./live-metrics.js";
import { addLoadMetrics, addRequestMetrics, type RequestMetrics } from "./request-metrics.js";
import { addStatisticsMetrics } from "./statistics-metrics.js";

/** The figures of one API, in the text format of Prometheus. */
export interface Metrics extends RequestMetrics {
  /** The answer to whoever collects the figures. */
  answer(): Promise<Answer>;
}

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
  const requests = addRequestMetrics(registry);
  addLoadMetrics(registry, database, load);
  addLiveMetrics(registry, live);
  const jobs = addJobMetrics(registry, database);
  const statistics = addStatisticsMetrics(registry, database);
  const ofEvents = addEventMetrics(registry, database);
  return {
    ...requests,
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
