import { type JWTHeaderParameters, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, expectCode, gql, startTestApi } from "../../api.js";
import { makeProvince, type PersonName } from "../../world.js";
import { grantRole, lockPerson, personId, removeOutsideIssuer } from "./documents.js";
import { algorithms, type Claims, register, seconds, startProvider, type TestProvider } from "./provider.js";

const viewer = "{ viewer { bureau { code } person { login } } }";

let provider: TestProvider;

beforeAll(async () => {
  provider = await startProvider();
});

afterAll(() => provider.close());

describe("a token of an outside issuer", () => {
  it.each(algorithms)("signed with %s names a person of the bureau's subtree", async (alg) => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA");
    const handler = world.as("countyA1.handler");
    const { data } = await gql(await provider.sign(issuer, handler.login, {}, { alg, typ: "JWT" }), viewer);
    expect(data).toEqual({ viewer: { bureau: { code: world.code.countyA1 }, person: { login: handler.login } } });
  });

  it.each<PersonName>(["province.handler", "cityB.handler", "countyB1.handler", "nation.administrator"])(
    "never names %s when it is registered for city A",
    async (name) => {
      const world = await makeProvince();
      const { issuer } = await register(provider, world, "cityA");
      expectCode(await gql(await provider.sign(issuer, world.as(name).login), viewer), "UNAUTHENTICATED");
    },
  );

  it("never names a person of another province", async () => {
    const [world, other] = [await makeProvince(), await makeProvince()];
    const { issuer } = await register(provider, world, "province");
    expectCode(await gql(await provider.sign(issuer, other.as("countyA1.handler").login), viewer), "UNAUTHENTICATED");
  });

  it("never lets a person act by a role that he holds outside the subtree", async () => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "countyA1");
    const handler = world.as("countyA1.handler");
    const input = { person: personId(handler), role: "SUPERVISOR", bureau: world.code.cityA };
    await world.as("cityA.administrator").ask(grantRole, { input });
    const named = { "Lianxin-Bureau": world.code.cityA };
    expect((await handler.gql(viewer, {}, named)).errors).toBeUndefined();
    const token = await provider.sign(issuer, handler.login);
    expect((await gql(token, viewer)).errors).toBeUndefined();
    expectCode(await gql(token, viewer, {}, named), "UNAUTHENTICATED");
  });

  it("does not work for a locked person", async () => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA");
    const handler = world.as("cityA.handler");
    await world.as("cityA.administrator").ask(lockPerson, { input: { id: personId(handler), version: 1 } });
    expectCode(await gql(await provider.sign(issuer, handler.login), viewer), "UNAUTHENTICATED");
  });

  it("stops working when the issuer is removed", async () => {
    const world = await makeProvince();
    const { id, issuer } = await register(provider, world, "cityA");
    const token = await provider.sign(issuer, world.as("cityA.handler").login);
    expect((await gql(token, viewer)).errors).toBeUndefined();
    await world.as("cityA.administrator").ask(removeOutsideIssuer, { input: { id } });
    expectCode(await gql(token, viewer), "UNAUTHENTICATED");
  });

  it.each<[string, () => Claims, Partial<JWTHeaderParameters>]>([
    ["of another audience", () => ({ aud: "other" }), {}],
    ["without an audience", () => ({ aud: undefined }), {}],
    ["that has expired", () => ({ exp: seconds() - 60 }), {}],
    ["without an expiry", () => ({ exp: undefined }), {}],
    ["without an instant of issue", () => ({ iat: undefined }), {}],
    ["from the future", () => ({ iat: seconds() + 600 }), {}],
    ["that is older than twelve hours", () => ({ iat: seconds() - 13 * 3600 }), {}],
    ["without a login", () => ({ preferred_username: undefined }), {}],
    ["with a login that is none", () => ({ preferred_username: "' OR true --" }), {}],
    ["of another type", () => ({}), { typ: "logout+jwt" }],
    ["with an unknown key", () => ({}), { kid: "unknown" }],
  ])("%s is refused", async (_, claims, header) => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA");
    const { login } = world.as("cityA.handler");
    expect((await gql(await provider.sign(issuer, login), viewer)).errors).toBeUndefined();
    expectCode(await gql(await provider.sign(issuer, login, claims(), header), viewer), "UNAUTHENTICATED");
  });

  it("signed with a shared secret or not at all is refused", async () => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA");
    const claims = { iss: issuer, aud: "lianxin-front", iat: seconds(), exp: seconds() + 600 };
    const body = { ...claims, preferred_username: world.as("cityA.handler").login };
    const secret = new TextEncoder().encode(JSON.stringify(provider.publicJwk("RS256")));
    const shared = await new SignJWT(body).setProtectedHeader({ alg: "HS256", kid: "RS256" }).sign(secret);
    expectCode(await gql(shared, viewer), "UNAUTHENTICATED");
    const encoded = [{ alg: "none" }, body].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    expectCode(await gql(`${encoded.join(".")}.`, viewer), "UNAUTHENTICATED");
  });

  it.each(["/moved", "/broken", "/large"])("is refused when the key set at %s cannot be used", async (path) => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA", { jwksUrl: `${provider.origin}${path}` });
    const before = provider.requests();
    const token = await provider.sign(issuer, world.as("cityA.handler").login);
    expectCode(await gql(token, viewer), "UNAUTHENTICATED");
    expectCode(await gql(token, viewer), "UNAUTHENTICATED");
    // A redirect is not followed, and an address that failed is left alone for a while; a body that is no key set is not
    // a failure of the address.
    if (path !== "/broken") expect(provider.requests() - before).toBe(1);
  });

  it("is refused when nobody answers at the address of its keys", async () => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA", { jwksUrl: "http://127.0.0.1:1/jwks" });
    expectCode(await gql(await provider.sign(issuer, world.as("cityA.handler").login), viewer), "UNAUTHENTICATED");
  });

  it("is refused in production when its keys are not under https", async () => {
    const world = await makeProvince();
    const { issuer } = await register(provider, world, "cityA");
    const api = await startTestApi({ isProduction: true });
    try {
      const token = await provider.sign(issuer, world.as("cityA.handler").login);
      expectCode(await gql(token, viewer, {}, {}, addressOf(api)), "UNAUTHENTICATED");
    } finally {
      await api.close(0);
    }
  });
});
