import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareQueues, runJobs } from "../../../src/modules/jobs/index.js";
import { foldAll, oldTicketsPass, oldTicketsQueue, rebuildStatistics } from "../../../src/modules/statistics/index.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../../database.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaintIn, register, report, staff, take } from "../tickets/driving.js";
import { keyOf, makeTickets, verify } from "./checking.js";

const nothingDiffers = { differingTickets: 0, differingCells: 0 };

describe("a rebuilding of the statistics", () => {
  let own: OwnDatabase;
  let stage: Stage;

  beforeAll(async () => {
    own = await ownDatabase();
    stage = await setStage("2026-09-21", own);
  });

  afterAll(async () => {
    await stage.close();
    await own.drop();
  });

  const asAdmin = <Result>(work: (sql: postgres.Sql) => Promise<Result>) => asSuperuser(own.adminUrl, work);
  const cellsOf = (world: World) =>
    asAdmin(
      (sql) => sql`SELECT * FROM statistic_cells WHERE province IN (${world.code.province}, '100000')
        AND num_nonnulls(tickets, settled, closed, graded, met) > 0
        ORDER BY rollup, place, basis, bucket, kind, line, first, second, city, county`,
    );
  const totalOf = async (world: World, measure: string): Promise<string> => {
    const { statistics } = await world
      .as("province.analyst")
      .ask<{ statistics: { total: { values: { value: string }[] } } }>(`{ statistics(question: {
        measures: [${measure}], period: { from: "2026-01-01", to: "2026-12-31" } }) { total { values { value } } } }`);
    return statistics.total.values[0]?.value ?? "";
  };

  test("changes nothing where nothing differs, folded or not", async () => {
    const world = await stage.makeProvince();
    await makeTickets(world);
    const before = await cellsOf(world);
    const counts = await rebuildStatistics(own.database, { province: null });
    expect(counts).toMatchObject({ mendedTickets: 0, mendedCells: 0, busy: 0 });
    expect(counts.tickets).toBeGreaterThanOrEqual(7);
    expect(await cellsOf(world)).toEqual(before);
  });

  test("mends cells of a province and of the nation, and removes those that ought not to be", async () => {
    const world = await stage.makeProvince();
    await makeTickets(world);
    await foldAll(own.database);
    const before = await cellsOf(world);
    await asAdmin(async (sql) => {
      await sql`UPDATE statistic_cells SET tickets = coalesce(tickets, 0) + 3, settled = NULL`;
      await sql`DELETE FROM statistic_cells WHERE place = ${world.code.cityA}`;
      await sql`UPDATE statistic_cells SET bucket = '1999-01-01' WHERE place = '100000' AND kind = 'REPORT'`;
      await sql`UPDATE statistic_cells SET rollup = 9999 WHERE place = ${world.code.countyA1} AND kind = 'REPORT'`;
    });
    const { mendedCells, mendedTickets } = await rebuildStatistics(own.database, { province: null });
    expect(mendedTickets).toBe(0);
    expect(mendedCells).toBeGreaterThan(20);
    expect(await cellsOf(world)).toEqual(before);
    expect((await verify(own.database, null)).sentences).toEqual([]);
  });

  test("of one province mends the nation with it, and leaves other provinces alone", async () => {
    const [one, other] = [await stage.makeProvince(), await stage.makeProvince()];
    for (const world of [one, other]) await register(staff(world).operator, report(world));
    await foldAll(own.database);
    await asAdmin(async (sql) => {
      await sql`UPDATE statistic_cells SET tickets = 8 WHERE place IN (${one.code.province}, ${other.code.province})`;
      await sql`DELETE FROM statistic_cells WHERE place = '100000'`;
    });
    await rebuildStatistics(own.database, { province: one.code.province });
    const { sentences } = await verify(own.database, null);
    expect((await verify(own.database, one.code.province)).sentences).toEqual([]);
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.filter((sentence) => !sentence.includes(` at ${other.code.province} in `))).toEqual([]);
    await rebuildStatistics(own.database, { province: null });
  });

  test("mends facts, and the numbers follow before the fold and after it", async () => {
    const world = await stage.makeProvince();
    const [changed, , missing] = (await makeTickets(world)).map(keyOf);
    await foldAll(own.database);
    const closed = await totalOf(world, "CLOSED");
    await asAdmin(async (sql) => {
      await sql`UPDATE ticket_facts SET closed_on = '2026-09-21', is_supervised = true, grade = 'NEUTRAL'
        WHERE ticket_id = ${changed?.id ?? ""}`;
      await sql`DELETE FROM ticket_facts WHERE ticket_id = ${missing?.id ?? ""}`;
    });
    const tampered = await totalOf(world, "CLOSED");
    const { mendedTickets } = await rebuildStatistics(own.database, { province: world.code.province });
    expect(mendedTickets).toBe(2);
    expect(Number(tampered)).toBe(Number(closed) + 1);
    expect(await totalOf(world, "CLOSED")).toBe(closed);
    await foldAll(own.database);
    expect(await totalOf(world, "CLOSED")).toBe(closed);
    expect((await verify(own.database, null)).sentences).toEqual([]);
  });

  test("leaves the place under the tree of then as it is", async () => {
    const world = await stage.makeProvince();
    const { id } = keyOf(await complaintIn(world, "SIGNED"));
    await asAdmin(
      (sql) =>
        sql`UPDATE ticket_facts SET holder_then = 'FORMER', county_then = NULL, state = 'CLOSED' WHERE ticket_id = ${id}`,
    );
    await rebuildStatistics(own.database, { province: world.code.province });
    const [facts] = await asAdmin(
      (sql) => sql`SELECT holder_then, county_then, state FROM ticket_facts WHERE ticket_id = ${id}`,
    );
    expect(facts).toEqual({ holder_then: "FORMER", county_then: null, state: "SIGNED" });
  });

  test("loses nothing of steps that are taken meanwhile", { timeout: 60_000 }, async () => {
    const world = await stage.makeProvince();
    const { code } = world;
    let isOver = false;
    const steps = Promise.all(Array.from({ length: 12 }, () => complaintIn(world, "CLOSED"))).finally(() => {
      isOver = true;
    });
    const spoiling = (async () => {
      while (!isOver) {
        // Facts that are deleted under a step's feet are a difference that each round of the rebuilding mends.
        await asAdmin((sql) => sql`DELETE FROM ticket_facts WHERE province = ${code.province} AND random() < 0.3`);
        await foldAll(own.database);
      }
    })();
    let mended = 0;
    while (!isOver) mended += (await rebuildStatistics(own.database, { province: code.province })).mendedTickets;
    await Promise.all([steps, spoiling]);
    await asAdmin((sql) => sql`DELETE FROM ticket_facts WHERE province = ${code.province}`);
    mended += (await rebuildStatistics(own.database, { province: code.province })).mendedTickets;
    const { counts, sentences } = await verify(own.database, null);
    expect(sentences).toEqual([]);
    expect(counts).toMatchObject(nothingDiffers);
    expect(mended).toBeGreaterThanOrEqual(12);
    expect(await totalOf(world, "CLOSED")).toBe("12");
  });

  test("keeps cells apart that the nation holds of two provinces", async () => {
    const worlds = [await stage.makeProvince(), await stage.makeProvince()];
    for (const world of worlds) {
      const ticket = await register(staff(world).operator, report(world));
      await asAdmin(async (sql) => {
        await sql`UPDATE tickets SET holder = '100000', city = NULL, county = NULL WHERE id = ${keyOf(ticket).id}`;
      });
    }
    await rebuildStatistics(own.database, { province: null });
    await foldAll(own.database);
    const { sentences } = await verify(own.database, null);
    const cells = await asAdmin(
      (sql) =>
        sql`SELECT tickets FROM statistic_cells WHERE rollup = 4200 AND place = '100000' AND basis = 'REGISTERED'`,
    );
    expect(sentences).toEqual([]);
    expect(cells).toEqual([{ tickets: 1 }, { tickets: 1 }]);
  });
});

describe("tickets of an earlier release", () => {
  test("get their facts by themselves, and steps are taken on them meanwhile", { timeout: 60_000 }, async () => {
    const own = await ownDatabase();
    const stage = await setStage("2026-09-21", own);
    try {
      const [world, done] = [await stage.makeProvince(), await stage.makeProvince()];
      const tickets = await makeTickets(world);
      await makeTickets(done);
      const supervised = { is_supervised: true, grade: "SATISFIED" };
      const noted = () =>
        asSuperuser(
          own.adminUrl,
          (sql) => sql`SELECT bool_or(is_supervised) AS is_supervised, max(grade) AS grade
          FROM ticket_facts WHERE province = ${world.code.province}`,
        );
      await asSuperuser(own.adminUrl, (sql) => sql`DELETE FROM ticket_facts WHERE province = ${world.code.province}`);
      const tools = jobTools(own.database, stage.clock);
      await prepareQueues([oldTicketsQueue], tools);
      await oldTicketsPass.run(tools);
      await oldTicketsPass.run(tools);
      const sent = await asSuperuser(own.adminUrl, (sql) => sql`SELECT data FROM pgboss.job`);
      const [first] = tickets;
      if (first === undefined) expect.fail("no ticket was made");
      const step = take(staff(world).dispatcher, "dispatchTicket", first, { bureau: world.code.countyA1 });
      await Promise.all([step, runJobs([oldTicketsQueue], tools)]);
      expect(sent.map(({ data }) => data.province)).toEqual([world.code.province]);
      expect((await verify(own.database, null)).sentences).toEqual([]);
      expect(await noted()).toEqual([supervised]);
      await oldTicketsPass.run(tools);
      expect((await runJobs([oldTicketsQueue], tools)).done).toBe(0);
    } finally {
      await stage.close();
      await own.drop();
    }
  });
});
