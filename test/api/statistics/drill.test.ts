import { describe, expect, it } from "vitest";
import { foldDeltas } from "../../../src/modules/statistics/index.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, consultation, register } from "../tickets/driving.js";
import { always } from "./asking.js";

const behind = `query ($token: String!, $measure: Measure!, $side: MeasureSide!, $first: Int, $after: String) {
  ticketsBehind(token: $token, measure: $measure, side: $side, first: $first, after: $after) {
    count asOf tickets { nodes { id kind state } pageInfo { endCursor hasNextPage } } } }`;

interface Behind {
  ticketsBehind: {
    count: number;
    tickets: { nodes: { id: string; state: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  };
}

interface Answer {
  statistics: { total: { drillToken: string }; rows: { keys: { code: string }[]; drillToken: string }[] };
}

async function someTickets(world: World): Promise<string[]> {
  const operator = world.as("cityACentre.operator");
  const tickets = [
    await register(operator, complaint(world, { topics: ["MASKS"] })),
    await register(operator, complaint(world)),
    await register(operator, consultation()),
    await complaintIn(world, "CLOSED"),
  ];
  return tickets.map(({ id }) => id);
}

const ask = (world: World, more = ""): Promise<Answer> =>
  world
    .as("cityA.analyst")
    .ask<Answer>(`{ statistics(question: { measures: [RECEIVED, CLOSURE_RATE, RECOVERED_LOSS, HOURS_TO_CLOSING]
    period: { from: "${always.from}", to: "${always.to}" } ${more} }) { total { drillToken } rows { keys { code } drillToken } } }`);

describe("ticketsBehind", () => {
  it("lists exactly the tickets of a number, folded or not, page by page", async () => {
    const world = await makeProvince();
    const ids = await someTickets(world);
    for (const isFolded of [false, true]) {
      if (isFolded) await testDatabase().asSystem("fold", (tx) => foldDeltas(tx, 100_000));
      const { statistics } = await ask(world);
      const variables = { token: statistics.total.drillToken, measure: "RECEIVED", side: "NUMERATOR", first: 3 };
      const first = await world.as("cityA.analyst").ask<Behind>(behind, variables);
      expect(first.ticketsBehind.count).toBe(4);
      expect(first.ticketsBehind.tickets.pageInfo.hasNextPage).toBe(true);
      const second = await world.as("cityA.analyst").ask<Behind>(behind, {
        ...variables,
        after: first.ticketsBehind.tickets.pageInfo.endCursor,
      });
      const listed = [...first.ticketsBehind.tickets.nodes, ...second.ticketsBehind.tickets.nodes];
      expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort());
    }
  });

  it("lists the closed ones behind a rate, and those that a sum or a duration is of", async () => {
    const world = await makeProvince();
    await someTickets(world);
    const { statistics } = await ask(world);
    for (const measure of ["CLOSURE_RATE", "RECOVERED_LOSS", "HOURS_TO_CLOSING"]) {
      const { ticketsBehind } = await world.as("cityA.analyst").ask<Behind>(behind, {
        token: statistics.total.drillToken,
        measure,
        side: "NUMERATOR",
      });
      expect([measure, ticketsBehind.count]).toEqual([measure, 1]);
      expect(ticketsBehind.tickets.nodes.map(({ state }) => state)).toEqual(["CLOSED"]);
    }
  });

  it("lists the tickets of a group, of those without a topic too", async () => {
    const world = await makeProvince();
    await someTickets(world);
    const { statistics } = await ask(world, "dimensions: [TOPIC]");
    const counts = await Promise.all(
      statistics.rows.map(async ({ drillToken, keys }) => {
        const { ticketsBehind } = await world.as("cityA.analyst").ask<Behind>(behind, {
          token: drillToken,
          measure: "RECEIVED",
          side: "NUMERATOR",
        });
        return [keys[0]?.code, ticketsBehind.count, ticketsBehind.tickets.nodes.length];
      }),
    );
    expect(counts.sort()).toEqual([
      ["", 3, 3],
      ["MASKS", 1, 1],
    ]);
  });

  it("refuses the token of another bureau, a changed one, and a measure that the answer did not have", async () => {
    const world = await makeProvince();
    await someTickets(world);
    const { statistics } = await ask(world);
    const token = statistics.total.drillToken;
    const send = (name: "cityA.analyst" | "cityB.analyst" | "province.analyst", given: object) =>
      world.as(name).gql(behind, { token, measure: "RECEIVED", side: "NUMERATOR", ...given });
    expectCode(await send("cityB.analyst", {}), "NOT_FOUND");
    expectCode(await send("province.analyst", {}), "NOT_FOUND");
    const changed = `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`;
    expectCode(await send("cityA.analyst", { token: changed }), "INVALID_INPUT");
    expectCode(await send("cityA.analyst", { measure: "FINES" }), "INVALID_INPUT");
    expectCode(await send("cityA.analyst", { side: "DENOMINATOR" }), "INVALID_INPUT");
  });
});
