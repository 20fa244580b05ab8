import { decodeJwt, decodeProtectedHeader } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { createOAuthEndpoints, type OAuthEndpoints, type OAuthResponse } from "../../../src/modules/identity/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { createLogger } from "../../../src/platform/log.js";
import { expectCode, gql, testIssuer, testSigningKeys } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { lockPerson, makeClient, personId, revokeApiClient, rotateApiClientSecret } from "./documents.js";

const log = createLogger("silent");
const contentType = "application/x-www-form-urlencoded";
const clock = settableClock(systemClock.now());
const viewer = "{ viewer { name roles permittedActions client { name scopes } bureau { code } person { login } } }";

let world: World;
let client: Awaited<ReturnType<typeof makeClient>>;
let endpoints: OAuthEndpoints;

beforeEach(async () => {
  world = await makeProvince();
  client = await makeClient(world);
  clock.set(systemClock.now());
  const signingKeys = await testSigningKeys();
  endpoints = createOAuthEndpoints({ database: testDatabase(), clock, signingKeys, issuer: testIssuer, log });
});

const basic = (id = client.apiClient.clientId, secret = client.secret): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

const ask = (parameters: Record<string, string>, authorization: string | undefined = basic()): Promise<OAuthResponse> =>
  endpoints.handleTokenRequest({ authorization, contentType, body: new URLSearchParams(parameters).toString() });

const granted = async (parameters: Record<string, string> = {}): Promise<Record<string, string>> => {
  const answer = await ask({ grant_type: "client_credentials", ...parameters });
  expect(answer).toMatchObject({ status: 200 });
  return JSON.parse(answer.body);
};

const expectRefusal = (answer: OAuthResponse, status: number, error: string): void => {
  expect({ status: answer.status, error: JSON.parse(answer.body).error }).toEqual({ status, error });
  expect(answer.headers["cache-control"]).toBe("no-store");
};

describe("POST /oauth/token", () => {
  it("gives a token of one hour with all the client's scopes, in the form of RFC 9068", async () => {
    const answer = await granted();
    expect(answer).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "directory.read tickets.read" });
    expect(decodeProtectedHeader(answer.access_token ?? "")).toMatchObject({ alg: "EdDSA", typ: "at+jwt" });
    const { clientId } = client.apiClient;
    const claims = decodeJwt(answer.access_token ?? "");
    expect(claims).toMatchObject({ iss: testIssuer, aud: "lianxin", sub: `client:${clientId}`, client_id: clientId });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  });

  it("gives a token that the API takes, for the scopes asked for alone", async () => {
    const { access_token: token = null } = await granted({ scope: "directory.read" });
    const { data } = await gql<{ viewer: Record<string, unknown> }>(token, viewer);
    expect(data.viewer.permittedActions).toContain("directory.read");
    expect(data.viewer.permittedActions).not.toContain("ticket.read");
    expect(data.viewer).toMatchObject({
      name: "前端",
      roles: [],
      client: { name: "前端", scopes: ["directory.read"] },
      bureau: { code: world.code.cityA },
      person: null,
    });
  });

  it("lets a client act for a person of its bureau, with his roles inside its scopes", async () => {
    const { access_token: token = "" } = await granted({ operator: world.as("cityA.handler").login });
    expect(decodeJwt(token)).toMatchObject({
      sub: `person:${world.as("cityA.handler").id}`,
      client_id: client.apiClient.clientId,
      act: { sub: `client:${client.apiClient.clientId}` },
    });
    const { data } = await gql<{ viewer: { permittedActions: string[] } }>(token, viewer);
    expect(data.viewer).toMatchObject({ roles: ["HANDLER"], person: { login: world.as("cityA.handler").login } });
    expect(data.viewer.permittedActions).toContain("ticket.read");
    expect(data.viewer.permittedActions).not.toContain("ticket.accept");
  });

  it("gives the same answer for an operator elsewhere, locked, without a role, unknown, and no login at all", async () => {
    const locked = world.as("cityA.handler");
    await world.as("cityA.administrator").ask(lockPerson, { input: { id: personId(locked), version: 1 } });
    const operators = [
      world.as("cityB.handler").login,
      world.as("countyA1.handler").login,
      locked.login,
      "no.body",
      "%",
    ];
    const answers = [];
    for (const operator of operators) answers.push(await ask({ grant_type: "client_credentials", operator }));
    for (const answer of answers) expectRefusal(answer, 400, "invalid_request");
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it("gives the same answer to an unknown client, a wrong secret, no UUID, and a revoked client", async () => {
    const other = await makeClient(world);
    const input = { id: other.apiClient.id, version: 1 };
    await world.as("cityA.administrator").ask(revokeApiClient, { input });
    const answers = await Promise.all(
      [
        basic("0190a0b0-0000-7000-8000-000000000000"),
        basic(undefined, `lxs_${"A".repeat(43)}`),
        basic(undefined, other.secret),
        basic("' OR true --"),
        basic(other.apiClient.clientId, other.secret),
      ].map((authorization) => ask({ grant_type: "client_credentials" }, authorization)),
    );
    for (const answer of answers) {
      expectRefusal(answer, 401, "invalid_client");
      expect(answer.headers["www-authenticate"]).toMatch(/^Basic /);
    }
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it("refuses a client from the instant of its end", async () => {
    const expiresAt = new Date(clock.now().getTime() + 3_600_000);
    client = await makeClient(world, { expiresAt: expiresAt.toISOString() });
    await granted();
    clock.set(expiresAt);
    expectRefusal(await ask({ grant_type: "client_credentials" }), 401, "invalid_client");
  });

  it("takes the old secret until the overlap of a rotation ends", async () => {
    const input = { id: client.apiClient.id, version: 1, overlapHours: 2 };
    const { rotateApiClientSecret: rotated } = await world
      .as("cityA.administrator")
      .ask<{ rotateApiClientSecret: { secret: string } }>(rotateApiClientSecret, { input });
    const at = clock.now().getTime();
    const statusOf = async (secret: string) => {
      return (await ask({ grant_type: "client_credentials" }, basic(undefined, secret))).status;
    };
    clock.set(new Date(at + 1.9 * 3_600_000));
    expect([await statusOf(client.secret), await statusOf(rotated.secret)]).toEqual([200, 200]);
    clock.set(new Date(at + 2.1 * 3_600_000));
    expect([await statusOf(client.secret), await statusOf(rotated.secret)]).toEqual([401, 200]);
  });

  it.each([
    ["no grant type", {}, "invalid_request"],
    ["another grant type", { grant_type: "password" }, "unsupported_grant_type"],
    ["a scope that the client has not", { grant_type: "client_credentials", scope: "administration" }, "invalid_scope"],
    ["a scope that is not one", { grant_type: "client_credentials", scope: "tickets.read  x" }, "invalid_scope"],
  ])("refuses %s", async (_, parameters, error) => {
    expectRefusal(await ask(parameters), 400, error);
  });
});

describe("POST /oauth/revoke", () => {
  const revoke = (token: string, authorization = basic()): Promise<OAuthResponse> =>
    endpoints.handleRevocationRequest({ authorization, contentType, body: new URLSearchParams({ token }).toString() });

  it("stops a token of the client's own, and a second time changes nothing", async () => {
    const { access_token: token = "" } = await granted();
    expect((await gql(token, "{ viewer { name } }")).errors).toBeUndefined();
    expect(await revoke(token)).toMatchObject({ status: 200, body: "" });
    expectCode(await gql(token, "{ viewer { name } }"), "UNAUTHENTICATED");
    expect(await revoke(token)).toMatchObject({ status: 200 });
  });

  it("answers 200 for what is no token", async () => {
    expect(await revoke("abc")).toMatchObject({ status: 200, body: "" });
  });

  it("refuses a token of another client, which goes on working", async () => {
    const { access_token: token = "" } = await granted();
    const other = await makeClient(world);
    expectRefusal(await revoke(token, basic(other.apiClient.clientId, other.secret)), 400, "unauthorized_client");
    expect((await gql(token, "{ viewer { name } }")).errors).toBeUndefined();
  });

  it("refuses a client that did not authenticate, and a request without a token", async () => {
    expectRefusal(await revoke("abc", basic(undefined, "wrong")), 401, "invalid_client");
    expectRefusal(await revoke(""), 400, "invalid_request");
  });
});
