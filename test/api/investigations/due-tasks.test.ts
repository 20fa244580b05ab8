import { beforeEach, describe, expect, inject, it } from "vitest";
import { runDueTasks } from "../../../src/modules/investigations/index.js";
import type { Caller } from "../../api.js";
import { asSuperuser, testDatabase } from "../../database.js";
import { jobTools } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff, type TicketAnswer } from "../tickets/driving.js";
import { give, type InvestigationAnswer, open, readTask, takeOnTask, workingDayAhead } from "./investigating.js";

let world: World;
let lead: Caller;
let ticket: TicketAnswer;
let investigation: InvestigationAnswer;

const dueOn = workingDayAhead();

beforeEach(async () => {
  world = await makeProvince();
  lead = world.as("cityACentre.dispatcher");
  ticket = await register(staff(world).operator, complaint(world));
  investigation = await open(lead, [ticket]);
});

/** The pass at a time of the last day, or so many days after it. */
function pass(daysAfter: number): Promise<{ handled: number; parked: number }> {
  const at = new Date(Date.parse(`${dueOn}T23:59:59.000+08:00`) + daysAfter * 86_400_000);
  const tools = jobTools(testDatabase(), { now: () => at });
  return runDueTasks.run({ ...tools, province: world.code.province });
}

const toCityB = () => ({ partner: { bureau: world.code.cityB }, ticketId: ticket.id, dueOn });

async function reminders(): Promise<string[]> {
  const { ticket: read } = await lead.ask<{ ticket: { timeline: { verb: string; text: string }[] } }>(
    "query ($id: ID!) { ticket(id: $id) { timeline { verb text } } }",
    { id: ticket.id },
  );
  return read.timeline.flatMap(({ verb, text }) => (verb === "INVESTIGATION_TASK_REMINDED" ? [text] : []));
}

const remindedEvents = (ids: readonly string[]) =>
  asSuperuser(
    inject("adminUrl"),
    (sql) => sql<{ bureau: string }[]>`SELECT bureau FROM told_events
      WHERE type = 'investigationTask.reminded' AND subject_id = ANY(${[...ids]}) ORDER BY id`,
  );

describe("the pass over the tasks of joint investigations", () => {
  it("reminds the partner once, on the day after the last day, and never before", async () => {
    const task = await give(lead, investigation, toCityB());
    expect(await pass(0)).toEqual({ handled: 0, parked: 0 });
    expect(await pass(1)).toEqual({ handled: 1, parked: 0 });
    expect(await pass(1)).toEqual({ handled: 0, parked: 0 });
    expect(await pass(40)).toEqual({ handled: 0, parked: 0 });
    expect(await reminders()).toEqual([`Reminder: the task of ${world.mark}cityB in a joint investigation is overdue`]);
    expect([...(await remindedEvents([task.id]))]).toEqual([{ bureau: world.code.cityB }]);
    expect(await readTask(lead, task)).toMatchObject({ state: "OPEN", version: 1 });
  });

  it("reminds the lead of what a body outside owes", async () => {
    const task = await give(lead, investigation, { ...toCityB(), partner: { kind: "POLICE", name: "市公安局" } });
    await pass(1);
    expect([...(await remindedEvents([task.id]))]).toEqual([{ bureau: world.code.cityACentre }]);
    expect(await reminders()).toEqual(["Reminder: the task of the police in a joint investigation is overdue"]);
  });

  it("reminds nobody of what is answered or withdrawn, and by an event alone of a task without a ticket", async () => {
    const answered = await give(lead, investigation, toCityB());
    const withdrawn = await give(lead, investigation, toCityB());
    const bare = await give(lead, investigation, { partner: { bureau: world.code.cityB }, dueOn });
    await takeOnTask(world.as("cityB.handler"), "answerInvestigationTask", answered, { answer: "已查" });
    await takeOnTask(lead, "withdrawInvestigationTask", withdrawn);
    expect(await pass(1)).toEqual({ handled: 1, parked: 0 });
    expect(await reminders()).toEqual([]);
    const told = await remindedEvents([answered.id, withdrawn.id, bare.id]);
    expect([...told]).toEqual([{ bureau: world.code.cityB }]);
  });

  it("reminds once where two run at the same time", async () => {
    const tasks = [];
    for (let count = 0; count < 3; count += 1) tasks.push(await give(lead, investigation, toCityB()));
    const runs = await Promise.all([pass(1), pass(1)]);
    expect(runs.reduce((sum, { handled }) => sum + handled, 0)).toBe(3);
    expect(await remindedEvents(tasks.map(({ id }) => id))).toHaveLength(3);
    expect(await reminders()).toHaveLength(3);
  });

  it("stands in the audit at the lead, done by nobody", async () => {
    const task = await give(lead, investigation, toCityB());
    await pass(1);
    const [entry] = await asSuperuser(
      inject("adminUrl"),
      (sql) =>
        sql`SELECT bureau, person, action FROM audit_entries WHERE subject_id = ${task.id} ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ bureau: world.code.cityACentre, person: null, action: "ticket.platform" });
  });
});
