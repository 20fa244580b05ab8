import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaintIn, register, report, reportInVerification, staff, take } from "../tickets/driving.js";
import { askAbout, askFor, decide, people, sendAsk } from "./asking.js";

describe("a request to extend", () => {
  let stage: Stage;
  let world: World;

  beforeAll(async () => {
    stage = await setStage("2026-09-18");
  });

  afterAll(() => stage.close());

  beforeEach(async () => {
    stage.goTo("2026-09-18");
    world = await stage.makeProvince();
  });

  it("waits for the head, while the clock goes on", async () => {
    const { handler, head } = people(world);
    const ticket = await reportInVerification(world);
    expect(ticket).toMatchObject({ dueOn: "2026-10-15", dueLimit: "VERIFICATION" });
    expect(await askAbout(handler, ticket)).toMatchObject({ mayRequestExtension: true, extensionRequests: [] });
    const request = await askFor(handler, ticket);
    expect(request).toMatchObject({
      state: "PENDING",
      limit: "VERIFICATION",
      days: 15,
      dueBefore: "2026-10-15",
      dueAfter: null,
      decidedAt: null,
      version: 1,
      reason: { code: "COMPLEX", name: "The matter is complex" },
      bureau: { code: world.code.countyA1 },
      permittedActions: ["WITHDRAW"],
      ticket: { id: ticket.id, version: ticket.version, dueOn: "2026-10-15", dueLimit: "VERIFICATION" },
    });
    const seen = await askAbout(handler, ticket);
    expect(seen).toMatchObject({
      mayRequestExtension: false,
      extensionRequests: [{ id: request.id, state: "PENDING" }],
    });
    expect(seen.timeline.at(-1)).toEqual({
      verb: "EXTENSION_REQUESTED",
      text: "Asked to extend the limit: The matter is complex",
      remark: "案情复杂，需要进一步核实",
    });
    expect(await askAbout(head, ticket)).toMatchObject({ mayRequestExtension: false });
  });

  it("shows its words with the personal data of the citizen masked", async () => {
    const ticket = await reportInVerification(world);
    const { explanation } = await askFor(people(world).handler, ticket, {
      explanation: "需再次联系举报人王小明 13812345678 核实",
    });
    expect(explanation).toContain("核实");
    expect(explanation).not.toContain("王小明");
    expect(explanation).not.toContain("13812345678");
  });

  it("is recorded in the audit by codes and days, without words", async () => {
    const ticket = await reportInVerification(world);
    const request = await askFor(people(world).handler, ticket);
    const { auditEntries } = await world
      .as("countyA1.auditor")
      .ask<{ auditEntries: { nodes: { action: string; details: { name: string; value: string }[] }[] } }>(
        "query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action details { name value } } } }",
        { id: request.id },
      );
    expect(auditEntries.nodes.map(({ action }) => action)).toEqual(["extension.request"]);
    const told = auditEntries.nodes[0]?.details.map(({ name, value }) => [name, value]) ?? [];
    expect(Object.fromEntries(told)).toEqual({
      ticket: ticket.id,
      limit: "VERIFICATION",
      days: "15",
      reason: "COMPLEX",
      dueBefore: "2026-10-15",
    });
  });

  it("is possible on the last day of the limit, and refused with the article on the day after", async () => {
    const { handler } = people(world);
    const [inTime, late] = [await reportInVerification(world), await reportInVerification(world)];
    stage.goTo("2026-10-15", 23);
    expect((await askFor(handler, inTime)).state).toBe("PENDING");
    stage.goTo("2026-10-16", 0);
    const error = expectCode(await sendAsk(handler, late), "INVALID_INPUT", "ticketId");
    expect(error.message).toContain("2026-10-15");
    expect(error.message).toContain("Order 121 art. 35");
    expect(await askAbout(handler, late)).toMatchObject({ mayRequestExtension: false, extensionRequests: [] });
  });

  it("is refused while another one is pending, also of two that are sent at once", async () => {
    const { handler } = people(world);
    const ticket = await reportInVerification(world);
    const answers = await Promise.all([sendAsk(handler, ticket), sendAsk(handler, ticket)]);
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(1);
    for (const answer of refused) expectCode(answer, "ILLEGAL_TRANSITION");
    expectCode(await sendAsk(handler, ticket), "ILLEGAL_TRANSITION");
  });

  it("is possible again after a refusal and a withdrawal, and never after it was granted", async () => {
    const { handler, head } = people(world);
    const ticket = await reportInVerification(world);
    await decide(head, "refuseExtension", await askFor(handler, ticket));
    await decide(handler, "withdrawExtension", await askFor(handler, ticket));
    const granted = await decide(head, "grantExtension", await askFor(handler, ticket));
    const error = expectCode(
      await sendAsk(handler, { ...ticket, version: granted.ticket.version }),
      "ILLEGAL_TRANSITION",
    );
    expect(error.message).toContain("once");
  });

  it("is possible where the lead was only signed for, and refused where it was not", async () => {
    const { operator, dispatcher, handler } = staff(world);
    let ticket = await register(operator, report(world));
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expectCode(await sendAsk(handler, ticket), "ILLEGAL_TRANSITION");
    ticket = await take(handler, "signTicket", ticket);
    expect((await askFor(handler, ticket)).state).toBe("PENDING");
  });

  it.each(["SIGNED", "CHECKING", "MEDIATING", "TESTING", "CLOSED"] as const)(
    "is refused for a complaint in state %s: only verification can be extended",
    async (state) => {
      const ticket = await complaintIn(world, state);
      const error = expectCode(await sendAsk(people(world).handler, ticket), "ILLEGAL_TRANSITION");
      expect(error.message).toContain("art. 27 and 35");
    },
  );

  it("is refused for a report that was decided", async () => {
    const { handler } = people(world);
    const ticket = await take(handler, "declineCase", await reportInVerification(world));
    expectCode(await sendAsk(handler, ticket), "ILLEGAL_TRANSITION");
  });

  it.each([
    ["reason", { reason: "NOT_THERE" }],
    ["explanation", { explanation: "" }],
    ["explanation", { explanation: "短" }],
    ["explanation", { explanation: "长".repeat(2001) }],
  ])("is refused for a wrong %s", async (field, wrong) => {
    const ticket = await reportInVerification(world);
    expectCode(await sendAsk(people(world).handler, ticket, wrong), "INVALID_INPUT", field);
    expect((await askAbout(people(world).handler, ticket)).extensionRequests).toEqual([]);
  });

  it("is refused with a version of before", async () => {
    const ticket = await reportInVerification(world);
    const error = expectCode(await sendAsk(people(world).handler, { ...ticket, version: 1 }), "CONFLICT");
    expect(error.extensions.currentVersion).toBe(ticket.version);
  });

  it("is for a handler of the bureau that holds the ticket: its head, those above and the centre are refused", async () => {
    const ticket = await reportInVerification(world);
    for (const name of ["countyA1.head", "cityA.handler", "cityACentre.handler", "province.handler"] as const) {
      expectCode(await sendAsk(world.as(name), ticket), "FORBIDDEN");
    }
  });

  it("on a ticket of strangers is NOT_FOUND", async () => {
    const stranger = await stage.makeProvince();
    const ticket = await reportInVerification(world);
    for (const caller of [stranger.as("countyA1.handler"), world.as("countyA2.handler"), world.as("cityB.handler")]) {
      expectCode(await sendAsk(caller, ticket), "NOT_FOUND", "ticketId");
    }
  });
});
