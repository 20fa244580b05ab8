import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";

const document = `query ($bureau: String, $role: Role, $search: String, $isLocked: Boolean, $first: Int, $after: String) {
  people(bureau: $bureau, role: $role, search: $search, isLocked: $isLocked, first: $first, after: $after) {
    totalCount totalCountIsExact pageInfo { hasNextPage endCursor } nodes { login bureau { code } roles { role } }
  }
}`;

interface Answer {
  people: {
    totalCount: number;
    totalCountIsExact: boolean;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: { login: string; bureau: { code: string }; roles: { role: string }[] }[];
  };
}

const rolesOfABureau = 10;

describe("people", () => {
  it.each([
    ["province", 14],
    ["cityA", 7],
    ["cityACentre", 1],
    ["countyA1", 2],
    ["streetA1", 1],
    ["cityAPrice", 1],
  ] as const)("shows an administrator of %s the people of %i bureaus", async (unit, bureaus) => {
    const world = await makeProvince();
    const { people } = await world.as(`${unit}.administrator`).ask<Answer>(document, { first: 1 });
    expect(people.totalCount).toBe(bureaus * rolesOfABureau);
    expect(people.totalCountIsExact).toBe(true);
  });

  it("goes through all pages without a gap and without a repetition", async () => {
    const world = await makeProvince();
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { people }: Answer = await world.as("cityA.administrator").ask<Answer>(document, { first: 25, after });
      seen.push(...people.nodes.map(({ login }) => login));
      ({ endCursor: after, hasNextPage: more } = people.pageInfo);
    }
    expect(new Set(seen).size).toBe(7 * rolesOfABureau);
    expect(seen).toHaveLength(7 * rolesOfABureau);
  });

  it("filters by bureau, role, name and lock", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const bureau = world.code.countyA1;
    const one = await administrator.ask<Answer>(document, { bureau, role: "HANDLER" });
    expect(one.people.nodes).toEqual([
      { login: world.as("countyA1.handler").login, bureau: { code: bureau }, roles: [{ role: "HANDLER" }] },
    ]);
    const named = await administrator.ask<Answer>(document, { search: `${world.mark}countyA1.disp`, isLocked: false });
    expect(named.people.nodes.map(({ login }) => login)).toEqual([world.as("countyA1.dispatcher").login]);
    const locked = await administrator.ask<Answer>(document, { isLocked: true });
    expect(locked.people.totalCount).toBe(0);
  });

  it("takes wildcards of a search as plain characters", async () => {
    const administrator = (await makeProvince()).as("cityA.administrator");
    for (const search of ["%", "_", "\\", "' OR true --"]) {
      expect((await administrator.ask<Answer>(document, { search })).people.totalCount).toBe(0);
    }
  });

  it("refuses the list of a bureau out of reach, and does not find one that never was", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    expectCode(await administrator.gql(document, { bureau: world.code.cityB }), "FORBIDDEN");
    expectCode(await administrator.gql(document, { bureau: "999999" }), "NOT_FOUND", "bureau");
    expectCode(await administrator.gql(document, { bureau: "a\u0000" }), "NOT_FOUND", "bureau");
  });

  it("refuses a page of more than 100, and a cursor that is not one of its own", async () => {
    const administrator = (await makeProvince()).as("cityA.administrator");
    expectCode(await administrator.gql(document, { first: 101 }), "TOO_LARGE", "first");
    expectCode(await administrator.gql(document, { after: "abc" }), "INVALID_INPUT", "after");
    const forged = Buffer.from(JSON.stringify(["id", "x", "not-a-uuid"])).toString("base64url");
    expectCode(await administrator.gql(document, { after: forged }), "INVALID_INPUT", "after");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    expectCode(await (await makeProvince()).as("province.auditor").gql(document), "FORBIDDEN");
  });
});
