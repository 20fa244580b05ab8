import { setTimeout as pause } from "node:timers/promises";
import { monotonicMilliseconds } from "../platform/clock.js";
import type { Database } from "../platform/database.js";
import { schemaState } from "../platform/migrations.store.js";
import { type Answer, jsonAnswer } from "./answer.js";

// Load balancers ask often: the database is asked once a second at most, and a slow one is not waited for.
const freshMilliseconds = 1000;
const patienceMilliseconds = 2000;

/** The answer to whether the process is alive. */
export function healthAnswer(): Answer {
  return jsonAnswer(200, { status: "ok" });
}

/**
 * Makes the answer to whether requests can be served: the database is reachable and has the schema of this release.
 *
 * @param databaseUrl the address that is checked; nothing of it is answered
 * @param isStopping whether the process is about to end
 */
export function createReadiness(database: Database, databaseUrl: string, isStopping: () => boolean) {
  let known: { at: number; problem: Promise<string | null> } | undefined;
  const look = async (): Promise<string | null> => {
    const late = pause(patienceMilliseconds, "late" as const, { ref: false });
    const state = schemaState(database, databaseUrl).catch(() => "unreachable" as const);
    const found = await Promise.race([state, late]);
    if (found === "current") return null;
    if (found === "behind" || found === "ahead") return `the schema of the database is ${found}`;
    return "the database cannot be reached";
  };
  return async (): Promise<Answer> => {
    if (isStopping()) return jsonAnswer(503, { status: "stopping" });
    const now = monotonicMilliseconds();
    if (known === undefined || now - known.at > freshMilliseconds) known = { at: now, problem: look() };
    const problem = await known.problem;
    return problem === null
      ? jsonAnswer(200, { status: "ready" })
      : jsonAnswer(503, { status: "unavailable", problem });
  };
}
