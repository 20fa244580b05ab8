import autocannon from "autocannon";
import { quantile } from "../statistics.js";

/** One measurement: many connections that ask the same, one after another, for some seconds. */
export interface DriveOrder {
  url: string;
  token: string;
  body: string;
  connections: number;
  seconds: number;
}

/** What a measurement found; milliseconds. */
export interface DriveResult {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  /** Answers that were not 200, or held errors, and connections that broke. */
  failures: number;
}

// A process of its own, which the runner forks: the load must not be slowed by what the runner does.
process.on("message", (order: DriveOrder) => {
  const times: number[] = [];
  let failures = 0;
  const instance = autocannon(
    {
      url: order.url,
      method: "POST",
      connections: order.connections,
      duration: order.seconds,
      headers: { "content-type": "application/json", authorization: `Bearer ${order.token}` },
      body: order.body,
    },
    (error, result) => {
      if (error) throw error;
      const found: DriveResult = {
        requestsPerSecond: times.length / result.duration,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        failures: failures + result.errors + result.timeouts,
      };
      process.send?.(found);
    },
  );
  instance.on("response", (_client, status, _bytes, milliseconds) => {
    times.push(milliseconds);
    if (status !== 200) failures += 1;
  });
});
