import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaintIn,
  consultation,
  read,
  register,
  reportInVerification,
  send,
  staff,
  type TicketAnswer,
  take,
} from "../tickets/driving.js";
import { callbacksOf, drawAfter, fault, manager, plan, record, sendPlan, sendRecord } from "./calling.js";

async function closedAndPlanned(world: World) {
  const ticket = await complaintIn(world, "CLOSED");
  return { ticket, callback: await plan(manager(world), ticket) };
}

const timelineOf = async (world: World, { id }: Pick<TicketAnswer, "id">) => {
  const { ticket } = await staff(world).dispatcher.ask<{ ticket: { timeline: { verb: string; text: string }[] } }>(
    "query ($id: ID!) { ticket(id: $id) { timeline { verb text } } }",
    { id },
  );
  return ticket.timeline;
};

describe("a grade", () => {
  it.each([
    ["VERY_SATISFIED", "Called back: very satisfied"],
    ["SATISFIED", "Called back: satisfied"],
    ["NEUTRAL", "Called back: neutral"],
    ["DISSATISFIED", "Called back: dissatisfied"],
  ])("%s ends the callback and leaves the ticket closed", async (grade, sentence) => {
    const world = await makeProvince();
    const { ticket, callback } = await closedAndPlanned(world);
    const answer = await record(staff(world).operator, callback, { grade });
    expect(answer.isReopened).toBe(false);
    expect(answer.callback).toMatchObject({
      state: "DONE",
      grade,
      isHandlersFault: false,
      version: 2,
      permittedActions: [],
      handledBy: { code: world.code.countyA1 },
      ticket: { state: "CLOSED", version: ticket.version },
    });
    expect((await timelineOf(world, ticket)).at(-1)).toEqual({ verb: "CALLBACK_MADE", text: sentence });
  });

  it("is recorded with codes in the audit, and with nothing that the citizen said", async () => {
    const world = await makeProvince();
    const { callback } = await closedAndPlanned(world);
    await record(staff(world).operator, callback, { grade: "NEUTRAL", remark: "王小明说还可以" });
    const { auditEntries } = await world
      .as("cityACentre.auditor")
      .ask<{ auditEntries: { nodes: { action: string; details: { name: string; value: string }[] }[] } }>(
        "query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action details { name value } } } }",
        { id: callback.id },
      );
    expect(auditEntries.nodes.map(({ action }) => action)).toEqual(["callback.make", "callback.plan"]);
    const told = auditEntries.nodes[0]?.details.map(({ name, value }) => [name, value]) ?? [];
    expect(Object.fromEntries(told)).toEqual({
      ticket: callback.ticket?.id,
      round: "1",
      grade: "NEUTRAL",
      isReopened: "false",
      isHandlersFault: "false",
    });
  });

  it("shows what the citizen said with his name and number masked", async () => {
    const world = await makeProvince();
    const { callback } = await closedAndPlanned(world);
    const answer = await record(staff(world).operator, callback, {
      grade: "SATISFIED",
      remark: "王小明 13812345678 表示满意",
    });
    expect(answer.callback.remark).toContain("表示满意");
    expect(answer.callback.remark).not.toContain("王小明");
    expect(answer.callback.remark).not.toContain("13812345678");
  });

  it("is given once in a round", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    const { callback } = await closedAndPlanned(world);
    const { callback: done } = await record(operator, callback, { grade: "SATISFIED" });
    expectCode(await sendRecord(operator, callback, { grade: "NEUTRAL" }), "CONFLICT");
    expectCode(await sendRecord(operator, done, { grade: "NEUTRAL" }), "ILLEGAL_TRANSITION");
  });

  it("of two at the same time is taken once, and the other gets CONFLICT", async () => {
    const world = await makeProvince();
    const { callback } = await closedAndPlanned(world);
    const answers = await Promise.all([
      sendRecord(staff(world).operator, callback, fault),
      sendRecord(world.as("cityACentre.supervisor"), callback, fault),
    ]);
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(1);
    for (const answer of refused) expectCode(answer, "CONFLICT");
  });

  it("is not the handler's fault where the citizen is not dissatisfied", async () => {
    const world = await makeProvince();
    const { callback } = await closedAndPlanned(world);
    expectCode(
      await sendRecord(staff(world).operator, callback, { ...fault, grade: "NEUTRAL" }),
      "INVALID_INPUT",
      "isHandlersFault",
    );
  });

  it("that is the handler's fault needs words", async () => {
    const world = await makeProvince();
    const { callback } = await closedAndPlanned(world);
    expectCode(
      await sendRecord(staff(world).operator, callback, { ...fault, remark: null }),
      "INVALID_INPUT",
      "remark",
    );
  });

  it("is for the bureau that registered the ticket to note: those who handled it or stand above are refused", async () => {
    const world = await makeProvince();
    const { callback } = await closedAndPlanned(world);
    for (const name of ["countyA1.operator", "cityA.operator", "province.supervisor"] as const) {
      expectCode(await sendRecord(world.as(name), callback, { grade: "SATISFIED" }), "FORBIDDEN");
    }
    expectCode(await sendRecord(world.as("cityACentre.handler"), callback, { grade: "SATISFIED" }), "FORBIDDEN");
  });

  it("on a callback of strangers is NOT_FOUND, as on none", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    const { callback, ticket } = await closedAndPlanned(world);
    const grade = { grade: "SATISFIED" };
    for (const caller of [stranger.as("cityACentre.operator"), world.as("cityBCentre.operator")]) {
      expectCode(await sendRecord(caller, callback, grade), "NOT_FOUND", "callbackId");
      expectCode(await sendRecord(caller, { id: ticket.id, version: 1 }, grade), "NOT_FOUND", "callbackId");
    }
  });
});

describe("a citizen who is dissatisfied through the handler's fault", () => {
  it("has the ticket done again by the bureau that closed it, with a clock of its own", async () => {
    const world = await makeProvince();
    const { operator, handler } = staff(world);
    const { ticket, callback } = await closedAndPlanned(world);
    const answer = await record(operator, callback, fault);
    expect(answer).toMatchObject({ isReopened: true, callback: { state: "DONE", isHandlersFault: true } });
    const reopened = await read(handler, ticket);
    expect(reopened).toMatchObject({
      state: "SIGNED",
      version: ticket.version + 1,
      holder: { code: world.code.countyA1 },
      dueLimit: "REWORK",
      closedAt: null,
      feedbackAt: null,
      archivedAt: null,
      settlementMethod: null,
      recoveredLoss: "380.00",
    });
    expect(reopened.permittedActions).toContain("START_CHECK");
    const verbs = (await timelineOf(world, ticket)).map(({ verb }) => verb);
    expect(verbs.slice(-2)).toEqual(["REOPEN", "CALLBACK_MADE"]);
  });

  it("runs only the limit of doing it again, which the closing meets", async () => {
    const world = await makeProvince();
    const { operator, handler } = staff(world);
    const { ticket, callback } = await closedAndPlanned(world);
    await record(operator, callback, fault);
    const deadlinesOf = async () => {
      const { ticket: found } = await handler.ask<{ ticket: { deadlines: { limit: string; state: string }[] } }>(
        "query ($id: ID!) { ticket(id: $id) { deadlines { limit state } } }",
        { id: ticket.id },
      );
      return found.deadlines;
    };
    expect((await deadlinesOf()).filter(({ state }) => state === "RUNNING")).toEqual([
      { limit: "REWORK", state: "RUNNING" },
    ]);
    await closeAgain(world, ticket);
    const after = await deadlinesOf();
    expect(after.filter(({ state }) => state === "RUNNING")).toEqual([]);
    expect(after.find(({ limit }) => limit === "REWORK")?.state).toBe("MET");
  });

  it("must be told again before the ticket is archived", async () => {
    const world = await makeProvince();
    const { operator, handler } = staff(world);
    let ticket = await complaintIn(world, "CLOSED");
    ticket = await take(handler, "giveFeedback", ticket);
    ticket = await take(handler, "archiveTicket", ticket);
    await record(operator, await plan(manager(world), ticket), fault);
    ticket = await closeAgain(world, ticket);
    expectCode(await send(handler, "archiveTicket", ticket), "ILLEGAL_TRANSITION");
    ticket = await take(handler, "giveFeedback", ticket);
    expect((await take(handler, "archiveTicket", ticket)).state).toBe("ARCHIVED");
  });

  it("is called back again after the second closing, always, and cannot have it done a third time", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    const { ticket, callback } = await closedAndPlanned(world);
    await record(operator, callback, fault);
    expectCode(await sendPlan(manager(world), ticket), "ILLEGAL_TRANSITION");
    await closeAgain(world, ticket);
    // The bureau has set no rule, so it draws no sample; what was done again is called back nevertheless.
    await drawAfter(world, 1);
    const [first, second, ...others] = await callbacksOf(operator, ticket);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ round: 1, state: "DONE" });
    expect(second).toMatchObject({ round: 2, state: "PLANNED", permittedActions: ["RECORD", "RECORD_UNREACHED"] });
    const again = await record(operator, second ?? expect.fail("no second round"), fault);
    expect(again).toMatchObject({ isReopened: false, callback: { ticket: { state: "CLOSED" } } });
    expectCode(await sendPlan(manager(world), ticket), "ILLEGAL_TRANSITION");
  });

  it("has a report verified again, whose filed case stays on record", async () => {
    const world = await makeProvince();
    const { operator, handler } = staff(world);
    let ticket = await reportInVerification(world);
    ticket = await take(handler, "fileCase", ticket);
    ticket = await take(handler, "closeTicket", ticket, { fineAmount: "5000.00" });
    await record(operator, await plan(manager(world), ticket), fault);
    const reopened = await read(handler, ticket);
    expect(reopened).toMatchObject({ state: "SIGNED", dueLimit: "REWORK", fineAmount: "5000.00" });
    expect(reopened.permittedActions).toContain("START_VERIFICATION");
  });

  it("has a consultation answered again by the centre that answered it", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    const contact = { name: "王小明", phone: "13812345678" };
    const ticket = await register(operator, consultation({ contact, answer: "请看公示" }));
    await record(operator, await plan(manager(world), ticket), fault);
    const reopened = await read(operator, ticket);
    expect(reopened).toMatchObject({ state: "SIGNED", dueLimit: "REWORK", holder: { code: world.code.cityACentre } });
    expect((await take(operator, "answerConsultation", reopened)).state).toBe("CLOSED");
  });
});

async function closeAgain(world: World, { id }: Pick<TicketAnswer, "id">): Promise<TicketAnswer> {
  const { handler } = staff(world);
  let ticket = await read(handler, { id });
  for (const step of ["startCheck", "acceptComplaint", "startMediation", "settleComplaint", "closeTicket"] as const) {
    ticket = await take(handler, step, ticket);
  }
  return ticket;
}
