import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { complaint, read, register, report, type StepName, send, type TicketAnswer, take } from "./driving.js";

/** An API whose clock the test sets, and its callers. */
describe("as the days go by", () => {
  let stage: Stage;
  let world: World;
  const as = (name: PersonName): Caller => world.as(name);
  const on = (day: string): void => stage.goTo(day);

  beforeAll(async () => {
    stage = await setStage("2026-04-13");
    world = await stage.makeProvince();
  });

  afterAll(() => stage.close());

  const handle = (step: StepName, ticket: TicketAnswer, more = {}): Promise<TicketAnswer> =>
    take(as("countyA1.handler"), step, ticket, more);

  const dispatched = async (input: Record<string, unknown>): Promise<TicketAnswer> =>
    take(as("cityACentre.dispatcher"), "dispatchTicket", await register(as("cityACentre.operator"), input), {
      bureau: world.code.countyA1,
    });

  it("a due day beyond the announced holidays is provisional", async () => {
    const provisional = async ({ id }: TicketAnswer): Promise<boolean> => {
      const { ticket } = await as("countyA1.handler").ask<{ ticket: { dueIsProvisional: boolean } }>(
        "query ($id: ID!) { ticket(id: $id) { dueIsProvisional } }",
        { id },
      );
      return ticket.dueIsProvisional;
    };
    on("2026-12-10");
    let ticket = await dispatched(complaint(world));
    expect(ticket.dueOn).toBe("2026-12-21");
    expect(await provisional(ticket)).toBe(false);
    for (const step of ["signTicket", "startCheck", "acceptComplaint"] as const) ticket = await handle(step, ticket);
    expect(ticket).toMatchObject({ dueLimit: "MEDIATION", dueOn: "2027-02-08" });
    expect(await provisional(ticket)).toBe(true);
  });

  it("a complaint received under Order 20 lives by it to the end", async () => {
    on("2026-04-14");
    let ticket = await dispatched(complaint(world));
    expect(ticket).toMatchObject({ regime: "ORDER_20", dueLimit: "ACCEPTANCE", dueOn: "2026-04-23" });
    on("2026-04-20");
    for (const step of ["signTicket", "startCheck", "acceptComplaint", "startMediation"] as const) {
      ticket = await handle(step, ticket);
    }
    // 45 working days from the 20th of April, with five days off in May and one in June, and one make-up day.
    expect(ticket).toMatchObject({ dueLimit: "MEDIATION", dueOn: "2026-06-25" });
    on("2026-05-11");
    ticket = await handle("startTesting", ticket);
    expect(ticket).toMatchObject({ dueLimit: null, isOverdue: false });
    on("2026-05-18");
    ticket = await handle("finishTesting", ticket);
    expect(ticket).toMatchObject({ dueLimit: "MEDIATION", dueOn: "2026-07-02" });
    ticket = await handle("suspendMediation", ticket);
    expect(ticket.dueOn).toBe("2026-07-02");
    on("2026-07-03");
    expect((await read(as("countyA1.handler"), ticket)).isOverdue).toBe(true);
    const wrong = await send(as("countyA1.handler"), "terminateMediation", ticket);
    expectCode(wrong, "INVALID_INPUT", "ground");
    ticket = await handle("terminateMediation", ticket, { ground: "ORDER_20_PERIOD_EXPIRED" });
    expect(ticket).toMatchObject({
      terminationGround: { code: "ORDER_20_PERIOD_EXPIRED" },
      dueLimit: "TERMINATION_NOTICE",
      dueOn: "2026-07-14",
    });
    ticket = await handle("closeTicket", ticket);
    expectCode(await send(as("countyA1.handler"), "archiveTicket", ticket), "ILLEGAL_TRANSITION");
    ticket = await handle("giveFeedback", ticket);
    expect(await handle("archiveTicket", ticket)).toMatchObject({ state: "ARCHIVED", dueOn: null, regime: "ORDER_20" });
  });

  it("a complaint received a day later lives by Order 121, on natural days", async () => {
    on("2026-04-15");
    let ticket = await dispatched(complaint(world));
    expect(ticket).toMatchObject({ regime: "ORDER_121", dueOn: "2026-04-24" });
    on("2026-04-20");
    for (const step of ["signTicket", "startCheck", "acceptComplaint", "startMediation"] as const) {
      ticket = await handle(step, ticket);
    }
    // The 60th day is in the Dragon Boat Festival, 19 to 21 June.
    expect(ticket.dueOn).toBe("2026-06-22");
    on("2026-05-11");
    ticket = await handle("startTesting", ticket);
    on("2026-05-18");
    expect((await handle("finishTesting", ticket)).dueOn).toBe("2026-06-26");
  });

  it("what was received before the new order and registered after it follows the old one", async () => {
    on("2026-05-06");
    const ticket = await dispatched(complaint(world, { receivedAt: "2026-04-14T15:59:59.999Z" }));
    // The competent bureau received it on the day of the dispatch.
    expect(ticket).toMatchObject({ regime: "ORDER_20", dueLimit: "ACCEPTANCE", dueOn: "2026-05-14" });
    expect(await dispatched(complaint(world, { receivedAt: "2026-04-14T16:00:00Z" }))).toMatchObject({
      regime: "ORDER_121",
    });
  });

  it.each<[boolean, string | null, string | null]>([
    [false, "RESULT_NOTICE", "2026-05-12"],
    [true, null, null],
  ])("a report under Order 20, anonymous %s, has to be told of: %s until %s", async (isAnonymous, dueLimit, dueOn) => {
    on("2026-04-14");
    const contact = isAnonymous ? null : { name: "王小明" };
    let ticket = await dispatched(report(world, { isAnonymous, contact }));
    expect(ticket).toMatchObject({ regime: "ORDER_20", dueLimit: "VERIFICATION", dueOn: "2026-05-08" });
    on("2026-05-06");
    for (const step of ["signTicket", "startVerification", "fileCase"] as const) ticket = await handle(step, ticket);
    expect(ticket).toMatchObject({ dueLimit, dueOn });
    ticket = await handle("closeTicket", ticket, { fineAmount: "10000.00" });
    expect(ticket).toMatchObject({ dueLimit, dueOn, fineAmount: "10000.00" });
    if (dueLimit !== null) {
      expectCode(await send(as("countyA1.handler"), "archiveTicket", ticket), "ILLEGAL_TRANSITION");
      ticket = await handle("giveFeedback", ticket);
    }
    expect(await handle("archiveTicket", ticket)).toMatchObject({ state: "ARCHIVED" });
  });

  it("a list shows what is overdue, what is due first, and what is due until a day", async () => {
    on("2026-06-01");
    const own = await stage.makeProvince();
    const [savedWorld, county] = [world, () => as("countyA1.handler")];
    world = own;
    try {
      const early = await dispatched(complaint(own));
      on("2026-06-03");
      const late = await dispatched(complaint(own));
      const open = await register(as("cityACentre.operator"), complaint(own));
      expect([early.dueOn, late.dueOn, open.dueOn]).toEqual(["2026-06-10", "2026-06-12", null]);
      const listed = async (filter: string): Promise<string[]> => {
        const { tickets } = await county().ask<{ tickets: { nodes: { id: string }[]; totalCount: number } }>(
          `{ tickets(order: DUE_ASCENDING, filter: { ${filter} }) { nodes { id } totalCount } }`,
        );
        expect(tickets.totalCount).toBe(tickets.nodes.length);
        return tickets.nodes.map(({ id }) => id);
      };
      expect(await listed("dueUntil: null")).toEqual([early.id, late.id]);
      expect(await listed('dueUntil: "2026-06-10"')).toEqual([early.id]);
      on("2026-06-10");
      expect(await listed("overdue: true")).toEqual([]);
      on("2026-06-11");
      expect(await listed("overdue: true")).toEqual([early.id]);
      on("2026-06-13");
      expect(await listed("overdue: true")).toEqual([early.id, late.id]);
    } finally {
      world = savedWorld;
    }
  });

  it("numbers begin anew with the year in China", async () => {
    const numberAt = async (instant: string): Promise<string> => {
      stage.clock.set(new Date(instant));
      return (await register(as("cityBCentre.operator"), complaint(world))).number;
    };
    expect(await numberAt("2026-12-31T15:59:00Z")).toBe(`${world.mark}市监投〔2026〕第1号`);
    expect(await numberAt("2026-12-31T16:00:00Z")).toBe(`${world.mark}市监投〔2027〕第1号`);
  });
});
