import { fileURLToPath } from "node:url";
import { projectFolder } from "./product.js";

/** The folder of everything that the benches keep: the database, the keys, the address of a running server. */
export const benchFolder = fileURLToPath(new URL(".data/bench/", projectFolder));

/** The folder of the results, one JSON file for each run. */
export const resultsFolder = fileURLToPath(new URL("bench/results/", projectFolder));

/** The connections of each contestant, and of the product. */
export const poolSize = 10;

/**
 * The settings of the one PostgreSQL that all contestants are measured on: durable as in production, with the memory that
 * a machine of 24 GB gives, and with checkpoints so seldom that none falls into the few seconds of a measurement by chance.
 */
export const serverSettings: Readonly<Record<string, string>> = {
  shared_buffers: "4GB",
  effective_cache_size: "14GB",
  work_mem: "16MB",
  maintenance_work_mem: "1GB",
  fsync: "on",
  synchronous_commit: "on",
  max_wal_size: "8GB",
  checkpoint_timeout: "20min",
  max_connections: "200",
  max_parallel_maintenance_workers: "2",
  // The disks of today: without it the planner counts a look-up in an index as if a disk had to turn for it.
  random_page_cost: "1.1",
  track_io_timing: "on",
  // By it the way from a commit to whoever is told is measured, and not from an instant before.
  track_commit_timestamp: "on",
};

/**
 * How many tickets the database of each size holds; "empty" has the tree and the people only, and "100m" the rollups of so
 * many tickets without them, for the statistics alone.
 */
export const sizes = { empty: 0, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000, "100m": 100_000_000 } as const;

/** The name of a size. */
export type Size = keyof typeof sizes;

/** The sizes, from the smallest. */
export const sizeNames = Object.keys(sizes) as Size[];

/** Whether a text names a size. */
export const isSize = (text: string): text is Size => Object.hasOwn(sizes, text);

/** The database of a size. */
export const databaseOf = (size: Size): string => `lianxin_bench_${size}`;
