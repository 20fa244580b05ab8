import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { complaint, register, type StepName, type TicketAnswer, take } from "../tickets/driving.js";
import { setLimit } from "./limits.js";

interface DeadlineAnswer {
  limit: string;
  state: string;
  dueOn: string | null;
  dueAt: string | null;
  statutoryDueOn: string | null;
  registeredDueOn: string | null;
  remainingWorkingDays: number | null;
  startedAt: string;
  endedAt: string | null;
  bureau: { code: string };
  basis: { rule: string; article: string; explanation: string[]; bureauLimit: { days: number } | null };
}

const document = `query ($id: ID!) { ticket(id: $id) { dueOn dueLimit deadlines {
  sequence limit state dueOn dueAt statutoryDueOn registeredDueOn isProvisional remainingWorkingDays startedAt endedAt
  extendedDays bureau { code }
  basis { rule order article text textEnglish startedFrom startedAt registeredAt competentReceivedAt startDay firstDay
    countedDays unit skipped { first last reason name } makeUpDays rolledFrom pauses { from to reason days } explanation
    bureauLimit { days } }
} } }`;

describe("Ticket.deadlines", () => {
  let stage: Stage;
  let world: World;
  const as = (name: PersonName): Caller => world.as(name);
  const on = (day: string): void => stage.goTo(day);

  beforeAll(async () => {
    stage = await setStage("2026-09-23");
    world = await stage.makeProvince();
  });

  afterAll(() => stage.close());

  const dispatched = async (registeredOn: string, dispatchedOn: string): Promise<TicketAnswer> => {
    on(registeredOn);
    const ticket = await register(as("cityACentre.operator"), complaint(world));
    on(dispatchedOn);
    return take(as("cityACentre.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.countyA1 });
  };

  const handle = (step: StepName, ticket: TicketAnswer, more = {}): Promise<TicketAnswer> =>
    take(as("countyA1.handler"), step, ticket, more);

  const deadlinesOf = async (ticket: TicketAnswer, person: PersonName = "countyA1.handler") => {
    const answer = await as(person).ask<{ ticket: { deadlines: DeadlineAnswer[] } }>(document, { id: ticket.id });
    return answer.ticket.deadlines;
  };

  it("shows why a complaint is due on 12 October: seven working days across two holidays", async () => {
    const ticket = await dispatched("2026-09-23", "2026-09-24");
    on("2026-10-08");
    const [deadline, ...others] = await deadlinesOf(ticket);
    expect(others).toEqual([]);
    expect(deadline).toMatchObject({
      sequence: 1,
      limit: "ACCEPTANCE",
      state: "RUNNING",
      dueOn: "2026-10-12",
      dueAt: "2026-10-12T15:59:59.999Z",
      statutoryDueOn: "2026-10-12",
      registeredDueOn: "2026-10-10",
      isProvisional: false,
      remainingWorkingDays: 3,
      bureau: { code: world.code.countyA1 },
      basis: {
        rule: "ORDER_121.ACCEPTANCE",
        article: "15",
        startedFrom: "COMPETENT_RECEIPT",
        registeredAt: "2026-09-23T02:00:00.000Z",
        competentReceivedAt: "2026-09-24T02:00:00.000Z",
        startDay: "2026-09-24",
        firstDay: "2026-09-28",
        countedDays: 7,
        unit: "WORKING",
        skipped: [
          { first: "2026-09-25", last: "2026-09-27", reason: "HOLIDAY", name: "Mid-Autumn Festival" },
          { first: "2026-10-01", last: "2026-10-07", reason: "HOLIDAY", name: "National Day" },
          { first: "2026-10-11", last: "2026-10-11", reason: "WEEKEND", name: "weekend" },
        ],
        makeUpDays: ["2026-10-10"],
        pauses: [],
        bureauLimit: null,
      },
    });
    expect(deadline?.basis.explanation).toContain("The last day is 2026-10-12.");
  });

  it("shows it as missed when its last day is over, and by how many working days", async () => {
    const ticket = await dispatched("2026-09-24", "2026-09-24");
    on("2026-10-14");
    expect(await deadlinesOf(ticket)).toMatchObject([{ state: "MISSED", remainingWorkingDays: -2, endedAt: null }]);
  });

  it("explains itself in Chinese to who asks in Chinese", async () => {
    const ticket = await dispatched("2026-09-24", "2026-09-24");
    const { data } = await as("countyA1.handler").gql<{ ticket: { deadlines: DeadlineAnswer[] } }>(
      document,
      { id: ticket.id },
      { "Accept-Language": "zh-CN" },
    );
    expect(data.ticket.deadlines[0]?.basis.explanation.at(-1)).toBe("末日为 2026-10-12。");
  });

  it("keeps what was met, pauses what is being tested, and goes on", async () => {
    let ticket = await dispatched("2026-09-10", "2026-09-10");
    for (const step of ["signTicket", "startCheck", "acceptComplaint", "startMediation"] as const) {
      ticket = await handle(step, ticket);
    }
    on("2026-09-14");
    ticket = await handle("startTesting", ticket);
    expect(await deadlinesOf(ticket)).toMatchObject([
      { limit: "ACCEPTANCE", state: "MET", remainingWorkingDays: null },
      { limit: "MEDIATION", state: "PAUSED", dueOn: null, dueAt: null, statutoryDueOn: null },
    ]);
    on("2026-09-24");
    ticket = await handle("finishTesting", ticket);
    expect(ticket).toMatchObject({ dueLimit: "MEDIATION", dueOn: "2026-11-19" });
    const [, mediation] = await deadlinesOf(ticket);
    expect(mediation).toMatchObject({ state: "RUNNING", dueOn: "2026-11-19", basis: { pauses: [{ days: 10 }] } });
  });

  it("follows a limit that a bureau above has set, and names it to those for whom it is in force", async () => {
    on("2026-09-10");
    await setLimit(as("cityB.administrator"), { days: 3 });
    await setLimit(as("cityB.administrator"), { limit: "SIGNING", days: 1 });
    const registered = await register(as("cityBCentre.operator"), complaint(world));
    const ticket = await take(as("cityBCentre.dispatcher"), "dispatchTicket", registered, {
      bureau: world.code.countyB1,
      reason: "按区域分派",
    });
    expect(ticket).toMatchObject({ dueLimit: "SIGNING", dueOn: "2026-09-11" });
    expect(await deadlinesOf(ticket, "countyB1.handler")).toMatchObject([
      { limit: "SIGNING", statutoryDueOn: null, basis: { rule: null, bureauLimit: { days: 1 } } },
      {
        limit: "ACCEPTANCE",
        dueOn: "2026-09-15",
        statutoryDueOn: "2026-09-20",
        basis: { rule: "ORDER_121.ACCEPTANCE", countedDays: 3, bureauLimit: { days: 3 } },
      },
    ]);
  });

  it("is NOT_FOUND with its ticket for strangers", async () => {
    const ticket = await dispatched("2026-09-24", "2026-09-24");
    expectCode(await as("cityB.supervisor").gql(document, { id: ticket.id }), "NOT_FOUND");
  });
});
