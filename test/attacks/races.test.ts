import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { type Database, openDatabase } from "../../src/platform/database.js";
import { grantRole, makeClient, personId, rotateApiClientSecret } from "../api/identity/documents.js";
import {
  complaint,
  complaintIn,
  freshKey,
  type RegistrationAnswer,
  read,
  register,
  registerAll,
  send,
  sendRegistration,
  type TicketAnswer,
} from "../api/tickets/driving.js";
import { addressOf, type Caller, expectCode, gql, startTestApi, type Variables } from "../api.js";
import { asSuperuser } from "../database.js";
import { makeProvince, type PersonName, type World } from "../world.js";

let database: Database;
let api: Api;

// Two processes of the API with connections of their own, as behind a load balancer.
let second: { database: Database; api: Api };

// All at once is what is tried here; how many may come at once is tried elsewhere.
const limits = { mostInFlight: 400 };

const open = (): Database => openDatabase({ url: inject("databaseUrl"), poolSize: 15, statementTimeout: 20_000 });

beforeAll(async () => {
  database = open();
  api = await startTestApi({ database, limits });
  const another = open();
  second = { database: another, api: await startTestApi({ database: another, limits }) };
});

afterAll(async () => {
  await Promise.all([api.close(1000), second.api.close(1000)]);
  await Promise.all([database.close(5), second.database.close(5)]);
});

/** A person who calls both processes in turn, with many connections. */
function as(world: World, name: PersonName): Caller {
  const person = world.as(name);
  let turn = 0;
  const ask: Caller["gql"] = async (document, variables, headers) => {
    turn += 1;
    return gql(await person.token(), document, variables, headers, addressOf(turn % 2 === 0 ? api : second.api));
  };
  return { ...person, gql: ask };
}

const numbersOf = (tickets: readonly TicketAnswer[]): number[] =>
  tickets.map(({ number }) => Number(/第(\d+)号$/.exec(number)?.[1])).sort((one, other) => one - other);

const upTo = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);

const times = <Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** What the database holds of a ticket beside it. */
const countsOf = ({ id }: TicketAnswer) =>
  asSuperuser(inject("adminUrl"), async (sql) => {
    const [row] = await sql`SELECT
      (SELECT count(*)::int FROM audit_entries WHERE subject_id = ${id}) AS audit,
      (SELECT count(*)::int FROM told_events WHERE subject_id = ${id}) AS events`;
    return row;
  });

describe("at the same moment, at two processes,", () => {
  it("a hundred registrations take a hundred numbers without a gap", { timeout: 60_000 }, async () => {
    const world = await makeProvince();
    const made = await times(100, () => register(as(world, "cityACentre.operator"), complaint(world)));
    expect(numbersOf(made)).toEqual(upTo(100));
    expect(new Set(made.map(({ id }) => id)).size).toBe(100);
  });

  it("fifty registrations under one key make one ticket, with one entry in the audit for each step", {
    timeout: 60_000,
  }, async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const input = complaint(world, { submit: false });
    const answers: RegistrationAnswer[] = await times(50, () => registerAll(operator, input));
    expect(new Set(answers.map(({ ticket }) => ticket.id)).size).toBe(1);
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    const [{ ticket } = expect.fail("there is no answer")] = answers;
    expect(await countsOf(ticket)).toEqual({ audit: 1, events: 1 });
    // Numbers that the others held are free again, and the next take them first.
    const [greatest = 0] = numbersOf([ticket]);
    const next = await times(greatest - 1, () => register(operator, complaint(world)));
    expect(numbersOf([ticket, ...next])).toEqual(upTo(greatest));
  });

  it("fifty registrations under one key, half of them with another input, make one ticket and refuse the other half", {
    timeout: 60_000,
  }, async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const idempotencyKey = freshKey();
    const answers = await times(50, (index) =>
      sendRegistration(operator, complaint(world, { idempotencyKey, facts: `口罩太贵${index % 2}` })),
    );
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(25);
    for (const answer of refused) expectCode(answer, "IDEMPOTENCY_MISMATCH", "idempotencyKey");
    const { tickets } = await world.as("province.analyst").ask<{ tickets: object }>("{ tickets { totalCount } }");
    expect(tickets).toEqual({ totalCount: 1 });
  });

  it("two handlers who decide otherwise get one decision and one CONFLICT, ten times over", {
    timeout: 60_000,
  }, async () => {
    const world = await makeProvince();
    for (let round = 0; round < 10; round += 1) {
      const ticket = await complaintIn(world, "CHECKING");
      const handler = as(world, "countyA1.handler");
      const answers = await Promise.all([
        send(handler, "acceptComplaint", ticket),
        send(handler, "refuseComplaint", ticket),
      ]);
      const lost = answers.filter(({ errors }) => errors !== undefined);
      expect(lost).toHaveLength(1);
      for (const answer of lost) {
        expect(expectCode(answer, "CONFLICT").extensions.currentVersion).toBe(ticket.version + 1);
      }
      const after = await read(handler, ticket);
      expect(["ACCEPTED", "REFUSED"]).toContain(after.state);
      expect(after.version).toBe(ticket.version + 1);
    }
  });

  it("a step that is sent twenty times is done once", { timeout: 60_000 }, async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "SIGNED");
    const before = await countsOf(ticket);
    const answers = await times(20, () => send(as(world, "countyA1.handler"), "startCheck", ticket));
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const answer of answers.filter(({ errors }) => errors !== undefined)) expectCode(answer, "CONFLICT");
    expect(await countsOf(ticket)).toEqual({ audit: Number(before?.audit) + 1, events: Number(before?.events) + 1 });
  });

  it("a role that is granted twenty times is held once", async () => {
    const world = await makeProvince();
    const input = { person: personId(world.as("cityA.handler")), role: "ANALYST", bureau: world.code.cityA };
    const answers = await times(20, () => as(world, "cityA.administrator").gql(grantRole, { input }));
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const answer of answers.filter(({ errors }) => errors !== undefined))
      expectCode(answer, "INVALID_INPUT", "role");
  });

  it("a login that is taken twenty times belongs to one person", async () => {
    const world = await makeProvince();
    const login = `t${freshKey()}.person`;
    const document = "mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }";
    const answers = await times(20, (index) =>
      as(world, "cityA.administrator").gql(document, {
        input: { bureau: world.code.cityA, login, name: `人${index}` },
      }),
    );
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const answer of answers.filter(({ errors }) => errors !== undefined))
      expectCode(answer, "INVALID_INPUT", "login");
  });

  it("a secret that is rotated ten times from one version is rotated once", async () => {
    const world = await makeProvince();
    const { apiClient } = await makeClient(world);
    const input: Variables = { id: apiClient.id, version: apiClient.version, overlapHours: 1 };
    const answers = await times(10, () => as(world, "cityA.administrator").gql(rotateApiClientSecret, { input }));
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    for (const answer of answers.filter(({ errors }) => errors !== undefined)) expectCode(answer, "CONFLICT");
  });
});
