import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DuePassDefinition, defineDuePass, runJobs } from "../../src/modules/jobs/index.js";
import { settableClock } from "../../src/platform/clock.js";
import { openDatabase, type Transaction } from "../../src/platform/database.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";
import { jobTools } from "../jobs.js";

interface Row {
  readonly [name: string]: number;
  number: number;
}

const start = new Date("2026-05-01T00:00:00Z");
const table = `CREATE TABLE things (number int PRIMARY KEY, due_on timestamptz NOT NULL, handled int NOT NULL DEFAULT 0,
  is_poison boolean NOT NULL DEFAULT false);
  GRANT ALL ON things TO lianxin_system`;

/** A pass that marks things as handled, and fails with all of a batch in which there is poison. */
const definition: DuePassDefinition<Row, Row> = {
  name: "test-things",
  everyMilliseconds: 1000,
  batchSize: 8,
  retryLimit: 1,
  retryDelay: 0,
  backoff: false,
  claim: async (tx, { at, limit }) =>
    tx.execute<Row>(sql`SELECT number FROM things WHERE due_on <= ${at.toISOString()} ORDER BY due_on, number
      LIMIT ${limit} FOR UPDATE SKIP LOCKED`),
  handle: async (tx, rows) => {
    const numbers = sql.param(rows.map(({ number }) => number));
    await tx.execute(sql`UPDATE things SET handled = handled + 1, due_on = 'infinity' WHERE number = ANY(${numbers})`);
    await tx.execute(sql`SELECT 1 / (CASE WHEN EXISTS
      (SELECT 1 FROM things WHERE is_poison AND number = ANY(${numbers})) THEN 0 ELSE 1 END)`);
  },
  park: async (tx, { number }) => {
    await tx.execute(sql`UPDATE things SET due_on = 'infinity' WHERE number = ${number}`);
  },
  payloadOf: ({ number }) => ({ number }),
  find: async (tx, { number }) => {
    const [row] = await tx.execute<Row>(
      sql`SELECT number FROM things WHERE number = ${number} AND handled = 0 FOR UPDATE`,
    );
    return row ?? null;
  },
};

describe("a pass over what is due", () => {
  let own: OwnDatabase;
  const pass = defineDuePass(definition);

  beforeEach(async () => {
    own = await ownDatabase();
    await asSuperuser(own.adminUrl, (admin) => admin.unsafe(table));
  });

  afterEach(() => own.drop());

  const system = <Result>(work: (tx: Transaction) => Promise<Result>) => own.database.asSystem("a test", work);
  const tools = () => jobTools(own.database, settableClock(start));
  const add = (from: number, to: number, dueOn = start) =>
    system((tx) =>
      tx.execute(sql`INSERT INTO things (number, due_on)
        SELECT number, ${dueOn.toISOString()}::timestamptz FROM generate_series(${from}::int, ${to}::int) AS number`),
    );
  const poison = (...numbers: number[]) =>
    system((tx) => tx.execute(sql`UPDATE things SET is_poison = true WHERE number = ANY(${sql.param(numbers)})`));
  const heal = () => system((tx) => tx.execute(sql`UPDATE things SET is_poison = false`));
  const handled = async (times: number) => {
    const rows = await system((tx) =>
      tx.execute<Row>(sql`SELECT number FROM things WHERE handled = ${times} ORDER BY number`),
    );
    return rows.map(({ number }) => number);
  };
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);

  test("handles everything that is due, in batches, and nothing else", async () => {
    await add(1, 30);
    await add(31, 40, new Date("2026-05-02T00:00:00Z"));
    const given = tools();
    expect(await pass.run(given)).toEqual({ handled: 30, parked: 0 });
    expect(await handled(1)).toEqual(numbers(1, 30));
    expect(await pass.run(given)).toEqual({ handled: 0, parked: 0 });
    const later = jobTools(own.database, settableClock(new Date("2026-05-02T00:00:00Z")));
    expect(await pass.run(later)).toEqual({ handled: 10, parked: 0 });
    expect(await handled(1)).toEqual(numbers(1, 40));
  });

  test("handles each row once when two processes run it at the same time", async () => {
    await add(1, 200);
    const other = openDatabase({ url: own.url, poolSize: 5, statementTimeout: 10_000 });
    try {
      const runs = await Promise.all([own.database, other].map((database) => pass.run({ ...tools(), database })));
      expect(runs.reduce((sum, run) => sum + run.handled, 0)).toBe(200);
    } finally {
      await other.close(5);
    }
    expect(await handled(1)).toEqual(numbers(1, 200));
  });

  test("parks the rows that fail alone, which become jobs, and handles all the others", async () => {
    await add(1, 40);
    await poison(1, 13, 40);
    const given = tools();
    expect(await pass.run(given)).toEqual({ handled: 37, parked: 3 });
    expect(await handled(0)).toEqual([1, 13, 40]);
    expect(await pass.run(given)).toEqual({ handled: 0, parked: 0 });
    expect(given.lines.map((line) => JSON.parse(line).msg)).toEqual(
      Array.from({ length: 3 }, () => "a row failed alone and became a job"),
    );
    await heal();
    expect(await runJobs([pass.queue], given)).toEqual({ done: 3, failed: 0, setAside: 0 });
    expect(await handled(1)).toEqual(numbers(1, 40));
  });

  test("has the jobs of rows set aside that fail for good, and does nothing for those that are settled", async () => {
    await add(1, 2);
    await poison(1, 2);
    const given = tools();
    expect(await pass.run(given)).toEqual({ handled: 0, parked: 2 });
    await system((tx) => tx.execute(sql`UPDATE things SET handled = 7 WHERE number = 2`));
    expect(await runJobs([pass.queue], given)).toEqual({ done: 1, failed: 2, setAside: 1 });
    const rows = await system((tx) => tx.execute(sql`SELECT queue, payload, error_code FROM set_aside_jobs`));
    expect(rows).toMatchObject([{ queue: "test-things", payload: { number: 1 }, error_code: "22012" }]);
    expect(await handled(7)).toEqual([2]);
  });

  test("gives up for this run where row after row fails, and leaves the rest to the next", async () => {
    await add(1, 30);
    await poison(...numbers(1, 30));
    await expect(pass.run(tools())).rejects.toMatchObject({ cause: { code: "22012" } });
    await heal();
    const { handled: many } = await pass.run(tools());
    expect(many).toBe(20);
  });

  test("fails as a whole, and parks nothing, where the rows cannot be claimed", async () => {
    await add(1, 3);
    const broken = defineDuePass({ ...definition, claim: (tx) => tx.execute<Row>(sql`SELECT 1 / 0 AS number`) });
    await expect(broken.run(tools())).rejects.toMatchObject({ cause: { code: "22012" } });
    expect(await handled(0)).toEqual([1, 2, 3]);
  });

  test("stops between two batches when it is asked to", async () => {
    await add(1, 30);
    let asked = 0;
    const run = await pass.run({
      ...tools(),
      isStopped: () => {
        asked += 1;
        return asked > 2;
      },
    });
    expect(run).toEqual({ handled: 16, parked: 0 });
  });
});
