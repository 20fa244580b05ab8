import postgres from "postgres";
import type { DayRange } from "../../../src/modules/statistics/index.js";
import type { Answered, Asking } from "./asking.js";
import type { Duck } from "./duckdb.js";
import { type Comparison, compare, gather, type PlainRows } from "./plain-answers.js";
import { duckDialect, type PlainStatements, plainStatements, postgresDialect } from "./plain-sql.js";
import type { Asked } from "./questions.js";

/** How long each question of a mix took over the API, in milliseconds, in the order of the questions. */
export type Times = number[][];

/** Asks all questions one after another over one connection, so many times after a first time that does not count. */
export async function timeMix(asking: Asking, mix: readonly Asked[], rounds: number): Promise<Times> {
  const times: Times = mix.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [place, asked] of mix.entries()) {
      const { milliseconds } = await asking.ask(asked);
      if (round > 0) times[place]?.push(milliseconds);
    }
  }
  return times;
}

/** What a rival took for a question, in milliseconds, the best of its runs. */
export interface RivalTime {
  asked: Asked;
  milliseconds: number;
}

/** Where questions are asked in plain SQL. */
export interface Rival {
  name: "DuckDB" | "GROUP BY";
  /** The rows of a question, and how long all its statements took. */
  ask(
    asked: Asked,
    compared: DayRange | null,
  ): Promise<{ rows: PlainRows; statements: PlainStatements; milliseconds: number }>;
}

/** DuckDB as a rival. */
export function duckRival(duck: Duck, today: string): Rival {
  return {
    name: "DuckDB",
    ask: (asked, compared) => run(plainStatements(duckDialect, asked, compared, today), (text) => duck.ask(text)),
  };
}

/** PostgreSQL as a rival, over the same table of facts, without row policies. */
export function groupByRival(url: string, today: string): Rival & { close(): Promise<void> } {
  const sql = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const ask = async (text: string): Promise<{ rows: unknown[][]; milliseconds: number }> => {
    const start = performance.now();
    const rows = await sql.unsafe(text).values();
    return { rows: [...rows] as unknown[][], milliseconds: performance.now() - start };
  };
  return {
    name: "GROUP BY",
    ask: (asked, compared) => run(plainStatements(postgresDialect, asked, compared, today), ask),
    close: () => sql.end({ timeout: 5 }),
  };
}

async function run(statements: PlainStatements, ask: Duck["ask"]): Promise<Awaited<ReturnType<Rival["ask"]>>> {
  const counts = statements.counts === null ? { rows: [], milliseconds: 0 } : await ask(statements.counts.text);
  const durations: { rows: unknown[][]; milliseconds: number }[] = [];
  for (const { text } of statements.durations) durations.push(await ask(text));
  const milliseconds = durations.reduce((sum, one) => sum + one.milliseconds, counts.milliseconds);
  return { rows: { counts: counts.rows, durations: durations.map(({ rows }) => rows) }, statements, milliseconds };
}

/** What came of asking a rival. */
export interface RivalMeasured extends Comparison {
  name: Rival["name"];
  times: RivalTime[];
}

/**
 * Asks a rival the same questions, so many times each, and compares every number of the product's answers with its own.
 *
 * @throws Error with the first number that differs
 */
export async function measureRival(
  rival: Rival,
  questions: readonly Asked[],
  answers: ReadonlyMap<Asked, Answered>,
  runs: number,
): Promise<RivalMeasured> {
  const found: RivalMeasured = { name: rival.name, times: [], equal: 0, suppressed: 0 };
  for (const asked of questions) {
    const answered = answers.get(asked);
    if (answered === undefined) continue;
    const took: number[] = [];
    for (let time = 0; time < runs; time += 1) {
      const { milliseconds, rows, statements } = await rival.ask(asked, answered.comparedPeriod);
      took.push(milliseconds);
      if (time > 0) continue;
      const { equal, suppressed } = compare(asked, answered, gather(asked, answered.comparedPeriod, statements, rows));
      found.equal += equal;
      found.suppressed += suppressed;
    }
    found.times.push({ asked, milliseconds: Math.min(...took) });
  }
  return found;
}
