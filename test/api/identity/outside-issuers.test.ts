import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, expectCode, gql, startTestApi, testIssuer } from "../../api.js";
import { makeProvince } from "../../world.js";
import { registerOutsideIssuer, removeOutsideIssuer } from "./documents.js";
import { inputFor, register, startProvider, type TestProvider } from "./provider.js";

const list = "query ($bureau: String) { outsideIssuers(bureau: $bureau) { totalCount nodes { id issuer } } }";
const node = "query ($id: ID!) { node(id: $id) { id } }";

let provider: TestProvider;

beforeAll(async () => {
  provider = await startProvider();
});

afterAll(() => provider.close());

describe("registerOutsideIssuer", () => {
  it("answers the issuer as it is registered", async () => {
    const world = await makeProvince();
    const input = inputFor(provider, world, "countyA1");
    const { bureau, ...names } = input;
    const answer = await world.as("cityA.administrator").ask(registerOutsideIssuer, { input });
    expect(answer).toMatchObject({
      registerOutsideIssuer: { outsideIssuer: { ...names, removedAt: null, bureau: { code: bureau } } },
    });
  });

  it("refuses an issuer that is registered already, wherever, until it is removed", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const { id, issuer } = await register(provider, world, "cityA");
    const input = inputFor(provider, other, "cityA", { issuer });
    const administrator = other.as("cityA.administrator");
    expectCode(await administrator.gql(registerOutsideIssuer, { input }), "INVALID_INPUT", "issuer");
    await world.as("cityA.administrator").ask(removeOutsideIssuer, { input: { id } });
    await administrator.ask(registerOutsideIssuer, { input });
  });

  it("refuses addresses without https in production", async () => {
    const world = await makeProvince();
    const administrator = world.as("cityA.administrator");
    const api = await startTestApi({ isProduction: true });
    try {
      const input = inputFor(provider, world, "cityA");
      const answer = await gql(await administrator.token(), registerOutsideIssuer, { input }, {}, addressOf(api));
      expectCode(answer, "INVALID_INPUT", "jwksUrl");
    } finally {
      await api.close(0);
    }
  });

  it("refuses this platform itself", async () => {
    const world = await makeProvince();
    for (const issuer of [testIssuer, `${testIssuer}/`, `${testIssuer}/sub`]) {
      const input = inputFor(provider, world, "cityA", { issuer });
      expectCode(
        await world.as("cityA.administrator").gql(registerOutsideIssuer, { input }),
        "INVALID_INPUT",
        "issuer",
      );
    }
  });

  it.each([
    ["issuer", "not an address"],
    ["issuer", "ftp://issuer.example"],
    ["issuer", "https://user:secret@issuer.example"],
    ["jwksUrl", "file:///etc/passwd"],
    ["jwksUrl", "https://issuer.example/jwks#part"],
    ["jwksUrl", `https://issuer.example/${"x".repeat(500)}`],
    ["audience", ""],
    ["loginClaim", "a b"],
  ])("refuses the %s %s", async (field, value) => {
    const world = await makeProvince();
    const input = inputFor(provider, world, "cityA", { [field]: value });
    expectCode(await world.as("cityA.administrator").gql(registerOutsideIssuer, { input }), "INVALID_INPUT", field);
  });

  it.each([
    ["above", "countyA1", "cityA"],
    ["beside", "countyA1", "countyA2"],
    ["of the sister city", "cityA", "cityB"],
    ["that is the authority of its centre", "cityACentre", "cityA"],
  ] as const)("is forbidden for a bureau %s", async (_, from, to) => {
    const world = await makeProvince();
    const input = inputFor(provider, world, to);
    expectCode(await world.as(`${from}.administrator`).gql(registerOutsideIssuer, { input }), "FORBIDDEN");
  });

  it("does not find a bureau that never was, and is forbidden to whoever is not an administrator", async () => {
    const world = await makeProvince();
    const input = { ...inputFor(provider, world, "cityA"), bureau: "999999" };
    expectCode(await world.as("cityA.administrator").gql(registerOutsideIssuer, { input }), "NOT_FOUND", "bureau");
    const own = inputFor(provider, world, "cityA");
    expectCode(await world.as("cityA.auditor").gql(registerOutsideIssuer, { input: own }), "FORBIDDEN");
  });
});

describe("outsideIssuers and removeOutsideIssuer", () => {
  it("show and remove those of one's subtree and no others", async () => {
    const world = await makeProvince();
    const { id, issuer } = await register(provider, world, "cityA");
    const listed = await world.as("province.administrator").ask<object>(list, { bureau: world.code.cityA });
    expect(listed).toEqual({ outsideIssuers: { totalCount: 1, nodes: [{ id, issuer }] } });
    for (const name of ["cityB.administrator", "countyA1.administrator"] as const) {
      expect(await world.as(name).ask(list)).toEqual({ outsideIssuers: { totalCount: 0, nodes: [] } });
      expectCode(await world.as(name).gql(removeOutsideIssuer, { input: { id } }), "NOT_FOUND", "id");
      expectCode(await world.as(name).gql(node, { id }), "NOT_FOUND", "id");
    }
    expectCode(await world.as("cityA.handler").gql(node, { id }), "NOT_FOUND", "id");
    const centre = world.as("cityACentre.administrator");
    expectCode(await centre.gql(removeOutsideIssuer, { input: { id } }), "NOT_FOUND", "id");
    await world.as("cityA.administrator").ask(removeOutsideIssuer, { input: { id } });
    expectCode(await world.as("cityA.administrator").gql(removeOutsideIssuer, { input: { id } }), "NOT_FOUND", "id");
  });

  it("refuse the list of a bureau out of reach, and whoever is not an administrator", async () => {
    const world = await makeProvince();
    expectCode(await world.as("cityA.administrator").gql(list, { bureau: world.code.cityB }), "FORBIDDEN");
    expectCode(await world.as("cityA.supervisor").gql(list), "FORBIDDEN");
    const { id } = await register(provider, world, "cityA");
    expectCode(await world.as("cityA.supervisor").gql(removeOutsideIssuer, { input: { id } }), "FORBIDDEN");
  });
});
