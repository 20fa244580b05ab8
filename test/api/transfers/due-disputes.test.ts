import { beforeAll, describe, expect, it } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { transferPasses } from "../../../src/modules/transfers/index.js";
import { chinaDay, settableClock, systemClock } from "../../../src/platform/clock.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { jobTools } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, read, register, staff, take } from "../tickets/driving.js";
import { everythingOf } from "../tickets/kept.js";
import { act, dispute, naming, readDispute, send, timelineOf, upon } from "./dispute-driving.js";

const [disputePass] = transferPasses;

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

/** Noon of the day after the last of some working days from today, in China. */
function afterWorkingDays(days: number): Date {
  const { due } = addWorkingDays(chinaDay(systemClock.now()), days);
  return new Date(Date.parse(`${due}T12:00:00+08:00`) + 86_400_000);
}

/** One run of the pass over a province, at an instant. */
const pass = (of: World, at: Date) =>
  disputePass.run({ ...jobTools(testDatabase(), settableClock(at)), province: of.code.province });

describe("a dispute that nobody settles", () => {
  it("goes to the superior by itself on the day after 7 working days, and not before", async () => {
    const own = await makeProvince();
    const { ticket, raised } = await dispute(own);
    expect(raised.negotiateUntil).toBe(addWorkingDays(chinaDay(systemClock.now()), 7).due);
    const lastDay = new Date(afterWorkingDays(7).getTime() - 86_400_000);
    expect(await pass(own, lastDay)).toEqual({ handled: 0, parked: 0 });
    const version = (await read(own.as("zoneA.handler"), ticket)).version;

    expect(await pass(own, afterWorkingDays(7))).toEqual({ handled: 1, parked: 0 });
    const referred = await readDispute(own.as("cityA.supervisor"), raised);
    expect(referred).toMatchObject({ state: "REFERRED", version: 2, permittedActions: ["DESIGNATE"] });
    expect(referred.referredAt).toBe(afterWorkingDays(7).toISOString());
    expect((await timelineOf(own.as("zoneA.handler"), ticket)).at(-1)).toMatchObject({
      verb: "DISPUTE_REFERRED",
      text: `The dispute went to ${own.mark}cityA, which designates`,
    });
    // The ticket has no part in it.
    expect((await read(own.as("zoneA.handler"), ticket)).version).toBe(version);
    const audit = await own
      .as("cityA.auditor")
      .ask<{ auditEntries: { nodes: { action: string; person: null }[] } }>(
        "query ($subject: ID!) { auditEntries(filter: { subject: $subject }) { nodes { action person { id } } } }",
        { subject: raised.id },
      );
    expect(audit.auditEntries.nodes[0]).toEqual({ action: "ticket.platform", person: null });
  });

  it("also when it was contested", async () => {
    const own = await makeProvince();
    const { raised } = await dispute(own);
    await act(own.as("countyA2.head"), "contestDispute", upon(raised, { answer: "不在我区" }));
    await pass(own, afterWorkingDays(7));
    expect((await readDispute(own.as("zoneA.head"), raised)).state).toBe("REFERRED");
  });

  it("goes once, though two processes pass at the same time and again", async () => {
    const own = await makeProvince();
    const raised = [];
    for (let count = 0; count < 5; count += 1) raised.push((await dispute(own)).raised);
    const at = afterWorkingDays(7);
    const runs = await Promise.all([pass(own, at), pass(own, at)]);
    const rest = await pass(own, at);
    expect([...runs, rest].reduce((sum, { handled }) => sum + handled, 0)).toBe(5);
    for (const one of raised) {
      expect(await readDispute(own.as("cityA.head"), one)).toMatchObject({ state: "REFERRED", version: 2 });
    }
  });

  it("is only looked at again while the superior thinks, which makes no version", async () => {
    const own = await makeProvince();
    const { raised } = await dispute(own);
    const referred = await act(own.as("zoneA.head"), "referDispute", upon(raised));
    const tomorrow = new Date(systemClock.now().getTime() + 86_400_000);
    expect(await pass(own, tomorrow)).toEqual({ handled: 1, parked: 0 });
    expect(await pass(own, tomorrow)).toEqual({ handled: 0, parked: 0 });
    const seen = await readDispute(own.as("cityA.head"), raised);
    expect(seen).toMatchObject({ state: "REFERRED", version: referred.version, referredAt: referred.referredAt });
  });
});

describe("a dispute whose ticket moves on", () => {
  it("because the holder decides it leaves nothing to agree or designate, and ends by the next pass", async () => {
    const own = await makeProvince();
    const { ticket, raised } = await dispute(own);
    const zone = own.as("zoneA.handler");
    const referred = await act(zone, "referDispute", upon(raised));
    await take(zone, "acceptComplaint", await take(zone, "startCheck", ticket));

    const seen = await readDispute(own.as("cityA.supervisor"), raised);
    expect(seen).toMatchObject({ state: "REFERRED", permittedActions: [], extract: null });
    const late = { bureau: own.code.countyA2, grounds: "指定理由" };
    const refused = await send(own.as("cityA.supervisor"), "designate", upon(referred, late));
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("nothing is left of the dispute");

    await pass(own, new Date(systemClock.now().getTime() + 86_400_000));
    expect(await readDispute(own.as("zoneA.head"), raised)).toMatchObject({ state: "WITHDRAWN", permittedActions: [] });
    expect((await timelineOf(zone, ticket)).at(-1)).toMatchObject({
      verb: "DISPUTE_WITHDRAWN",
      text: "The dispute ended, for the ticket has moved on",
    });
  });

  it("because the holder returns it ends at once", async () => {
    const { ticket, raised } = await dispute(world);
    await take(world.as("zoneA.handler"), "returnTicketToCentre", ticket);
    expect(await readDispute(world.as("countyA2.head"), raised)).toMatchObject({ state: "WITHDRAWN", extract: null });
    const refused = await send(world.as("countyA2.head"), "acceptDispute", upon({ ...raised, version: 2 }));
    expectCode(refused, "ILLEGAL_TRANSITION");
    expect((await everythingOf(ticket)).ticket).toMatchObject({ holder: world.code.cityACentre, returns: 1 });
  });

  it("stays, where its street office had it meanwhile and gave it back", async () => {
    const { dispatcher } = staff(world);
    const ticket = await register(staff(world).operator, complaint(world));
    const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    const raised = await act(world.as("countyA1.dispatcher"), "raiseDispute", naming(world, sent, "countyA2"));
    const down = await take(world.as("countyA1.dispatcher"), "dispatchTicket", sent, { bureau: world.code.streetA1 });
    expect((await readDispute(world.as("countyA2.head"), raised)).permittedActions).toContain("ACCEPT");
    await take(world.as("streetA1.handler"), "returnTicketToCentre", down);
    expect((await readDispute(world.as("countyA1.head"), raised)).state).toBe("NEGOTIATING");
    await act(world.as("cityA.head"), "designate", upon(raised, { bureau: world.code.countyA2, grounds: "在该区" }));
    expect((await read(world.as("countyA2.handler"), ticket)).state).toBe("DISPATCHED");
  });
});
