import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";

/** A node of a plan, as EXPLAIN (FORMAT JSON) tells it. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: PlanNode[];
}

/** A statement that ran, with its plan. */
export interface Explained {
  milliseconds: number;
  text: string;
  plan: PlanNode;
}

const login = "lianxin_bench";
const settings = ["log_min_duration = 0", "log_analyze = on", "log_buffers = on", "log_format = json"];

/** Makes the server write the plan of each statement of the contestants' login into its log, from their next connection on. */
export async function startExplaining(sql: Sql): Promise<void> {
  await sql.unsafe("LOAD 'auto_explain'");
  await sql.unsafe(`ALTER ROLE ${login} SET session_preload_libraries = 'auto_explain'`);
  for (const setting of settings) await sql.unsafe(`ALTER ROLE ${login} SET auto_explain.${setting}`);
}

/** Ends it. */
export async function stopExplaining(sql: Sql): Promise<void> {
  await sql.unsafe(`ALTER ROLE ${login} RESET ALL`);
}

/** Reads the plans that the log got while some work ran. */
export async function explaining(sql: Sql, work: () => Promise<void>): Promise<Explained[]> {
  const [row] = await sql<{ folder: string }[]>`SELECT current_setting('data_directory') AS folder`;
  const file = join(dirname(row?.folder ?? ""), "postgres.log");
  const { size } = await stat(file);
  await work();
  await untilStill(file);
  const log = (await readFile(file)).subarray(size).toString("utf8");
  return [...log.matchAll(/LOG: {2}duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)*?\t\}\n)/g)].map(
    ([, duration, json = ""]) => {
      const { "Query Text": text, Plan: plan } = JSON.parse(json.replace(/^\t/gm, "")) as {
        "Query Text": string;
        Plan: PlanNode;
      };
      return { milliseconds: Number(duration), text, plan };
    },
  );
}

// The server writes a statement's plan when it ends, which may be a moment after its answer went out.
async function untilStill(file: string): Promise<void> {
  let [before, now] = [-1, (await stat(file)).size];
  while (before !== now) {
    await pause(100);
    [before, now] = [now, (await stat(file)).size];
  }
}

/** All nodes of a plan. */
export const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
