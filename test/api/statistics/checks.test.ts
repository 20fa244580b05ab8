import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runJobs } from "../../../src/modules/jobs/index.js";
import { checkCells } from "../../../src/modules/statistics/checks/cells.store.js";
import { beginning, end } from "../../../src/modules/statistics/checks/slices.js";
import { checkQueue, foldAll, nightlyCheck, rebuildStatistics } from "../../../src/modules/statistics/index.js";
import { settableClock } from "../../../src/platform/clock.js";
import { openDatabase } from "../../../src/platform/database.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../../database.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaintIn } from "../tickets/driving.js";
import { addTickets, inChina } from "./adding.js";
import { keyOf, makeTickets, verify } from "./checking.js";

const nothingDiffers = { differingTickets: 0, differingCells: 0 };

describe("a comparison of the statistics with the tickets", () => {
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

  const tamper = (work: (sql: postgres.Sql) => Promise<unknown>) => asSuperuser(own.adminUrl, work);
  const made = async (): Promise<World> => {
    const world = await stage.makeProvince();
    await makeTickets(world);
    return world;
  };

  test("finds nothing among tickets of all kinds, folded or not", async () => {
    const world = await made();
    const before = await verify(own.database, world.code.province);
    await foldAll(own.database);
    const after = await verify(own.database, null);
    expect(before.sentences).toEqual([]);
    expect(before.counts).toMatchObject({ tickets: 7, ...nothingDiffers });
    expect(after.sentences).toEqual([]);
    expect(after.counts.cells).toBeGreaterThan(before.counts.cells);
  });

  test("names a cell with another number, and what it ought to be", async () => {
    const { code } = await made();
    await foldAll(own.database);
    await tamper(
      (sql) => sql`UPDATE statistic_cells SET tickets = tickets + 5, settled = 3 WHERE place = ${code.province}
        AND rollup = 2100 AND basis = 'REGISTERED' AND kind = 'CONSULTATION'`,
    );
    const { counts, sentences } = await verify(own.database, code.province);
    expect(sentences).toEqual([
      `The cell of rollup 2100 (PROVINCE, DAY) at ${code.province} in ${code.province}, REGISTERED 2026-09-21, ` +
        "kind CONSULTATION, line PRICE differs: tickets is 6 and ought to be 1; settled is 3 and ought to be 0.",
    ]);
    expect(counts).toMatchObject({ differingTickets: 0, differingCells: 1 });
  });

  test("names a cell that is missing, one that ought not to be there, and one of another province", async () => {
    const { code } = await made();
    await foldAll(own.database);
    await tamper(async (sql) => {
      const of = sql`place = ${code.province} AND basis = 'REGISTERED' AND kind = 'CONSULTATION'`;
      await sql`DELETE FROM statistic_cells WHERE rollup = 2100 AND ${of}`;
      await sql`UPDATE statistic_cells SET bucket = '1999-01-01' WHERE rollup = 2200 AND ${of}`;
      await sql`UPDATE statistic_cells SET province = 'ELSEWH' WHERE place = ${code.cityA} AND rollup = 3100
        AND basis = 'CLOSED'`;
    });
    const { sentences } = await verify(own.database, code.province);
    const cells = sentences.map((sentence) =>
      /rollup (\d+) .* (in \S+), (\S+ \S+), .*: tickets (.*?)[;.]/.exec(sentence),
    );
    expect(cells.map((found) => found?.slice(1).join(" ")).sort()).toEqual([
      `2100 in ${code.province} REGISTERED 2026-09-21 is 0 and ought to be 1`,
      `2200 in ${code.province} REGISTERED 1999-01-01 is 1 and ought to be 0`,
      `2200 in ${code.province} REGISTERED 2026-09-01 is 0 and ought to be 1`,
      `3100 in ELSEWH/${code.cityA} CLOSED 2026-09-21 is 1 and ought to be 0`,
      `3100 in ${code.province}/${code.cityA} CLOSED 2026-09-21 is 0 and ought to be 1`,
    ]);
  });

  test("names a cell of the nation, and cells of rollups and places that do not exist", async () => {
    const others = await ownDatabase();
    const apart = await setStage("2026-09-21", others);
    try {
      await makeTickets(await apart.makeProvince());
      await foldAll(others.database);
      await asSuperuser(others.adminUrl, async (sql) => {
        await sql`UPDATE statistic_cells SET closed = 9 WHERE rollup = 1200 AND basis = 'CLOSED' AND kind = 'COMPLAINT'`;
        await sql`INSERT INTO statistic_cells (rollup, place, basis, bucket, kind, line, first, second, province, tickets)
          VALUES (9999, '100000', 'CLOSED', '2026-09-21', 'REPORT', '', '', '', '100000', 1),
            (4200, 'NOBODY', 'CLOSED', '2026-09-01', 'REPORT', '', '', '', '100000', 1)`;
      });
      const { sentences } = await verify(others.database, null);
      expect(sentences).toEqual([
        expect.stringMatching(/^The cell of rollup 1200 \(NATION, MONTH\) .* closed is 9 and ought to be \d+\.$/),
        "There are cells of rollup 4200 at NOBODY, which does not exist.",
        "There are cells of rollup 9999 at 100000, which does not exist.",
      ]);
    } finally {
      await apart.close();
      await others.drop();
    }
  });

  test("names a ticket with other facts, without the name of its respondent, and one without facts", async () => {
    const world = await stage.makeProvince();
    const [changed, , missing] = (await makeTickets(world)).map(keyOf);
    await tamper(async (sql) => {
      await sql`UPDATE ticket_facts SET state = 'CLOSED', respondent = '张三', fine_amount = 500, topics = '{A,B}'
        WHERE ticket_id = ${changed?.id ?? ""}`;
      await sql`DELETE FROM ticket_facts WHERE ticket_id = ${missing?.id ?? ""}`;
    });
    const { counts, sentences } = await verify(own.database, world.code.province);
    expect(sentences.sort()).toEqual([
      `The facts of the ticket ${changed?.id} of ${changed?.province} differ: topics is A,B and ought to be -; ` +
        "state is CLOSED and ought to be IN_REVIEW; respondent differs; fineAmount is 500 and ought to be 0.",
      `The ticket ${missing?.id} of ${missing?.province} has no facts.`,
    ]);
    expect(counts).toMatchObject({ differingTickets: 2, differingCells: 0 });
  });

  test("names a ticket whose order or grade its facts do not know", async () => {
    const world = await stage.makeProvince();
    await makeTickets(world);
    await tamper(
      (sql) => sql`UPDATE ticket_facts SET is_supervised = false, grade = NULL WHERE province = ${world.code.province}`,
    );
    const { sentences } = await verify(own.database, world.code.province);
    const told = sentences.map((sentence) => sentence.slice(sentence.indexOf("differ:")));
    expect(told.sort()).toEqual([
      "differ: grade is null and ought to be SATISFIED.",
      "differ: isSupervised is false and ought to be true.",
    ]);
  });

  test("slice by slice finds what it finds at once, also of tickets whose days lie in several", async () => {
    const world = await stage.makeProvince();
    const on = (month: number, day = 15) => inChina(`2026-${String(month).padStart(2, "0")}-${day}`);
    const months = [1, 2, 3, 4, 5, 6, 7];
    await addTickets(
      world,
      months.flatMap((month) => [
        {
          on: `2026-0${month}-28`,
          dispatchedAt: on(month + 1),
          acceptedAt: on(month + 1, 20),
          closedAt: on(month + 3),
        },
        { on: `2026-0${month}-28`, kind: "REPORT", unit: "cityB" as const, closedAt: on(month + 5), topics: ["MASKS"] },
      ]),
    );
    await foldAll(own.database);
    await addTickets(world, [{ on: "2026-02-11", closedAt: on(6), times: 2 }]);
    await tamper(
      (sql) => sql`UPDATE statistic_cells SET tickets = 9 WHERE place = ${world.code.countyA1} AND rollup = 4200
        AND basis = 'CLOSED' AND bucket = '2026-06-01'`,
    );
    const starts = [beginning, "2026-03-01", "2026-06-01", "2026-07-01", end];
    const check = (province: string | null, from: string, until: string) =>
      own.database.asSystem("check a slice", (tx) => checkCells(tx, { province, from, until }, 10));
    for (const [province, differing] of [
      [world.code.province, [0, 0, 1, 0]],
      [null, [0, 0, 0, 0]],
    ] as const) {
      const found = [];
      for (const [position, from] of starts.slice(0, -1).entries()) {
        found.push(await check(province, from, starts[position + 1] ?? end));
      }
      const whole = await check(province, beginning, end);
      expect(found.map((one) => one.differing)).toEqual(differing);
      expect(found.reduce((sum, { cells }) => sum + cells, 0)).toBe(whole.cells);
      expect(found.flatMap(({ differences }) => differences)).toEqual(whole.differences);
    }
    await rebuildStatistics(own.database, { province: world.code.province });
  });

  test("finds nothing while tickets are changed and folded at the same time", { timeout: 60_000 }, async () => {
    const world = await stage.makeProvince();
    let isOver = false;
    const steps = Promise.all(Array.from({ length: 12 }, () => complaintIn(world, "CLOSED"))).finally(() => {
      isOver = true;
    });
    const folding = (async () => {
      while (!isOver) await foldAll(own.database);
    })();
    const found: string[] = [];
    while (!isOver) found.push(...(await verify(own.database, world.code.province)).sentences);
    await Promise.all([steps, folding]);
    const { counts } = await verify(own.database, world.code.province);
    expect(found).toEqual([]);
    expect(counts).toMatchObject({ tickets: 12, ...nothingDiffers });
  });

  test("of everything is noted, and one of a province is not", async () => {
    const { code } = await made();
    const checks = () =>
      tamper(
        (sql) => sql`SELECT tickets, differing_tickets + differing_cells AS differences
      FROM statistic_checks ORDER BY ended_at DESC`,
      );
    const before = (await checks()) as object[];
    await verify(own.database, code.province);
    expect(await checks()).toEqual(before);
    const { counts } = await verify(own.database, null);
    const [last, ...others] = (await checks()) as object[];
    expect(others).toEqual(before);
    expect(last).toEqual({
      tickets: String(counts.tickets),
      differences: counts.differingTickets + counts.differingCells,
    });
  });
});

describe("the nightly comparison", () => {
  const evening = settableClock(new Date("2026-09-21T20:00:00+08:00"));

  test("is planned once for the next night, however many processes run, and again when it has begun", async () => {
    const own = await ownDatabase();
    const waiting = () =>
      asSuperuser(own.adminUrl, (sql) => sql`SELECT start_after FROM pgboss.job WHERE name = ${checkQueue.name}`);
    try {
      const tools = jobTools(own.database, evening);
      await Promise.all([1, 2, 3].map(() => nightlyCheck.run(tools)));
      expect(await waiting()).toEqual([{ start_after: new Date("2026-09-22T02:00:00+08:00") }]);
      await asSuperuser(own.adminUrl, (sql) => sql`UPDATE pgboss.job SET state = 'active', started_on = now()`);
      await nightlyCheck.run(jobTools(own.database, settableClock(new Date("2026-09-22T02:00:00+08:00"))));
      const all = [...(await waiting())].map(({ start_after: at }) => (at as Date).toISOString()).sort();
      expect(all).toEqual(["2026-09-21T18:00:00.000Z", "2026-09-22T18:00:00.000Z"]);
    } finally {
      await own.drop();
    }
  });

  test("runs once through all parts in two processes, alarms, and removes empty cells", {
    timeout: 60_000,
  }, async () => {
    const own = await ownDatabase();
    const other = openDatabase({ url: own.url, poolSize: 2, statementTimeout: 10_000 });
    const stage = await setStage("2026-09-21", own);
    try {
      const world = await stage.makeProvince();
      await makeTickets(world);
      await foldAll(own.database);
      await asSuperuser(
        own.adminUrl,
        (sql) => sql`UPDATE statistic_cells SET tickets = 77 WHERE rollup = 3100
        AND place = ${world.code.cityA} AND basis = 'REGISTERED' AND kind = 'CONSULTATION'`,
      );
      const tools = [jobTools(own.database, stage.clock), jobTools(other, stage.clock)] as const;
      await Promise.all(tools.map((one) => nightlyCheck.run(one)));
      await asSuperuser(own.adminUrl, (sql) => sql`UPDATE pgboss.job SET start_after = now()`);
      const runs = await Promise.all(tools.map((one) => runJobs([checkQueue], one)));
      const [checks, empty] = await asSuperuser(own.adminUrl, async (sql) => [
        await sql`SELECT tickets, differing_tickets, differing_cells FROM statistic_checks`,
        await sql`SELECT FROM statistic_cells WHERE num_nonnulls(tickets, to_dispatch, dispatched, accepted, closed) = 0`,
      ]);
      expect(runs.map(({ failed }) => failed)).toEqual([0, 0]);
      expect(checks).toEqual([{ tickets: "7", differing_tickets: 0, differing_cells: 1 }]);
      expect(empty).toHaveLength(0);
      const lines = tools.flatMap((one) => one.lines.map((line) => JSON.parse(line)));
      expect(lines.map(({ level, msg }) => [level, msg]).sort()).toEqual([
        ["error", "numbers of the statistics differ from the tickets or calls"],
        ["error", "the statistics differ from the tickets or calls"],
      ]);
      expect(lines.find(({ first }) => first !== undefined)).toMatchObject({
        differingCells: 1,
        first: [expect.stringMatching(/^The cell of rollup 3100 .* tickets is 77 and ought to be 1\.$/)],
      });
    } finally {
      await stage.close();
      await other.close(1);
      await own.drop();
    }
  });
});
