import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, report, staff, type TicketAnswer } from "../tickets/driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const linkFields = "links { kind linkedAt remark bureau { code } ticket { id } } timeline { verb }";
const linking = `mutation ($input: LinkTicketsInput!) { linkTickets(input: $input) { ticket { id version ${linkFields} } } }`;
const unlinking = `mutation ($input: UnlinkTicketsInput!) { unlinkTickets(input: $input) { ticket { id ${linkFields} } } }`;

interface Linked {
  id: string;
  version: number;
  links: { kind: string; remark: string | null; bureau: { code: string }; ticket: { id: string } }[];
  timeline: { verb: string }[];
}

const send = (caller: Caller, one: TicketAnswer, other: TicketAnswer, more: Variables = {}) =>
  caller.gql<{ linkTickets: { ticket: Linked } }>(linking, {
    input: { ticketId: one.id, otherId: other.id, kind: "MASS_CLAIM", ...more },
  });

async function link(caller: Caller, one: TicketAnswer, other: TicketAnswer, more: Variables = {}): Promise<Linked> {
  const { data, errors } = await send(caller, one, other, more);
  expect(errors).toBeUndefined();
  return data.linkTickets.ticket;
}

const linksOf = async (caller: Caller, { id }: TicketAnswer): Promise<Linked> =>
  (await caller.ask<{ ticket: Linked }>(`query ($id: ID!) { ticket(id: $id) { id version ${linkFields} } }`, { id }))
    .ticket;

const two = async (): Promise<[TicketAnswer, TicketAnswer]> => {
  const { operator } = staff(world);
  const other = { contact: { name: "李四", phone: "13900001111" } };
  return [await register(operator, complaint(world)), await register(operator, complaint(world, other))];
};

describe("linkTickets", () => {
  it("shows each ticket at the other, masks the words, and makes no version", async () => {
    const { dispatcher, operator } = staff(world);
    const [one, other] = await two();
    const linked = await link(dispatcher, one, other, { remark: "同一药店，王小明 13812345678 牵头" });
    expect(linked.version).toBe(one.version);
    expect(linked.links).toEqual([
      {
        kind: "MASS_CLAIM",
        linkedAt: expect.any(String),
        remark: "同一药店，*** *** 牵头",
        bureau: { code: world.code.cityACentre },
        ticket: { id: other.id },
      },
    ]);
    expect((await linksOf(operator, other)).links.map(({ ticket }) => ticket.id)).toEqual([one.id]);
    expect((await linksOf(operator, other)).timeline.at(-1)?.verb).toBe("TICKETS_LINKED");
  });

  it("leaves a link as it is when it is made again, from either side", async () => {
    const { dispatcher } = staff(world);
    const [one, other] = await two();
    await link(dispatcher, one, other);
    const again = await link(dispatcher, other, one, { kind: "RELATED" });
    expect(again.links).toMatchObject([{ kind: "MASS_CLAIM", ticket: { id: one.id } }]);
    expect(again.timeline.filter(({ verb }) => verb === "TICKETS_LINKED")).toHaveLength(1);
  });

  it("shows a link to nobody who does not see the other ticket", async () => {
    const { dispatcher, handler } = staff(world);
    const there = await complaintIn(world, "CHECKING");
    const [here] = await two();
    await link(dispatcher, here, there);
    expect((await linksOf(handler, there)).links).toEqual([]);
    expect((await linksOf(dispatcher, there)).links).toHaveLength(1);
  });

  it("tells whoever sees one of the two nothing of the citizen of the other", async () => {
    const { dispatcher, handler } = staff(world);
    const there = await complaintIn(world, "CHECKING");
    const { operator } = staff(world);
    const here = await register(operator, report(world, { contact: { name: "赵举报", phone: "13900003333" } }));
    const remark = "举报人赵举报也来过电话";
    const linked = await link(dispatcher, there, here, { remark });
    expect(linked.links.at(-1)?.remark).toBe("举报人***也来过电话");
    const { ticket } = await handler.ask<{ ticket: object }>(
      "query ($id: ID!) { ticket(id: $id) { links { remark } timeline { remark } } }",
      { id: there.id },
    );
    expect(JSON.stringify(ticket)).not.toContain("赵举报");
  });

  it("refuses a ticket with itself", async () => {
    const [one] = await two();
    expectCode(await send(staff(world).dispatcher, one, one), "INVALID_INPUT", "otherId");
  });

  it("is NOT_FOUND for a ticket of another province", async () => {
    const [one] = await two();
    const elsewhere = await makeProvince();
    const other = await register(staff(elsewhere).operator, complaint(elsewhere));
    expectCode(await send(staff(world).dispatcher, one, other), "NOT_FOUND", "otherId");
  });
});

describe("unlinkTickets", () => {
  const unlink = (caller: Caller, one: TicketAnswer, other: TicketAnswer) =>
    caller.gql<{ unlinkTickets: { ticket: Linked } }>(unlinking, { input: { ticketId: one.id, otherId: other.id } });

  it("takes a link away at both tickets, from either side", async () => {
    const { dispatcher } = staff(world);
    const [one, other] = await two();
    await link(dispatcher, one, other);
    const { data, errors } = await unlink(dispatcher, other, one);
    expect(errors).toBeUndefined();
    expect(data.unlinkTickets.ticket.links).toEqual([]);
    expect((await linksOf(dispatcher, one)).links).toEqual([]);
    expect((await link(dispatcher, one, other)).links).toHaveLength(1);
  });

  it("is NOT_FOUND for two tickets that are not linked", async () => {
    const [one, other] = await two();
    expectCode(await unlink(staff(world).dispatcher, one, other), "NOT_FOUND", "otherId");
  });
});
