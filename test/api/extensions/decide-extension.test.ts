import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { addWorkingDays } from "../../../src/modules/calendar/index.js";
import { expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { read, reportInVerification, send, take } from "../tickets/driving.js";
import { askAbout, askFor, type Decision, decide, people, readRequest, sendDecision } from "./asking.js";

const decisions = ["grantExtension", "refuseExtension"] as const;

describe("the decision on a request to extend", () => {
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

  it("of the head makes the limit longer by fifteen working days, once, and the ticket's due day follows", async () => {
    const { handler, head } = people(world);
    const { ticket, request } = await asked();
    expect((await readRequest(head, request)).permittedActions).toEqual(["GRANT", "REFUSE"]);
    stage.goTo("2026-10-12");
    const dueAfter = addWorkingDays("2026-09-18", 30).due;
    const granted = await decide(head, "grantExtension", request, { remark: "同意延期" });
    expect(granted).toMatchObject({
      state: "GRANTED",
      dueBefore: "2026-10-15",
      dueAfter,
      version: 2,
      decisionRemark: "同意延期",
      permittedActions: [],
      ticket: { version: ticket.version + 1, dueOn: dueAfter, dueLimit: "VERIFICATION" },
    });
    expect(granted.deciderName).toContain("countyA1.head");
    const seen = await askAbout(handler, ticket);
    expect(seen.deadlines.filter(({ limit }) => limit === "VERIFICATION")).toEqual([
      { limit: "VERIFICATION", state: "RUNNING", dueOn: dueAfter, extendedDays: 15 },
    ]);
    expect(seen.timeline.at(-1)).toEqual({
      verb: "EXTEND",
      text: `Extended by 15 working days, to ${dueAfter}, with the approval of the head: The matter is complex`,
      remark: "同意延期",
    });
    expect((await take(handler, "declineCase", await read(handler, ticket))).state).toBe("NOT_FILED");
  });

  it("that grants moves the warnings that were to come", async () => {
    const { ticket, request } = await asked();
    stage.goTo("2026-10-09");
    await decide(people(world).head, "grantExtension", request);
    const [row] = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`SELECT next_step, next_step_on::text, due_on::text FROM ticket_deadlines
        WHERE province = ${world.code.province} AND "limit" = 'VERIFICATION'`,
    );
    const due = addWorkingDays("2026-09-18", 30).due;
    expect(row).toMatchObject({ next_step: "WARN_3", due_on: due });
    expect(addWorkingDays(row?.next_step_on, 3).due).toBe(due);
    expect((await read(people(world).handler, ticket)).dueOn).toBe(due);
  });

  it("that refuses gives its reason, and leaves the limit as it is", async () => {
    const { head } = people(world);
    const { ticket, request } = await asked();
    stage.tick();
    const refused = await decide(head, "refuseExtension", request, { remark: "理由不充分" });
    expect(refused).toMatchObject({
      state: "REFUSED",
      dueAfter: null,
      decisionRemark: "理由不充分",
      version: 2,
      permittedActions: [],
      ticket: { version: ticket.version, dueOn: "2026-10-15" },
    });
    expect((await askAbout(head, ticket)).timeline.at(-1)).toEqual({
      verb: "EXTENSION_REFUSED",
      text: "The extension was refused",
      remark: "理由不充分",
    });
    expectCode(
      await sendDecision(head, "refuseExtension", (await asked()).request, { remark: "" }),
      "INVALID_INPUT",
      "remark",
    );
  });

  it("is not the asker's, though he heads the bureau too", async () => {
    const { ticket, request } = await asked();
    const { handler } = people(world);
    await world
      .as("countyA1.administrator")
      .ask("mutation ($input: GrantRoleInput!) { grantRole(input: $input) { roleHolding { id } } }", {
        input: { person: await personIdOf(), role: "HEAD", bureau: world.code.countyA1 },
      });
    expect((await readRequest(handler, request)).permittedActions).toEqual(["WITHDRAW"]);
    for (const decision of decisions) {
      const error = expectCode(await sendDecision(handler, decision, request), "FORBIDDEN");
      expect(error.message).toContain("own request");
    }
    expect((await read(handler, ticket)).dueOn).toBe("2026-10-15");
  });

  const personIdOf = async (): Promise<string> => {
    const { people: found } = await world
      .as("countyA1.administrator")
      .ask<{ people: { nodes: { id: string; login: string }[] } }>(
        "query { people(first: 100) { nodes { id login } } }",
      );
    const { login } = people(world).handler;
    return found.nodes.find((person) => person.login === login)?.id ?? expect.fail("nobody");
  };

  it.each(decisions)("%s of two heads at once is taken once, and the other gets CONFLICT", async (decision) => {
    const { head } = people(world);
    const { ticket, request } = await asked();
    const answers = await Promise.all([
      sendDecision(head, "grantExtension", request),
      sendDecision(head, decision, request),
    ]);
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(1);
    for (const answer of refused) expectCode(answer, "CONFLICT");
    const { deadlines } = await askAbout(head, ticket);
    const extended = deadlines.filter(({ extendedDays }) => extendedDays > 0);
    expect(extended.every(({ extendedDays }) => extendedDays === 15)).toBe(true);
  });

  it("comes in time on the last day, and too late on the day after: silence is no approval", async () => {
    const { head } = people(world);
    const [first, second] = [await asked(), await asked()];
    stage.goTo("2026-10-15", 23);
    expect((await decide(head, "grantExtension", first.request)).state).toBe("GRANTED");
    stage.goTo("2026-10-16", 0);
    for (const decision of [...decisions, "withdrawExtension"] as const) {
      const caller = decision === "withdrawExtension" ? people(world).handler : head;
      const error = expectCode(await sendDecision(caller, decision, second.request), "ILLEGAL_TRANSITION");
      expect(error.message).toContain("art. 27 and 35");
    }
    expect(await readRequest(head, second.request)).toMatchObject({ state: "LAPSED", permittedActions: [] });
    expect(await read(head, second.ticket)).toMatchObject({ dueOn: "2026-10-15", isOverdue: true });
  });

  it("is taken once: what was decided or withdrawn is not decided again", async () => {
    const { head, handler } = people(world);
    for (const last of ["grantExtension", "refuseExtension", "withdrawExtension"] as const) {
      const { request } = await asked();
      const by = (decision: Decision) => (decision === "withdrawExtension" ? handler : head);
      const { version } = await decide(by(last), last, request);
      for (const next of ["grantExtension", "refuseExtension", "withdrawExtension"] as const) {
        expectCode(await sendDecision(by(next), next, request), "CONFLICT");
        expectCode(await sendDecision(by(next), next, { ...request, version }), "ILLEGAL_TRANSITION");
      }
    }
  });

  it("is the head's of the same bureau: handlers, heads above and beside, and the centre's are refused", async () => {
    const { request } = await asked();
    for (const decision of decisions) {
      for (const name of ["countyA1.handler", "cityA.head", "province.head", "cityACentre.head"] as const) {
        expectCode(await sendDecision(world.as(name), decision, request), "FORBIDDEN");
      }
    }
    for (const name of ["countyA1.head", "cityA.handler", "cityACentre.handler"] as const) {
      expectCode(await sendDecision(world.as(name), "withdrawExtension", request), "FORBIDDEN");
    }
  });

  it("on a request of strangers is NOT_FOUND, as on none", async () => {
    const stranger = await stage.makeProvince();
    const { request, ticket } = await asked();
    for (const world of [stranger]) {
      expectCode(await sendDecision(world.as("countyA1.head"), "grantExtension", request), "NOT_FOUND", "requestId");
    }
    for (const decision of ["grantExtension", "refuseExtension", "withdrawExtension"] as const) {
      const by = decision === "withdrawExtension" ? "handler" : "head";
      for (const id of [request.id, ticket.id, "nothing"]) {
        const caller = world.as(`countyA2.${by}`);
        expectCode(await sendDecision(caller, decision, { id, version: 1 }), "NOT_FOUND", "requestId");
      }
    }
  });

  it("of the handler withdraws it, with an entry in the timeline", async () => {
    const { handler } = people(world);
    const { ticket, request } = await asked();
    stage.tick();
    const withdrawn = await decide(handler, "withdrawExtension", request, { remark: "已核实完毕" });
    expect(withdrawn).toMatchObject({ state: "WITHDRAWN", version: 2, permittedActions: [] });
    const seen = await askAbout(handler, ticket);
    expect(seen.timeline.at(-1)).toMatchObject({ verb: "EXTENSION_WITHDRAWN", remark: "已核实完毕" });
    expect(seen.mayRequestExtension).toBe(true);
  });

  it("does not stop the ticket: it can be decided while the request waits", async () => {
    const { handler } = people(world);
    const { ticket } = await asked();
    const { errors } = await send(handler, "declineCase", ticket);
    expect(errors).toBeUndefined();
  });
});
