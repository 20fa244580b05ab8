import { beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { abandoned, answered, at, newCallId, record } from "../calls/calling.js";
import { always } from "./asking.js";

const behind = `query ($token: String!, $measure: Measure!, $side: MeasureSide!, $first: Int, $after: String) {
  callsBehind(token: $token, measure: $measure, side: $side, first: $first, after: $after) {
    count calls { totalCount nodes { callId } pageInfo { endCursor hasNextPage } } } }`;

interface Behind {
  callsBehind: {
    count: number;
    calls: { nodes: { callId: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  };
}

interface Answer {
  statistics: { total: { drillToken: string }; rows: { keys: { code: string }[]; drillToken: string }[] };
}

describe("callsBehind", () => {
  let world: World;
  const ids = Array.from({ length: 5 }, newCallId);
  const lost = newCallId();
  const short = newCallId();

  beforeAll(async () => {
    world = await makeProvince();
    const manager = world.as("cityACentre.shiftManager");
    const days = ["2026-11-02", "2026-11-03", "2026-11-09", "2026-11-10", "2026-11-10"];
    const calls = ids.map((id, position) => {
      const day = days[position] ?? "2026-11-02";
      return answered(id, { offeredAt: at(0, day), answeredAt: at(12, day), endedAt: at(312, day) });
    });
    await record(manager, ...calls, abandoned(lost), answered(short, { endedAt: at(60) }));
  });

  const measures = [
    ...["CALLS_OFFERED", "CONNECTION_RATE", "LOWEST_CONNECTION_RATE_24H", "WAITING_TIME", "LONGEST_CALL"],
    ...["CALLS_PER_OPERATOR_DAY", "RECEIVED"],
  ];
  const answer = async (more: Variables = {}): Promise<Answer["statistics"]> => {
    const query = `query ($question: StatisticsQuestion!) { statistics(question: $question) {
      total { drillToken } rows { keys { code } drillToken } } }`;
    const question = { measures, period: always, ...more };
    return (await world.as("cityA.analyst").ask<Answer>(query, { question })).statistics;
  };
  const list = async (token: string, measure: string, more: Variables = {}): Promise<Behind["callsBehind"]> => {
    const given = { token, measure, side: "NUMERATOR", ...more };
    return (await world.as("cityA.analyst").ask<Behind>(behind, given)).callsBehind;
  };
  const idsOf = ({ calls }: Behind["callsBehind"]): string[] => calls.nodes.map(({ callId }) => callId).sort();

  it("lists exactly the calls of a number, the latest first, page by page", async () => {
    const { total } = await answer();
    const first = await list(total.drillToken, "CALLS_OFFERED", { first: 4 });
    expect([first.count, first.calls.pageInfo.hasNextPage]).toEqual([7, true]);
    const after = first.calls.pageInfo.endCursor;
    const second = await list(total.drillToken, "CALLS_OFFERED", { first: 4, after });
    expect(second.calls.pageInfo.hasNextPage).toBe(false);
    expect([...idsOf(first), ...idsOf(second)].sort()).toEqual([...ids, lost, short].sort());
    expect(
      first.calls.nodes
        .slice(0, 2)
        .map(({ callId }) => callId)
        .sort(),
    ).toEqual(ids.slice(3).sort());
  });

  it("lists both sides of a rate, and the calls of the 24 hours of the lowest", async () => {
    const { total } = await answer();
    const sides = async (measure: string): Promise<number[]> => {
      const numerator = await list(total.drillToken, measure);
      const denominator = await list(total.drillToken, measure, { side: "DENOMINATOR" });
      expect([idsOf(numerator).length, idsOf(denominator).length]).toEqual([numerator.count, denominator.count]);
      return [numerator.count, denominator.count];
    };
    expect(await sides("CONNECTION_RATE")).toEqual([6, 7]);
    expect(await sides("LOWEST_CONNECTION_RATE_24H")).toEqual([2, 3]);
  });

  it("lists what a duration is of, all of the longest, and those that operators answered", async () => {
    const { total } = await answer();
    expect((await list(total.drillToken, "WAITING_TIME")).count).toBe(6);
    expect(idsOf(await list(total.drillToken, "LONGEST_CALL"))).toEqual([...ids].sort());
    expect((await list(total.drillToken, "CALLS_PER_OPERATOR_DAY")).count).toBe(6);
  });

  it("lists the calls of a group", async () => {
    const { rows } = await answer({ measures: ["CALLS_OFFERED"], dimensions: ["WEEKDAY"] });
    const tuesday = rows.find(({ keys }) => keys[0]?.code === "2");
    expect(idsOf(await list(tuesday?.drillToken ?? "", "CALLS_OFFERED"))).toEqual([ids[1], ids[3], ids[4]].sort());
  });

  it("refuses what the answer did not have, tickets, and a side that is none of calls", async () => {
    const { total } = await answer();
    const analyst = world.as("cityA.analyst");
    const given = { token: total.drillToken, measure: "CALLS_OFFERED", side: "NUMERATOR" };
    const refused = async (more: Variables, field: string) =>
      expectCode(await analyst.gql(behind, { ...given, ...more }), "INVALID_INPUT", field);
    await refused({ measure: "CALLS_ABANDONED" }, "measure");
    await refused({ measure: "RECEIVED" }, "measure");
    await refused({ side: "DENOMINATOR" }, "side");
    await refused({ measure: "CALLS_PER_OPERATOR_DAY", side: "DENOMINATOR" }, "side");
    await refused({ measure: "LONGEST_CALL", side: "DENOMINATOR" }, "side");
    await refused({ after: "nonsense" }, "after");
    await refused({ token: "nonsense" }, "token");
    const tickets = `query ($token: String!) { ticketsBehind(token: $token, measure: CALLS_OFFERED) { count } }`;
    expectCode(await analyst.gql(tickets, { token: total.drillToken }), "INVALID_INPUT", "measure");
  });

  it("is nothing to another bureau, and not allowed to who may not read calls", async () => {
    const { total } = await answer();
    const given = { token: total.drillToken, measure: "CALLS_OFFERED", side: "NUMERATOR" };
    expectCode(await world.as("cityB.analyst").gql(behind, given), "NOT_FOUND", "token");
    expectCode(await world.as("cityA.auditor").gql(behind, given), "FORBIDDEN");
  });
});
