import { beforeEach, describe, expect, it } from "vitest";
import {
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
  issueToken,
  type SigningKeys,
} from "../../../src/modules/identity/index.js";
import type { Actor } from "../../../src/platform/actor.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import type { Database } from "../../../src/platform/database.js";
import { createLogger } from "../../../src/platform/log.js";
import { type Caller, testIssuer, testSigningKeys } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import {
  firstHolding,
  grantRole,
  lockPerson,
  makeClient,
  personId,
  revokeApiClient,
  withdrawRole,
} from "./documents.js";

const clock = settableClock(systemClock.now());
const fiveSeconds = 5000;
const pass = (milliseconds: number): void => clock.set(new Date(clock.now().getTime() + milliseconds));

let world: World;
let signingKeys: SigningKeys;
let authenticator: Authenticator;

/** An authenticator as production has it: with its memory. */
const makeAuthenticator = (options: Partial<AuthenticatorOptions> = {}): Authenticator =>
  createAuthenticator({
    database: testDatabase(),
    clock,
    signingKeys,
    issuer: testIssuer,
    isProduction: false,
    log: createLogger("silent"),
    ...options,
  });

beforeEach(async () => {
  clock.set(systemClock.now());
  world = await makeProvince();
  signingKeys = await testSigningKeys();
  authenticator = makeAuthenticator();
});

const tokenFor = async (person: Caller, bureau: string | null = null): Promise<string> => {
  const grant = { issuer: testIssuer, person: person.id, client: null, scopes: null, bureau, now: clock.now() };
  return (await issueToken(signingKeys, grant)).token;
};

const bureauOf = (actor: Actor | null): string | undefined => actor?.bureau.bureau;

describe("the actor of a token", () => {
  it("is made from the rows of the database", async () => {
    const handler = world.as("countyA1.handler");
    expect(await authenticator.authenticate(await tokenFor(handler))).toEqual({
      person: { id: handler.id, login: handler.login, name: `${world.mark}countyA1.handler` },
      client: null,
      roles: ["HANDLER"],
      bureau: {
        bureau: world.code.countyA1,
        county: world.code.countyA1,
        city: world.code.cityA,
        province: world.code.province,
        kind: "AUTHORITY",
        level: "COUNTY",
        line: null,
        parent: world.code.cityA,
      },
    });
  });

  it("acts in the bureau that the request names, else in the one of the token, else at home", async () => {
    const handler = world.as("countyA1.handler");
    const { countyA1, countyA2, zoneA } = world.code;
    for (const bureau of [countyA2, zoneA]) {
      const input = { person: personId(handler), role: "ANALYST", bureau };
      await world.as("cityA.administrator").ask(grantRole, { input });
    }
    const [plain, bound] = [await tokenFor(handler), await tokenFor(handler, zoneA)];
    expect(bureauOf(await authenticator.authenticate(plain))).toBe(countyA1);
    expect(bureauOf(await authenticator.authenticate(plain, { bureau: countyA2 }))).toBe(countyA2);
    expect(bureauOf(await authenticator.authenticate(bound))).toBe(zoneA);
    expect(bureauOf(await authenticator.authenticate(bound, { bureau: countyA1 }))).toBe(countyA1);
  });

  it("acts in the first bureau by code when no role is held at home", async () => {
    const handler = world.as("countyA1.handler");
    const administrator = world.as("cityA.administrator");
    const bureaus = [world.code.countyA2, world.code.zoneA];
    for (const bureau of bureaus) {
      await administrator.ask(grantRole, { input: { person: personId(handler), role: "ANALYST", bureau } });
    }
    const roles = await administrator.ask<{ person: { roles: { id: string; role: string }[] } }>(
      "query ($login: String) { person(login: $login) { roles { id role } } }",
      { login: handler.login },
    );
    const id = roles.person.roles.find(({ role }) => role === "HANDLER")?.id ?? "";
    await administrator.ask(withdrawRole, { input: { id } });
    expect(bureauOf(await authenticator.authenticate(await tokenFor(handler)))).toBe(bureaus.sort()[0]);
  });

  it("is nobody in a bureau where the person holds no role", async () => {
    const token = await tokenFor(world.as("countyA1.handler"));
    for (const bureau of [world.code.countyA2, world.code.cityA, "", "999999", "x'--"]) {
      expect(await authenticator.authenticate(token, { bureau })).toBeNull();
    }
  });

  it("is nobody for a client that names another bureau than its own", async () => {
    const { apiClient } = await makeClient(world);
    const client = apiClient.clientId;
    const grant = { issuer: testIssuer, person: null, client, scopes: apiClient.scopes, now: clock.now() };
    const { token } = await issueToken(signingKeys, grant);
    expect(await authenticator.authenticate(token, { bureau: world.code.cityA })).toMatchObject({
      person: null,
      client: { id: client },
    });
    expect(await authenticator.authenticate(token, { bureau: world.code.countyA1 })).toBeNull();
  });

  it("has of a client's scopes only those that the client still has", async () => {
    const { apiClient } = await makeClient(world);
    const scopes = ["tickets.read", "audit.read"];
    const grant = { issuer: testIssuer, person: null, client: apiClient.clientId, scopes, now: clock.now() };
    const { token } = await issueToken(signingKeys, grant);
    expect((await authenticator.authenticate(token))?.client?.scopes).toEqual(["tickets.read"]);
  });
});

describe("a withdrawal", () => {
  it("of a role holds within five seconds", async () => {
    const handler = world.as("countyA1.handler");
    const token = await tokenFor(handler);
    expect(await authenticator.authenticate(token)).not.toBeNull();
    const administrator = world.as("countyA1.administrator");
    await administrator.ask(withdrawRole, { input: { id: await firstHolding(administrator, handler) } });
    pass(fiveSeconds);
    expect(await authenticator.authenticate(token)).toBeNull();
  });

  it("of a person holds within five seconds", async () => {
    const handler = world.as("countyA1.handler");
    const token = await tokenFor(handler);
    expect(await authenticator.authenticate(token)).not.toBeNull();
    await world.as("cityA.administrator").ask(lockPerson, { input: { id: personId(handler), version: 1 } });
    pass(fiveSeconds);
    expect(await authenticator.authenticate(token)).toBeNull();
  });

  it("of a client holds within five seconds, also for a person that it acts for", async () => {
    const { apiClient } = await makeClient(world);
    const client = { client: apiClient.clientId, scopes: apiClient.scopes, issuer: testIssuer, now: clock.now() };
    const { token: own } = await issueToken(signingKeys, { ...client, person: null });
    const { token: acting } = await issueToken(signingKeys, { ...client, person: world.as("cityA.handler").id });
    for (const token of [own, acting]) expect(await authenticator.authenticate(token)).not.toBeNull();
    const input = { id: apiClient.id, version: 1 };
    await world.as("cityA.administrator").ask(revokeApiClient, { input });
    pass(fiveSeconds);
    for (const token of [own, acting]) expect(await authenticator.authenticate(token)).toBeNull();
  });

  it("that lies on a day to come holds when that day begins in China", async () => {
    const handler = world.as("countyA1.handler");
    const administrator = world.as("countyA1.administrator");
    const id = await firstHolding(administrator, handler);
    await administrator.ask(withdrawRole, { input: { id, validTo: "2100-01-01" } });
    clock.set(new Date("2099-12-31T23:59:59+08:00"));
    const token = await tokenFor(handler);
    expect(await authenticator.authenticate(token)).not.toBeNull();
    pass(fiveSeconds);
    expect(await authenticator.authenticate(token)).toBeNull();
  });
});

describe("the cost of a token", () => {
  const counted = (): { database: Database; count: () => number } => {
    let readings = 0;
    const database = testDatabase();
    return {
      database: {
        ...database,
        asSystem: (reason, work) => {
          readings += 1;
          return database.asSystem(reason, work);
        },
      },
      count: () => readings,
    };
  };

  it("is one reading for all who ask at the same time and for two seconds after", async () => {
    const { database, count } = counted();
    const one = makeAuthenticator({ database });
    const token = await tokenFor(world.as("countyA1.handler"));
    await Promise.all(Array.from({ length: 20 }, () => one.authenticate(token)));
    pass(1999);
    await one.authenticate(token);
    expect(count()).toBe(1);
    pass(2);
    await one.authenticate(token);
    expect(count()).toBe(2);
  });

  it("is one reading for any number of issuers that strangers invent", async () => {
    const { database, count } = counted();
    const one = makeAuthenticator({ database });
    for (let number = 0; number < 20; number += 1) {
      const grant = { issuer: `https://invented.example/${number}`, person: world.as("cityA.handler").id };
      const { token } = await issueToken(signingKeys, { ...grant, client: null, scopes: null, now: clock.now() });
      expect(await one.authenticate(token)).toBeNull();
    }
    expect(count()).toBe(1);
  });

  it("is no reading for what is not signed by us", async () => {
    const { database, count } = counted();
    const one = makeAuthenticator({ database });
    const token = await tokenFor(world.as("cityA.handler"));
    for (const forged of ["", "a.b.c", `${token}x`, token.slice(0, -4), "x".repeat(10_000)]) {
      expect(await one.authenticate(forged)).toBeNull();
    }
    expect(count()).toBe(0);
  });

  it("tells a fault of the database from a stranger", async () => {
    const database: Database = { ...testDatabase(), asSystem: () => Promise.reject(new Error("unreachable")) };
    const one = makeAuthenticator({ database });
    await expect(one.authenticate(await tokenFor(world.as("cityA.handler")))).rejects.toThrow("unreachable");
  });
});
