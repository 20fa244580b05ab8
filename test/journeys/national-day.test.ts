import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadlineStepsPass } from "../../src/modules/supervision/index.js";
import { complaint, register, take } from "../api/tickets/driving.js";
import { expectCode } from "../api.js";
import { testDatabase } from "../database.js";
import { jobTools } from "../jobs.js";
import { type Stage, setStage } from "../stage.js";
import type { PersonName, World } from "../world.js";

const basis = `deadlines { limit state dueOn statutoryDueOn remainingWorkingDays
  basis { order article text startedFrom startDay firstDay countedDays skipped { first last name } makeUpDays explanation } }`;

interface Deadline {
  limit: string;
  state: string;
  dueOn: string;
  remainingWorkingDays: number;
  basis: {
    order: string;
    article: string;
    text: string;
    startedFrom: string;
    startDay: string;
    firstDay: string;
    countedDays: number;
    skipped: { first: string; last: string; name: string }[];
    makeUpDays: string[];
    explanation: string[];
  };
}

interface Order {
  id: string;
  state: string;
  origin: string;
  replyBy: string;
  issuer: { code: string };
  receiver: { code: string };
}

const orders = "{ supervisionOrders { nodes { id state origin replyBy issuer { code } receiver { code } } } }";

describe("a complaint that runs past its limit across the National Day holiday of 2026", () => {
  let stage: Stage;
  let world: World;

  beforeAll(async () => {
    stage = await setStage("2026-09-24");
    world = await stage.makeProvince();
  });

  afterAll(() => stage.close());

  const as = (name: PersonName) => world.as(name);

  /** Lets the scheduler do its work after midnight of each day. */
  const dayByDay = async (from: string, to: string): Promise<void> => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
      stage.goTo(new Date(at).toISOString().slice(0, 10), 1);
      await deadlineStepsPass.run({ ...jobTools(testDatabase(), stage.clock), province: world.code.province });
    }
  };

  it("shows why it was due, is reminded of, ordered by the city, and then by the province", async () => {
    const ticket = await take(
      as("cityACentre.dispatcher"),
      "dispatchTicket",
      await register(as("cityACentre.operator"), complaint(world)),
      { bureau: world.code.countyA1 },
    );
    const read = async <Answer>(fields: string): Promise<Answer> =>
      (
        await as("countyA1.handler").ask<{ ticket: Answer }>(`query ($id: ID!) { ticket(id: $id) { ${fields} } }`, {
          id: ticket.id,
        })
      ).ticket;

    // Seven working days from the 24th of September: two holidays and their weekends lie between, and one Saturday is worked.
    const [deadline] = (await read<{ deadlines: Deadline[] }>(basis)).deadlines;
    expect(deadline).toMatchObject({ limit: "ACCEPTANCE", state: "RUNNING", dueOn: "2026-10-12" });
    expect(deadline?.remainingWorkingDays).toBe(7);
    expect(deadline?.basis).toMatchObject({
      order: "ORDER_121",
      article: "15",
      startedFrom: "COMPETENT_RECEIPT",
      startDay: "2026-09-24",
      countedDays: 7,
      makeUpDays: ["2026-10-10"],
    });
    expect(deadline?.basis.text).toContain("自收到投诉之日起七个工作日内");
    const skipped = deadline?.basis.skipped.map(({ first, last, name }) => [first, last, name]);
    expect(skipped).toEqual(
      expect.arrayContaining([
        ["2026-09-25", "2026-09-27", expect.stringMatching(/Mid-Autumn|中秋/)],
        ["2026-10-01", "2026-10-07", expect.stringMatching(/National|国庆/)],
      ]),
    );

    await dayByDay("2026-09-24", "2026-10-12");
    const verbs = async (): Promise<string[]> =>
      (await read<{ timeline: { verb: string }[] }>("timeline { verb }")).timeline.map(({ verb }) => verb);
    expect((await verbs()).filter((verb) => verb === "WARNING")).toHaveLength(2);
    expect(await verbs()).not.toContain("REMINDER");

    await dayByDay("2026-10-13", "2026-10-19");
    expect((await verbs()).filter((verb) => verb === "REMINDER")).toHaveLength(1);
    expect((await read<{ deadlines: Deadline[] }>(basis)).deadlines[0]).toMatchObject({ state: "MISSED" });
    const ordersOf = async (name: PersonName): Promise<Order[]> =>
      (await as(name).ask<{ supervisionOrders: { nodes: Order[] } }>(orders)).supervisionOrders.nodes;
    expect(await ordersOf("province.supervisor")).toEqual([]);

    // Five working days after the 12th of October are over with the 19th.
    await dayByDay("2026-10-20", "2026-10-20");
    const ofCity = {
      state: "ISSUED",
      origin: "AUTOMATIC",
      issuer: { code: world.code.cityA },
      receiver: { code: world.code.countyA1 },
    };
    expect(await ordersOf("countyA1.handler")).toMatchObject([ofCity]);
    expect(await ordersOf("cityA.supervisor")).toMatchObject([ofCity]);

    // Nobody answers. Ten working days more are over with the 2nd of November.
    await dayByDay("2026-10-21", "2026-11-02");
    expect(await ordersOf("province.supervisor")).toHaveLength(1);
    await dayByDay("2026-11-03", "2026-11-03");
    expect(await ordersOf("province.supervisor")).toMatchObject([
      { ...ofCity, issuer: { code: world.code.province } },
      ofCity,
    ]);
    expect((await verbs()).filter((verb) => verb === "SUPERVISION_ISSUED")).toHaveLength(2);

    // A sister city and another province see nothing of it.
    expect(await ordersOf("cityB.supervisor")).toEqual([]);
    const elsewhere = (await stage.makeProvince()).as("province.supervisor");
    expectCode(await elsewhere.gql("query ($id: ID!) { ticket(id: $id) { number } }", { id: ticket.id }), "NOT_FOUND");
    const [order] = await ordersOf("province.supervisor");
    for (const stranger of [as("cityB.supervisor"), as("countyA2.handler"), elsewhere]) {
      const asked = await stranger.gql("query ($id: ID!) { supervisionOrder(id: $id) { state } }", { id: order?.id });
      expectCode(asked, "NOT_FOUND");
    }
  });
});
