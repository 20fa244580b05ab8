import { serverAudits } from "graphql-http";
import { beforeAll, describe, expect, test } from "vitest";
import { testAddress } from "../../api.js";
import { makeProvince } from "../../world.js";

let token = "";

beforeAll(async () => {
  token = await (await makeProvince()).as("cityACentre.dispatcher").token();
});

const audits = serverAudits({
  url: async () => `${await testAddress()}/graphql`,
  fetchFn: (url: string, request: RequestInit = {}) => {
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${token}`);
    return fetch(url, { ...request, headers });
  },
});

describe("the audits of GraphQL over HTTP", () => {
  test("are as many as are known", () => {
    expect(audits.length).toBe(61);
  });

  // A warning (what the standard says should be) and a notice (what it says may be) fail as an error does.
  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))("%s: %s", async (_id, _name, audit) => {
    const { status, ...found } = await audit.fn();
    expect({ status, reason: "reason" in found ? found.reason : undefined }).toEqual({
      status: "ok",
      reason: undefined,
    });
  });
});
