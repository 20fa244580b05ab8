import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beforeDueOn } from "../../../src/modules/deadlines/index.js";
import { runJobs, sendJob } from "../../../src/modules/jobs/index.js";
import { recountQueue } from "../../../src/modules/tickets/commands/recount-deadlines.js";
import { chinaDay } from "../../../src/platform/clock.js";
import { jobTools } from "../../jobs.js";
import {
  complaintIn,
  reportInVerification,
  type StepName,
  send,
  staff,
  type TicketAnswer,
} from "../tickets/driving.js";
import { arrangementsOf2027, type CalendarStage, setCalendarStage } from "./announcing.js";
import { dueByHand, insertHorizonTickets } from "./horizon-tickets.js";

let stage: CalendarStage;
beforeEach(async () => {
  stage = await setCalendarStage();
  stage.clock.set(new Date("2026-12-24T02:00:00Z"));
});
afterEach(() => stage.close());

const year = arrangementsOf2027();
const runAll = () => runJobs([recountQueue], jobTools(stage.own.database, stage.clock));

interface Shown {
  state: string;
  version: number;
  dueOn: string | null;
  dueIsProvisional: boolean;
  deadlines: {
    limit: string;
    state: string;
    dueOn: string;
    isProvisional: boolean;
    basis: { explanation: string[] };
  }[];
  timeline: { verb: string; text: string; personName: string | null; bureauName: string }[];
}

const show = async ({ id }: Pick<TicketAnswer, "id">): Promise<Shown> => {
  const { ticket } = await stage.world.as("countyA1.handler").ask<{ ticket: Shown }>(
    `query ($id: ID!) { ticket(id: $id) { state version dueOn dueIsProvisional
      deadlines { limit state dueOn isProvisional basis { explanation } }
      timeline { verb text personName bureauName } } }`,
    { id },
  );
  return ticket;
};

describe("a ticket whose limit crosses the horizon", () => {
  it("shows its provisional day, and after the announcement the new one, with why", async () => {
    const ticket = await complaintIn(stage.world, "SIGNED");
    const before = await show(ticket);
    expect(before).toMatchObject({ dueOn: "2027-01-04", dueIsProvisional: true });
    await stage.announce(year);
    await runAll();
    const after = await show(ticket);
    expect(after).toMatchObject({ dueOn: "2027-01-05", dueIsProvisional: false, version: before.version + 1 });
    const running = after.deadlines.filter(({ state }) => state === "RUNNING");
    expect(running).toEqual([
      expect.objectContaining({ limit: "ACCEPTANCE", dueOn: "2027-01-05", isProvisional: false }),
    ]);
    expect(running[0]?.basis.explanation.join("")).toContain("2027-01-01 to 2027-01-03");
    const entry = after.timeline.at(-1);
    expect(entry).toMatchObject({ verb: "RECOUNT", personName: null });
    expect(entry?.text).toMatch(/2027-01-05.*2027-01-04/);
  });

  it("is final without a word where the announcement leaves its day as it is", async () => {
    const ticket = await complaintIn(stage.world, "SIGNED");
    const before = await show(ticket);
    expect(before).toMatchObject({ dueOn: "2027-01-04", dueIsProvisional: true });
    await stage.announce({ ...year, makeUpDays: ["2026-12-26"] });
    await runAll();
    const after = await show(ticket);
    expect(after).toMatchObject({ dueOn: "2027-01-04", dueIsProvisional: false, version: before.version });
    expect(after.timeline).toEqual(before.timeline);
    expect(after.deadlines.at(-1)).toMatchObject({ dueOn: "2027-01-04", isProvisional: false });
  });

  it("is due on an earlier day where people work on a weekend in between", async () => {
    stage.clock.set(new Date("2026-12-21T02:00:00Z"));
    const ticket = await complaintIn(stage.world, "SIGNED");
    expect(await show(ticket)).toMatchObject({ dueOn: "2026-12-30", dueIsProvisional: false });
    await stage.announce({ ...year, makeUpDays: ["2026-12-27"] });
    await runAll();
    expect(await show(ticket)).toMatchObject({ dueOn: "2026-12-29", dueIsProvisional: false });
  });

  it("may be worked on at once by whoever reads it again", async () => {
    const ticket = await complaintIn(stage.world, "SIGNED");
    await stage.announce(year);
    await runAll();
    const { version } = await show(ticket);
    const { errors } = await send(staff(stage.world).handler, "startCheck", { ...ticket, version });
    expect(errors).toBeUndefined();
  });
});

describe("an announcement while people work", () => {
  /** Takes a step, and again with the new version where the platform was faster. */
  const insist = async (step: StepName, ticket: Pick<TicketAnswer, "id" | "version">) => {
    for (let version = ticket.version; ; ) {
      const { data, errors } = await send(staff(stage.world).handler, step, { ...ticket, version });
      if (errors === undefined) return { id: ticket.id, version: data[step]?.ticket.version ?? 0 };
      const [error] = errors;
      if (error?.extensions.code !== "CONFLICT") throw new Error(JSON.stringify(errors));
      version = error.extensions.currentVersion ?? version;
    }
  };

  const work = async (ticket: TicketAnswer): Promise<void> => {
    let at = await insist("startCheck", ticket);
    at = await insist("acceptComplaint", at);
    await insist("startMediation", at);
  };

  it("leaves every open limit as it is counted with the new year, whoever was first", { timeout: 60_000 }, async () => {
    await insertHorizonTickets(stage.own.database, stage.world, 1000);
    const complaints = await Promise.all(Array.from({ length: 8 }, () => complaintIn(stage.world, "SIGNED")));
    const reports = await Promise.all(Array.from({ length: 4 }, () => reportInVerification(stage.world)));
    const working = Promise.all(complaints.map(work));
    await stage.announce(year);
    await Promise.all([runAll(), runAll(), working]);
    const payload = { year: 2027, after: placeBefore("2026-01-01") };
    await stage.own.database.asSystem("count again for a test", (tx) => sendJob(tx, null, recountQueue, payload));
    await runAll();
    for (const { id } of complaints) expect((await show({ id })).state).toBe("MEDIATING");
    for (const { id } of reports) expect((await show({ id })).deadlines.at(-1)?.isProvisional).toBe(false);
    await expectAllCounted();
  });

  const placeBefore = (day: string) => {
    const { dueOn, province, ticketId, sequence } = beforeDueOn(day);
    return [dueOn, province, ticketId, sequence] as const;
  };

  const expectAllCounted = async (): Promise<void> => {
    const rows = await stage.rows(
      `SELECT deadlines.*, started_at, deadlines.due_on::text AS due, tickets.due_on::text AS first FROM ticket_deadlines AS deadlines
       JOIN tickets ON tickets.id = ticket_id WHERE deadlines.state = 'RUNNING'`,
    );
    expect(rows.length).toBeGreaterThan(500);
    for (const row of rows) {
      const unit = row.unit as "WORKING" | "NATURAL";
      const due = dueByHand(chinaDay(row.started_at as Date), Number(row.days), unit, year);
      expect({ due: row.due, isProvisional: row.is_provisional }).toEqual({ due, isProvisional: false });
      expect(String(row.first) <= due).toBe(true);
    }
    const [wrong] = await stage.rows(
      `SELECT count(*)::int AS count FROM tickets WHERE due_on <> coalesce((SELECT min(deadlines.due_on)
        FROM ticket_deadlines AS deadlines WHERE deadlines.ticket_id = tickets.id AND deadlines.state = 'RUNNING'), 'infinity')`,
    );
    expect(wrong).toEqual({ count: 0 });
  };
});
