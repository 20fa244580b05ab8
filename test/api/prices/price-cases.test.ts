import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  consultation,
  register,
  type StepName,
  send as sendStep,
  staff,
  stepNames,
  type TicketAnswer,
  take,
} from "../tickets/driving.js";
import { caseAt, caseOf, deskOf, idsOf, listCases, run } from "./pricing.js";

let world: World;
let first: TicketAnswer;
let second: TicketAnswer;
let undispatched: TicketAnswer;

beforeAll(async () => {
  world = await makeProvince();
  first = await caseAt(world, "countyA1", { goodsClass: "GOODS_MEDICAL_PROTECTION" });
  second = await caseAt(world, "countyA2", { respondent: { name: "惠民超市" } });
  undispatched = await register(staff(world).operator, complaint(world));
  await register(staff(world).operator, complaint(world, { issueClass: "QUALITY" }));
  await register(world.as("cityBCentre.operator"), complaint(world));
});

describe("priceCases", () => {
  it("lists what a desk's region has under the price line, the latest first, before it is dispatched too", async () => {
    expect(await idsOf(deskOf(world))).toEqual([undispatched.id, second.id, first.id]);
    expect(await idsOf(world.as("cityAPrice.head"))).toHaveLength(3);
    expect(await idsOf(world.as("cityA.priceSupervisor"))).toHaveLength(3);
    expect(await idsOf(world.as("countyA1.priceSupervisor"))).toEqual([first.id]);
    expect(await idsOf(world.as("province.priceSupervisor"))).toHaveLength(4);
  });

  it("shows the desk of a sister city nothing", async () => {
    const foreign = world.as("cityBPrice.priceSupervisor");
    expect(await idsOf(foreign)).not.toEqual(expect.arrayContaining([first.id]));
    expect(await idsOf(foreign)).toHaveLength(1);
    const stranger = await makeProvince();
    expect(await idsOf(deskOf(stranger))).toEqual([]);
  });

  it("pages through them", async () => {
    const page = (await listCases(deskOf(world), { first: 2 })).data.priceCases;
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = (await listCases(deskOf(world), { first: 2, after: page.pageInfo.endCursor })).data.priceCases;
    expect(rest.nodes.map(({ ticket }) => ticket.id)).toEqual([first.id]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expectCode(await listCases(deskOf(world), { after: "bm9uc2Vuc2U" }), "INVALID_INPUT", "after");
  });

  it("is narrowed by day, goods, place, respondent and whether it is open", async () => {
    const desk = deskOf(world);
    expect(await idsOf(desk, { goods: "GOODS_MEDICAL_PROTECTION" })).toEqual([first.id]);
    expect(await idsOf(desk, { respondent: "惠民超市" })).toEqual([second.id]);
    expect(await idsOf(desk, { place: world.code.countyA2 })).toEqual([second.id]);
    expect(await idsOf(desk, { isOpen: false })).toEqual([]);
    expect(await idsOf(desk, { isOpen: true })).toHaveLength(3);
    expect(await idsOf(desk, { day: "2020-01-25" })).toEqual([]);
    const today = first.receivedAt;
    const day = new Date(new Date(today).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(await idsOf(desk, { day })).toContain(first.id);
  });

  it("refuses a filter that is not sound", async () => {
    expectCode(await listCases(deskOf(world), { filter: { states: [] } }), "INVALID_INPUT", "filter.states");
    expectCode(await listCases(deskOf(world), { filter: { goods: "口罩" } }), "INVALID_INPUT", "filter.goods");
    expectCode(await listCases(deskOf(world), { filter: { place: "a\u0000" } }), "INVALID_INPUT", "filter.place");
    expectCode(
      await listCases(deskOf(world), { filter: { respondent: "a\u0000" } }),
      "INVALID_INPUT",
      "filter.respondent",
    );
  });

  it("is FORBIDDEN at a bureau without a price desk, and to those who do not watch prices", async () => {
    expectCode(await listCases(world.as("cityACentre.head")), "FORBIDDEN");
    expectCode(await listCases(world.as("streetA1.head")), "FORBIDDEN");
    expectCode(await listCases(world.as("cityAPrice.operator")), "FORBIDDEN");
  });
});

describe("the department", () => {
  it("sees a case at the same moment as the county that was sent it, which owns it", async () => {
    const ticket = await caseAt(world);
    expect(ticket.holder.code).toBe(world.code.countyA1);
    const seen = await caseOf(deskOf(world), ticket);
    expect(seen).toMatchObject({ state: "NEW", version: 0, permittedActions: ["MARK", "COMMENT", "ASK", "SUPERVISE"] });
  });

  it("never takes a case out of the county's hands: every step on it is FORBIDDEN to its people", async () => {
    const cases = [await caseAt(world), await complaintIn(world, "SIGNED"), await complaintIn(world, "MEDIATING")];
    const people = [deskOf(world), world.as("cityAPrice.head"), world.as("cityAPrice.supervisor")];
    const needs: Partial<Record<StepName, Variables>> = {
      dispatchTicket: { bureau: world.code.cityAPrice, reason: "由本处办理" },
      markDuplicateReport: { originalId: first.id },
    };
    for (const ticket of cases) {
      for (const person of people) {
        for (const step of stepNames) expectCode(await sendStep(person, step, ticket, needs[step]), "FORBIDDEN");
      }
    }
    const permitted = await deskOf(world).ask<{ ticket: { permittedActions: string[] } }>(
      "query ($id: ID!) { ticket(id: $id) { permittedActions } }",
      { id: cases[0]?.id },
    );
    expect(permitted.ticket.permittedActions).toEqual([]);
  });

  it("goes on handling nothing, whatever the desk says of the case: the county's version still fits", async () => {
    const ticket = await caseAt(world);
    await run(deskOf(world), "markPriceCase", { ticketId: ticket.id, version: 0, state: "KEY" });
    await run(deskOf(world), "commentPriceCase", { ticketId: ticket.id, comment: "请从快办理" });
    const signed = await take(staff(world).handler, "signTicket", ticket);
    expect(signed.version).toBe(ticket.version + 1);
  });
});

describe("Ticket.priceDesk", () => {
  it("is null upon a ticket of another line, and has no state for whoever is no desk", async () => {
    const other = await register(staff(world).operator, consultation({ issueClass: "QUALITY" }));
    expect(await caseOf(staff(world).operator, other)).toBeNull();
    expect(await caseOf(staff(world).operator, undispatched)).toMatchObject({
      state: null,
      version: null,
      permittedActions: [],
    });
  });

  it("permits a handler of the county nothing of the desk's", async () => {
    expect((await caseOf(staff(world).handler, first))?.permittedActions).toEqual([]);
  });
});
