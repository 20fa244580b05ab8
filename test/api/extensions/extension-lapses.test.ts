import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { extensionLapses } from "../../../src/modules/extensions/index.js";
import { expectCode } from "../../api.js";
import { asSuperuser, ownDatabase } from "../../database.js";
import { jobTools, runJobsOf } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { register, report, reportInVerification, staff, take } from "../tickets/driving.js";
import { askAbout, askFor, decide, people, readRequest, runLapses, sendAsk, sendDecision } from "./asking.js";

describe("a request that nobody decided", () => {
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

  const asked = async () => {
    const ticket = await reportInVerification(world);
    return { ticket, request: await askFor(people(world).handler, ticket) };
  };

  it("lapses with its limit: it is shown so at once, and written down by the pass, once", async () => {
    const { head } = people(world);
    const { ticket, request } = await asked();
    stage.goTo("2026-10-15", 23);
    expect(await runLapses(stage, world)).toEqual({ handled: 0, parked: 0 });
    expect((await readRequest(head, request)).state).toBe("PENDING");
    stage.goTo("2026-10-16", 0);
    expect(await readRequest(head, request)).toMatchObject({ state: "LAPSED", version: 1, decidedAt: null });
    expect(await runLapses(stage, world)).toEqual({ handled: 1, parked: 0 });
    expect(await runLapses(stage, world)).toEqual({ handled: 0, parked: 0 });
    const lapsed = await readRequest(head, request);
    expect(lapsed).toMatchObject({ state: "LAPSED", version: 2, deciderName: null });
    expect(lapsed.decidedAt).not.toBeNull();
    const { timeline } = await askAbout(head, ticket);
    expect(timeline.filter(({ verb }) => verb === "EXTENSION_LAPSED").map(({ text }) => text)).toEqual([
      "The request to extend lapsed: the limit was over before the head decided",
    ]);
  });

  it("lapses when the ticket is decided", async () => {
    const { handler, head } = people(world);
    const { ticket, request } = await asked();
    stage.tick();
    await take(handler, "declineCase", ticket);
    expect((await readRequest(head, request)).state).toBe("LAPSED");
    expectCode(await sendDecision(head, "grantExtension", request), "ILLEGAL_TRANSITION");
    stage.tick();
    expect(await runLapses(stage, world)).toEqual({ handled: 1, parked: 0 });
    expect((await askAbout(head, ticket)).timeline.at(-1)?.text).toBe(
      "The request to extend lapsed: the ticket was decided",
    );
  });

  it("lapses when the ticket leaves the bureau, and whoever gets it may ask anew", async () => {
    const { head } = people(world);
    const { operator, dispatcher, handler } = staff(world);
    const { ticket: signed } = await signedFor();
    const request = await askFor(handler, signed);
    let ticket = await take(handler, "returnTicketToCentre", signed);
    expect((await readRequest(operator, request)).state).toBe("LAPSED");
    expectCode(await sendDecision(head, "grantExtension", request), "ILLEGAL_TRANSITION");
    stage.tick();
    expect(await runLapses(stage, world)).toEqual({ handled: 1, parked: 0 });
    expect((await askAbout(operator, ticket)).timeline.at(-1)?.text).toBe(
      "The request to extend lapsed: another bureau handles the ticket now",
    );
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA2, reason: "由该区办理" });
    ticket = await take(world.as("countyA2.handler"), "signTicket", ticket);
    expect(await askFor(world.as("countyA2.handler"), ticket)).toMatchObject({ bureau: { code: world.code.countyA2 } });
  });

  const signedFor = async () => {
    const { operator, dispatcher, handler } = staff(world);

    let ticket = await register(operator, report(world));
    ticket = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    return { ticket: await take(handler, "signTicket", ticket) };
  };

  it("is written down once when two passes run at once, and what was decided is left alone", async () => {
    const { head } = people(world);
    const [granted, ...others] = [await asked(), await asked(), await asked(), await asked()];
    await decide(head, "grantExtension", granted?.request ?? expect.fail("none"));
    stage.goTo("2026-10-19");
    const runs = await Promise.all([runLapses(stage, world), runLapses(stage, world), runLapses(stage, world)]);
    const last = await runLapses(stage, world);
    expect([...runs, last].reduce((sum, { handled }) => sum + handled, 0)).toBe(3);
    for (const { ticket } of others) {
      const { timeline } = await askAbout(head, ticket);
      expect(timeline.filter(({ verb }) => verb === "EXTENSION_LAPSED")).toHaveLength(1);
    }
    expect((await readRequest(head, granted?.request ?? expect.fail("none"))).state).toBe("GRANTED");
  });

  it("follows its limit, also where a new count moved that", async () => {
    const { head } = people(world);
    const { request } = await asked();
    await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`UPDATE ticket_deadlines SET due_on = '2026-10-20'
        WHERE province = ${world.code.province} AND "limit" = 'VERIFICATION'`,
    );
    stage.goTo("2026-10-19");
    expect((await readRequest(head, request)).state).toBe("PENDING");
    expect(await runLapses(stage, world)).toEqual({ handled: 0, parked: 0 });
  });

  it("is recorded in the audit as done by nobody", async () => {
    const { request } = await asked();
    stage.goTo("2026-10-16");
    await runLapses(stage, world);
    const { auditEntries } = await world
      .as("countyA1.auditor")
      .ask<{ auditEntries: { nodes: { action: string; personId: string | null }[] } }>(
        "query ($id: ID!) { auditEntries(filter: { subject: $id }) { nodes { action personId } } }",
        { id: request.id },
      );
    expect(auditEntries.nodes[0]).toEqual({ action: "ticket.platform", personId: null });
  });

  it("whose record fails is a job, which makes it later, while the others go on", async () => {
    const own = await ownDatabase();
    const stage = await setStage("2026-09-18", own);
    try {
      world = await stage.makeProvince();
      const [failing, sound] = [await asked(), await asked()];
      stage.goTo("2026-10-16");
      const [, , id = ""] = Buffer.from(failing.ticket.id, "base64url").toString().split(":");
      await asSuperuser(own.adminUrl, (sql) =>
        sql.unsafe(
          `ALTER TABLE ticket_notices ADD CONSTRAINT fails CHECK (ticket_id <> '${id}' OR kind <> 'EXTENSION_LAPSED')`,
        ),
      );
      const tools = jobTools(own.database, stage.clock);
      expect(await extensionLapses.run(tools)).toEqual({ handled: 1, parked: 1 });
      const { head } = people(world);
      expect(await readRequest(head, failing.request)).toMatchObject({ state: "LAPSED", decidedAt: null });
      expect((await askAbout(head, sound.ticket)).timeline.at(-1)?.verb).toBe("EXTENSION_LAPSED");
      await asSuperuser(own.adminUrl, (sql) => sql.unsafe("ALTER TABLE ticket_notices DROP CONSTRAINT fails"));
      expect(await runJobsOf(extensionLapses.queue, { ticketId: id }, tools)).toMatchObject({ done: 1 });
      expect((await askAbout(head, failing.ticket)).timeline.at(-1)?.verb).toBe("EXTENSION_LAPSED");
      expectCode(await sendAsk(people(world).handler, failing.ticket), "INVALID_INPUT", "ticketId");
    } finally {
      await stage.close();
      await own.drop();
    }
  });
});
