import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
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
  const log = await readUntilMark(sql, file, size);
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

let marks = 0;

// The plan of a statement is written before its transaction has ended, and so before a mark that is made afterwards. To wait
// until nothing is written any more would take for ever: the workers of the product always have something to look up.
async function readUntilMark(sql: Sql, file: string, from: number): Promise<string> {
  marks += 1;
  const mark = `end of the asking ${marks}`;
  await sql.unsafe(`DO $$ BEGIN RAISE LOG '${mark}'; END $$`);
  for (;;) {
    const log = await readFrom(file, from);
    const end = log.indexOf(mark);
    if (end >= 0) return log.slice(0, end);
    await pause(20);
  }
}

async function readFrom(file: string, from: number): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(file, { start: from })) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

/** All nodes of a plan. */
export const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
