import { beforeAll, describe, expect, it } from "vitest";
import { chinaDay, systemClock } from "../../../src/platform/clock.js";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type Unit, type World } from "../../world.js";
import { complaint, consultation, read, register, send, staff, type TicketAnswer, take } from "../tickets/driving.js";
import { everythingOf } from "../tickets/kept.js";
import * as disputes from "./dispute-driving.js";
import { act, type DisputeAnswer, disputeFields, readDispute, timelineOf, upon } from "./dispute-driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

/** Sends a ticket to a county and has it returned. */
async function thereAndBack(of: World, ticket: TicketAnswer, unit: Unit, more: Variables = {}): Promise<TicketAnswer> {
  const by = of.as("cityACentre.dispatcher");
  const sent = await take(by, "dispatchTicket", ticket, { bureau: of.code[unit], reason: "按地址分派" });
  return take(of.as(`${unit}.handler`), "returnTicketToCentre", sent, more);
}

/** The disputes over a ticket, as the city sees them. */
async function disputesOver(of: World, { id }: Pick<TicketAnswer, "id">): Promise<DisputeAnswer[]> {
  const { ticket } = await of
    .as("cityA.supervisor")
    .ask<{ ticket: { disputes: DisputeAnswer[] } }>(
      `query ($id: ID!) { ticket(id: $id) { disputes { ${disputeFields} } } }`,
      { id },
    );
  return ticket.disputes;
}

async function returnedThrice(of: World): Promise<TicketAnswer> {
  let ticket = await register(staff(of).operator, complaint(of));
  ticket = await thereAndBack(of, ticket, "countyA1");
  ticket = await thereAndBack(of, ticket, "zoneA");
  return thereAndBack(of, ticket, "countyA2", { explanation: "不在我区" });
}

describe("the third return of a ticket", () => {
  it("takes it to the common superior by itself, which designates", async () => {
    const ticket = await returnedThrice(world);
    expect(ticket).toMatchObject({
      state: "IN_REVIEW",
      holder: { code: world.code.cityA },
      competentReceivedAt: null,
    });
    const [dispute, ...others] = await disputesOver(world, ticket);
    expect(others).toEqual([]);
    expect(dispute).toMatchObject({
      state: "REFERRED",
      origin: "THIRD_RETURN",
      raiser: { code: world.code.countyA2 },
      proposedBureau: { code: world.code.zoneA },
      superior: { code: world.code.cityA },
      explanation: "不在我区",
      permittedActions: ["DESIGNATE"],
      extract: { number: ticket.number },
    });
    const found = dispute ?? expect.fail("there is no dispute");
    // Neither side settles it any more.
    expect((await readDispute(world.as("zoneA.head"), found)).permittedActions).toEqual([]);
    expectCode(await disputes.send(world.as("countyA2.head"), "withdrawDispute", upon(found)), "ILLEGAL_TRANSITION");

    const input = upon(found, { bureau: world.code.countyA1, grounds: "首次分派正确" });
    await act(world.as("cityA.head"), "designate", input);
    const designated = await read(world.as("countyA1.handler"), ticket);
    expect(designated).toMatchObject({ state: "DISPATCHED", permittedActions: ["SIGN"] });
    const refused = await send(world.as("countyA1.handler"), "returnTicketToCentre", designated);
    expect(expectCode(refused, "ILLEGAL_TRANSITION").message).toContain("which is final (Order 121 art. 33");
  });

  it("makes two versions, each with its own entry, and counts once", async () => {
    const ticket = await returnedThrice(world);
    const kept = await everythingOf(ticket);
    expect(kept.ticket).toMatchObject({ returns: 3, designated: null });
    expect(kept.timeline.slice(-2).map(({ verb, to_state }) => ({ verb, to_state }))).toEqual([
      { verb: "RETURN_TO_CENTRE", to_state: "IN_REVIEW" },
      { verb: "REFER_TO_SUPERIOR", to_state: "IN_REVIEW" },
    ]);
    expect(kept.audit.slice(-2).map(({ action }) => action)).toEqual(["ticket.returnToCentre", "ticket.platform"]);
    const told = (await timelineOf(world.as("cityACentre.dispatcher"), ticket)).map(({ text }) => text);
    expect(told).toContain(
      `After the third return ${world.mark}cityACentre referred it to ${world.mark}cityA, which designates`,
    );
  });

  it("keeps the citizen's clock: the ticket was registered when it was", async () => {
    let ticket = await register(staff(world).operator, complaint(world));
    const { receivedAt } = ticket;
    for (const unit of ["countyA1", "zoneA", "countyA2"] as const) ticket = await thereAndBack(world, ticket, unit);
    expect(ticket.receivedAt).toBe(receivedAt);
    const { registered_at: registeredAt } = (await everythingOf(ticket)).ticket;
    expect(registeredAt).toBeInstanceOf(Date);
  });

  it("whoever returned it last still sees it, and the centre too", async () => {
    const ticket = await returnedThrice(world);
    expect((await read(world.as("countyA2.handler"), ticket)).permittedActions).toEqual([]);
    expect((await read(world.as("cityACentre.dispatcher"), ticket)).holder.code).toBe(world.code.cityA);
  });

  it("of a consultation goes there as well", async () => {
    const { operator } = staff(world);
    let ticket = await register(operator, consultation());
    ticket = await take(operator, "escalateConsultation", ticket);
    for (const unit of ["countyA1", "zoneA", "countyA1"] as const) ticket = await thereAndBack(world, ticket, unit);
    expect(ticket).toMatchObject({ state: "ESCALATED", holder: { code: world.code.cityA } });
    expect(await disputesOver(world, ticket)).toMatchObject([{ state: "REFERRED", origin: "THIRD_RETURN" }]);
  });

  it("between the units of one authority stays with that authority", async () => {
    const county = world.as("countyA1.dispatcher");
    let ticket = await register(world.as("countyA1.operator"), complaint(world));
    for (let count = 0; count < 3; count += 1) {
      ticket = await take(county, "dispatchTicket", ticket, { bureau: world.code.streetA1 });
      ticket = await take(world.as("streetA1.handler"), "returnTicketToCentre", ticket);
    }
    expect(ticket.holder.code).toBe(world.code.countyA1);
    expect(await disputesOver(world, ticket)).toEqual([]);
  });

  it("is referred once, though the superior sent it on without designating", async () => {
    const ticket = await returnedThrice(world);
    const city = world.as("cityA.dispatcher");
    const sent = await take(city, "dispatchTicket", await read(city, ticket), {
      bureau: world.code.countyA1,
      reason: "再试一次",
    });
    const back = await take(world.as("countyA1.handler"), "returnTicketToCentre", sent);
    expect(back.holder.code).toBe(world.code.cityA);
    const open = (await disputesOver(world, ticket)).filter(({ state }) => state === "REFERRED");
    expect(open).toHaveLength(1);
    expect((await everythingOf(ticket)).ticket).toMatchObject({ returns: 4 });
  });
});

interface Counted {
  total: number;
  counts: {
    fromBureau: { code: string };
    toBureau: { code: string };
    reason: { code: string; name: string };
    count: number;
    share: number;
  }[];
}

const countsDocument = `query ($from: LocalDate!, $to: LocalDate!, $region: String, $first: Int) {
  returnCounts(from: $from, to: $to, region: $region, first: $first) { total
    counts { fromBureau { code } toBureau { code } reason { code name } count share } } }`;

const today = chinaDay(systemClock.now());

async function counted(caller: Caller, more: Variables = {}): Promise<Counted> {
  const { returnCounts } = await caller.ask<{ returnCounts: Counted }>(countsDocument, {
    from: today,
    to: today,
    ...more,
  });
  return returnCounts;
}

describe("who returns to whom, how often, for which reasons", () => {
  let own: World;

  beforeAll(async () => {
    own = await makeProvince();
    for (let count = 0; count < 3; count += 1) {
      await thereAndBack(own, await register(staff(own).operator, complaint(own)), "countyA1");
    }
    const unclear = await register(staff(own).operator, complaint(own));
    await thereAndBack(own, unclear, "zoneA", { reason: "UNCLEAR" });
  });

  it("is counted for the region of whoever asks, the most frequent first", async () => {
    const expected = {
      total: 4,
      counts: [
        {
          fromBureau: { code: own.code.countyA1 },
          toBureau: { code: own.code.cityACentre },
          reason: { code: "NOT_OUR_DUTY", name: "Not our duty" },
          count: 3,
          share: 0.75,
        },
        {
          fromBureau: { code: own.code.zoneA },
          toBureau: { code: own.code.cityACentre },
          reason: { code: "UNCLEAR", name: "The request is unclear" },
          count: 1,
          share: 0.25,
        },
      ],
    };
    for (const who of ["cityA.supervisor", "cityACentre.dispatcher", "province.analyst", "nation.head"] as const) {
      expect(await counted(own.as(who), { region: own.code.cityA })).toEqual(expected);
    }
    expect(await counted(own.as("cityA.analyst"))).toEqual(expected);
    expect(await counted(own.as("zoneA.head"))).toMatchObject({ total: 1 });
    expect(await counted(own.as("cityB.supervisor"))).toEqual({ total: 0, counts: [] });
  });

  it("for one bureau of the region, for a period, and for as many rows as are asked for", async () => {
    const city = own.as("cityA.supervisor");
    expect(await counted(city, { region: own.code.zoneA })).toMatchObject({ total: 1, counts: [{ count: 1 }] });
    expect(await counted(city, { from: "2020-01-01", to: "2020-12-31" })).toEqual({ total: 0, counts: [] });
    const [first] = (await counted(city, { first: 1 })).counts;
    expect(first).toMatchObject({ count: 3, share: 0.75 });
    expect(await counted(city, { first: 1 })).toMatchObject({ total: 4 });
  });

  it.each<[string, Variables, "INVALID_INPUT" | "TOO_LARGE" | "FORBIDDEN" | "NOT_FOUND", string | undefined]>([
    ["a period that ends before it begins", { from: "2026-02-01", to: "2026-01-01" }, "INVALID_INPUT", "to"],
    ["more than 366 days", { from: "2024-01-01", to: "2026-01-01" }, "INVALID_INPUT", "to"],
    ["a day that never was", { from: "0001-01-01", to: "0001-01-01" }, "INVALID_INPUT", "from"],
    ["more than 100 rows", { first: 101 }, "TOO_LARGE", "first"],
    ["no row", { first: 0 }, "INVALID_INPUT", "first"],
    ["an unknown region", { region: "000000" }, "NOT_FOUND", "region"],
  ])("not for %s", async (_, more, code, field) => {
    const result = await own.as("cityA.head").gql(countsDocument, { from: today, to: today, ...more });
    expectCode(result, code, field);
  });

  it("for the nation, whose region is everything, however it is asked for", async () => {
    const count = async (region: string | null): Promise<number> =>
      (await counted(own.as("nation.supervisor"), { region })).total;
    expect(await count(own.code.province)).toBeGreaterThanOrEqual(4);
    expect(await count(own.code.nation)).toBeGreaterThanOrEqual(await count(own.code.province));
  });

  it("nor for a region out of reach, nor by a handler", async () => {
    const ask = (who: "cityA.head" | "zoneA.head" | "zoneA.handler", region: string) =>
      own.as(who).gql(countsDocument, { from: today, to: today, region });
    expectCode(await ask("cityA.head", own.code.cityB), "FORBIDDEN");
    expectCode(await ask("cityA.head", own.code.nation), "FORBIDDEN");
    expectCode(await ask("zoneA.head", own.code.cityA), "FORBIDDEN");
    expectCode(await ask("zoneA.handler", own.code.zoneA), "FORBIDDEN");
  });
});
