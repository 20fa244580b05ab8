import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  defineQueue,
  type Queue,
  type QueueDefinition,
  recoverJobs,
  runJobs,
  sendJob,
  sendJobs,
} from "../../src/modules/jobs/index.js";
import { openDatabase, type Transaction } from "../../src/platform/database.js";
import { notFound } from "../../src/platform/errors.js";
import { startWorkers } from "../../src/workers/index.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";
import { jobTools } from "../jobs.js";
import { makeProvince } from "../world.js";

interface Payload {
  readonly [name: string]: number | string;
  number: number;
}

/** What a job of these tests leaves behind: one row for each time that it was done. */
const leaveRow = (tx: Transaction, { number }: Payload) =>
  tx.execute(sql`INSERT INTO traces (number) VALUES (${number})`).then(() => undefined);

const queueOf = (definition: Partial<QueueDefinition<Payload>> = {}): Queue<Payload> =>
  defineQueue<Payload>({
    name: "test-work",
    retryDelay: 0,
    backoff: false,
    work: (tx, { payload }) => leaveRow(tx, payload),
    ...definition,
  });

describe("jobs", () => {
  let own: OwnDatabase;

  beforeEach(async () => {
    own = await ownDatabase();
    await asSuperuser(own.adminUrl, async (admin) => {
      await admin.unsafe("CREATE TABLE traces (number int); GRANT ALL ON traces TO lianxin_system");
    });
  });

  afterEach(() => own.drop());

  const system = <Result>(work: (tx: Transaction) => Promise<Result>) => own.database.asSystem("a test", work);
  const send = (queue: Queue<Payload>, number: number, options = {}) =>
    system((tx) => sendJob(tx, null, queue, { number }, options));
  const traces = async () => {
    const rows = await system((tx) => tx.execute<{ number: number }>(sql`SELECT number FROM traces ORDER BY number`));
    return rows.map(({ number }) => number);
  };
  const waiting = async () =>
    system((tx) =>
      tx.execute<{ state: string; retry_count: number; seconds: string }>(sql`SELECT state, retry_count,
        round(extract(epoch FROM start_after - now())) AS seconds FROM pgboss.job ORDER BY created_on, id`),
    );
  const makeDue = () => system((tx) => tx.execute(sql`UPDATE pgboss.job SET start_after = now() - interval '1 s'`));
  const letExpire = () => system((tx) => tx.execute(sql`UPDATE pgboss.job SET started_on = now() - interval '1 day'`));
  const setAside = () => system((tx) => tx.execute(sql`SELECT * FROM set_aside_jobs`));

  test("are done once, and leave nothing in the queue", async () => {
    const queue = queueOf();
    await send(queue, 1);
    await send(queue, 2);
    expect(await runJobs([queue], jobTools(own.database))).toEqual({ done: 2, failed: 0, setAside: 0 });
    expect(await traces()).toEqual([1, 2]);
    expect(await waiting()).toEqual([]);
  });

  test("are not there when the transaction that sent them is taken back", async () => {
    const queue = queueOf();
    const failing = system(async (tx) => {
      await sendJob(tx, null, queue, { number: 1 });
      throw notFound();
    });
    await expect(failing).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await waiting()).toEqual([]);
  });

  test("are sent in the transaction of an actor, who stays in his scope and has no right to the queue", async () => {
    const world = await makeProvince({ database: own.database });
    const bureau = { province: world.code.province, city: world.code.cityA, county: null, bureau: world.code.cityA };
    const actor = {
      person: null,
      client: null,
      roles: [],
      bureau: { ...bureau, kind: "AUTHORITY", level: "CITY", line: null, parent: world.code.province },
    } as const;
    const roleAfter = await own.database.asActor(actor, async (tx) => {
      await sendJobs(tx, actor, queueOf(), [{ payload: { number: 1 } }, { payload: { number: 2 } }]);
      const [row] = await tx.execute<{ role: string }>(sql`SELECT current_role::text AS role`);
      return row?.role;
    });
    expect(roleAfter).toBe("lianxin_city");
    expect(await waiting()).toHaveLength(2);
    const reading = own.database.asActor(actor, (tx) => tx.execute(sql`SELECT 1 FROM pgboss.job`));
    await expect(reading).rejects.toMatchObject({ cause: { code: "42501" } });
    const unstepped = own.database.asActor(actor, (tx) => sendJob(tx, null, queueOf(), { number: 3 }));
    await expect(unstepped).rejects.toMatchObject({ code: "42501" });
  });

  test("of one key wait once, and again when the first has begun", async () => {
    const sent: Promise<void>[] = [];
    const queue = queueOf({
      work: async (tx, { payload }) => {
        await leaveRow(tx, payload);
        if (payload.number === 1) sent.push(send(queue, 2, { key: "the same" }));
        await Promise.all(sent);
      },
    });
    await send(queue, 1, { key: "the same" });
    await send(queue, 9, { key: "the same" });
    await send(queue, 3, { key: 'an "other" \\ one' });
    expect(await waiting()).toHaveLength(2);
    expect(await runJobs([queue], jobTools(own.database))).toMatchObject({ done: 3 });
    expect(await traces()).toEqual([1, 2, 3]);
  });

  test("that wait already begin only after a later sender of the same key has committed", async () => {
    const queue = queueOf();
    await send(queue, 1, { key: "the same" });
    await system(async (tx) => {
      await sendJob(tx, null, queue, { number: 2 }, { key: "the same" });
      expect(await runJobs([queue], jobTools(own.database))).toMatchObject({ done: 0 });
    });
    expect(await runJobs([queue], jobTools(own.database))).toMatchObject({ done: 1 });
  });

  test("of a later hour are left until then", async () => {
    const queue = queueOf();
    await send(queue, 1, { startAfter: new Date("2999-01-01T00:00:00Z") });
    expect(await runJobs([queue], jobTools(own.database))).toMatchObject({ done: 0 });
    await makeDue();
    expect(await runJobs([queue], jobTools(own.database))).toMatchObject({ done: 1 });
  });

  test("are each done once by two processes at the same time", async () => {
    const queue = queueOf({ concurrency: 3 });
    const numbers = Array.from({ length: 60 }, (_, number) => number);
    await system((tx) =>
      sendJobs(
        tx,
        null,
        queue,
        numbers.map((number) => ({ payload: { number } })),
      ),
    );
    const other = openDatabase({ url: own.url, poolSize: 5, statementTimeout: 10_000 });
    try {
      const runs = await Promise.all([own.database, other].map((database) => runJobs([queue], jobTools(database))));
      expect(runs.reduce((sum, { done }) => sum + done, 0)).toBe(60);
      expect(runs.every(({ done }) => done > 0)).toBe(true);
    } finally {
      await other.close(5);
    }
    expect(await traces()).toEqual(numbers);
  });

  test("that fail are taken back and tried again, later each time", async () => {
    const attempts: number[] = [];
    const queue = queueOf({
      retryDelay: 10,
      backoff: true,
      work: async (tx, { attempt, payload }) => {
        attempts.push(attempt);
        await leaveRow(tx, payload);
        if (attempt < 3) throw notFound();
      },
    });
    await send(queue, 1);
    const tools = jobTools(own.database);
    const delays: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      expect(await runJobs([queue], tools)).toEqual({ done: 0, failed: 1, setAside: 0 });
      const [job] = await waiting();
      expect(job).toMatchObject({ state: "retry" });
      delays.push(Number(job?.seconds));
      expect(await traces()).toEqual([]);
      await makeDue();
    }
    expect(await runJobs([queue], tools)).toEqual({ done: 1, failed: 0, setAside: 0 });
    expect(attempts).toEqual([1, 2, 3]);
    expect(await traces()).toEqual([1]);
    expect(delays[0]).toBeGreaterThanOrEqual(9);
    expect(delays[0]).toBeLessThanOrEqual(20);
    expect(delays[1]).toBeGreaterThanOrEqual(19);
    expect(delays[1]).toBeLessThanOrEqual(40);
    expect(tools.lines.join()).not.toContain("There is no such object");
  });

  test("that fail for good are set aside with a code alone, and never tried again", async () => {
    const world = await makeProvince({ database: own.database });
    let tries = 0;
    const queue = queueOf({
      retryLimit: 2,
      bureauOf: ({ bureau }) => String(bureau),
      work: async (tx) => {
        tries += 1;
        await tx.execute(sql`SELECT ${"13812345678"}::bigint / 0`);
      },
    });
    await system((tx) => sendJob(tx, null, queue, { number: 7, bureau: world.code.countyA1 }));
    const tools = jobTools(own.database);
    expect(await runJobs([queue], tools)).toEqual({ done: 0, failed: 3, setAside: 1 });
    expect(await runJobs([queue], tools)).toEqual({ done: 0, failed: 0, setAside: 0 });
    expect(tries).toBe(3);
    expect(await waiting()).toEqual([]);
    expect(await setAside()).toMatchObject([
      {
        province: world.code.province,
        city: world.code.cityA,
        county: world.code.countyA1,
        bureau: world.code.countyA1,
        queue: "test-work",
        payload: { number: 7, bureau: world.code.countyA1 },
        attempts: 3,
        error_code: "22012",
        retried_at: null,
      },
    ]);
    expect(tools.lines.join()).not.toContain("13812345678");
  });

  test("of nobody's bureau, or of one that cannot be told, are set aside for the nation", async () => {
    const broken = queueOf({
      retryLimit: 0,
      bureauOf: () => {
        throw new Error("no bureau");
      },
      work: () => Promise.reject(notFound()),
    });
    await send(broken, 1);
    await system((tx) => sendJob(tx, null, { ...broken, name: "unknown-to-this-release" }, { number: 2 }));
    await runJobs([{ ...broken, name: "unknown-to-this-release" }], jobTools(own.database));
    await runJobs([broken], jobTools(own.database));
    const rows = await setAside();
    expect(rows.map(({ bureau, error_code }) => [bureau, error_code])).toEqual([
      ["100000", "NOT_FOUND"],
      ["100000", "NOT_FOUND"],
    ]);
  });

  test("are tried again when the connection breaks in the middle", async () => {
    let isFirst = true;
    const queue = queueOf({
      work: async (tx, { payload }) => {
        await leaveRow(tx, payload);
        if (!isFirst) return;
        isFirst = false;
        const [session] = await tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
        await asSuperuser(own.adminUrl, (admin) => admin.unsafe(`SELECT pg_terminate_backend(${session?.pid}, 5000)`));
      },
    });
    await send(queue, 1);
    expect(await runJobs([queue], jobTools(own.database))).toEqual({ done: 1, failed: 1, setAside: 0 });
    expect(await traces()).toEqual([1]);
  });

  test("of a process that died are taken by another when their time is over, and not before", async () => {
    const dying = queueOf({ work: () => new Promise(() => {}) });
    await send(dying, 1);
    const lost = openDatabase({ url: own.url, poolSize: 2, statementTimeout: 10_000 });
    // What the process had begun is never settled: its connections just close.
    void runJobs([dying], jobTools(lost)).catch(() => {});
    await vi.waitUntil(async () => (await waiting())[0]?.state === "active", { timeout: 20_000 });
    await lost.close(0);
    const queue = queueOf();
    const tools = jobTools(own.database);
    expect(await recoverJobs([queue], tools)).toEqual({ lost: 0, setAside: 0 });
    expect(await runJobs([queue], tools)).toMatchObject({ done: 0 });
    await letExpire();
    expect(await recoverJobs([queue], tools)).toEqual({ lost: 1, setAside: 0 });
    expect(await runJobs([queue], tools)).toEqual({ done: 1, failed: 0, setAside: 0 });
    expect(await traces()).toEqual([1]);
  });

  test("that kill their process each time are set aside too", async () => {
    const queue = queueOf({ retryLimit: 1 });
    const tools = jobTools(own.database);
    await send(queue, 1);
    for (const wanted of [
      { lost: 1, setAside: 0 },
      { lost: 1, setAside: 1 },
    ]) {
      await system((tx) =>
        tx.execute(sql`UPDATE pgboss.job SET state = 'active', started_on = now() - interval '1 day',
        retry_count = retry_count + CASE WHEN started_on IS NULL THEN 0 ELSE 1 END`),
      );
      expect(await recoverJobs([queue], tools)).toEqual(wanted);
    }
    expect(await setAside()).toMatchObject([{ error_code: "TIMED_OUT", attempts: 2 }]);
  });

  test("that expired while they were worked on change nothing, and are done by the next try", async () => {
    const queue = queueOf({
      work: async (tx, { attempt, payload }) => {
        await leaveRow(tx, { number: payload.number + attempt });
        if (attempt > 1) return;
        await letExpire();
        await recoverJobs([queue], jobTools(own.database));
      },
    });
    await send(queue, 0);
    expect(await runJobs([queue], jobTools(own.database))).toEqual({ done: 1, failed: 1, setAside: 0 });
    expect(await traces()).toEqual([2]);
  });

  test("are done by the workers on their own, and the end waits for what runs", async () => {
    let isBegun = false;
    const queue = queueOf({
      work: async (tx, { payload }) => {
        isBegun = true;
        await leaveRow(tx, payload);
      },
    });
    await send(queue, 1);
    const { clock, database, log, lines } = jobTools(own.database);
    const workers = startWorkers({ database, clock, log, everyMilliseconds: 5, work: { passes: [], queues: [queue] } });
    await vi.waitUntil(() => isBegun, { timeout: 10_000 });
    await workers.stop();
    expect(await traces()).toEqual([1]);
    expect(lines).toEqual([]);
  });

  test("that do not end in time do not hold up the end of the process", async () => {
    let isBegun = false;
    let release = (): void => {};
    const queue = queueOf({
      work: () => {
        isBegun = true;
        return new Promise((resolve) => {
          release = resolve;
        });
      },
    });
    await send(queue, 1);
    const { clock, database, log, lines } = jobTools(own.database);
    const workers = startWorkers({ database, clock, log, everyMilliseconds: 5, work: { passes: [], queues: [queue] } });
    await vi.waitUntil(() => isBegun, { timeout: 10_000 });
    await workers.stop(1);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["the workers were not done in time"]);
    release();
  });
});
