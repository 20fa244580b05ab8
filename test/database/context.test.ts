import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { levelRoles } from "../../schema/index.js";
import { actingBureauOf, findBureau } from "../../src/modules/jurisdictions/index.js";
import type { Actor } from "../../src/platform/actor.js";
import { asSystemWithin, type Database, openDatabase, type Transaction } from "../../src/platform/database.js";
import { sqlState } from "../../src/platform/errors.js";
import { readTree, seesRow, seesTicket } from "../access/oracle.js";
import { register, registrationOf } from "../access/subjects.js";
import { asSuperuser, testDatabase } from "../database.js";
import { makeProvince, type Unit, unitNames, type World } from "../world.js";

const denied = "42501";

/** The SQLSTATE with which the database refuses some work; null when it does not. */
async function stateOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return sqlState(error) ?? `no SQLSTATE: ${String(error)}`;
  }
}

async function actorAt(code: string): Promise<Actor> {
  const bureau = await testDatabase().asSystem("find the bureau of an actor", (tx) => findBureau(tx, code));
  if (bureau === null) throw new Error(`there is no bureau ${code}`);
  return { person: null, client: null, bureau: actingBureauOf(bureau), roles: ["DISPATCHER"] };
}

const tables = [
  "divisions",
  "bureaus",
  "people",
  "role_holdings",
  "api_clients",
  "tickets",
  "ticket_details",
  "ticket_contacts",
  "timeline_entries",
  "audit_entries",
  "outbox_events",
  "idempotency_keys",
];

const idsIn = async (tx: Transaction, statement: SQL): Promise<string[]> =>
  (await tx.execute<{ id: string }>(statement)).map(({ id }) => id).sort();

const ticketsIn = (tx: Transaction) => idsIn(tx, sql`SELECT id FROM tickets`);

// What a connection of the pool is after its transaction: the statement ends it, and the next runs without a context.
const leaveContext = (tx: Transaction) => tx.execute(sql`COMMIT`);

describe("the door to the database", () => {
  let world: World;
  let own: Database | null = null;

  beforeAll(async () => {
    world = await makeProvince();
    for (const unit of ["cityACentre", "cityBCentre"] as const) {
      await register(world.as(`${unit}.operator`), registrationOf("门", world.code[unit]));
    }
  });

  afterEach(async () => {
    await own?.close(1);
    own = null;
  });

  const open = (url: string): Database => {
    own = openDatabase({ url, poolSize: 1, statementTimeout: 5000 });
    return own;
  };

  it("is the only one: PostgreSQL refuses the login every table", async () => {
    const states = await asSuperuser(inject("databaseUrl"), async (client) => {
      const found: (string | null)[] = [];
      for (const table of tables) found.push(await stateOf(client.unsafe(`SELECT 1 FROM ${table}`).execute()));
      return found;
    });
    expect(states).toEqual(tables.map(() => denied));
  });

  for (const login of ["databaseUrl", "adminUrl"] as const) {
    it(`leaves a connection without a right behind, also when the login is that of ${login}`, async () => {
      const actor = await actorAt(world.code.cityACentre);
      const database = open(inject(login));
      for (const table of tables) {
        const after = database.asActor(actor, async (tx) => {
          await tx.execute(sql`SELECT 1 FROM tickets`);
          await leaveContext(tx);
          await tx.execute(sql.raw(`SELECT 1 FROM ${table}`));
        });
        expect(await stateOf(after), table).toBe(denied);
      }
      const system = database.asSystem("leave the context", async (tx) => {
        await leaveContext(tx);
        await ticketsIn(tx);
      });
      expect(await stateOf(system)).toBe(denied);
    });

    it(`gives no way back to the rights of ${login} by resetting the role`, async () => {
      const actor = await actorAt(world.code.cityACentre);
      const database = open(inject(login));
      // To become the session's own user needs a login that has no right, which is why the API refuses a mightier one.
      const resets = login === "databaseUrl" ? ["RESET ROLE", "SET ROLE NONE"] : ["RESET ROLE"];
      for (const reset of resets) {
        const work = database.asActor(actor, async (tx) => {
          await tx.execute(sql.raw(reset));
          return ticketsIn(tx);
        });
        expect(await stateOf(work), reset).toBe(denied);
      }
    });
  }

  it("keeps no role and no setting on the connection after an error of ours or of the database", async () => {
    const [one, other] = [await actorAt(world.code.cityACentre), await actorAt(world.code.cityBCentre)];
    const database = open(inject("databaseUrl"));
    const failures = [
      async () => {
        throw new Error("an error of ours");
      },
      (tx: Transaction) => tx.execute(sql`SELECT 1 / 0`),
      (tx: Transaction) => tx.execute(sql`SELECT 1 FROM no_such_table`),
      (tx: Transaction) => asSystemWithin(tx, one, "fail as the platform", () => tx.execute(sql`SELECT 1 / 0`)),
    ];
    for (const fail of failures) {
      expect(await stateOf(database.asActor(one, fail))).not.toBeNull();
      const seen = await database.asActor(other, async (tx) => ({
        tickets: await tx.execute<{ bureau: string }>(sql`SELECT intake_bureau AS bureau FROM tickets`),
        settings: await tx.execute<
          Record<string, unknown>
        >(sql`SELECT current_user::text AS role, current_setting('app.bureau') AS bureau,
          current_setting('app.region') AS region`),
      }));
      expect(seen.tickets.map(({ bureau }) => bureau)).toEqual([world.code.cityBCentre]);
      expect([...seen.settings]).toEqual([
        { role: "lianxin_city", bureau: world.code.cityBCentre, region: world.code.cityB },
      ]);
      const left = await database.asActor(one, async (tx) => {
        await leaveContext(tx);
        return tx.execute<
          Record<string, unknown>
        >(sql`SELECT current_user::text AS role, nullif(current_setting('app.bureau', true), '') AS bureau,
          nullif(current_setting('app.region', true), '') AS region, nullif(current_setting('app.path', true), '') AS path`);
      });
      expect([...left]).toEqual([{ role: "lianxin_login", bureau: null, region: null, path: null }]);
    }
  });

  it("goes back to the actor's scope after work as the platform, also when its error is caught", async () => {
    const actor = await actorAt(world.code.cityACentre);
    const database = open(inject("databaseUrl"));
    const sights = await database.asActor(actor, async (tx) => {
      const before = await ticketsIn(tx);
      const within = await asSystemWithin(tx, actor, "look wider for a test", () => ticketsIn(tx));
      const after = await ticketsIn(tx);
      const failing = asSystemWithin(tx, actor, "fail for a test", async () => {
        throw new Error("an error of ours");
      });
      await failing.catch(() => {});
      return { before, within, after, afterError: await ticketsIn(tx) };
    });
    expect(sights.before).toHaveLength(1);
    expect(sights.within.length).toBeGreaterThan(1);
    expect([sights.after, sights.afterError]).toEqual([sights.before, sights.before]);
  });

  it("wants a reason for work as the platform", async () => {
    const actor = await actorAt(world.code.cityACentre);
    expect(() => testDatabase().asSystem("", async () => {})).toThrow("a reason is needed");
    await expect(testDatabase().asActor(actor, (tx) => asSystemWithin(tx, actor, "", async () => {}))).rejects.toThrow(
      "a reason is needed",
    );
  });

  it("takes no setting with a character that could end the statement", async () => {
    const actor = await actorAt(world.code.cityACentre);
    const wrong = ["1'; RESET ROLE; --", "a", "320500\n", "苏州", "3205 00", "320500;", "\\", "X".repeat(201)];
    for (const bureau of wrong) {
      const bent: Actor = { ...actor, bureau: { ...actor.bureau, bureau } };
      let isRun = false;
      const work = async () =>
        testDatabase().asActor(bent, async () => {
          isRun = true;
        });
      await expect(work(), bureau).rejects.toThrow("holds a character that it must not");
      expect(isRun).toBe(false);
    }
  });
});

describe("a level role whose settings are missing", () => {
  for (const { name } of Object.values(levelRoles)) {
    it(`shows ${name} no ticket`, async () => {
      const database = openDatabase({ url: inject("databaseUrl"), poolSize: 1, statementTimeout: 5000 });
      try {
        const become = (tx: Transaction) => tx.execute(sql.raw(`SET LOCAL ROLE ${name}`));
        const fresh = database.asSystem("become a level role on a fresh connection", async (tx) => {
          await become(tx);
          return tx.execute(sql`SELECT 1 FROM people`);
        });
        // Only the nation needs no setting to see: its policy has no condition.
        if (name !== "lianxin_nation") expect(await stateOf(fresh)).toBe("42704");
        else expect(await stateOf(fresh)).toBe(null);
        if (name === "lianxin_nation") return;
        const used = await database.asSystem("become a level role on a used connection", async (tx) => {
          for (const setting of ["region", "province", "bureau", "line", "path"]) {
            await tx.execute(sql.raw(`SET LOCAL app.${setting} = ''`));
          }
          await become(tx);
          return ticketsIn(tx);
        });
        expect(used).toEqual([]);
      } finally {
        await database.close(1);
      }
    });
  }
});

describe("the row policies alone", () => {
  let world: World;
  let other: World;

  beforeAll(async () => {
    [world, other] = await Promise.all([makeProvince(), makeProvince()]);
    for (const one of [world, other]) {
      for (const unit of ["cityACentre", "cityBCentre", "countyA2", "provinceCentre"] as const) {
        for (const issueClass of ["PRICE", "QUALITY"]) {
          const code = `${one.code[unit]}${issueClass}`;
          await register(one.as(`${unit}.operator`), registrationOf("策", code, { issueClass }));
        }
      }
    }
  });

  const at = async <Result>(unit: Unit, work: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    const actor = await actorAt(world.code[unit]);
    return testDatabase().asActor(actor, work);
  };

  for (const unit of unitNames.filter((name) => name !== "nation")) {
    it(`show the people of ${unit} the rows of its reach and no others, without any condition of ours`, async () => {
      const tree = await readTree([...Object.values(world.code), ...Object.values(other.code)]);
      const bureau = world.code[unit];
      interface Row extends Record<string, unknown> {
        id: string;
        owner: string;
        line: string | null;
      }
      const rowsOf = (tx: Transaction, table: string, owner: string, line = "NULL") =>
        tx.execute<Row>(sql.raw(`SELECT id::text, ${owner} AS owner, ${line} AS line FROM ${table}`));
      const all = await testDatabase().asSystem("all rows of two provinces", async (tx) => ({
        tickets: (await rowsOf(tx, "tickets", "holder", "line")).filter(({ owner }) => tree.has(owner)),
        people: (await rowsOf(tx, "people", "bureau")).filter(({ owner }) => tree.has(owner)),
        role_holdings: (await rowsOf(tx, "role_holdings", "bureau")).filter(({ owner }) => tree.has(owner)),
        audit_entries: (await rowsOf(tx, "audit_entries", "bureau")).filter(({ owner }) => tree.has(owner)),
      }));
      const seen = await at(unit, async (tx) => ({
        tickets: await rowsOf(tx, "tickets", "holder"),
        people: await rowsOf(tx, "people", "bureau"),
        role_holdings: await rowsOf(tx, "role_holdings", "bureau"),
        audit_entries: await rowsOf(tx, "audit_entries", "bureau"),
      }));
      const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id).sort();
      const expectedTickets = all.tickets.filter(({ owner, line }) =>
        seesTicket(tree, bureau, { holder: owner, intake: owner, previous: null, line }),
      );
      expect(ids(seen.tickets), "tickets").toEqual(ids(expectedTickets));
      for (const table of ["people", "role_holdings", "audit_entries"] as const) {
        const expected = all[table].filter(({ owner }) => seesRow(tree, bureau, owner));
        expect(ids(seen[table]), table).toEqual(ids(expected));
      }
    });
  }

  const place = (unit: Unit, of: World = world) => ({
    province: of.code.province,
    city: unit.includes("A") ? of.code.cityA : null,
    county: unit.startsWith("county") ? of.code[unit] : null,
    bureau: of.code[unit],
  });

  const insertTicket = ({ province, city, county, bureau }: ReturnType<typeof place>, intake = bureau) => sql`
    INSERT INTO tickets (province, id, number, kind, state, regime, city, county, holder, intake_bureau, channel,
      issue_class, locality, received_at, registered_at)
    VALUES (${province}, ${randomUUID()}, ${randomUUID()}, 'REPORT', 'REGISTERED', 'ORDER_121', ${city}, ${county},
      ${bureau}, ${intake}, 'PHONE', 'PRICE', 'UNIDENTIFIED', now(), now())`;

  const insertPerson = ({ province, city, county, bureau }: ReturnType<typeof place>) => sql`
    INSERT INTO people (id, province, city, county, bureau, login, name, created_at)
    VALUES (${randomUUID()}, ${province}, ${city}, ${county}, ${bureau}, ${randomUUID()}, '某人', now())`;

  const insertHolding = ({ province, city, county, bureau }: ReturnType<typeof place>, person: string) => sql`
    INSERT INTO role_holdings (id, province, city, county, bureau, person, role, valid_from, granted_at)
    VALUES (${randomUUID()}, ${province}, ${city}, ${county}, ${bureau}, ${person}, 'ADMINISTRATOR', '2020-01-01', now())`;

  const insertAudit = ({ province, city, county, bureau }: ReturnType<typeof place>) => sql`
    INSERT INTO audit_entries (province, city, county, bureau, id, at, action, subject_type, subject_id, request_id, detail)
    VALUES (${province}, ${city}, ${county}, ${bureau}, ${randomUUID()}, now(), 'ticket.sign', 'Ticket', 'x', 'r', '{}')`;

  const insertEvent = ({ province, city, county, bureau }: ReturnType<typeof place>) => sql`
    INSERT INTO outbox_events (province, city, county, bureau, at, type, subject_type, subject_id, payload)
    VALUES (${province}, ${city}, ${county}, ${bureau}, now(), 'x', 'Ticket', 'x', '{}')`;

  const run = (unit: Unit, statement: SQL) => stateOf(at(unit, (tx) => tx.execute(statement)));

  it("let a bureau write what is its own", async () => {
    const handler = world.as("countyA1.handler").id;
    expect(await run("countyA1", insertTicket(place("countyA1")))).toBeNull();
    expect(await run("countyA1", insertPerson(place("countyA1")))).toBeNull();
    expect(await run("countyA1", insertHolding(place("countyA1"), handler))).toBeNull();
    expect(await run("countyA1", insertAudit(place("countyA1")))).toBeNull();
    expect(await run("countyA1", insertEvent(place("cityA")))).toBeNull();
  });

  it("refuse a ticket that names another bureau as the one that registered it", async () => {
    expect(await run("countyA1", insertTicket(place("countyA1"), world.code.cityA))).toBe(denied);
    expect(await run("cityA", insertTicket(place("countyA1")))).toBe(denied);
    expect(await run("province", insertTicket(place("cityA")))).toBe(denied);
    expect(await run("cityAPrice", insertTicket(place("cityA")))).toBe(denied);
  });

  it("refuse a ticket of another province, and one that leaves its province", async () => {
    const foreign = { ...place("countyA1"), province: other.code.province };
    expect(await run("countyA1", insertTicket(foreign))).toBe(denied);
    const { province } = other.code;
    for (const unit of ["cityACentre", "province", "nation"] as const) {
      expect(await run(unit, sql`UPDATE tickets SET province = ${province}`)).toBe(denied);
    }
  });

  it("refuse people, roles and audit entries above, beside and in another province", async () => {
    const { id } = world.as("countyA1.handler");
    for (const target of [place("cityA"), place("countyA2"), place("province"), place("countyA1", other)]) {
      expect(await run("countyA1", insertPerson(target))).toBe(denied);
      expect(await run("countyA1", insertHolding(target, id))).toBe(denied);
      expect(await run("countyA1", insertAudit(target))).toBe(denied);
    }
    for (const unit of ["streetA1", "cityAPrice"] as const) {
      expect(await run(unit, insertPerson(place("cityA")))).toBe(denied);
      expect(await run(unit, insertHolding(place("cityA"), id))).toBe(denied);
    }
  });

  it("refuse an audit entry in the name of a bureau beneath, and an event in another province", async () => {
    expect(await run("cityA", insertAudit(place("countyA1")))).toBe(denied);
    expect(await run("cityA", insertEvent(place("cityA", other)))).toBe(denied);
  });

  it("refuse a part of a ticket that is not visible", async () => {
    const [ticket] = await testDatabase().asSystem("find a ticket", (tx) =>
      tx.execute<{ id: string }>(sql`SELECT id FROM tickets WHERE holder = ${world.code.cityBCentre}`),
    );
    const entry = sql`INSERT INTO timeline_entries (province, ticket_id, sequence, at, verb, to_state, bureau, detail)
      VALUES (${world.code.province}, ${ticket?.id}, 99, now(), 'SIGN', 'SIGNED', ${world.code.cityACentre}, '{}')`;
    expect(await run("cityACentre", entry)).toBe(denied);
    expect(await run("cityBCentre", entry)).toBeNull();
  });

  it("refuse numbers and idempotency keys of another bureau", async () => {
    const { cityA, province } = world.code;
    const key = sql`INSERT INTO idempotency_keys (bureau, key, input_hash, province, ticket_id, created_at)
      VALUES (${cityA}, ${randomUUID()}, 'x', ${province}, ${randomUUID()}, now())`;
    const slot = sql`INSERT INTO number_slots (bureau, year, kind, number) VALUES (${cityA}, 1999, 'REPORT', 1)`;
    for (const unit of ["cityACentre", "countyA1", "province", "nation"] as const) {
      expect(await run(unit, key)).toBe(denied);
      expect(await run(unit, slot)).toBe(denied);
    }
    const kept = await at("province", (tx) => idsIn(tx, sql`SELECT key AS id FROM idempotency_keys`));
    expect(kept).toEqual([]);
  });

  it("change and remove nothing that is out of sight", async () => {
    const changed = await at("cityACentre", (tx) =>
      tx.execute(sql`UPDATE tickets SET state = 'CLOSED' WHERE holder <> ${world.code.cityACentre}
        AND city IS DISTINCT FROM ${world.code.cityA} RETURNING id`),
    );
    expect(changed).toHaveLength(0);
    const locked = await at("countyA1", (tx) =>
      tx.execute(sql`UPDATE people SET locked_at = now() WHERE bureau = ${world.code.cityA} RETURNING id`),
    );
    expect(locked).toHaveLength(0);
  });

  it("leave the audit and the timeline as they are, for the platform too", async () => {
    for (const statement of [
      sql`UPDATE audit_entries SET action = 'x'`,
      sql`DELETE FROM audit_entries`,
      sql`TRUNCATE audit_entries`,
    ]) {
      expect(await run("cityACentre", statement)).toBe(denied);
      expect(await stateOf(testDatabase().asSystem("try to forget", (tx) => tx.execute(statement)))).toBe(denied);
    }
    expect(await run("cityACentre", sql`UPDATE timeline_entries SET remark = 'x'`)).toBe(denied);
    expect(await run("cityACentre", sql`DELETE FROM tickets`)).toBe(denied);
    expect(await run("cityACentre", sql`SELECT hash FROM api_client_secrets`)).toBe(denied);
    expect(await run("cityACentre", sql`SELECT id FROM revoked_tokens`)).toBe(denied);
    expect(await run("cityACentre", sql`SELECT id FROM outbox_events`)).toBe(denied);
  });
});
