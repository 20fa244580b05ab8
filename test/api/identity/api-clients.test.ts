import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import {
  type AnsweredClient,
  createApiClient,
  makeClient,
  revokeApiClient,
  rotateApiClientSecret,
} from "./documents.js";

const list = `query ($bureau: String) {
  apiClients(bureau: $bureau) { totalCount nodes { id name secrets { createdAt expiresAt } } }
}`;
const node = "query ($id: ID!) { node(id: $id) { id } }";

interface List {
  apiClients: { totalCount: number; nodes: { id: string; secrets: object[] }[] };
}

describe("createApiClient", () => {
  it("makes a client and shows its secret once", async () => {
    const world = await makeProvince();
    const { apiClient, secret } = await makeClient(world, {
      scopes: ["tickets.read", "directory.read", "tickets.read"],
    });
    expect(secret).toMatch(/^lxs_[A-Za-z0-9_-]{43}$/);
    expect(apiClient).toMatchObject({
      name: "前端",
      scopes: ["directory.read", "tickets.read"],
      version: 1,
      expiresAt: null,
      revokedAt: null,
      bureau: { code: world.code.cityA },
      secrets: [{ expiresAt: null }],
    });
    const answer = await world.as("cityA.administrator").gql<List>(list);
    expect(JSON.stringify(answer.data)).not.toContain("lxs_");
  });

  it("refuses an empty name, an unknown scope, no scope, and an end that is past", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.cityA, name: "", scopes: ["tickets.*"], expiresAt: "2020-01-01T00:00:00Z" };
    const administrator = world.as("cityA.administrator");
    const error = expectCode(await administrator.gql(createApiClient, { input }), "INVALID_INPUT", "name");
    expect(error.extensions.problems?.map(({ field }) => field)).toEqual(["name", "scopes", "expiresAt"]);
    const none = await administrator.gql(createApiClient, {
      input: { bureau: world.code.cityA, name: "x", scopes: [] },
    });
    expectCode(none, "INVALID_INPUT", "scopes");
  });

  it.each([
    ["above", "countyA1", "cityA"],
    ["beside", "countyA1", "countyA2"],
    ["of the sister city", "cityA", "cityB"],
    ["that is the authority of its centre", "cityACentre", "cityA"],
  ] as const)("is forbidden for a bureau %s", async (_, from, to) => {
    const world = await makeProvince();
    const input = { bureau: world.code[to], name: "x", scopes: ["tickets.read"] };
    expectCode(await world.as(`${from}.administrator`).gql(createApiClient, { input }), "FORBIDDEN");
  });

  it("does not find a bureau that never was", async () => {
    const input = { bureau: "999999", name: "x", scopes: ["tickets.read"] };
    const administrator = (await makeProvince()).as("cityA.administrator");
    expectCode(await administrator.gql(createApiClient, { input }), "NOT_FOUND", "bureau");
  });

  it("is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    const input = { bureau: world.code.cityA, name: "x", scopes: ["tickets.read"] };
    expectCode(await world.as("cityA.dispatcher").gql(createApiClient, { input }), "FORBIDDEN");
  });
});

describe("apiClients", () => {
  it("shows the clients of one's subtree, and of one bureau of it", async () => {
    const world = await makeProvince();
    const { apiClient } = await makeClient(world);
    await makeClient(world, { bureau: world.code.countyA1 });
    const { apiClients } = await world.as("province.administrator").ask<List>(list);
    expect(apiClients.totalCount).toBe(2);
    const one = await world.as("cityA.administrator").ask<List>(list, { bureau: world.code.cityA });
    expect(one.apiClients.nodes.map(({ id }) => id)).toEqual([apiClient.id]);
  });

  it("shows nothing of the sister city and of counties looking up, and nothing by node", async () => {
    const world = await makeProvince();
    const { apiClient } = await makeClient(world);
    for (const name of ["cityB.administrator", "countyA1.administrator"] as const) {
      expect((await world.as(name).ask<List>(list)).apiClients.totalCount).toBe(0);
      expectCode(await world.as(name).gql(node, { id: apiClient.id }), "NOT_FOUND", "id");
    }
    expectCode(await world.as("cityA.handler").gql(node, { id: apiClient.id }), "NOT_FOUND", "id");
    expect(await world.as("cityA.administrator").ask(node, { id: apiClient.id })).toEqual({
      node: { id: apiClient.id },
    });
  });

  it("refuses the list of a bureau out of reach, and whoever is not an administrator", async () => {
    const world = await makeProvince();
    expectCode(await world.as("cityA.administrator").gql(list, { bureau: world.code.cityB }), "FORBIDDEN");
    expectCode(await world.as("cityA.operator").gql(list), "FORBIDDEN");
  });
});

describe("rotateApiClientSecret", () => {
  it("gives a new secret and ends the old one after 24 hours", async () => {
    const world = await makeProvince();
    const { apiClient, secret } = await makeClient(world);
    const { rotateApiClientSecret: rotated } = await world
      .as("cityA.administrator")
      .ask<{ rotateApiClientSecret: { secret: string; apiClient: AnsweredClient } }>(rotateApiClientSecret, {
        input: { id: apiClient.id, version: 1 },
      });
    expect(rotated.secret).not.toBe(secret);
    const [fresh, old] = rotated.apiClient.secrets;
    expect(rotated.apiClient.version).toBe(2);
    expect(fresh?.expiresAt).toBeNull();
    expect(Date.parse(old?.expiresAt ?? "") - Date.parse(fresh?.createdAt ?? "")).toBe(24 * 3_600_000);
  });

  it("leaves at most two secrets valid, and one when the overlap is 0", async () => {
    const world = await makeProvince();
    const { apiClient } = await makeClient(world);
    const administrator = world.as("cityA.administrator");
    const rotate = async (version: number, overlapHours: number) => {
      const input = { id: apiClient.id, version, overlapHours };
      const answer = await administrator.ask<{ rotateApiClientSecret: { apiClient: AnsweredClient } }>(
        rotateApiClientSecret,
        { input },
      );
      return answer.rotateApiClientSecret.apiClient.secrets.length;
    };
    expect([await rotate(1, 168), await rotate(2, 168), await rotate(3, 0)]).toEqual([2, 2, 1]);
  });

  it("refuses an overlap out of bounds, a stale version, and a revoked client", async () => {
    const world = await makeProvince();
    const { apiClient } = await makeClient(world);
    const administrator = world.as("cityA.administrator");
    for (const overlapHours of [-1, 169]) {
      const input = { id: apiClient.id, version: 1, overlapHours };
      expectCode(await administrator.gql(rotateApiClientSecret, { input }), "INVALID_INPUT", "overlapHours");
    }
    const stale = { input: { id: apiClient.id, version: 9 } };
    expectCode(await administrator.gql(rotateApiClientSecret, stale), "CONFLICT");
    await administrator.ask(revokeApiClient, { input: { id: apiClient.id, version: 1 } });
    const revoked = { input: { id: apiClient.id, version: 2 } };
    expectCode(await administrator.gql(rotateApiClientSecret, revoked), "INVALID_INPUT", "id");
  });
});

describe("revokeApiClient", () => {
  it("revokes a client for good, and a second time changes nothing", async () => {
    const world = await makeProvince();
    const { apiClient } = await makeClient(world);
    const administrator = world.as("cityA.administrator");
    const revoke = async (version: number) => {
      const answer = await administrator.ask<{ revokeApiClient: { apiClient: AnsweredClient } }>(revokeApiClient, {
        input: { id: apiClient.id, version },
      });
      return answer.revokeApiClient.apiClient;
    };
    const first = await revoke(1);
    expect(first.revokedAt).not.toBeNull();
    expect(await revoke(2)).toEqual(first);
  });

  it.each([
    ["rotateApiClientSecret", rotateApiClientSecret],
    ["revokeApiClient", revokeApiClient],
  ])(
    "and %s refuse hidden clients, those of a centre's authority, stale versions and other roles",
    async (_, document) => {
      const [world, other] = [await makeProvince(), await makeProvince()];
      const { apiClient } = await makeClient(world);
      const variables = { input: { id: apiClient.id, version: 1 } };
      for (const caller of [
        world.as("cityB.administrator"),
        world.as("countyA1.administrator"),
        other.as("cityA.administrator"),
      ]) {
        expectCode(await caller.gql(document, variables), "NOT_FOUND", "id");
      }
      expectCode(await world.as("cityACentre.administrator").gql(document, variables), "NOT_FOUND", "id");
      expectCode(await world.as("cityA.supervisor").gql(document, variables), "FORBIDDEN");
      const stale = { input: { id: apiClient.id, version: 2 } };
      expectCode(await world.as("cityA.administrator").gql(document, stale), "CONFLICT");
    },
  );
});
