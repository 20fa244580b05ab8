import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../src/platform/database.js";
import { readTree, seesRow, seesTicket } from "../access/oracle.js";
import { register, registrationOf } from "../access/subjects.js";
import { testDatabase } from "../database.js";
import { makeProvince, type Unit, unitNames, type World } from "../world.js";
import { actorAt, denied, idsIn, stateOf } from "./actors.js";

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
