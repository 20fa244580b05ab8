import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, report, staff, take } from "../tickets/driving.js";
import { answered, callOf, newCallId, record } from "./calling.js";

let world: World;
let operator: Caller;

beforeAll(async () => {
  world = await makeProvince();
  operator = staff(world).operator;
});

async function newCall(more: Variables = {}) {
  const callId = newCallId();
  await record(world.as("cityACentre.shiftManager"), answered(callId, more));
  return callOf(operator, callId);
}

const answer = "call { id tickets { id } } ticket { id calls { id } timeline { verb text remark } }";

const link = (caller: Caller, callId: string, ticketId: string) =>
  caller.gql(`mutation ($input: LinkCallTicketInput!) { linkCallTicket(input: $input) { ${answer} } }`, {
    input: { callId, ticketId },
  });

interface Unlinked {
  unlinkCallTicket: {
    call: { tickets: object[] };
    ticket: { calls: object[]; timeline: { verb: string; text: string; remark: string | null }[] };
  };
}

const unlink = (caller: Caller, callId: string, ticketId: string, reason = "关联到了另一位来电人") =>
  caller.gql<Unlinked>(`mutation ($input: UnlinkCallTicketInput!) { unlinkCallTicket(input: $input) { ${answer} } }`, {
    input: { callId, ticketId, reason },
  });

const reveal = (caller: Caller, callId: string) =>
  caller.gql("mutation ($input: RevealCallerInput!) { revealCaller(input: $input) { caller } }", {
    input: { callId, purpose: "CALL_BACK" },
  });

async function audited(subject: string): Promise<string[]> {
  const { auditEntries } = await world.as("province.auditor").ask<{
    auditEntries: { nodes: { details: { name: string; value: string }[] }[] };
  }>(`query ($filter: AuditEntryFilter) { auditEntries(filter: $filter) { nodes { details { name value } } } }`, {
    filter: { subject, action: "call.link" },
  });
  return auditEntries.nodes.map(({ details }) => details.find(({ name }) => name === "change")?.value ?? "");
}

describe("unlinkCallTicket", () => {
  it("takes the link away, once, with its reason in the timeline and an entry in the audit", async () => {
    const [call, ticket] = [await newCall(), await register(operator, complaint(world))];
    await link(operator, call.id, ticket.id);
    const first = await unlink(operator, call.id, ticket.id, "来电人13812345678并非投诉人");
    expect(first.data.unlinkCallTicket).toMatchObject({ call: { id: call.id, tickets: [] }, ticket: { calls: [] } });
    const again = await unlink(operator, call.id, ticket.id);
    const told = again.data.unlinkCallTicket.ticket.timeline.slice(-2);
    expect(told).toEqual([
      { verb: "CALL_LINKED", text: expect.any(String), remark: null },
      { verb: "CALL_UNLINKED", text: expect.any(String), remark: "来电人***并非投诉人" },
    ]);
    expect((await audited(ticket.id)).sort()).toEqual(["LINKED", "UNLINKED"]);
  });

  it("leaves the other tickets of the call, and may be taken back by linking anew", async () => {
    const call = await newCall();
    const [one, other] = [await register(operator, complaint(world)), await register(operator, complaint(world))];
    for (const { id } of [one, other]) await link(operator, call.id, id);
    const { data } = await unlink(operator, call.id, one.id);
    expect(data.unlinkCallTicket.call.tickets).toEqual([{ id: other.id }]);
    const relinked = await link(operator, call.id, one.id);
    expect(relinked.data).toMatchObject({ linkCallTicket: { ticket: { calls: [{ id: call.id }] } } });
    expect(await audited(one.id)).toHaveLength(3);
  });

  it("takes away the link of a ticket that was registered with the call, and of a call that was taken back", async () => {
    const callId = newCallId();
    const manager = world.as("cityACentre.shiftManager");
    await record(manager, answered(callId));
    const { id } = await callOf(operator, callId);
    const ticket = await register(operator, complaint(world, { callId: id }));
    await record(manager, answered(callId, { revision: 9, outcome: "VOID" }));
    const { data } = await unlink(operator, id, ticket.id);
    expect(data.unlinkCallTicket).toMatchObject({ call: { tickets: [] }, ticket: { calls: [] } });
  });

  it("opens the number of a reporter to nobody who may not know him (art. 37 of Order 121)", async () => {
    const call = await newCall();
    const ticket = await register(operator, report(world));
    await link(operator, call.id, ticket.id);
    await take(staff(world).dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expectCode(await reveal(operator, call.id), "FORBIDDEN");
    expect((await unlink(operator, call.id, ticket.id)).errors).toBeUndefined();
    for (const name of ["operator", "dispatcher", "shiftManager"] as const) {
      expectCode(await reveal(world.as(`cityACentre.${name}`), call.id), "FORBIDDEN");
    }
    // Nor does a link to something harmless cover it.
    await link(operator, call.id, (await register(operator, complaint(world))).id);
    expectCode(await reveal(operator, call.id), "FORBIDDEN");
  });

  it("leaves the number of a call that made a complaint as open as it was", async () => {
    const [call, ticket] = [await newCall(), await register(operator, complaint(world))];
    await link(operator, call.id, ticket.id);
    await unlink(operator, call.id, ticket.id);
    expect((await reveal(operator, call.id)).data).toMatchObject({ revealCaller: { caller: "138 1234 5678" } });
  });

  it("refuses what was never linked, is not in sight, is another bureau's, or has no reason", async () => {
    const [call, ticket] = [await newCall(), await register(operator, complaint(world))];
    expectCode(await unlink(operator, call.id, ticket.id), "NOT_FOUND", "ticketId");
    await link(operator, call.id, ticket.id);
    expectCode(await unlink(world.as("cityBCentre.operator"), call.id, ticket.id), "NOT_FOUND", "callId");
    expectCode(await unlink(operator, call.id, call.id), "NOT_FOUND", "ticketId");
    expectCode(await unlink(world.as("provinceCentre.operator"), call.id, ticket.id), "FORBIDDEN");
    for (const name of ["handler", "shiftManager"] as const) {
      expectCode(await unlink(world.as(`cityACentre.${name}`), call.id, ticket.id), "FORBIDDEN");
    }
    expectCode(await unlink(operator, call.id, ticket.id, "错"), "INVALID_INPUT", "reason");
    expectCode(await unlink(operator, call.id, ticket.id, "长".repeat(2001)), "INVALID_INPUT", "reason");
  });
});
