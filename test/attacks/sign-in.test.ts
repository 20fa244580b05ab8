import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { comparedHashes } from "../../src/modules/identity/client-secret.js";
import { createOAuthEndpoints, type OAuthEndpoints, type OAuthResponse } from "../../src/modules/identity/index.js";
import { networkOf } from "../../src/modules/identity/sign-in-throttle.js";
import { settableClock, systemClock } from "../../src/platform/clock.js";
import { readConfig } from "../../src/platform/config.js";
import type { Database } from "../../src/platform/database.js";
import { createLogger } from "../../src/platform/log.js";
import { makeClient, revokeApiClient, rotateApiClientSecret } from "../api/identity/documents.js";
import { startTestApi, testIssuer, testSigningKeys } from "../api.js";
import { testDatabase } from "../database.js";
import { makeProvince, type World } from "../world.js";
import { send } from "./requests.js";

const contentType = "application/x-www-form-urlencoded";
const wrongSecret = `lxs_${"A".repeat(43)}`;
const nobody = "0190a0b0-0000-7000-8000-000000000000";
const home = "192.0.2.1";
const minute = 60_000;

let world: World;
let id: string;
let secret: string;
let endpoints: OAuthEndpoints;
let queries = 0;
const clock = settableClock(systemClock.now());

/** The database of the run, which counts the statements that it is asked. */
function countingDatabase(): Database {
  const database = testDatabase();
  return {
    ...database,
    asSystem: (reason, work) => {
      queries += 1;
      return database.asSystem(reason, work);
    },
  };
}

async function freshEndpoints(database = countingDatabase()): Promise<OAuthEndpoints> {
  const log = createLogger("silent");
  return createOAuthEndpoints({ database, clock, signingKeys: await testSigningKeys(), issuer: testIssuer, log });
}

beforeAll(async () => {
  world = await makeProvince();
  const made = await makeClient(world);
  [id, secret] = [made.apiClient.clientId, made.secret];
});

beforeEach(async () => {
  clock.set(systemClock.now());
  endpoints = await freshEndpoints();
  queries = 0;
});

const later = (milliseconds: number): void => clock.set(new Date(clock.now().getTime() + milliseconds));

interface Try {
  client?: string;
  with?: string;
  from?: string | undefined;
  operator?: string;
}

const signIn = ({ client = id, with: given = secret, from = home, operator }: Try = {}): Promise<OAuthResponse> => {
  const form = { grant_type: "client_credentials", client_id: client, client_secret: given };
  const body = new URLSearchParams({ ...form, ...(operator === undefined ? {} : { operator }) }).toString();
  return endpoints.handleTokenRequest({ contentType, body, address: from });
};

const statusOf = async (attempt?: Try): Promise<number> => (await signIn(attempt)).status;

const guess = (attempt: Try = {}): Promise<number> => statusOf({ with: wrongSecret, ...attempt });

async function guessTimes(times: number, attempt: (index: number) => Try = () => ({})): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < times; index += 1) statuses.push(await guess(attempt(index)));
  return statuses;
}

const waitOf = ({ headers }: OAuthResponse): number => Number(headers["retry-after"]);

describe("guessing the secret of a client", () => {
  it("is answered ten times, and then told to wait", async () => {
    expect(await guessTimes(12)).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it("is told to wait in the form of OAuth, with the seconds, and without a query", async () => {
    await guessTimes(10);
    queries = 0;
    const answer = await signIn({ with: wrongSecret });
    expect(answer).toMatchObject({ status: 429, headers: { "retry-after": "1", "cache-control": "no-store" } });
    expect(JSON.parse(answer.body)).toEqual({
      error: "temporarily_unavailable",
      error_description: "Too many failed tries; wait as long as Retry-After says.",
    });
    expect(queries).toBe(0);
  });

  it("waits twice as long after each further failure, and five minutes at most", async () => {
    await guessTimes(10);
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const wait = waitOf(await signIn({ with: wrongSecret }));
      waits.push(wait);
      later(wait * 1000);
      expect(await guess()).toBe(401);
    }
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(300);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(128);
  });

  it("gains nothing by asking during the wait, and does not make it longer", async () => {
    await guessTimes(10);
    expect(await guessTimes(50)).toEqual(Array(50).fill(429));
    later(1000);
    expect(await guess()).toBe(401);
  });

  it("gains nothing by a thousand guesses at the same moment", async () => {
    const statuses = await Promise.all(Array.from({ length: 1000 }, () => guess()));
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(990);
  });

  it("is free again when it has been left alone for an hour", async () => {
    await guessTimes(12);
    later(60 * minute);
    expect(await guessTimes(10)).toEqual(Array(10).fill(401));
  });

  it("is counted at the revocation of tokens as well", async () => {
    const body = new URLSearchParams({ token: "x", client_id: id, client_secret: wrongSecret }).toString();
    const revoke = () => endpoints.handleRevocationRequest({ contentType, body, address: home });
    for (let index = 0; index < 10; index += 1) await revoke();
    expect([(await revoke()).status, await guess()]).toEqual([429, 429]);
  });

  it("from addresses of one IPv6 network is from one address", async () => {
    await guessTimes(10, (index) => ({ from: `2001:db8:1:2::${index + 1}` }));
    expect(await guess({ from: "2001:db8:1:2:ffff::1" })).toBe(429);
    expect(await guess({ from: "2001:db8:1:3::1" })).toBe(401);
  });
});

describe("guessing the names of clients", () => {
  it("from one address is told to wait after a hundred of them", async () => {
    const statuses = await guessTimes(102, (index) => ({ client: `${nobody.slice(0, -3)}${100 + index}` }));
    expect(statuses).toEqual([...Array(100).fill(401), 429, 429]);
  });

  it("is not made free by signing in with a client of one's own in between", async () => {
    const own = await makeClient(world);
    await signIn({ client: own.apiClient.clientId, with: own.secret });
    for (let round = 0; round < 20; round += 1) {
      await guessTimes(5, (index) => ({ client: `${nobody.slice(0, -3)}${100 + round * 5 + index}` }));
      expect(await statusOf({ client: own.apiClient.clientId, with: own.secret })).toBe(200);
    }
    expect(await guess({ client: nobody })).toBe(429);
  });

  it.each<[string, () => Try | Promise<Try>]>([
    ["an unknown client", () => ({ client: nobody })],
    ["a client that is no UUID", () => ({ client: "' OR true --" })],
    ["a client whose name is long", () => ({ client: "x".repeat(10_000) })],
    ["a known client with a wrong secret", () => ({})],
    ["a known client with a secret of another form", () => ({ with: "x" })],
    ["a known client's name in capitals", () => ({ client: id.toUpperCase(), with: secret })],
    [
      "a revoked client with its secret",
      async () => {
        const { apiClient, secret: old } = await makeClient(world);
        await world.as("cityA.administrator").ask(revokeApiClient, { input: { id: apiClient.id, version: 1 } });
        return { client: apiClient.clientId, with: old };
      },
    ],
    ["an unknown client and a good operator", () => ({ client: nobody, operator: world.as("cityA.handler").login })],
    ["a wrong secret and a good operator", () => ({ operator: world.as("cityA.handler").login })],
    ["a wrong secret and an operator that nobody is", () => ({ operator: "no.body" })],
  ])("learns nothing from %s: the same answers after the same work, up to the wait", async (_, attempt) => {
    const tried = { with: wrongSecret, ...(await attempt()) };
    const seen: unknown[] = [];
    for (let index = 0; index < 11; index += 1) {
      queries = 0;
      seen.push({ ...(await signIn(tried)), queries });
    }
    endpoints = await freshEndpoints();
    for (let index = 0; index < 11; index += 1) {
      queries = 0;
      expect({ ...(await signIn({ client: nobody, with: wrongSecret })), queries }).toEqual(seen[index]);
    }
  });

  it("costs as many comparisons whether there is no secret, one, or two", () => {
    expect([[], ["a"], ["a", "b"]].map((hashes) => comparedHashes(hashes).length)).toEqual([2, 2, 2]);
    expect(comparedHashes(["a", "b"])).toEqual(["a", "b"]);
  });
});

describe("the rightful client", () => {
  it("gets in at once from another address, while its secret is being guessed at", async () => {
    await guessTimes(30);
    expect(await statusOf({ from: "192.0.2.2" })).toBe(200);
  });

  it("gets in at once from any new address, while a thousand addresses guess at its secret", async () => {
    const address = (index: number): string => `198.51.${Math.floor(index / 250)}.${index % 250}`;
    await guessTimes(1000, (index) => ({ from: address(index) }));
    expect(await statusOf({ from: "203.0.113.1" })).toBe(200);
    // Whoever guesses is now told to wait after one failure.
    expect([await guess({ from: "203.0.113.2" }), await guess({ from: "203.0.113.2" })]).toEqual([401, 429]);
  });

  it("gets in from the address of the one who guesses, once it has been in before", async () => {
    expect(await statusOf()).toBe(200);
    await guessTimes(200, (index) => ({ client: index % 2 === 0 ? id : nobody }));
    expect(await guess()).toBe(429);
    expect(await statusOf()).toBe(200);
  });

  it("gets in from the address of the one who guesses when the wait is over", async () => {
    const answers = await guessTimes(15);
    expect(answers.at(-1)).toBe(429);
    const answer = await signIn();
    expect(answer.status).toBe(429);
    later(waitOf(answer) * 1000);
    expect(await statusOf()).toBe(200);
  });

  it("has its own slips forgiven when it gets in", async () => {
    await guessTimes(9);
    expect(await statusOf()).toBe(200);
    expect(await guessTimes(10)).toEqual(Array(10).fill(401));
  });

  it("may sign in many times at the same moment", async () => {
    const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf()));
    expect(statuses).toEqual(Array(10).fill(200));
    expect(await Promise.all(Array.from({ length: 100 }, () => statusOf()))).toEqual(Array(100).fill(200));
  });

  it("is not told to wait for faults of ours", async () => {
    const broken: Database = { ...testDatabase(), asSystem: () => Promise.reject(new Error("away")) };
    endpoints = await freshEndpoints(broken);
    for (let index = 0; index < 20; index += 1) await expect(signIn()).rejects.toThrow("away");
  });

  it("is not told to wait for naming a wrong operator", async () => {
    for (let index = 0; index < 30; index += 1) expect(await statusOf({ operator: "no.body" })).toBe(400);
  });

  it("is a stranger with a secret that was right once, and waits like one", async () => {
    const { apiClient, secret: old } = await makeClient(world);
    const client = apiClient.clientId;
    expect(await statusOf({ client, with: old })).toBe(200);
    const input = { id: apiClient.id, version: 1, overlapHours: 0 };
    await world.as("cityA.administrator").ask(rotateApiClientSecret, { input });
    later(1000);
    expect(await guessTimes(12, () => ({ client, with: old }))).toEqual([...Array(10).fill(401), 429, 429]);
  });
});

describe("the address of a caller", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["' OR true --", "unknown"],
    ["", "unknown"],
  ])("%s counts as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  const guessOver = async (trustedProxies: number, forwarded: (index: number) => string): Promise<number[]> => {
    const api = await startTestApi({ trustedProxies });
    try {
      const statuses: number[] = [];
      for (let index = 0; index < 12; index += 1) {
        const headers = { "Content-Type": contentType, "X-Forwarded-For": forwarded(index) };
        const body = `grant_type=client_credentials&client_id=${nobody}&client_secret=x`;
        const address = `http://127.0.0.1:${api.port}`;
        statuses.push((await send({ address, path: "/oauth/token", headers, body })).status);
      }
      return statuses;
    } finally {
      await api.close(1000);
    }
  };
  const told = [...Array(10).fill(401), 429, 429];

  it("is that of the connection, whatever X-Forwarded-For says", async () => {
    expect(await guessOver(0, (index) => `192.0.2.${index}`)).toEqual(told);
  });

  it("behind one proxy is what the proxy wrote, whatever the caller wrote before it", async () => {
    expect(await guessOver(1, (index) => `192.0.2.${index}, 198.51.100.1`)).toEqual(told);
    expect(await guessOver(1, (index) => `198.51.100.1, 192.0.2.${index}`)).toEqual(Array(12).fill(401));
  });

  it("behind two proxies is what the first of them wrote", async () => {
    expect(await guessOver(2, (index) => `192.0.2.${index}, 198.51.100.1, 10.0.0.1`)).toEqual(told);
    expect(await guessOver(2, (index) => `198.51.100.1, 192.0.2.${index}, 10.0.0.1`)).toEqual(Array(12).fill(401));
  });

  it("is found by a setting, which trusts nobody unless it is set", () => {
    expect(readConfig({}).trustedProxies).toBe(0);
    expect(readConfig({ TRUSTED_PROXIES: "2" }).trustedProxies).toBe(2);
    for (const wrong of ["-1", "10", "true", "127.0.0.1"]) {
      expect(() => readConfig({ TRUSTED_PROXIES: wrong })).toThrow(/TRUSTED_PROXIES: /);
    }
  });

  it("is that of the connection when the entry is no address, or is missing", async () => {
    expect(await guessOver(1, (index) => `x${index}`)).toEqual(told);
    expect(await guessOver(2, (index) => `192.0.2.${index}`)).toEqual(told);
  });
});
