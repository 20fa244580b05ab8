import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { defineQueue, runJobs, sendJob } from "../../../src/modules/jobs/index.js";
import { addressOf, gql, startTestApi } from "../../api.js";
import { type OwnDatabase, ownDatabase } from "../../database.js";
import { addSetAsideJob, jobTools } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";

describe("the figures of queues", () => {
  let own: OwnDatabase;
  let world: World;
  let api: Api;

  const queue = defineQueue<{ number: number }>({
    name: "test-figures",
    concurrency: 5,
    work: async (_, { payload }) => {
      if (payload.number === 0) throw new Error("no");
    },
  });

  beforeAll(async () => {
    own = await ownDatabase();
    world = await makeProvince({ database: own.database });
    api = await startTestApi({ database: own.database, databaseUrl: own.url });
    const send = (number: number, options = {}) =>
      own.database.asSystem("a test", (tx) => sendJob(tx, null, queue, { number }, options));
    for (const number of [0, 1, 2]) await send(number);
    await runJobs([queue], jobTools(own.database));
    await send(3);
    await send(4, { startAfter: new Date("2999-01-01T00:00:00Z") });
    const { province, cityA } = world.code;
    await addSetAsideJob({ province, city: cityA, county: null, bureau: cityA }, { queue: queue.name }, own.database);
  });

  afterAll(async () => {
    await api.close(1000);
    await own.drop();
  });

  test("stand in the metrics by queue and state, with the counts of this process", async () => {
    const body = await (await fetch(`${addressOf(api)}/metrics`)).text();
    const lines = body.split("\n").filter((line) => line.startsWith("lianxin_jobs"));
    const [oldest] = lines.filter((line) => line.includes("oldest"));
    expect(lines.filter((line) => line !== oldest)).toEqual([
      'lianxin_jobs{queue="test-figures",state="waiting"} 2',
      'lianxin_jobs{queue="test-figures",state="active"} 0',
      'lianxin_jobs{queue="test-figures",state="retrying"} 1',
      'lianxin_jobs{queue="test-figures",state="set_aside"} 1',
      'lianxin_jobs_done_total{queue="test-figures"} 2',
      'lianxin_jobs_failed_total{queue="test-figures"} 1',
    ]);
    expect(oldest).toMatch(/^lianxin_jobs_oldest_waiting_seconds\{queue="test-figures"\} \d+(\.\d+)?$/);
  });

  test("are shown to administrators", async () => {
    const token = await world.as("cityA.administrator").token();
    const document = "{ jobQueues { name waiting active retrying setAside oldestDueAt } }";
    const { data, errors } = await gql(token, document, {}, {}, addressOf(api));
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      jobQueues: [
        { name: "test-figures", waiting: 2, active: 0, retrying: 1, setAside: 1, oldestDueAt: expect.any(String) },
      ],
    });
  });
});
