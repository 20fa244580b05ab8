import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { exportParts } from "../../../schema/index.js";
import { exportExpiry, exportQueue } from "../../../src/modules/exports/index.js";
import { recoverJobs } from "../../../src/modules/jobs/index.js";
import { testDatabase } from "../../database.js";
import { jobTools, runJobsOf, takeOnly } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";
import { firstHolding, lockPerson, personId, withdrawRole } from "../identity/documents.js";
import { complaint, register, staff } from "../tickets/driving.js";
import { ask, download, type ExportAnswer, linesOf, payloadOf, readAgain, work } from "./exporting.js";
import { repeatTicket } from "./many.js";

const many = 14_999;
let world: World;

beforeAll(async () => {
  world = await makeProvince();
  const { number } = await register(staff(world).operator, complaint(world));
  await repeatTicket(world, number, many);
});

const analyst = () => world.as("cityA.analyst");
const toCount = { columns: ["ID", "RECEIVED_AT"] };

/** The tools of a worker that is asked to end after so many pieces of work. */
function toolsFor(turns: number) {
  let left = turns;
  const isStopped = (): boolean => {
    left -= 1;
    return left < 0;
  };
  return { ...jobTools(), isStopped };
}

// A run asks before it looks for work, and before each job.
const onePart = (begun: ExportAnswer) => work(begun, toolsFor(2));

const partsOf = (begun: ExportAnswer) => {
  const { id, province } = payloadOf(begun);
  return testDatabase().asSystem("look at the parts of an export", (tx) =>
    tx
      .select({
        number: exportParts.number,
        rows: exportParts.rows,
        start: exportParts.start,
        bytes: exportParts.bytes,
      })
      .from(exportParts)
      .where(sql`province = ${province} AND export_id = ${id}::uuid`)
      .orderBy(exportParts.number),
  );
};

const onJobs = (begun: ExportAnswer, change: string) =>
  testDatabase().asSystem("move the jobs of a test", (tx) =>
    tx.execute(sql`UPDATE pgboss.job SET ${sql.raw(change)} WHERE name = ${exportQueue.name}
      AND data @> ${JSON.stringify(payloadOf(begun))}::text::jsonb`),
  );

async function expectWhole(begun: ExportAnswer): Promise<void> {
  const done = await readAgain(analyst(), begun);
  expect(done).toMatchObject({ state: "DONE", rowsDone: many + 1, rowsExpected: many + 1 });
  const lines = linesOf((await download(analyst(), begun)).toString("utf8"));
  expect(new Set(lines.map(({ id }) => id)).size).toBe(many + 1);
  expect(lines.length).toBe(many + 1);
  const instants = lines.map(({ receivedAt }) => String(receivedAt));
  expect(instants).toEqual([...instants].sort().reverse());
}

describe("the job of an export", () => {
  it("writes ten thousand rows in each transaction, and says how far it is", async () => {
    const begun = await ask(analyst(), toCount);
    expect(await onePart(begun)).toMatchObject({ done: 1, failed: 0 });
    const running = await readAgain(analyst(), begun);
    expect(running).toMatchObject({ state: "RUNNING", rowsDone: 10_000, rowsExpected: many + 1, endedAt: null });
    expect(running.permittedActions).toEqual(["CANCEL"]);
    await work(begun);
    const parts = await partsOf(begun);
    expect(parts.map(({ number, rows }) => [number, rows])).toEqual([
      [0, 10_000],
      [1, 5000],
    ]);
    const [first, second] = parts;
    expect(second?.start).toBe(first?.bytes);
    await expectWhole(begun);
  });

  it("goes on from its last part after a part failed, and leaves nothing out", async () => {
    const begun = await ask(analyst(), toCount);
    await onePart(begun);
    // Something stands where the next part is to go.
    const { id, province } = payloadOf(begun);
    await testDatabase().asSystem("be in the way of an export", (tx) =>
      tx
        .insert(exportParts)
        .values({ province, exportId: id, number: 1, start: 0, bytes: 1, rows: 1, content: Buffer.of(0) }),
    );
    expect(await work(begun)).toMatchObject({ done: 0, failed: 1, setAside: 0 });
    expect(await readAgain(analyst(), begun)).toMatchObject({ state: "RUNNING", rowsDone: 10_000 });
    await testDatabase().asSystem("clear the way", (tx) =>
      tx.delete(exportParts).where(sql`province = ${province} AND export_id = ${id}::uuid AND number = 1`),
    );
    await onJobs(begun, "start_after = now() - interval '1 second'");
    expect(await work(begun)).toMatchObject({ failed: 0 });
    await expectWhole(begun);
  });

  it("goes on after a worker died in the middle of a part", async () => {
    const begun = await ask(analyst(), toCount);
    await onePart(begun);
    const [taken] = await testDatabase().asSystem("take a job and die", (tx) =>
      takeOnly(payloadOf(begun))(tx, exportQueue, 1),
    );
    expect(taken).toBeDefined();
    expect(await work(begun)).toMatchObject({ done: 0, failed: 0 });
    await onJobs(begun, "started_on = now() - interval '1 hour'");
    await recoverJobs([exportQueue], jobTools());
    await onJobs(begun, "start_after = now() - interval '1 second'");
    expect(await work(begun)).toMatchObject({ failed: 0 });
    await expectWhole(begun);
  });

  it("writes a part once, also where its job comes twice", async () => {
    const begun = await ask(analyst(), toCount);
    await onePart(begun);
    await testDatabase().asSystem("send a job again", (tx) =>
      tx.execute(sql`INSERT INTO pgboss.job (name, data, singleton_key)
        VALUES (${exportQueue.name}, ${JSON.stringify({ ...payloadOf(begun), bureau: analyst().bureau, step: 0, isSparse: false })}::text::jsonb, gen_random_uuid()::text)`),
    );
    expect(await work(begun)).toMatchObject({ failed: 0 });
    await expectWhole(begun);
  });

  it("looks at so many tickets in a part where few of them match, and finds them all", async () => {
    const begun = await ask(analyst(), { ...toCount, filter: { isForTracing: true } });
    await onJobs(begun, `data = data || '{"isSparse": true}'`);
    expect(await work(begun)).toEqual({ done: 1, failed: 0, setAside: 0 });
    expect(await readAgain(analyst(), begun)).toMatchObject({ state: "DONE", rowsDone: 0, bytes: 0 });
  });

  it("stops where who asked lost his role, and what was written is thrown away", async () => {
    const own = await makeProvince();
    const { number } = await register(staff(own).operator, complaint(own));
    await repeatTicket(own, number, 10_000);
    const asker = own.as("cityA.analyst");
    const begun = await ask(asker, toCount);
    await onePart(begun);
    const administrator = own.as("cityA.administrator");
    await administrator.ask(withdrawRole, { input: { id: await firstHolding(administrator, asker) } });
    await work(begun);
    const colleague = own.as("cityA.supervisor");
    expect(await readAgain(colleague, begun)).toMatchObject({
      ...{ state: "FAILED", failure: "RIGHTS_REVOKED", rowsDone: 10_000, permittedActions: [] },
    });
    const tools = { ...jobTools(), province: own.code.province };
    expect(await exportExpiry.run(tools)).toMatchObject({ expired: 0, stalled: 0, parts: 1 });
    expect(await partsOf(begun)).toEqual([]);
    expect(await exportExpiry.run(tools)).toMatchObject({ parts: 0 });
  });

  it("writes nothing for somebody who was locked before it began", async () => {
    const own = await makeProvince();
    await register(staff(own).operator, complaint(own));
    const asker = own.as("cityA.analyst");
    const begun = await ask(asker);
    await own.as("cityA.administrator").ask(lockPerson, { input: { id: personId(asker), version: 1 } });
    await work(begun);
    expect(await readAgain(own.as("cityA.head"), begun)).toMatchObject({
      ...{ state: "FAILED", failure: "RIGHTS_REVOKED", rowsDone: 0, bytes: 0 },
    });
  });

  it("does nothing more of an export that was stopped", async () => {
    const begun = await ask(analyst(), toCount);
    await onePart(begun);
    await analyst().ask("mutation ($input: CancelExportInput!) { cancelExport(input: $input) { export { id } } }", {
      input: { exportId: begun.id },
    });
    expect(await runJobsOf(exportQueue, payloadOf(begun))).toMatchObject({ done: 1, failed: 0 });
    expect(await readAgain(analyst(), begun)).toMatchObject({ state: "CANCELLED", rowsDone: 10_000 });
  });
});
