import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, report, staff } from "../tickets/driving.js";

interface Group {
  key: string;
  label: string | null;
  ticketCount: number;
  complaintCount: number;
  reportCount: number;
  respondentCount: number;
  share: number;
  goodsClass: { code: string } | null;
  newest: { id: string } | null;
  sentence: string;
}

interface Answer {
  groups: Group[];
  from: string;
  to: string;
  leftOut: string | null;
}

const document = `query ($input: ConcentrationsInput!) { concentrations(input: $input) {
  from to asOf leftOut groups { key label ticketCount complaintCount reportCount respondentCount share firstReceivedAt
    lastReceivedAt goodsClass { code } newest { id } sentence } } }`;

const listed = `query ($key: String!, $first: Int, $after: String) {
  concentrationTickets(key: $key, first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`;

interface Listed {
  concentrationTickets: {
    nodes: { id: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

let world: World;
const masks: string[] = [];
const reports: string[] = [];

async function read(caller: Caller, input: Variables): Promise<Answer> {
  return (await caller.ask<{ concentrations: Answer }>(document, { input: { least: 3, ...input } })).concentrations;
}

beforeAll(async () => {
  world = await makeProvince();
  const { operator } = staff(world);
  const claimer = { contact: { name: "职业人", phone: "13911112222", address: "苏州市某某路100号3幢502室" } };
  for (const name of ["甲店", "乙店", "丙店", "甲店"]) {
    const respondent = { name, businessDivision: world.division.countyA1 };
    masks.push((await register(operator, complaint(world, { ...claimer, respondent }))).id);
  }
  for (let number = 0; number < 3; number += 1) {
    reports.push((await register(operator, report(world, { contact: { name: "举报人", phone: "13833334444" } }))).id);
  }
  await register(operator, complaint(world, { contact: { name: "别人", phone: "13700009999" } }));
});

describe("concentrations", () => {
  it("count the tickets of one number, masked, with respondents and share, and say that they are hints", async () => {
    const { groups, leftOut } = await read(world.as("cityACentre.dispatcher"), { by: "PHONE", kind: "COMPLAINT" });
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      ...{ label: "139****2222", ticketCount: 4, complaintCount: 4, reportCount: 0, respondentCount: 3 },
      ...{ share: 0.8, newest: { id: masks[3] } },
    });
    expect(groups[0]?.sentence).toContain("art. 17");
    expect(leftOut).toBeNull();
  });

  it.each<[string, string | null, number]>([
    ["PERSON", "职** 139****2222", 4],
    // The city alone: the street is where the citizen lives.
    ["ADDRESS", "苏州市***", 4],
  ])("bring tickets together by %s", async (by, label, count) => {
    const { groups } = await read(world.as("cityACentre.dispatcher"), { by, kind: "COMPLAINT" });
    expect(groups.map(({ label: shown, ticketCount }) => [shown, ticketCount])).toEqual([[label, count]]);
  });

  it("bring tickets together by respondent, in clear, and by product", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const respondents = await read(dispatcher, { by: "RESPONDENT", least: 2 });
    expect(respondents.groups.map(({ label, ticketCount }) => [label, ticketCount])).toEqual([
      ["平安大药房", 4],
      ["甲店", 2],
    ]);
    expect((await read(dispatcher, { by: "PRODUCT", least: 2 })).groups).toEqual([]);
  });

  it("count reports by their reporter only at the bureau that took them in, and say what is left out (art. 37)", async () => {
    const own = await read(world.as("cityACentre.dispatcher"), { by: "PHONE" });
    expect(own.groups.map(({ reportCount, ticketCount }) => [ticketCount, reportCount])).toEqual([
      [4, 0],
      [3, 3],
    ]);
    for (const name of ["cityA.analyst", "province.analyst"] as const) {
      const above = await read(world.as(name), { by: "PHONE" });
      expect(above.groups.map(({ ticketCount }) => ticketCount)).toEqual([4]);
      expect(above.leftOut).toContain("art. 37");
      const byRespondent = await read(world.as(name), { by: "RESPONDENT", least: 4 });
      expect(byRespondent.groups.map(({ label }) => label)).toEqual(["平安大药房"]);
      expect(byRespondent.leftOut).toBeNull();
    }
  });

  it("count what is in sight alone, and what a bureau of the region handles", async () => {
    expect((await read(world.as("cityB.analyst"), { by: "PHONE" })).groups).toEqual([]);
    const analyst = world.as("province.analyst");
    const inCity = await read(analyst, { by: "PHONE", kind: "COMPLAINT", region: world.code.cityA });
    expect(inCity.groups.map(({ ticketCount }) => ticketCount)).toEqual([4]);
    expect((await read(analyst, { by: "PHONE", region: world.code.cityB })).groups).toEqual([]);
    const strange = await world.as("cityB.analyst").gql(document, { input: { by: "PHONE", region: world.code.cityA } });
    expect(expectCode(strange, "NOT_FOUND").extensions.field).toBe("input.region");
  });

  it.each<[Variables, string]>([
    [{ from: "2026-03-02", to: "2026-03-01" }, "input.from"],
    [{ from: "2025-01-01", to: "2026-03-01" }, "input.from"],
    [{ least: 1 }, "input.least"],
    [{ first: 101 }, "input.first"],
  ])("are refused for %j at %s", async (more, field) => {
    const answer = await world.as("cityA.analyst").gql(document, { input: { by: "PHONE", ...more } });
    expect(expectCode(answer, "INVALID_INPUT").extensions.field).toBe(field);
  });
});

describe("the tickets of a concentration", () => {
  it("are listed page by page, the newest first", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const [group] = (await read(dispatcher, { by: "PERSON", kind: "COMPLAINT" })).groups;
    const first = await dispatcher.ask<Listed>(listed, { key: group?.key, first: 3 });
    const { nodes, pageInfo, totalCount } = first.concentrationTickets;
    expect(totalCount).toBe(4);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await dispatcher.ask<Listed>(listed, { key: group?.key, first: 3, after: pageInfo.endCursor });
    expect([...nodes, ...rest.concentrationTickets.nodes].map(({ id }) => id)).toEqual([...masks].reverse());
  });

  it("are no matter of another bureau that shows the key, and a key that is none of ours is NOT_FOUND", async () => {
    const [group] = (await read(world.as("cityACentre.dispatcher"), { by: "PHONE", kind: "COMPLAINT" })).groups;
    expect(group?.key).not.toContain("13911112222");
    for (const key of [group?.key, "k1.AAAA", "x"]) {
      const answer = await world.as("province.analyst").gql(listed, { key });
      expect(expectCode(answer, "NOT_FOUND").extensions.field).toBe("key");
    }
  });
});

describe("hints at a ticket", () => {
  const hints = "query ($id: ID!) { ticket(id: $id) { concentration { by ticketCount sentence } } }";

  it("name what stands out from five tickets on, and nothing of a reporter to who may not know him", async () => {
    const { operator, dispatcher } = staff(world);
    const contact = { name: "常客", phone: "13655554444" };
    let id = "";
    for (let number = 0; number < 5; number += 1) {
      id = (
        await register(
          operator,
          report(world, { contact, respondent: { name: "热门店", actDivision: world.division.countyA1 } }),
        )
      ).id;
    }
    type Hints = { ticket: { concentration: { by: string; ticketCount: number }[] } };
    const own = await dispatcher.ask<Hints>(hints, { id });
    expect(own.ticket.concentration.map(({ by, ticketCount }) => [by, ticketCount])).toEqual([
      ["PERSON", 5],
      ["PHONE", 5],
      ["RESPONDENT", 5],
    ]);
    const above = await world.as("province.supervisor").ask<Hints>(hints, { id });
    expect(above.ticket.concentration.map(({ by }) => by)).toEqual(["RESPONDENT"]);
  });
});
