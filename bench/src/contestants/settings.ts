import type { AddressInfo, Server } from "node:net";
import { poolSize } from "../settings.js";

/** What a contestant is started with. */
export interface ContestantSettings {
  databaseUrl: string;
  poolSize: number;
  port: number;
}

/** Reads what the runner has set. */
export function contestantSettings(): ContestantSettings {
  const { DATABASE_URL: databaseUrl, PORT: port } = process.env;
  if (databaseUrl === undefined) throw new Error("a contestant is started by the runner, which sets DATABASE_URL");
  return { databaseUrl, poolSize, port: Number(port ?? 0) };
}

/**
 * What every contestant sets on its connections to PostgreSQL. Bitmaps are off: the planner counts a condition that the
 * row policy repeats twice, expects next to no rows, and would gather and sort all of a city to show twenty.
 */
export const connectionSettings = { application_name: "bench", TimeZone: "UTC", enable_bitmapscan: "off" } as const;

/** Tells the runner where a server listens. */
export function announce(server: Server): void {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening ${port}\n`);
}
