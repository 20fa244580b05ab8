import { beforeAll, describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, staff, type TicketAnswer } from "../tickets/driving.js";
import {
  close,
  give,
  giving,
  type InvestigationAnswer,
  type InvestigationStep,
  open,
  opening,
  readInvestigation,
  send,
  takeOnTask,
  workingDayAhead,
} from "./investigating.js";

let world: World;
let lead: Caller;
let ticket: TicketAnswer;

beforeAll(async () => {
  world = await makeProvince();
  lead = world.as("cityACentre.dispatcher");
  ticket = await register(staff(world).operator, complaint(world));
});

const newTicket = (): Promise<TicketAnswer> => register(staff(world).operator, complaint(world));

/** What the audit keeps of one object, the latest first. */
async function auditOf(id: string) {
  const { auditEntries } = await world.as("province.auditor").ask<{
    auditEntries: { nodes: { action: string; subjectVersion: number; details: { name: string; value: string }[] }[] };
  }>(
    `query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action subjectVersion details { name value } } } }`,
    { id },
  );
  return auditEntries.nodes;
}

describe("openInvestigation", () => {
  it("is led by the acting bureau and lists its tickets", async () => {
    const made = await open(lead, [ticket, ticket]);
    expect(made).toMatchObject({
      state: "OPEN",
      version: 1,
      title: "查找商家",
      lead: { code: world.code.cityACentre },
      tickets: [{ id: ticket.id }],
      tasks: [],
      outcome: null,
      permittedActions: ["ADD_TICKETS", "GIVE_TASK", "CLOSE"],
    });
    expect(await readInvestigation(lead, made)).toEqual(made);
  });

  it("is told in the audit and stands at its tickets", async () => {
    const about = await newTicket();
    const made = await open(lead, [about]);
    expect(await auditOf(made.id)).toMatchObject([{ action: "investigation.lead", subjectVersion: 1 }]);
    const { ticket: read } = await lead.ask<{ ticket: { investigations: { id: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { investigations { id } } }",
      { id: about.id },
    );
    expect(read.investigations).toEqual([{ id: made.id }]);
  });

  it("stands at a ticket only for those who see it: the county that handles the ticket does not", async () => {
    const handled = await complaintIn(world, "CHECKING");
    const made = await open(world.as("cityA.supervisor"), [handled]);
    const document = "query ($id: ID!) { ticket(id: $id) { investigations { id } } }";
    const of = async (caller: Caller) =>
      (await caller.ask<{ ticket: { investigations: unknown[] } }>(document, { id: handled.id })).ticket.investigations;
    expect(await of(world.as("countyA1.handler"))).toEqual([]);
    expect(await of(world.as("province.supervisor"))).toEqual([{ id: made.id }]);
  });

  it("refuses tickets that are handled in no region of the lead", async () => {
    const foreign = await register(world.as("cityBCentre.operator"), complaint(world));
    const input = opening([ticket, foreign]);
    expectCode(await send(lead, "openInvestigation", input), "NOT_FOUND", "tickets");
    expectCode(await send(world.as("countyB1.handler"), "openInvestigation", input), "NOT_FOUND", "tickets");
  });

  it("is led within the province of its tickets: the nation sees them and leads none", async () => {
    expectCode(await send(world.as("nation.supervisor"), "openInvestigation", opening([ticket])), "FORBIDDEN");
  });

  it("is not for departments and street offices", async () => {
    const input = opening([ticket]);
    expectCode(await send(world.as("cityAPrice.handler"), "openInvestigation", input), "FORBIDDEN");
    expectCode(await send(world.as("streetA1.handler"), "openInvestigation", input), "FORBIDDEN");
    expectCode(await send(world.as("cityACentre.operator"), "openInvestigation", input), "FORBIDDEN");
  });

  it.each<[string, Variables, string]>([
    ["no ticket", { tickets: [] }, "tickets"],
    ["a title of one character", { title: "查" }, "title"],
    ["a title of 101 characters", { title: "查".repeat(101) }, "title"],
    ["a purpose of 2,001 characters", { purpose: "查".repeat(2001) }, "purpose"],
    ["a purpose with NUL", { purpose: "查\u0000明" }, "purpose"],
  ])("refuses %s", async (_, more, field) => {
    expectCode(await send(lead, "openInvestigation", opening([ticket], more)), "INVALID_INPUT", field);
  });

  it("refuses more than 50 tickets, and a closed one", async () => {
    const many = opening([], { tickets: Array.from({ length: 51 }, () => ticket.id) });
    expectCode(await send(lead, "openInvestigation", many), "TOO_LARGE", "tickets");
    const closed = await complaintIn(world, "CLOSED");
    expectCode(await send(lead, "openInvestigation", opening([closed])), "INVALID_INPUT", "tickets");
  });
});

describe("addInvestigationTickets", () => {
  const adding = ({ id, version }: InvestigationAnswer, tickets: readonly TicketAnswer[]): Variables => ({
    investigationId: id,
    version,
    tickets: tickets.map((one) => one.id),
  });

  it("adds what is new, and refuses what is not", async () => {
    const made = await open(lead, [ticket]);
    const second = await newTicket();
    const { data } = await send(lead, "addInvestigationTickets", adding(made, [ticket, second]));
    const after = data.addInvestigationTickets?.investigation;
    expect(after).toMatchObject({ version: 2 });
    expect(new Set(after?.tickets.map(({ id }) => id))).toEqual(new Set([ticket.id, second.id]));
    const again = await send(lead, "addInvestigationTickets", adding({ ...made, version: 2 }, [second]));
    expectCode(again, "INVALID_INPUT", "tickets");
  });

  it("is for the lead, in the version that it saw, while it is open", async () => {
    const made = await open(lead, [ticket]);
    const input = adding(made, [await newTicket()]);
    const asked = (caller: Caller, more: Variables = {}) =>
      send(caller, "addInvestigationTickets", { ...input, ...more });
    expectCode(await asked(world.as("cityB.handler")), "NOT_FOUND", "investigationId");
    expectCode(await asked(world.as("province.supervisor")), "FORBIDDEN");
    expect(expectCode(await asked(lead, { version: 7 }), "CONFLICT").extensions.currentVersion).toBe(1);
    expectCode(await asked(lead, { tickets: [] }), "INVALID_INPUT", "tickets");
    await close(lead, made);
    expect(expectCode(await asked(lead, { version: 2 }), "ILLEGAL_TRANSITION").extensions.permittedActions).toEqual([]);
  });
});

describe("giveInvestigationTask", () => {
  let made: InvestigationAnswer;

  beforeAll(async () => {
    made = await open(lead, [ticket]);
  });

  const cityB = () => ({ partner: { bureau: world.code.cityB } });

  it("makes one task of a request that is sent twice", async () => {
    const fresh = await open(lead, [ticket]);
    const input = giving(fresh, cityB());
    expect((await send(lead, "giveInvestigationTask", input)).errors).toBeUndefined();
    expectCode(await send(lead, "giveInvestigationTask", input), "CONFLICT");
    expect((await readInvestigation(lead, fresh)).tasks).toHaveLength(1);
  });

  it.each<[string, () => Variables, string]>([
    ["a day in the past", () => ({ dueOn: "2026-04-15" }), "dueOn"],
    ["a day off", () => ({ dueOn: nextSaturday() }), "dueOn"],
    ["no partner", () => ({ partner: {} }), "partner"],
    [
      "a bureau and a body outside at once",
      () => ({ partner: { ...cityB().partner, kind: "POLICE" } }),
      "partner.kind",
    ],
    ["a bureau without its code", () => ({ partner: { kind: "BUREAU" } }), "partner.bureau"],
    ["a body outside without a name", () => ({ partner: { kind: "BANK" } }), "partner.name"],
    ["a bureau that there is not", () => ({ partner: { bureau: "999999" } }), "partner.bureau"],
    ["the lead itself", () => ({ partner: { bureau: world.code.cityACentre } }), "partner.bureau"],
    ["parts of no ticket", () => ({ ...cityB(), parts: ["FACTS"] }), "parts"],
    [
      "parts for a body outside",
      () => ({ partner: { kind: "POLICE", name: "市公安局" }, ticketId: ticket.id, parts: ["FACTS"] }),
      "parts",
    ],
    ["a question of one character", () => ({ ...cityB(), question: "?" }), "question"],
  ])("refuses %s, and gives none", async (_, more, field) => {
    const result = await send(lead, "giveInvestigationTask", giving(made, { ...cityB(), ...more() }));
    expectCode(result, "INVALID_INPUT", field);
    expect((await readInvestigation(lead, made)).tasks).toEqual([]);
  });

  it("names the next working day where the day is off", async () => {
    const input = giving(made, { ...cityB(), dueOn: nextSaturday() });
    const { message } = expectCode(await send(lead, "giveInvestigationTask", input), "INVALID_INPUT", "dueOn");
    expect(message).toMatch(/the first working day after it is \d{4}-\d\d-\d\d/);
  });

  it("refuses a ticket that is not one of the joint investigation, and one that is not visible", async () => {
    const other = await newTicket();
    const asked = (ticketId: string) => send(lead, "giveInvestigationTask", giving(made, { ...cityB(), ticketId }));
    expectCode(await asked(other.id), "INVALID_INPUT", "ticketId");
    const foreign = await register(world.as("cityBCentre.operator"), complaint(world));
    expectCode(await asked(foreign.id), "NOT_FOUND", "ticketId");
  });
});

/** The next Saturday: a day off but where the State Council has made it up, which is looked for no further than a week. */
function nextSaturday(): string {
  const days = Array.from(
    { length: 14 },
    (_, ahead) => new Date(systemClock.now().getTime() + (ahead + 1) * 86_400_000),
  );
  const working = new Set(Array.from({ length: 14 }, (_, count) => workingDayAhead(count + 1)));
  return days.map(chinaDay).find((date) => !working.has(date)) ?? expect.fail("there is no day off");
}

describe("the steps on a task", () => {
  const all = [
    "answerInvestigationTask",
    "noteInvestigationAnswer",
    "closeInvestigationTask",
    "withdrawInvestigationTask",
  ] as const satisfies readonly InvestigationStep[];

  const stepOn = (caller: Caller, step: InvestigationStep, { id }: { id: string }, version: number) =>
    send(caller, step, {
      taskId: id,
      version,
      ...(step.includes("Answer") || step.includes("answer") ? { answer: "已查" } : {}),
    });

  it("are each for one side: a task of a bureau", async () => {
    const task = await give(lead, await open(lead, [ticket]), { partner: { bureau: world.code.cityB } });
    const partner = world.as("cityB.handler");
    expect(task.permittedActions).toEqual(["WITHDRAW"]);
    expectCode(await stepOn(lead, "answerInvestigationTask", task, 1), "FORBIDDEN");
    expectCode(await stepOn(lead, "noteInvestigationAnswer", task, 1), "ILLEGAL_TRANSITION");
    expectCode(await stepOn(lead, "closeInvestigationTask", task, 1), "ILLEGAL_TRANSITION");
    for (const step of ["closeInvestigationTask", "withdrawInvestigationTask", "noteInvestigationAnswer"] as const) {
      expectCode(await stepOn(partner, step, task, 1), "FORBIDDEN");
    }
    expectCode(await stepOn(partner, "answerInvestigationTask", task, 3), "CONFLICT");
    const answered = await takeOnTask(partner, "answerInvestigationTask", task, { answer: "已查" });
    expect(answered.answeredAt).not.toBeNull();
    for (const step of ["answerInvestigationTask", "withdrawInvestigationTask"] as const) {
      const caller = step === "answerInvestigationTask" ? partner : lead;
      expectCode(await stepOn(caller, step, task, 2), "ILLEGAL_TRANSITION");
    }
    expect((await takeOnTask(lead, "closeInvestigationTask", answered)).closedAt).not.toBeNull();
    expect((await auditOf(task.id)).map(({ subjectVersion }) => subjectVersion)).toEqual([3, 2, 1]);
  });

  it("are each for one side: a task of a body outside", async () => {
    const task = await give(lead, await open(lead, [ticket]), { partner: { kind: "BANK", name: "建设银行" } });
    expect(task.permittedActions).toEqual(["NOTE_ANSWER", "WITHDRAW"]);
    const { message } = expectCode(await stepOn(lead, "answerInvestigationTask", task, 1), "ILLEGAL_TRANSITION");
    expect(message).toContain("noteInvestigationAnswer");
  });

  it("refuse words that are none", async () => {
    const task = await give(lead, await open(lead, [ticket]), { partner: { bureau: world.code.cityB } });
    const input = { taskId: task.id, version: 1, answer: " " };
    expectCode(await send(world.as("cityB.handler"), "answerInvestigationTask", input), "INVALID_INPUT", "answer");
  });

  it.each(all)("are NOT_FOUND for strangers: %s", async (step) => {
    const task = await give(lead, await open(lead, [ticket]), { partner: { bureau: world.code.cityB } });
    expectCode(await stepOn(world.as("countyB1.handler"), step, task, 1), "NOT_FOUND", "taskId");
  });
});

describe("closeInvestigation", () => {
  it("ends its tasks with it and keeps the outcome", async () => {
    const made = await open(lead, [ticket]);
    const task = await give(lead, made, {
      partner: { bureau: world.code.cityB },
      ticketId: ticket.id,
      parts: ["STATE"],
    });
    const closed = await close(lead, made, { outcome: "未能查明" });
    expect(closed).toMatchObject({ state: "CLOSED", version: 3, outcome: "未能查明" });
    expect(closed.closedAt).not.toBeNull();
    expect(closed.tasks).toEqual([{ id: task.id, state: "WITHDRAWN" }]);
    expect(await auditOf(task.id)).toHaveLength(2);
    const answer = { taskId: task.id, version: 2, answer: "已查" };
    expectCode(await send(world.as("cityB.handler"), "answerInvestigationTask", answer), "ILLEGAL_TRANSITION");
  });

  it("needs an outcome and happens once", async () => {
    const made = await open(lead, [ticket]);
    const input = { investigationId: made.id, version: 1, outcome: "" };
    expectCode(await send(lead, "closeInvestigation", input), "INVALID_INPUT", "outcome");
    expectCode(await send(world.as("cityA.supervisor"), "closeInvestigation", input), "FORBIDDEN");
    await close(lead, made);
    expectCode(await send(lead, "closeInvestigation", { ...input, version: 2 }), "ILLEGAL_TRANSITION");
  });
});
