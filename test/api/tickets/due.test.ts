import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, Unit, World } from "../../world.js";
import { complaint, register, report, type TicketAnswer, take } from "./driving.js";

interface Counts {
  asOf: string;
  until: string;
  overdue: number;
  dueSoon: number;
  byBureau: { bureau: { code: string } | null; overdue: number; dueSoon: number }[];
}

const counting = `query ($within: Int!, $bureau: String) { dueCounts(within: $within, bureau: $bureau) {
  asOf until overdue dueSoon byBureau { bureau { code } overdue dueSoon } } }`;

const listing = `query ($filter: TicketFilter, $view: TicketView!, $order: TicketOrder!) {
  tickets(filter: $filter, view: $view, order: $order, first: 50) { nodes { id dueOn } totalCount } }`;

describe("what is due", () => {
  let stage: Stage;
  let world: World;
  const as = (name: PersonName) => world.as(name);
  const made: Record<string, TicketAnswer> = {};

  const dispatched = async (to: Unit, input: Record<string, unknown>): Promise<TicketAnswer> => {
    const centre = to.includes("B") ? "cityBCentre" : "cityACentre";
    const ticket = await register(as(`${centre}.operator`), input);
    return take(as(`${centre}.dispatcher`), "dispatchTicket", ticket, {
      bureau: world.code[to],
      reason: "属地",
    });
  };

  const counts = async (name: PersonName, within: number, bureau?: Unit): Promise<Counts> => {
    const code = bureau === undefined ? null : world.code[bureau];
    return (await as(name).ask<{ dueCounts: Counts }>(counting, { within, bureau: code })).dueCounts;
  };

  const listed = async (name: PersonName, variables: Record<string, unknown>) => {
    const wanted = { filter: null, view: "ALL", order: "DUE_ASCENDING", ...variables };
    const { tickets } = await as(name).ask<{ tickets: { nodes: { id: string; dueOn: string | null }[] } }>(
      listing,
      wanted,
    );
    return tickets.nodes;
  };

  beforeAll(async () => {
    stage = await setStage("2026-09-01");
    world = await stage.makeProvince();
    // Seven working days from the 1st of September are over on the 10th, fifteen of a report on the 21st.
    made.first = await dispatched("countyA1", complaint(world));
    made.report = await dispatched("countyA1", report(world));
    stage.goTo("2026-09-07");
    // And from the 7th on the 16th.
    made.second = await dispatched("countyA2", complaint(world));
    made.other = await dispatched("countyB1", complaint(world));
    made.ofCity = await dispatched("cityA", complaint(world));
    stage.goTo("2026-09-11");
  });

  afterAll(() => stage.close());

  it("is counted by the bureaus beneath, at every level", async () => {
    const { code } = world;
    const part = (unit: Unit, overdue: number, dueSoon: number) => ({ bureau: { code: code[unit] }, overdue, dueSoon });
    expect(await counts("province.supervisor", 3)).toEqual({
      asOf: "2026-09-11",
      until: "2026-09-16",
      overdue: 1,
      dueSoon: 3,
      byBureau: [part("cityA", 1, 2), part("cityB", 0, 1)],
    });
    const ofCity = await counts("cityA.supervisor", 3);
    expect([ofCity.overdue, ofCity.dueSoon]).toEqual([1, 2]);
    expect(ofCity.byBureau[0]).toEqual(part("countyA1", 1, 0));
    expect(ofCity.byBureau.slice(1)).toEqual(expect.arrayContaining([part("countyA2", 0, 1), part("cityA", 0, 1)]));
    // The 20th, a Sunday, is a working day.
    expect((await counts("countyA1.handler", 7)).byBureau).toEqual([part("countyA1", 1, 1)]);
    expect(await counts("cityACentre.dispatcher", 3)).toEqual(ofCity);
    expect((await counts("province.supervisor", 3, "cityB")).byBureau).toEqual([part("countyB1", 0, 1)]);
  });

  it("counts the overdue alone, and those of today, within no days", async () => {
    expect(await counts("cityA.supervisor", 0)).toMatchObject({ until: "2026-09-11", overdue: 1, dueSoon: 0 });
  });

  it("is listed within as many working days, the overdue first", async () => {
    const ids = (await listed("cityA.supervisor", { filter: { dueWithin: 3 } })).map(({ id }) => id);
    expect(ids[0]).toBe(made.first?.id);
    expect([...ids].sort()).toEqual([made.first?.id, made.second?.id, made.ofCity?.id].sort());
    const narrower = await listed("cityA.supervisor", { filter: { dueWithin: 30, dueUntil: "2026-09-10" } });
    expect(narrower.map(({ id }) => id)).toEqual([made.first?.id]);
  });

  it("refuses a number of days that is out of bounds, and bureaus that are not beneath", async () => {
    expectCode(await as("cityA.supervisor").gql(counting, { within: 61 }), "INVALID_INPUT", "within");
    expectCode(await as("cityA.supervisor").gql(counting, { within: -1 }), "INVALID_INPUT", "within");
    const filter = { filter: { dueWithin: 61 }, view: "ALL", order: "DUE_ASCENDING" };
    expectCode(await as("cityA.supervisor").gql(listing, filter), "INVALID_INPUT", "filter.dueWithin");
    const of = (bureau: string) => ({ within: 3, bureau });
    const { code } = world;
    expectCode(await as("cityA.supervisor").gql(counting, of("T00000")), "INVALID_INPUT", "bureau");
    for (const beyond of [code.cityB, code.province, (await stage.makeProvince()).code.countyA1]) {
      expectCode(await as("cityA.supervisor").gql(counting, of(beyond)), "FORBIDDEN");
    }
    expectCode(await as("cityA.auditor").gql(counting, of(code.cityA)), "FORBIDDEN");
  });

  it("is a handler's own work in the order in which it expires, what has no limit last", async () => {
    const handler = as("countyA1.handler");
    let tested = await dispatched("countyA1", complaint(world));
    for (const step of ["signTicket", "startCheck", "acceptComplaint", "startMediation", "startTesting"] as const) {
      tested = await take(handler, step, tested);
    }
    const taken = [made.report, made.first].map((ticket) => {
      if (ticket === undefined) throw new Error("the tickets are made before the tests");
      return take(handler, "signTicket", ticket);
    });
    const [signedReport, signedFirst] = await Promise.all(taken);
    const work = await listed("countyA1.handler", { view: "MY_WORK" });
    expect(work).toEqual([
      { id: signedFirst?.id, dueOn: "2026-09-10" },
      { id: signedReport?.id, dueOn: "2026-09-21" },
      { id: tested.id, dueOn: null },
    ]);
    expect(await listed("countyA2.handler", { view: "MY_WORK" })).toEqual([]);
    expect(await listed("cityA.handler", { view: "MY_WORK" })).toEqual([]);
  });
});
