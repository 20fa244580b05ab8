import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, report, staff, take } from "../tickets/driving.js";
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

const link = (caller: Caller, callId: string, ticketId: string) =>
  caller.gql(
    `mutation ($input: LinkCallTicketInput!) { linkCallTicket(input: $input) {
      call { id tickets { id } } ticket { id calls { id callerMasked } } } }`,
    { input: { callId, ticketId } },
  );

async function audited(
  { id }: { id: string },
  action: string,
): Promise<{ details: { name: string; value: string }[] }[]> {
  const { auditEntries } = await world.as("province.auditor").ask<{
    auditEntries: { nodes: { details: { name: string; value: string }[] }[] };
  }>(`query ($filter: AuditEntryFilter) { auditEntries(filter: $filter) { nodes { details { name value } } } }`, {
    filter: { subject: id, action },
  });
  return auditEntries.nodes;
}

describe("linkCallTicket", () => {
  it("links a ticket to the call that it came of, once, and tells it in the audit", async () => {
    const [call, ticket] = [await newCall(), await register(operator, complaint(world))];
    const expected = {
      linkCallTicket: {
        call: { id: call.id, tickets: [{ id: ticket.id }] },
        ticket: { id: ticket.id, calls: [{ id: call.id, callerMasked: "138****5678" }] },
      },
    };
    expect((await link(operator, call.id, ticket.id)).data).toEqual(expected);
    expect((await link(operator, call.id, ticket.id)).data).toEqual(expected);
    expect(await audited(ticket, "call.link")).toHaveLength(1);
  });

  it("links several tickets to a call, as where material is mixed", async () => {
    const call = await newCall();
    const tickets = [await register(operator, complaint(world)), await register(operator, report(world))];
    for (const ticket of tickets) await link(operator, call.id, ticket.id);
    const { call: found } = await operator.ask<{ call: { tickets: { id: string }[] } }>(
      "query ($id: ID!) { call(id: $id) { tickets { id } } }",
      { id: call.id },
    );
    expect(found.tickets.map(({ id }) => id).sort()).toEqual(tickets.map(({ id }) => id).sort());
  });

  it("shows the call to nobody who does not see it, though he handles the ticket", async () => {
    const [call, ticket] = [await newCall(), await complaintIn(world, "SIGNED")];
    await link(operator, call.id, ticket.id);
    const { ticket: found } = await staff(world).handler.ask<{ ticket: object }>(
      "query ($id: ID!) { ticket(id: $id) { calls { id } } }",
      { id: ticket.id },
    );
    expect(found).toEqual({ calls: [] });
  });

  it("refuses the call of another bureau, one that was taken back, and what is not in sight", async () => {
    const [call, ticket] = [await newCall(), await register(operator, complaint(world))];
    expectCode(await link(world.as("cityBCentre.operator"), call.id, ticket.id), "NOT_FOUND", "callId");
    expectCode(await link(world.as("provinceCentre.operator"), call.id, ticket.id), "FORBIDDEN");
    expectCode(await link(world.as("cityACentre.handler"), call.id, ticket.id), "FORBIDDEN");
    expectCode(await link(operator, (await newCall({ outcome: "VOID" })).id, ticket.id), "INVALID_INPUT", "callId");
    expectCode(await link(operator, ticket.id, ticket.id), "NOT_FOUND", "callId");
    expectCode(await link(operator, call.id, call.id), "NOT_FOUND", "ticketId");
  });
});

describe("revealCaller", () => {
  const reveal = (caller: Caller, callId: string, more: Variables = {}) =>
    caller.gql<{ revealCaller: { caller: string | null } }>(
      "mutation ($input: RevealCallerInput!) { revealCaller(input: $input) { caller call { id } } }",
      { input: { callId, purpose: "CALL_BACK", ...more } },
    );

  it("reads the number in clear, for a purpose that the audit keeps", async () => {
    const call = await newCall({ caller: "138 1234 5678" });
    const more = { purpose: "OTHER", reason: "回拨13812345678" };
    expect((await reveal(operator, call.id, more)).data.revealCaller).toEqual({
      caller: "138 1234 5678",
      call: { id: call.id },
    });
    const kept = await audited(call, "call.reveal");
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).toContain("OTHER");
    expect(JSON.stringify(kept)).not.toContain("13812345678");
  });

  it("opens the number of a call that was corrected", async () => {
    const callId = newCallId();
    await record(world.as("cityACentre.shiftManager"), answered(callId));
    await record(world.as("cityACentre.shiftManager"), answered(callId, { revision: 9, caller: "0512-65221234" }));
    const { id } = await callOf(operator, callId);
    expect((await reveal(operator, id)).data.revealCaller.caller).toBe("0512-65221234");
  });

  it("answers nothing where the caller hid his number", async () => {
    expect((await reveal(operator, (await newCall({ caller: null })).id)).data.revealCaller.caller).toBeNull();
  });

  it("keeps a reporter from those who do not handle the report (art. 37 of Order 121)", async () => {
    const call = await newCall();
    const ticket = await register(operator, report(world));
    await link(operator, call.id, ticket.id);
    // While it is being reviewed, those who review it know him; as soon as it is dispatched, they do not any more.
    expect((await reveal(operator, call.id)).errors).toBeUndefined();
    await take(staff(world).dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expectCode(await reveal(operator, call.id), "FORBIDDEN");
    expectCode(await reveal(world.as("cityACentre.shiftManager"), call.id), "FORBIDDEN");
  });

  it("is for those of the bureau who take calls", async () => {
    const { id } = await newCall();
    expectCode(await reveal(world.as("cityACentre.analyst"), id), "FORBIDDEN");
    expectCode(await reveal(world.as("provinceCentre.operator"), id), "FORBIDDEN");
    expectCode(await reveal(world.as("cityBCentre.operator"), id), "NOT_FOUND", "callId");
    expectCode(await reveal(operator, id, { purpose: "CURIOSITY" }), "INVALID_INPUT", "purpose");
  });
});
