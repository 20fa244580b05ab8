import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { complaint, complaintIn, register, report, staff, take } from "../tickets/driving.js";
import { everything, manager, plan, sendPlan, setRule } from "./calling.js";

describe("a callback that is planned by hand", () => {
  it("is due five working days later where the bureau has no rule", async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "CLOSED");
    const callback = await plan(manager(world), ticket);
    expect(callback).toMatchObject({
      round: 1,
      state: "PLANNED",
      tries: 0,
      version: 1,
      grade: null,
      isOverdue: false,
      dueOn: addWorkingDays(chinaDay(systemClock.now()), 5).due,
      bureau: { code: world.code.cityACentre },
      handledBy: null,
      ticket: { id: ticket.id },
      permittedActions: [],
    });
  });

  it("is due as the rule of the bureau says", async () => {
    const world = await makeProvince();
    await setRule(manager(world), { ...everything, withinDays: 10 });
    const callback = await plan(manager(world), await complaintIn(world, "CLOSED"));
    expect(callback.dueOn).toBe(addWorkingDays(chinaDay(systemClock.now()), 10).due);
  });

  it("is there once in a round, also when two plan it at once", async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "CLOSED");
    const answers = await Promise.all([1, 2, 3].map(() => sendPlan(manager(world), ticket)));
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(2);
    for (const answer of refused) expectCode(answer, "ILLEGAL_TRANSITION");
  });

  it("is refused while the ticket is not closed", async () => {
    const world = await makeProvince();
    const error = expectCode(await sendPlan(manager(world), await complaintIn(world, "SETTLED")), "ILLEGAL_TRANSITION");
    expect(error.message).toContain("art. 26");
  });

  it("is refused where there is no number to call", async () => {
    const world = await makeProvince();
    const { operator, dispatcher, handler } = staff(world);
    let ticket = await register(operator, report(world, { contact: null, isAnonymous: true }));
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    ticket = await take(handler, "signTicket", ticket);
    ticket = await take(handler, "startVerification", ticket);
    ticket = await take(handler, "declineCase", ticket);
    ticket = await take(handler, "closeTicket", ticket);
    expectCode(await sendPlan(manager(world), ticket), "ILLEGAL_TRANSITION");
  });

  it("is refused for a ticket that was merged: the citizen is called on the one that goes on", async () => {
    const world = await makeProvince();
    const { dispatcher, operator } = staff(world);
    const [kept, other] = [await register(operator, complaint(world)), await register(operator, complaint(world))];
    const input = { ticketId: kept.id, version: kept.version, otherId: other.id, otherVersion: other.version };
    const { errors } = await dispatcher.gql(
      "mutation ($input: MergeTicketsInput!) { mergeTickets(input: $input) { other { id } } }",
      { input: { ...input, remark: "同一人就同一事项再次来电" } },
    );
    expect(errors).toBeUndefined();
    expectCode(await sendPlan(manager(world), other), "ILLEGAL_TRANSITION");
  });

  it("is for the bureau that registered the ticket: those who handled it or stand above are refused", async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "CLOSED");
    for (const name of ["countyA1.head", "cityA.head", "province.supervisor", "cityACentre.operator"] as const) {
      expectCode(await sendPlan(world.as(name), ticket), "FORBIDDEN");
    }
  });

  it("on a ticket of strangers is NOT_FOUND", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    const ticket = await complaintIn(world, "CLOSED");
    for (const caller of [manager(stranger), world.as("cityBCentre.shiftManager")]) {
      expectCode(await sendPlan(caller, ticket), "NOT_FOUND", "ticketId");
    }
  });
});
