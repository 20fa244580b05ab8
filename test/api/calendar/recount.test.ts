import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeadlineRow } from "../../../src/modules/deadlines/index.js";
import { runJobs, sendJob } from "../../../src/modules/jobs/index.js";
import { recountQueue } from "../../../src/modules/tickets/commands/recount-deadlines.js";
import { chinaDay } from "../../../src/platform/clock.js";
import { jobTools } from "../../jobs.js";
import { arrangementsOf2027, type CalendarStage, setCalendarStage, type YearInput } from "./announcing.js";
import { dueByHand, type HorizonTicket, insertHorizonTickets } from "./horizon-tickets.js";

let stage: CalendarStage;
beforeEach(async () => {
  stage = await setCalendarStage();
  // Long ago, so that no job of a test waits for a later minute.
  stage.clock.set(new Date("2024-01-02T02:00:00Z"));
});
afterEach(() => stage.close());

const tools = () => jobTools(stage.own.database, stage.clock);
const runAll = () => runJobs([recountQueue], tools());

/** The work of an announcement once more, as it is done when every process knows of the year. */
const recountAgain = async () => {
  const after = ["2026-01-01", "", "00000000-0000-0000-0000-000000000000", 0] as const;
  await stage.own.database.asSystem("count again for a test", (tx) =>
    sendJob(tx, null, recountQueue, { year: 2027, after }),
  );
  return runAll();
};

interface FoundDeadline {
  id: string;
  sequence: number;
  dueOn: string;
  isProvisional: boolean;
  nextStepOn: string;
}

const findDeadlines = async (): Promise<Map<string, FoundDeadline>> => {
  const rows = (await stage.rows(
    `SELECT ticket_id AS id, sequence, due_on::text AS "dueOn", is_provisional AS "isProvisional",
      next_step_on::text AS "nextStepOn" FROM ticket_deadlines`,
  )) as unknown as FoundDeadline[];
  return new Map(rows.map((row) => [`${row.id}:${row.sequence}`, row]));
};

const findTickets = async (): Promise<Map<string, { version: number; dueOn: string }>> => {
  const rows = await stage.rows(`SELECT id, version, due_on::text AS "dueOn" FROM tickets`);
  return new Map(rows.map((row) => [String(row.id), { version: Number(row.version), dueOn: String(row.dueOn) }]));
};

const dueOf = (row: DeadlineRow, year: YearInput): string =>
  row.state === "RUNNING" ? dueByHand(chinaDay(row.startedAt), row.days, row.unit, year) : row.dueOn;

/** What must stand in the tables, worked out day by day. */
async function expectCounted(made: readonly HorizonTicket[], year: YearInput): Promise<{ moved: number }> {
  const [deadlines, tickets] = [await findDeadlines(), await findTickets()];
  let moved = 0;
  for (const { id, rows } of made) {
    const due = rows.map((row) => dueOf(row, year));
    const isMoved = rows.some((row, position) => row.dueOn !== due[position]);
    if (isMoved) moved += 1;
    rows.forEach((row, position) => {
      expect(deadlines.get(`${id}:${row.sequence}`), `${row.limit} from ${row.startedAt.toISOString()}`).toMatchObject({
        dueOn: due[position],
        isProvisional: false,
      });
    });
    const runningDue = rows.flatMap((row, position) => (row.state === "RUNNING" ? [due[position] ?? ""] : []));
    const dueOn = runningDue.sort()[0] ?? "infinity";
    expect(tickets.get(id), id).toEqual({ version: isMoved ? 2 : 1, dueOn });
  }
  return { moved };
}

const countsOf = async () => {
  const [counts] = await stage.rows(
    `SELECT (SELECT count(*)::int FROM timeline_entries WHERE verb = 'RECOUNT') AS timeline,
      (SELECT count(*)::int FROM audit_entries WHERE action = 'ticket.platform') AS audit,
      (SELECT count(*)::int FROM outbox_events WHERE type = 'ticket.recounted') AS events`,
  );
  return counts;
};

describe("the announcement of a year", () => {
  it("counts thousands of open limits again, as a clerk would day by day", { timeout: 60_000 }, async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 3000);
    const year = arrangementsOf2027();
    await stage.announce(year);
    const run = await runAll();
    expect(run).toMatchObject({ failed: 0, setAside: 0 });
    expect(run.done).toBeGreaterThan(5);
    const { moved } = await expectCounted(made, year);
    expect(moved).toBeGreaterThan(300);
    expect(moved).toBeLessThan(made.length);
    expect(await countsOf()).toEqual({ timeline: moved, audit: moved, events: moved });
  });

  it("is followed by nothing more when the work is done a second time", async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 600);
    const year = arrangementsOf2027();
    await stage.announce(year);
    await runAll();
    const before = { deadlines: await findDeadlines(), tickets: await findTickets(), counts: await countsOf() };
    await recountAgain();
    expect({ deadlines: await findDeadlines(), tickets: await findTickets(), counts: await countsOf() }).toEqual(
      before,
    );
    await expectCounted(made, year);
  });

  it("is followed to its end by others where a process ends in the middle", async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 1500);
    const year = arrangementsOf2027();
    await stage.announce(year);
    const first = await runJobs([recountQueue], { ...tools(), isStopped: afterAsking(2) });
    expect(first.done).toBe(1);
    await runAll();
    const { moved } = await expectCounted(made, year);
    expect(await countsOf()).toEqual({ timeline: moved, audit: moved, events: moved });
  });

  it("is followed once where several processes come at the same time", async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 1500);
    const year = arrangementsOf2027();
    await stage.announce(year);
    await Promise.all([runAll(), runAll(), runAll()]);
    await runAll();
    const { moved } = await expectCounted(made, year);
    expect(await countsOf()).toEqual({ timeline: moved, audit: moved, events: moved });
  });

  for (const [who, lock] of [
    ["somebody takes a step", "FOR UPDATE"],
    ["the scheduler does what is due", "FOR KEY SHARE"],
  ] as const) {
    it(`does not wait for a ticket on which ${who}, and comes back to it`, async () => {
      const made = await insertHorizonTickets(stage.own.database, stage.world, 600);
      const year = arrangementsOf2027();
      const held = made.find(({ rows }) => rows.some((row) => dueOf(row, year) !== row.dueOn));
      if (held === undefined) throw new Error("no ticket is moved");
      await stage.announce(year);
      await stage.own.database.asSystem("work on a ticket for a test", async (tx) => {
        await tx.execute(sql`SELECT id FROM tickets WHERE id = ${held.id} ${sql.raw(lock)}`);
        const { failed } = await runJobs([recountQueue], { ...tools(), isStopped: afterAsking(12) });
        expect(failed).toBe(0);
        expect((await findTickets()).get(held.id)?.version).toBe(1);
        expect((await countsOf())?.timeline).toBeGreaterThan(50);
      });
      await runAll();
      await expectCounted(made, year);
    });
  }

  it("takes what was announced back where it is corrected", async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 600);
    const year = arrangementsOf2027();
    await stage.announce(year);
    await runAll();
    const holidays = year.holidays.map((one) => (one.name === "元旦" ? { ...one, last: "2027-01-05" } : one));
    const corrected = { ...year, holidays, notice: "国办发明电〔2026〕8号", isCorrection: true };
    await stage.announce(corrected);
    await runAll();
    const deadlines = await findDeadlines();
    for (const { id, rows } of made) {
      for (const row of rows) expect(deadlines.get(`${id}:${row.sequence}`)?.dueOn).toBe(dueOf(row, corrected));
    }
  });

  it("leaves limits alone that were over before, that stand still, or that have ended", async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 600, "2026-04-20");
    const before = { deadlines: await findDeadlines(), tickets: await findTickets() };
    expect(made.flatMap(({ rows }) => rows)).not.toEqual([]);
    await stage.announce(arrangementsOf2027());
    await runAll();
    expect({ deadlines: await findDeadlines(), tickets: await findTickets() }).toEqual(before);
    expect(await countsOf()).toEqual({ timeline: 0, audit: 0, events: 0 });
  });

  it("moves the day of an order that is counted from a limit which was over before", async () => {
    const [made] = await insertHorizonTickets(stage.own.database, stage.world, 1, "2026-12-11");
    await stage.rows("UPDATE ticket_deadlines SET next_step = 'CITY_ORDER', next_step_on = '2026-12-30'");
    const before = await findTickets();
    expect(before.get(made?.id ?? "")?.dueOn).toBe("2026-12-22");
    await stage.announce(arrangementsOf2027({ makeUpDays: ["2026-12-26"] }));
    await runAll();
    // Five working days after the 22nd are over with the 28th, of which the 26th is one now.
    expect([...(await findDeadlines()).values()].map(({ nextStepOn }) => nextStepOn)).toContain("2026-12-29");
    expect(await findTickets()).toEqual(before);
    expect(await countsOf()).toEqual({ timeline: 0, audit: 0, events: 0 });
  });

  it("is told to the bureau that holds the ticket, in the name of the platform", async () => {
    const made = await insertHorizonTickets(stage.own.database, stage.world, 60, "2026-12-20");
    await stage.announce(arrangementsOf2027());
    await runAll();
    const [entry] = await stage.rows(
      `SELECT audit.province, audit.bureau, audit.person, audit.detail, tickets.id, tickets.holder
       FROM audit_entries AS audit JOIN timeline_entries AS entries ON entries.verb = 'RECOUNT'
       JOIN tickets ON tickets.id = entries.ticket_id
       WHERE audit.action = 'ticket.platform' AND audit.detail->>'dueOn' = entries.detail->>'dueOn'
         AND audit.bureau = tickets.holder LIMIT 1`,
    );
    const { province } = stage.world.code;
    expect(entry).toMatchObject({ province, person: null, bureau: entry?.holder });
    expect(made.map(({ id }) => id)).toContain(entry?.id);
    expect(entry?.detail).toMatchObject({ verb: "RECOUNT", year: 2027, isProvisional: false });
  });
});

/** Stops a run when it has asked so many times whether to go on. */
function afterAsking(times: number): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked > times;
  };
}
