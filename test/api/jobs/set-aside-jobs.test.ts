import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { defineQueue } from "../../../src/modules/jobs/index.js";
import type { Place } from "../../../src/platform/actor.js";
import { type Caller, expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { addSetAsideJob, runJobsOf } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";

interface JobAnswer {
  id: string;
  queue: string;
  payload: string;
  attempts: number;
  errorCode: string;
  retriedAt: string | null;
  bureau: { code: string };
  retriedBy: { login: string } | null;
  permittedActions: string[];
}

interface ListAnswer {
  setAsideJobs: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: JobAnswer[];
  };
}

const fields = "id queue payload attempts errorCode retriedAt bureau { code } retriedBy { login } permittedActions";
const listDocument = `query ($filter: SetAsideJobFilter, $first: Int, $after: String) {
  setAsideJobs(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${fields} }
  }
}`;
const retryDocument = `mutation ($input: RetryJobInput!) { retryJob(input: $input) { setAsideJob { ${fields} } } }`;
const queuesDocument = "{ jobQueues { name waiting active retrying setAside oldestDueAt } }";

describe("jobs that were set aside", () => {
  let world: World;
  let ofCity: string;
  let ofCounty: string;
  let ofOtherCity: string;

  const placeAt = (city: "cityA" | "cityB", county?: "countyA1"): Place => ({
    province: world.code.province,
    city: world.code[city],
    county: county === undefined ? null : world.code[county],
    bureau: world.code[county ?? city],
  });

  beforeAll(async () => {
    world = await makeProvince();
    const onDay = (day: string) => ({ setAsideAt: new Date(`2026-05-${day}T00:00:00Z`) });
    ofCity = await addSetAsideJob(placeAt("cityA"), { queue: "test-other", ...onDay("01") });
    ofCounty = await addSetAsideJob(placeAt("cityA", "countyA1"), onDay("02"));
    ofOtherCity = await addSetAsideJob(placeAt("cityB"), onDay("03"));
  });

  const list = async (caller: Caller, variables: Record<string, unknown> = {}) =>
    (await caller.ask<ListAnswer>(listDocument, variables)).setAsideJobs;
  const idsOf = async (caller: Caller, variables: Record<string, unknown> = {}) =>
    (await list(caller, variables)).nodes.map(({ id }) => id);

  test("are listed to administrators of the region, the latest first, with codes alone", async () => {
    expect(await idsOf(world.as("province.administrator"))).toEqual([ofOtherCity, ofCounty, ofCity]);
    expect(await idsOf(world.as("cityA.administrator"))).toEqual([ofCounty, ofCity]);
    expect(await idsOf(world.as("countyA1.administrator"))).toEqual([ofCounty]);
    expect(await idsOf(world.as("cityACentre.administrator"))).toEqual([]);
    const { nodes, totalCount } = await list(world.as("countyA1.administrator"));
    expect(totalCount).toBe(1);
    expect(nodes[0]).toEqual({
      id: ofCounty,
      queue: "test-queue",
      payload: JSON.stringify({ of: world.code.countyA1 }),
      attempts: 9,
      errorCode: "TIMED_OUT",
      retriedAt: null,
      bureau: { code: world.code.countyA1 },
      retriedBy: null,
      permittedActions: ["job.retry"],
    });
  });

  test("are paged, and narrowed by queue", async () => {
    const caller = world.as("cityA.administrator");
    const first = await list(caller, { first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(await idsOf(caller, { first: 1, after: first.pageInfo.endCursor })).toEqual([ofCity]);
    expect(await idsOf(caller, { filter: { queue: "test-other" } })).toEqual([ofCity]);
    expectCode(await caller.gql(listDocument, { after: "bm9uZQ" }), "INVALID_INPUT", "after");
    expectCode(await caller.gql(listDocument, { filter: { queue: "x".repeat(61) } }), "INVALID_INPUT", "filter.queue");
  });

  test("are nobody's but an administrator's", async () => {
    expectCode(await world.as("cityA.supervisor").gql(listDocument), "FORBIDDEN");
    expectCode(await world.as("cityA.supervisor").gql(queuesDocument), "FORBIDDEN");
    const retry = (caller: Caller, id: string) => caller.gql(retryDocument, { input: { id } });
    expectCode(await retry(world.as("cityA.supervisor"), ofCity), "FORBIDDEN");
    expectCode(await retry(world.as("cityB.administrator"), ofCity), "NOT_FOUND", "id");
    expectCode(await retry(world.as("countyA1.administrator"), ofCity), "NOT_FOUND", "id");
    const stranger = await makeProvince();
    expectCode(await retry(stranger.as("province.administrator"), ofCity), "NOT_FOUND", "id");
    expectCode(await retry(world.as("cityA.administrator"), "bm9uZQ"), "NOT_FOUND", "id");
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    expectCode(await stranger.as("province.administrator").gql(node, { id: ofCity }), "NOT_FOUND", "id");
    expect(await world.as("cityA.administrator").ask(node, { id: ofCity })).toEqual({ node: { id: ofCity } });
  });

  test("are sent anew once, by whom, and with an entry in the audit", async () => {
    const id = await addSetAsideJob(placeAt("cityA"), { queue: "test-retried" });
    const caller = world.as("cityA.administrator");
    const { retryJob } = await caller.ask<{ retryJob: { setAsideJob: JobAnswer } }>(retryDocument, { input: { id } });
    expect(retryJob.setAsideJob).toMatchObject({ id, retriedBy: { login: caller.login }, permittedActions: [] });
    expect(retryJob.setAsideJob.retriedAt).not.toBeNull();
    expectCode(await caller.gql(retryDocument, { input: { id } }), "ILLEGAL_TRANSITION");
    expect(await idsOf(caller, { filter: { isRetried: true } })).toEqual([id]);
    expect(await idsOf(caller, { filter: { isRetried: false } })).not.toContain(id);
    const [entry] = await testDatabase().asSystem("look at the audit", (tx) =>
      tx.execute(sql`SELECT person, subject_type, detail FROM audit_entries
        WHERE action = 'job.retry' AND bureau = ${world.code.cityA}`),
    );
    expect(entry).toEqual({ person: caller.id, subject_type: "SetAsideJob", detail: { queue: "test-retried" } });
    const done: unknown[] = [];
    const queue = defineQueue({ name: "test-retried", work: async (_, { payload }) => void done.push(payload) });
    expect(await runJobsOf(queue, { of: world.code.cityA })).toEqual({ done: 1, failed: 0, setAside: 0 });
    expect(done).toEqual([{ of: world.code.cityA }]);
  });

  test("count in the queues, those of the caller's region alone", async () => {
    await addSetAsideJob(placeAt("cityA", "countyA1"), { queue: `test-${world.code.province.toLowerCase()}` });
    const setAsideFor = async (caller: Caller) => {
      const { jobQueues } = await caller.ask<{ jobQueues: { name: string; setAside: number }[] }>(queuesDocument);
      return jobQueues.find(({ name }) => name === `test-${world.code.province.toLowerCase()}`)?.setAside;
    };
    expect(await setAsideFor(world.as("cityA.administrator"))).toBe(1);
    expect(await setAsideFor(world.as("cityB.administrator"))).toBeUndefined();
  });
});
