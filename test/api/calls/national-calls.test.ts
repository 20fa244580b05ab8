import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, consultation, freshKey, register, report, staff, take } from "../tickets/driving.js";
import { answered, callOf, newCallId, record } from "./calling.js";

let world: World;
let nation: Caller;

beforeAll(async () => {
  world = await makeProvince();
  nation = world.as("nation.operator");
});

// All tests share the nation, so its calls have names that no other test has.
async function nationalCall() {
  const callId = `${world.code.province}-${newCallId()}`;
  await record(world.as("nation.shiftManager"), answered(callId));
  return callOf(nation, callId);
}

const link = (caller: Caller, callId: string, ticketId: string) =>
  caller.gql(
    `mutation ($input: LinkCallTicketInput!) { linkCallTicket(input: $input) {
      call { id tickets { id } } ticket { id calls { id callerMasked } } } }`,
    { input: { callId, ticketId } },
  );

const callsOf = async (caller: Caller, id: string): Promise<object[]> =>
  (
    await caller.ask<{ ticket: { calls: object[] } }>("query ($id: ID!) { ticket(id: $id) { calls { id } } }", {
      id,
    })
  ).ticket.calls;

const reveal = (caller: Caller, callId: string) =>
  caller.gql("mutation ($input: RevealCallerInput!) { revealCaller(input: $input) { caller } }", {
    input: { callId, purpose: "CALL_BACK" },
  });

const fresh = { idempotencyKey: "" };
const key = () => ({ ...fresh, idempotencyKey: freshKey() });

describe("a call to the national hotline", () => {
  it("is linked to the ticket that is registered with it in the province that is competent", async () => {
    const call = await nationalCall();
    const ticket = await register(nation, complaint(world, { ...key(), callId: call.id }));
    expect(await callsOf(nation, ticket.id)).toEqual([{ id: call.id }]);
    // The province sees the ticket, and not whom the nation heard.
    expect(await callsOf(world.as("province.supervisor"), ticket.id)).toEqual([]);
    expectCode(
      await world.as("province.supervisor").gql("query ($id: ID!) { call(id: $id) { id } }", { id: call.id }),
      "NOT_FOUND",
    );
  });

  it("is linked to both parts of mixed material, and to a consultation of the nation itself", async () => {
    const call = await nationalCall();
    const also = { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" };
    const ticket = await register(nation, complaint(world, { ...key(), callId: call.id, also }));
    const asked = await register(nation, consultation({ ...key(), callId: call.id }));
    const { call: found } = await nation.ask<{ call: { tickets: { id: string }[] } }>(
      "query ($id: ID!) { call(id: $id) { tickets { id } } }",
      { id: call.id },
    );
    const ids = found.tickets.map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids).toEqual(expect.arrayContaining([ticket.id, asked.id]));
  });

  it("is linked afterwards to tickets that the nation registered in two provinces, and unlinked again", async () => {
    const other = await makeProvince();
    const call = await nationalCall();
    const tickets = [await register(nation, complaint(world, key())), await register(nation, complaint(other, key()))];
    for (const { id } of tickets) {
      expect((await link(nation, call.id, id)).data).toMatchObject({
        linkCallTicket: { ticket: { calls: [{ id: call.id, callerMasked: "138****5678" }] } },
      });
    }
    const unlinked = await nation.gql(
      `mutation ($input: UnlinkCallTicketInput!) { unlinkCallTicket(input: $input) { call { tickets { id } } } }`,
      { input: { callId: call.id, ticketId: tickets[0]?.id, reason: "关联有误" } },
    );
    expect(unlinked.data).toEqual({ unlinkCallTicket: { call: { tickets: [{ id: tickets[1]?.id }] } } });
  });

  it("is not linked to a ticket that the nation neither registered nor handles", async () => {
    const [call, ticket] = [await nationalCall(), await register(staff(world).operator, complaint(world))];
    expectCode(await link(nation, call.id, ticket.id), "FORBIDDEN");
  });

  it("keeps its reporter from the nation's own people once the report is dispatched (art. 37 of Order 121)", async () => {
    const call = await nationalCall();
    const ticket = await register(nation, report(world, { ...key(), callId: call.id }));
    expect((await reveal(nation, call.id)).errors).toBeUndefined();
    await take(world.as("nation.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expectCode(await reveal(nation, call.id), "FORBIDDEN");
    expectCode(await reveal(world.as("countyA1.dispatcher"), call.id), "NOT_FOUND", "callId");
  });

  it("does not open the calls of a province to it: those of a bureau are its own", async () => {
    const callId = newCallId();
    await record(world.as("cityACentre.shiftManager"), answered(callId));
    const { id } = await callOf(staff(world).operator, callId);
    const ticket = await register(nation, complaint(world, key()));
    expectCode(await link(nation, id, ticket.id), "FORBIDDEN");
  });
});
