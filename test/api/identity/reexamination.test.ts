import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertRevokedToken } from "../../../src/modules/identity/authentication.store.js";
import {
  type Authenticator,
  createAuthenticator,
  issueToken,
  type SigningKeys,
  type Standing,
} from "../../../src/modules/identity/index.js";
import type { Actor } from "../../../src/platform/actor.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { Database } from "../../../src/platform/database.js";
import { createLogger } from "../../../src/platform/log.js";
import { testIssuer, testSigningKeys } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import {
  firstHolding,
  grantRole,
  lockPerson,
  makeClient,
  personId,
  removeOutsideIssuer,
  revokeApiClient,
  withdrawRole,
} from "./documents.js";
import { register, startProvider, type TestProvider } from "./provider.js";

let provider: TestProvider;
let signingKeys: SigningKeys;
let world: World;
let authenticator: Authenticator;
let readings = 0;

beforeAll(async () => {
  provider = await startProvider();
  signingKeys = await testSigningKeys();
});

afterAll(() => provider.close());

beforeEach(async () => {
  world = await makeProvince();
  const database = testDatabase();
  const counting: Database = {
    ...database,
    asSystem: (reason, work) => {
      readings += 1;
      return database.asSystem(reason, work);
    },
  };
  const log = createLogger("silent");
  const options = { database: counting, clock: systemClock, signingKeys, issuer: testIssuer, isProduction: false, log };
  authenticator = createAuthenticator({ ...options, stateMilliseconds: 0 });
});

async function admitted(token: string, bureau?: string): Promise<Standing> {
  const standing = await authenticator.admit(token, { bureau });
  if (standing === null) throw new Error("not admitted");
  return standing;
}

async function tokenOf(subject: { person?: string; client?: string; bureau?: string }): Promise<string> {
  const { bureau = null, client = null, person = null } = subject;
  const scopes = client === null ? null : ["directory.read", "tickets.read"];
  const grant = { issuer: testIssuer, person, client, scopes, bureau, now: systemClock.now() };
  return (await issueToken(signingKeys, grant)).token;
}

const again = async (standing: Standing): Promise<Actor | null> =>
  (await authenticator.reexamine([standing]))[0] ?? null;

describe("tokens that are looked at again", () => {
  it("are those whom they were admitted for, of every kind, and in their order", async () => {
    const handler = world.as("countyA1.handler");
    const input = { person: personId(handler), role: "ANALYST", bureau: world.code.countyA2 };
    await world.as("cityA.administrator").ask(grantRole, { input });
    const { apiClient } = await makeClient(world);
    const { issuer } = await register(provider, world, "cityA");
    const standings = [
      await admitted(await tokenOf({ person: handler.id })),
      await admitted(await tokenOf({ person: handler.id }), world.code.countyA2),
      await admitted(await tokenOf({ person: handler.id, bureau: world.code.countyA2 })),
      await admitted(await tokenOf({ client: apiClient.clientId })),
      await admitted(await tokenOf({ client: apiClient.clientId, person: world.as("cityA.head").id })),
      await admitted(await provider.sign(issuer, world.as("countyA2.handler").login)),
      await admitted(await tokenOf({ person: world.as("nation.auditor").id })),
    ];
    expect(await authenticator.reexamine(standings)).toEqual(standings.map(({ actor }) => actor));
    expect(standings.map(({ actor }) => actor.bureau.bureau)).toEqual([
      ...[world.code.countyA1, world.code.countyA2, world.code.countyA2, world.code.cityA],
      ...[world.code.cityA, world.code.countyA2, "100000"],
    ]);
  });

  it("are read together", async () => {
    const people = ["cityA.handler", "cityB.handler", "countyA1.head", "countyB1.analyst"] as const;
    const standings = await Promise.all(
      people.map(async (name) => admitted(await tokenOf({ person: world.as(name).id }))),
    );
    readings = 0;
    expect(await authenticator.reexamine(standings)).not.toContain(null);
    expect(readings).toBe(1);
  });

  it("of nobody are nobody", async () => {
    expect(await authenticator.reexamine([])).toEqual([]);
  });

  it("throw where the database cannot be reached", async () => {
    const database: Database = { ...testDatabase(), asSystem: () => Promise.reject(new Error("unreachable")) };
    const log = createLogger("silent");
    const options = { database, clock: systemClock, signingKeys, issuer: testIssuer, isProduction: false, log };
    const standing = await admitted(await tokenOf({ person: world.as("cityA.handler").id }));
    await expect(createAuthenticator(options).reexamine([standing])).rejects.toThrow("unreachable");
  });
});

describe("a token that was admitted is good no more", () => {
  it("when the person is locked", async () => {
    const handler = world.as("countyA1.handler");
    const standing = await admitted(await tokenOf({ person: handler.id }));
    const input = { id: personId(handler), version: 1 };
    await world.as("countyA1.administrator").ask(lockPerson, { input });
    expect(await again(standing)).toBeNull();
  });

  it("when the last role is withdrawn", async () => {
    const [administrator, handler] = [world.as("countyA1.administrator"), world.as("countyA1.handler")];
    const standing = await admitted(await tokenOf({ person: handler.id }));
    await administrator.ask(withdrawRole, { input: { id: await firstHolding(administrator, handler) } });
    expect(await again(standing)).toBeNull();
  });

  it("when the client is revoked, also for the person that it acts for", async () => {
    const { apiClient } = await makeClient(world);
    const alone = await admitted(await tokenOf({ client: apiClient.clientId }));
    const forSomebody = await admitted(
      await tokenOf({ client: apiClient.clientId, person: world.as("cityA.head").id }),
    );
    const input = { id: apiClient.id, version: apiClient.version };
    await world.as("cityA.administrator").ask(revokeApiClient, { input });
    expect(await authenticator.reexamine([alone, forSomebody])).toEqual([null, null]);
  });

  it("when it is revoked itself, and another of the same person still is", async () => {
    const handler = world.as("cityA.handler");
    const [revoked, good] = [await tokenOf({ person: handler.id }), await tokenOf({ person: handler.id })];
    const standings = [await admitted(revoked), await admitted(good)];
    const claims = JSON.parse(Buffer.from(revoked.split(".")[1] ?? "", "base64url").toString()) as { jti: string };
    await testDatabase().asSystem("revoke a token in a test", (tx) =>
      insertRevokedToken(tx, {
        id: claims.jti,
        bureau: standings[0]?.actor.bureau ?? expect.fail("nobody"),
        expiresAt: new Date(systemClock.now().getTime() + 3600_000),
        now: systemClock.now(),
      }),
    );
    expect(await authenticator.reexamine(standings)).toEqual([null, standings[1]?.actor]);
  });

  it("when its issuer is removed", async () => {
    const { id, issuer } = await register(provider, world, "cityA");
    const standing = await admitted(await provider.sign(issuer, world.as("cityA.handler").login));
    await world.as("cityA.administrator").ask(removeOutsideIssuer, { input: { id } });
    expect(await again(standing)).toBeNull();
  });

  it("when its key is in force no more", async () => {
    const standing = await admitted(await tokenOf({ person: world.as("cityA.handler").id }));
    const without: SigningKeys = { ...signingKeys, find: async () => null };
    const log = createLogger("silent");
    const options = { database: testDatabase(), clock: systemClock, signingKeys: without, issuer: testIssuer, log };
    expect(await createAuthenticator({ ...options, isProduction: false }).reexamine([standing])).toEqual([null]);
  });
});
