import { readFile } from "node:fs/promises";
import postgres from "postgres";

/** Processor time in seconds: of our process, and of PostgreSQL's that serve it. */
export interface ProcessorTime {
  node: number;
  postgres: number;
}

// Linux counts in hundredths of a second.
const ticksPerSecond = 100;

/** The processor time that a process has had, all of its threads together, in seconds; none of one that has ended. */
async function secondsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return 0;
  // The name of the process, in brackets, may hold spaces; the eleventh and twelfth after it are the two times.
  const [user = 0, system = 0] = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return (user + system) / ticksPerSecond;
}

async function readTimes(pid: number, adminUrl: string): Promise<Map<number, number>> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity
      WHERE backend_type NOT IN ('checkpointer', 'autovacuum launcher') AND coalesce(datname, current_database()) = current_database()`;
    const pids = [pid, ...rows.map((row) => row.pid)];
    return new Map(await Promise.all(pids.map(async (one) => [one, await secondsOf(one)] as const)));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Watches how much of the processors our process takes, and how much PostgreSQL: unlike the clock it tells what something
 * costs while others use the machine too.
 *
 * @returns what ends the watch, and answers what was taken since it began
 */
export async function watchProcessors(pid: number, adminUrl: string): Promise<() => Promise<ProcessorTime>> {
  const before = await readTimes(pid, adminUrl);
  return async () => {
    const after = await readTimes(pid, adminUrl);
    const taken: ProcessorTime = { node: 0, postgres: 0 };
    for (const [one, seconds] of after) {
      taken[one === pid ? "node" : "postgres"] += seconds - (before.get(one) ?? 0);
    }
    return taken;
  };
}
