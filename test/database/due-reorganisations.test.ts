import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { issueToken } from "../../src/modules/identity/index.js";
import { applyDueReorganisations } from "../../src/modules/jurisdictions/index.js";
import { chinaDay, settableClock, systemClock } from "../../src/platform/clock.js";
import {
  insertTicket,
  mergeBureaus,
  moveBureau,
  renameBureau,
  splitBureau,
} from "../api/jurisdictions/reorganising.js";
import { addressOf, gql, startTestApi, testIssuer, testSigningKeys } from "../api.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";
import { makeProvince, type PersonName, type World } from "../world.js";

const days = 86_400_000;
const start = systemClock.now();
const dayAfter = (number: number): string => chinaDay(new Date(start.getTime() + number * days));

/** A database, an API on it whose clock the test sets, and a province. */
interface Stage {
  own: OwnDatabase;
  world: World;
  clock: ReturnType<typeof settableClock>;
  /** Sends a document as a person of the province, who signs in at the time of the clock. */
  ask<Data>(name: PersonName, document: string, variables?: object): Promise<Data>;
  /** Sends a mutation on reorganisations. */
  plan(name: PersonName, document: string, input: object): Promise<void>;
  /** Looks at rows behind the API's back. */
  rows(statement: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

async function setStage(): Promise<Stage> {
  const own = await ownDatabase();
  const clock = settableClock(start);
  const api = await startTestApi({ database: own.database, databaseUrl: own.url, clock });
  const world = await makeProvince({ database: own.database });
  const stage: Stage = {
    own,
    world,
    clock,
    ask: async <Data>(name: PersonName, document: string, variables: object = {}) => {
      const grant = { issuer: testIssuer, person: world.as(name).id, client: null, scopes: null, now: clock.now() };
      const { token } = await issueToken(await testSigningKeys(), grant);
      const { data, errors } = await gql<Data>(token, document, { ...variables }, {}, addressOf(api));
      expect(errors).toBeUndefined();
      return data;
    },
    plan: async (name, document, input) => {
      await stage.ask(name, document, { input: { version: 1, ...input } });
    },
    rows: async (statement) => [...(await asSuperuser(own.adminUrl, (admin) => admin.unsafe(statement)))],
    close: async () => {
      await api.close(1000);
      await own.drop();
    },
  };
  return stage;
}

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const goTo = (number: number): void => stage.clock.set(new Date(start.getTime() + number * days));
const apply = () => applyDueReorganisations(stage.own.database, stage.clock);

const planMerger = (effectiveOn: string): Promise<void> => {
  const { countyA1, countyA2 } = stage.world.code;
  return stage.plan("cityA.administrator", mergeBureaus, { from: [countyA1], into: countyA2, effectiveOn });
};

describe("a planned reorganisation", () => {
  it("is left alone before its day, applied on it, and not applied again", async () => {
    await planMerger(dayAfter(3));
    goTo(2);
    expect((await apply()).applied).toEqual([]);
    goTo(3);
    expect((await apply()).applied).toHaveLength(1);
    expect((await apply()).applied).toEqual([]);
    const { countyA1, countyA2, streetA1 } = stage.world.code;
    const { bureaus } = await stage.ask<{ bureaus: { nodes: { code: string }[] } }>(
      "cityB.analyst",
      `query ($under: String) { bureaus(under: $under, level: COUNTY) { nodes { code } } }`,
      { under: stage.world.code.cityA },
    );
    const codes = bureaus.nodes.map(({ code }) => code);
    expect(codes).toContain(countyA2);
    expect(codes).not.toContain(countyA1);
    const { bureau } = await stage.ask<{ bureau: object }>(
      "cityB.analyst",
      `query ($code: String!) { bureau(code: $code) { parent { code } } }`,
      { code: streetA1 },
    );
    expect(bureau).toEqual({ parent: { code: countyA2 } });
  });

  it("moves tickets and people on its day, and not before", async () => {
    const { countyA1, countyA2 } = stage.world.code;
    const ticket = await insertTicket({ holder: countyA1, intake: countyA1 }, stage.own.database);
    await planMerger(dayAfter(3));
    const viewer = "{ viewer { bureau { code } } }";
    expect(await ticket.read()).toMatchObject({ holder: countyA1 });
    goTo(3);
    await apply();
    expect(await ticket.read()).toMatchObject({ holder: countyA2, ownerAtDispatch: countyA1 });
    const seen = await stage.ask("countyA1.handler", viewer);
    expect(seen).toEqual({ viewer: { bureau: { code: countyA2 } } });
  });

  it("is written to the audit in the name of the platform, and told to others", async () => {
    await planMerger(dayAfter(3));
    goTo(3);
    await apply();
    const { countyA2, province } = stage.world.code;
    const entries = await stage.rows(
      `SELECT person IS NULL AS by_platform, bureau, detail->>'state' AS state FROM audit_entries
       WHERE province = '${province}' AND action = 'bureau.reorganise' ORDER BY at`,
    );
    expect(entries).toEqual([
      { by_platform: false, bureau: stage.world.code.cityA, state: "PLANNED" },
      { by_platform: true, bureau: countyA2, state: "APPLIED" },
    ]);
    const events = await stage.rows(`SELECT type FROM outbox_events WHERE subject_type = 'Reorganisation' ORDER BY id`);
    expect(events).toEqual([{ type: "reorganisation.planned" }, { type: "reorganisation.applied" }]);
  });

  it("is applied once when several processes come at the same time", async () => {
    await planMerger(dayAfter(3));
    goTo(3);
    const runs = await Promise.all([apply(), apply(), apply()]);
    expect(runs.flatMap(({ applied }) => applied)).toHaveLength(1);
  });

  it("is put off while an administrator is at work in the province", async () => {
    await planMerger(dayAfter(3));
    goTo(3);
    const { province } = stage.world.code;
    const during = await stage.own.database.asSystem("hold the lock of a province", async (tx) => {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(12315, hashtext(${province}))`);
      return apply();
    });
    expect(during.applied).toEqual([]);
    expect((await apply()).applied).toHaveLength(1);
  });

  it("waits for an earlier one when both are late", async () => {
    const { countyA1, streetA1 } = stage.world.code;
    const code = countyA1.replace(/^T/, "N");
    await stage.plan("cityA.administrator", splitBureau, {
      bureau: countyA1,
      newBureaus: [{ code, name: "新设分局", mark: "新设", divisions: [stage.world.division.countyA1] }],
      effectiveOn: dayAfter(2),
    });
    await stage.plan("cityA.administrator", moveBureau, {
      bureau: streetA1,
      newParent: code,
      effectiveOn: dayAfter(3),
    });
    goTo(9);
    expect((await apply()).applied).toHaveLength(2);
    const [street] = await stage.rows(`SELECT parent, county, city FROM bureaus WHERE code = '${streetA1}'`);
    expect(street).toEqual({ parent: code, county: code, city: stage.world.code.cityA });
  });

  it("does not hold up the others when it fails", async () => {
    const other = await makeProvince({ database: stage.own.database });
    await planMerger(dayAfter(2));
    await stage.rows("UPDATE reorganisations SET plan = '{}'");
    const { token } = await issueToken(await testSigningKeys(), {
      ...{ issuer: testIssuer, person: other.as("cityA.administrator").id, client: null, scopes: null },
      now: stage.clock.now(),
    });
    const api = await startTestApi({ database: stage.own.database, databaseUrl: stage.own.url, clock: stage.clock });
    const input = { bureau: other.code.countyA1, name: "以后的名称", version: 1, effectiveOn: dayAfter(3) };
    expect((await gql(token, renameBureau, { input }, {}, addressOf(api))).errors).toBeUndefined();
    await api.close(1000);
    goTo(3);
    await expect(apply()).rejects.toThrow(TypeError);
    const [renamed] = await stage.rows(`SELECT name FROM bureaus WHERE code = '${other.code.countyA1}'`);
    expect(renamed).toEqual({ name: "以后的名称" });
  });
});

describe("what was written under the old tree", () => {
  it("is gathered within ten minutes after the change", async () => {
    const { countyA1, countyA2 } = stage.world.code;
    await planMerger(dayAfter(3));
    goTo(3);
    await apply();
    const late = await insertTicket({ holder: countyA1, intake: countyA1 }, stage.own.database);
    await apply();
    expect(await late.read()).toMatchObject({ holder: countyA2, intakeBureau: countyA2, county: countyA2 });
  });

  it("is not looked for any more after that", async () => {
    const { countyA1 } = stage.world.code;
    await planMerger(dayAfter(3));
    goTo(3);
    await apply();
    stage.clock.set(new Date(stage.clock.now().getTime() + 10 * 60_000));
    const late = await insertTicket({ holder: countyA1, intake: countyA1 }, stage.own.database);
    await apply();
    expect(await late.read()).toMatchObject({ holder: countyA1 });
  });
});

describe("a merger", () => {
  const entry = (bureau: string, code: string, place: string): string =>
    `INSERT INTO dictionary_entries (id, province, city, county, bureau, dictionary, code, name_chinese, name_english, valid_from)
     VALUES ('${randomUUID()}', ${place}, '${bureau}', 'TOPIC', '${code}', '词', 'word', '2000-01-01')`;

  it("gives the bureau that goes on the words of the other, and ends those that it has itself", async () => {
    const { cityA, countyA1, countyA2, province } = stage.world.code;
    const placeOf = (county: string): string => `'${province}', '${cityA}', '${county}'`;
    await stage.rows(entry(countyA1, "ONLY_THERE", placeOf(countyA1)));
    await stage.rows(entry(countyA1, "BOTH", placeOf(countyA1)));
    await stage.rows(entry(countyA2, "BOTH", placeOf(countyA2)));
    await planMerger(dayAfter(0));
    const entries = await stage.rows(
      `SELECT bureau, county, code, valid_to::text FROM dictionary_entries WHERE county IS NOT NULL
       ORDER BY code, valid_to`,
    );
    expect(entries).toEqual([
      { bureau: countyA1, county: countyA1, code: "BOTH", valid_to: dayAfter(0) },
      { bureau: countyA2, county: countyA2, code: "BOTH", valid_to: null },
      { bureau: countyA2, county: countyA2, code: "ONLY_THERE", valid_to: null },
    ]);
  });

  it("leaves nothing of the merged bureau behind in the tables of people and programs", async () => {
    const { cityA, countyA1, countyA2, province } = stage.world.code;
    const place = `'${province}', '${cityA}', '${countyA1}', '${countyA1}'`;
    const client = randomUUID();
    await stage.rows(`INSERT INTO api_clients (id, province, city, county, bureau, name, scopes, created_at)
      VALUES ('${client}', ${place}, 'a client', '{}', now())`);
    await stage.rows(`INSERT INTO api_client_secrets (id, province, city, county, bureau, client, hash, created_at)
      VALUES ('${randomUUID()}', ${place}, '${client}', 'hash', now())`);
    await stage.rows(`INSERT INTO outside_issuers
      (id, province, city, county, bureau, issuer, jwks_url, audience, login_claim, created_at)
      VALUES ('${randomUUID()}', ${place}, 'https://issuer', 'https://issuer/jwks', 'us', 'login', now())`);
    await stage.rows(`INSERT INTO revoked_tokens (id, province, city, county, bureau, expires_at, revoked_at)
      VALUES ('a token', ${place}, now(), now())`);
    await stage.rows(`INSERT INTO idempotency_keys (bureau, key, input_hash, province, ticket_id, created_at)
      VALUES ('${countyA1}', 'a key', 'hash', '${province}', '${randomUUID()}', now())`);
    await planMerger(dayAfter(0));
    for (const table of [
      "people",
      "role_holdings",
      "api_clients",
      "api_client_secrets",
      "outside_issuers",
      "revoked_tokens",
      "idempotency_keys",
    ]) {
      const [found] = await stage.rows(
        `SELECT count(*) FILTER (WHERE bureau = '${countyA1}')::int AS left_behind,
          count(*) FILTER (WHERE bureau = '${countyA2}')::int > 0 AS is_taken_over FROM ${table}`,
      );
      expect({ table, ...found }).toEqual({ table, left_behind: 0, is_taken_over: true });
    }
  });

  it("keeps the audit where it was written", async () => {
    const { countyA1 } = stage.world.code;
    const statement = `SELECT count(*)::int AS number FROM audit_entries WHERE bureau = '${countyA1}'`;
    await stage.rows(`INSERT INTO audit_entries
      (province, city, county, bureau, id, at, action, subject_type, subject_id, request_id, detail)
      SELECT province, city, county, code, '${randomUUID()}', now(), 'viewer.read', 'Person', 'x', 'x', '{}'
      FROM bureaus WHERE code = '${countyA1}'`);
    const before = await stage.rows(statement);
    await planMerger(dayAfter(0));
    expect(await stage.rows(statement)).toEqual(before);
  });
});
