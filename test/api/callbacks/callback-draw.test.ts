import { describe, expect, inject, it } from "vitest";
import { handovers } from "../../../schema/index.js";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { callbackDraw } from "../../../src/modules/callbacks/index.js";
import { chinaDay, settableClock, systemClock } from "../../../src/platform/clock.js";
import { newId } from "../../../src/platform/ids.js";
import { asSuperuser, ownDatabase, testDatabase } from "../../database.js";
import { jobTools, runJobsOf } from "../../jobs.js";
import { setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, consultation, register, staff, type TicketAnswer, take } from "../tickets/driving.js";
import { askForRule, callbacksOf, drawAfter, everything, manager, plan, setRule } from "./calling.js";

const contact = { name: "王小明", phone: "13812345678" };

/** Consultations that were answered at once: closed tickets that cost nothing. */
async function answered(world: World, count: number): Promise<TicketAnswer[]> {
  const made: TicketAnswer[] = [];
  for (let index = 0; index < count; index += 1) {
    made.push(await register(staff(world).operator, consultation({ contact, answer: "请看公示" })));
  }
  return made;
}

const plannedFor = async (world: World, tickets: readonly TicketAnswer[]): Promise<string[]> => {
  const found = await Promise.all(tickets.map((ticket) => callbacksOf(staff(world).operator, ticket)));
  return tickets.filter((_, index) => (found[index] ?? []).length > 0).map(({ id }) => id);
};

describe("the draw", () => {
  it("plans a callback for every closed ticket where the share is a hundred, due from the closing on", async () => {
    const world = await makeProvince();
    await setRule(manager(world), { ...everything, withinDays: 3 });
    const ticket = await complaintIn(world, "CLOSED");
    expect(await drawAfter(world, 1)).toEqual({ handled: 1, parked: 0 });
    const today = chinaDay(systemClock.now());
    const [callback, ...others] = await callbacksOf(staff(world).operator, ticket);
    expect(others).toEqual([]);
    expect(callback).toMatchObject({
      round: 1,
      state: "PLANNED",
      bureau: { code: world.code.cityACentre },
      dueOn: addWorkingDays(today, 3).due,
    });
    expect((await askForRule(manager(world))).data.callbackRule?.drawnUntil).toBe(today);
  });

  it("plans nothing on the day of the closing, nor in the first quarter of an hour after it", async () => {
    const world = await makeProvince();
    await setRule(manager(world), everything);
    const ticket = await complaintIn(world, "CLOSED");
    const midnight = new Date(`${chinaDay(new Date(systemClock.now().getTime() + 86_400_000))}T00:00:00+08:00`);
    for (const instant of [systemClock.now(), new Date(midnight.getTime() + 14 * 60_000)]) {
      await callbackDraw.run({ ...jobTools(undefined, settableClock(instant)), province: world.code.province });
      expect(await callbacksOf(staff(world).operator, ticket)).toEqual([]);
    }
  });

  it("plans nothing twice: neither run again, nor run twice at once, nor where somebody planned it by hand", async () => {
    const world = await makeProvince();
    await setRule(manager(world), everything);
    const byHand = await complaintIn(world, "CLOSED");
    const planned = await plan(manager(world), byHand);
    const tickets = await answered(world, 5);
    await Promise.all([drawAfter(world, 1), drawAfter(world, 1), drawAfter(world, 1)]);
    await lookAgain(world);
    await drawAfter(world, 1);
    const counts = await Promise.all(tickets.map((ticket) => callbacksOf(staff(world).operator, ticket)));
    expect(counts.map((found) => found.length)).toEqual([1, 1, 1, 1, 1]);
    expect((await callbacksOf(staff(world).operator, byHand)).map(({ id }) => id)).toEqual([planned.id]);
  });

  it("draws the same sample again, which is neither all nor nothing", async () => {
    const world = await makeProvince();
    await setRule(manager(world), { ...everything, consultationShare: 50 });
    const tickets = await answered(world, 24);
    await drawAfter(world, 1);
    const first = await plannedFor(world, tickets);
    await asSuperuser(inject("adminUrl"), (sql) => sql`DELETE FROM callbacks WHERE province = ${world.code.province}`);
    await lookAgain(world);
    await drawAfter(world, 1);
    expect(await plannedFor(world, tickets)).toEqual(first);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(24);
  });

  it("keeps to the share of each kind", async () => {
    const world = await makeProvince();
    await setRule(manager(world), { ...everything, consultationShare: 0 });
    const [question] = await answered(world, 1);
    const closed = await complaintIn(world, "CLOSED");
    await drawAfter(world, 1);
    expect(await plannedFor(world, [question ?? expect.fail("no ticket"), closed])).toEqual([closed.id]);
  });

  it("leaves out what is open, what has no number to call, and what was handed over to another province", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    await setRule(manager(world), everything);
    const open = await complaintIn(world, "SETTLED");
    const silent = await register(operator, consultation({ answer: "请看公示" }));
    const [away] = await answered(world, 1);
    if (away === undefined) expect.fail("no ticket");
    await handOver(world, away);
    await drawAfter(world, 1);
    expect(await plannedFor(world, [open, silent, away])).toEqual([]);
  });

  it("keeps to the bureau that registered the ticket, and does nothing where there is no rule", async () => {
    const world = await makeProvince();
    await setRule(world.as("cityBCentre.shiftManager"), everything);
    const ticket = await complaintIn(world, "CLOSED");
    await drawAfter(world, 1);
    expect(await callbacksOf(staff(world).operator, ticket)).toEqual([]);
  });

  it("catches up after a long standstill, in transactions of a week each", async () => {
    const world = await makeProvince();
    await setRule(manager(world), everything);
    const [ticket] = await answered(world, 1);
    if (ticket === undefined) expect.fail("no ticket");
    const first = (await askForRule(manager(world))).data.callbackRule?.drawnUntil ?? "";
    expect(await drawAfter(world, 20)).toMatchObject({ handled: 3 });
    expect((await askForRule(manager(world))).data.callbackRule?.drawnUntil).toBe(laterBy(first, 20));
    expect(await callbacksOf(staff(world).operator, ticket)).toHaveLength(1);
  });

  it("has a bureau whose draw fails tried again as a job, and goes on with the others", async () => {
    const own = await ownDatabase();
    const stage = await setStage("2026-11-20", own);
    try {
      const world = await stage.makeProvince();
      const [bureau, other] = [manager(world), world.as("cityBCentre.shiftManager")];
      for (const caller of [bureau, other]) await setRule(caller, everything);
      const failing = await register(staff(world).operator, consultation({ contact, answer: "请看公示" }));
      const sound = await register(world.as("cityBCentre.operator"), consultation({ contact, answer: "请看公示" }));
      await asSuperuser(own.adminUrl, (sql) =>
        sql.unsafe(`ALTER TABLE callbacks ADD CONSTRAINT fails CHECK (bureau <> '${bureau.bureau}')`),
      );
      stage.goTo("2026-11-21");
      const tools = jobTools(own.database, stage.clock);
      expect(await callbackDraw.run(tools)).toEqual({ handled: 1, parked: 1 });
      expect(await callbacksOf(other, sound)).toHaveLength(1);
      expect(await callbacksOf(bureau, failing)).toEqual([]);
      await asSuperuser(own.adminUrl, (sql) => sql.unsafe("ALTER TABLE callbacks DROP CONSTRAINT fails"));
      expect(await runJobsOf(callbackDraw.queue, { bureau: bureau.bureau }, tools)).toMatchObject({ done: 1 });
      expect(await callbacksOf(bureau, failing)).toHaveLength(1);
    } finally {
      await stage.close();
      await own.drop();
    }
  });

  it("writes who planned it in the audit, and an entry in the timeline", async () => {
    const world = await makeProvince();
    await setRule(manager(world), everything);
    const { operator, dispatcher, handler } = staff(world);
    let ticket = await register(operator, complaint(world));
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    for (const step of ["signTicket", "startCheck", "refuseComplaint", "closeTicket"] as const) {
      ticket = await take(handler, step, ticket);
    }
    await drawAfter(world, 1);
    const [callback] = await callbacksOf(operator, ticket);
    const { auditEntries } = await world
      .as("cityACentre.auditor")
      .ask<{ auditEntries: { nodes: { action: string; personId: string | null; bureau: { code: string } }[] } }>(
        "query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action personId bureau { code } } } }",
        { id: callback?.id },
      );
    expect(auditEntries.nodes).toEqual([
      { action: "callback.plan", personId: null, bureau: { code: world.code.cityACentre } },
    ]);
    const { ticket: read } = await operator.ask<{ ticket: { timeline: { verb: string; text: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { timeline { verb text } } }",
      { id: ticket.id },
    );
    expect(read.timeline.at(-1)).toEqual({
      verb: "CALLBACK_PLANNED",
      text: `A callback was planned (by ${callback?.dueOn})`,
    });
  });
});

const laterBy = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** As if the ticket had been handed over to another province. */
async function handOver(world: World, { id, number }: TicketAnswer): Promise<void> {
  const [, province = "", ticketId = ""] = Buffer.from(id, "base64url").toString().split(":");
  const at = systemClock.now();
  const row = {
    ...{ province, id: newId(at), ticketId, side: "FROM", bureau: world.code.cityACentre },
    ...{ otherProvince: "T00000", otherTicket: ticketId, otherBureau: "T00000" },
    ...{ reason: "OTHER", explanation: number, handedOverAt: at, provincesBefore: [province] },
  };
  await testDatabase().asSystem("hand a ticket over for a test", (tx) => tx.insert(handovers).values(row));
}

/** As if nothing had been looked at since the day before yesterday. */
async function lookAgain(world: World): Promise<void> {
  await asSuperuser(
    inject("adminUrl"),
    (sql) => sql`UPDATE callback_rules SET drawn_until = drawn_until - 2 WHERE province = ${world.code.province}`,
  );
}
