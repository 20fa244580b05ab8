import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type GraphqlResult, type Variables } from "../../api.js";
import { makeProvince, type Unit, type World } from "../../world.js";
import { complaintIn, expectUnseen, read, type TicketAnswer, take, ticketFields } from "../tickets/driving.js";
import { everythingOf } from "../tickets/kept.js";
import { dispute, readDispute, ticketAt, timelineOf } from "./dispute-driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const fields = `id version state askedAt decidedAt asker { code } superior { code } reason { code name } explanation
  decisionRemark permittedActions ticket { id }`;

interface ElevationAnswer {
  id: string;
  version: number;
  state: string;
  decidedAt: string | null;
  asker: { code: string };
  superior: { code: string };
  reason: { code: string; name: string };
  explanation: string;
  decisionRemark: string | null;
  permittedActions: string[];
  ticket: { id: string } | null;
}

const inputTypes = {
  requestElevation: "RequestElevationInput",
  approveElevation: "ElevationStepInput",
  refuseElevation: "RefuseElevationInput",
  withdrawElevation: "ElevationStepInput",
} as const;

type ElevationMutation = keyof typeof inputTypes;

function send(
  caller: Caller,
  mutation: ElevationMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, { elevation: ElevationAnswer }>>> {
  return caller.gql(
    `mutation ($input: ${inputTypes[mutation]}!) { ${mutation}(input: $input) { elevation { ${fields} } } }`,
    { input },
  );
}

async function act(caller: Caller, mutation: ElevationMutation, input: Variables): Promise<ElevationAnswer> {
  const { data, errors } = await send(caller, mutation, input);
  expect(errors).toBeUndefined();
  return data[mutation]?.elevation ?? expect.fail(`${mutation} gave no request`);
}

const asking = ({ id, version }: TicketAnswer, more: Variables = {}): Variables => ({
  ticketId: id,
  version,
  reason: "GRAVE",
  explanation: "涉及面广，请市局处理",
  ...more,
});

const upon = ({ id, version }: ElevationAnswer, more: Variables = {}): Variables => ({
  elevationId: id,
  version,
  ...more,
});

function sendTakeUp(caller: Caller, { id, version }: TicketAnswer, more: Variables = {}) {
  const input = { ticketId: id, version, reason: "GRAVE", ...more };
  return caller.gql<{ takeUpTicket: { ticket: TicketAnswer } }>(
    `mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { ${ticketFields} } } }`,
    { input },
  );
}

async function takeUp(caller: Caller, ticket: TicketAnswer, more: Variables = {}): Promise<TicketAnswer> {
  const { data, errors } = await sendTakeUp(caller, ticket, more);
  expect(errors).toBeUndefined();
  return data.takeUpTicket.ticket;
}

async function readElevation(caller: Caller, { id }: { id: string }): Promise<ElevationAnswer> {
  const { elevation } = await caller.ask<{ elevation: ElevationAnswer }>(
    `query ($id: ID!) { elevation(id: $id) { ${fields} } }`,
    { id },
  );
  return elevation;
}

describe("a superior takes a case up", () => {
  it("and goes on where the bureau beneath it stood, with the same limit", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    expect((await read(world.as("cityA.supervisor"), ticket)).permittedActions).toContain("TAKE_UP");
    const taken = await takeUp(world.as("cityA.supervisor"), ticket, { explanation: "案情复杂" });
    expect(taken).toMatchObject({
      state: "CHECKING",
      holder: { code: world.code.cityA },
      handlerName: null,
      dueOn: ticket.dueOn,
      dueLimit: ticket.dueLimit,
      receivedAt: ticket.receivedAt,
      competentReceivedAt: ticket.competentReceivedAt,
    });
    expect(await take(world.as("cityA.handler"), "acceptComplaint", taken)).toMatchObject({ state: "ACCEPTED" });
    expect((await read(world.as("countyA1.handler"), ticket)).permittedActions).toEqual([]);
    expect((await timelineOf(world.as("cityA.head"), ticket)).at(-2)).toMatchObject({
      verb: "TAKE_UP",
      remark: "案情复杂",
    });
  });

  it("also the province, over the head of the city", async () => {
    const taken = await takeUp(world.as("province.head"), await complaintIn(world, "MEDIATING"));
    expect(taken).toMatchObject({ state: "MEDIATING", holder: { code: world.code.province } });
  });

  it("with which a dispute over it ends, and what was asked for is granted", async () => {
    const { ticket, raised } = await dispute(world);
    const asked = await act(world.as("zoneA.head"), "requestElevation", asking(ticket));
    await takeUp(world.as("cityA.head"), ticket);
    expect((await readDispute(world.as("zoneA.head"), raised)).state).toBe("WITHDRAWN");
    expect(await readElevation(world.as("zoneA.head"), asked)).toMatchObject({
      state: "TAKEN_UP",
      permittedActions: [],
    });
  });

  it.each<[string, Unit, "FORBIDDEN" | "NOT_FOUND"]>([
    ["the bureau that holds it", "countyA1", "FORBIDDEN"],
    ["its sister", "countyA2", "NOT_FOUND"],
    ["another city", "cityB", "NOT_FOUND"],
    ["the centre of the city, which rules nobody", "cityACentre", "FORBIDDEN"],
  ])("but not %s", async (_, unit, code) => {
    const ticket = await complaintIn(world, "SIGNED");
    expectCode(await sendTakeUp(world.as(`${unit}.supervisor`), ticket), code);
  });

  it("nor from a unit of its own authority, which returns it", async () => {
    const ticket = await ticketAt(world, "cityAPrice", { issueClass: "PRICE" });
    const refused = await sendTakeUp(world.as("cityA.head"), ticket);
    const error = expectCode(refused, "ILLEGAL_TRANSITION");
    expect(error.message).toContain("Order 121 art. 13 and 41");
    expect(error.extensions.permittedActions).not.toContain("TAKE_UP");
  });

  it("nor what is decided, nor for an unknown reason, nor an older version", async () => {
    const closed = await complaintIn(world, "CLOSED");
    expectCode(await sendTakeUp(world.as("cityA.head"), closed), "ILLEGAL_TRANSITION");
    const ticket = await complaintIn(world, "SIGNED");
    expectCode(await sendTakeUp(world.as("cityA.head"), ticket, { reason: "BORED" }), "INVALID_INPUT", "reason");
    expectCode(await sendTakeUp(world.as("cityA.head"), { ...ticket, version: 1 }), "CONFLICT");
    expect((await everythingOf(ticket)).ticket).toMatchObject({ version: ticket.version });
  });
});

describe("a bureau asks its superior to take a case up", () => {
  it("which is the next one above it, and takes it up", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    const asked = await act(world.as("countyA1.handler"), "requestElevation", asking(ticket));
    expect(asked).toMatchObject({
      state: "PENDING",
      asker: { code: world.code.countyA1 },
      superior: { code: world.code.cityA },
      reason: { code: "GRAVE" },
      permittedActions: ["WITHDRAW"],
    });
    expect((await everythingOf(ticket)).ticket).toMatchObject({ version: ticket.version });
    const seen = await readElevation(world.as("cityA.head"), asked);
    expect(seen).toMatchObject({ permittedActions: ["APPROVE", "REFUSE"], ticket: { id: ticket.id } });
    const approved = await act(world.as("cityA.head"), "approveElevation", upon(asked, { remark: "同意" }));
    expect(approved).toMatchObject({ state: "TAKEN_UP", decisionRemark: "同意", permittedActions: [] });
    const taken = await read(world.as("cityA.handler"), ticket);
    expect(taken).toMatchObject({ state: "CHECKING", holder: { code: world.code.cityA }, dueOn: ticket.dueOn });
    const verbs = (await timelineOf(world.as("cityA.head"), ticket)).slice(-2).map(({ verb }) => verb);
    expect(verbs).toEqual(["ELEVATION_ASKED", "TAKE_UP"]);
  });

  it("or one further above, where it says so", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    const input = asking(ticket, { superior: world.code.province });
    const asked = await act(world.as("countyA1.head"), "requestElevation", input);
    expect(asked.superior.code).toBe(world.code.province);
    expectCode(await send(world.as("cityA.head"), "approveElevation", upon(asked)), "FORBIDDEN");
    await act(world.as("province.supervisor"), "approveElevation", upon(asked));
    expect((await read(world.as("province.handler"), ticket)).holder.code).toBe(world.code.province);
  });

  it("or the nation, which takes it up or leaves it", async () => {
    const ask = async () => {
      const input = asking(await complaintIn(world, "SIGNED"), { superior: world.code.nation });
      return act(world.as("countyA1.head"), "requestElevation", input);
    };
    const asked = await ask();
    expect(asked.superior.code).toBe(world.code.nation);
    const refusal = upon(asked, { explanation: "由省局处理" });
    expect((await act(world.as("nation.supervisor"), "refuseElevation", refusal)).state).toBe("REFUSED");
    expect((await act(world.as("countyA1.head"), "withdrawElevation", upon(await ask()))).state).toBe("WITHDRAWN");
  });

  it("which may refuse, with reasons, and then may be asked again", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    const asked = await act(world.as("countyA1.handler"), "requestElevation", asking(ticket));
    const [head, step] = [world.as("cityA.head"), upon(asked, { explanation: "" })];
    expectCode(await send(head, "refuseElevation", step), "INVALID_INPUT", "explanation");
    const refused = await act(head, "refuseElevation", upon(asked, { explanation: "县局可以处理" }));
    expect(refused).toMatchObject({ state: "REFUSED", decisionRemark: "县局可以处理" });
    expect((await timelineOf(head, ticket)).at(-1)).toMatchObject({
      verb: "ELEVATION_REFUSED",
      remark: "县局可以处理",
    });
    expectCode(await send(head, "approveElevation", upon(refused)), "ILLEGAL_TRANSITION");
    await act(world.as("countyA1.handler"), "requestElevation", asking(ticket));
  });

  it("and withdraws it again", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    const asked = await act(world.as("countyA1.handler"), "requestElevation", asking(ticket));
    expectCode(await send(world.as("cityA.head"), "withdrawElevation", upon(asked)), "FORBIDDEN");
    const withdrawn = await act(world.as("countyA1.head"), "withdrawElevation", upon(asked));
    expect(withdrawn.state).toBe("WITHDRAWN");
    expectCode(await send(world.as("cityA.head"), "approveElevation", upon(asked)), "CONFLICT");
    expectCode(await send(world.as("cityA.head"), "approveElevation", upon(withdrawn)), "ILLEGAL_TRANSITION");
  });

  it("once at a time", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    await act(world.as("countyA1.handler"), "requestElevation", asking(ticket));
    const refused = await send(world.as("countyA1.head"), "requestElevation", asking(ticket));
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("pending already");
  });

  it("and no more of what it decided or gave back meanwhile", async () => {
    const handler = world.as("countyA1.handler");
    const ticket = await complaintIn(world, "CHECKING");
    const asked = await act(handler, "requestElevation", asking(ticket));
    const back = await take(handler, "returnTicketToCentre", ticket);
    const refused = await send(world.as("cityA.head"), "approveElevation", upon(asked));
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("Order 121 art. 13");
    expect((await readElevation(world.as("cityA.head"), asked)).permittedActions).toEqual(["REFUSE"]);

    const sent = await take(world.as("cityACentre.dispatcher"), "dispatchTicket", back, {
      bureau: world.code.countyA2,
      reason: "就近",
    });
    const next = await act(world.as("countyA2.head"), "requestElevation", asking(sent));
    expect(next.state).toBe("PENDING");
    expect((await readElevation(handler, asked)).state).toBe("WITHDRAWN");
  });

  it.each<[string, (of: World) => string]>([
    ["a sister", ({ code }) => code.countyA2],
    ["itself", ({ code }) => code.countyA1],
    ["another city", ({ code }) => code.cityB],
    ["a centre", ({ code }) => code.cityACentre],
    ["a unit beneath", ({ code }) => code.streetA1],
    ["nobody", () => "000000"],
  ])("but not %s", async (_, codeIn) => {
    const input = asking(await complaintIn(world, "SIGNED"), { superior: codeIn(world) });
    expectCode(await send(world.as("countyA1.head"), "requestElevation", input), "INVALID_INPUT", "superior");
  });

  it("a unit does not, nor does whoever does not hold the ticket", async () => {
    const atUnit = await ticketAt(world, "cityAPrice", { issueClass: "PRICE" });
    const refused = await send(world.as("cityAPrice.handler"), "requestElevation", asking(atUnit));
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("art. 13 and 41");
    const ticket = await complaintIn(world, "SIGNED");
    expectCode(await send(world.as("cityA.head"), "requestElevation", asking(ticket)), "FORBIDDEN");
    expectCode(await send(world.as("countyA2.head"), "requestElevation", asking(ticket)), "NOT_FOUND", "ticketId");
  });

  it.each([
    ["reason", { reason: "BORED" }],
    ["explanation", { explanation: "x" }],
  ])("nor without a proper %s", async (field, more) => {
    const input = asking(await complaintIn(world, "SIGNED"), more);
    expectCode(await send(world.as("countyA1.head"), "requestElevation", input), "INVALID_INPUT", field);
  });
});

describe("strangers", () => {
  it("see no request, and act upon none", async () => {
    const ticket = await complaintIn(world, "SIGNED");
    const asked = await act(world.as("countyA1.handler"), "requestElevation", asking(ticket));
    const other = await makeProvince();
    for (const stranger of [world.as("cityB.head"), world.as("countyA2.head"), other.as("province.head")]) {
      const document = `query ($id: ID!) { elevation(id: $id) { state } }`;
      expectCode(await stranger.gql(document, { id: asked.id }), "NOT_FOUND", "id");
      expectCode(await send(stranger, "approveElevation", upon(asked)), "NOT_FOUND", "elevationId");
      const refusal = upon(asked, { explanation: "不予提级" });
      expectCode(await send(stranger, "refuseElevation", refusal), "NOT_FOUND", "elevationId");
      expectCode(await send(stranger, "withdrawElevation", upon(asked)), "NOT_FOUND", "elevationId");
      await expectUnseen(stranger, ticket);
    }
  });
});
