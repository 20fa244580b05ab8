import { type Client, createClient } from "graphql-ws";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { Api } from "../../../src/api/server.js";
import { type Caller, startTestApi, type Variables } from "../../api.js";
import { relayNow } from "../../events.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, type TicketAnswer } from "../tickets/driving.js";
import { socketAddress } from "./raw-socket.js";

/** What somebody is told of a ticket. */
interface Told {
  cursor: string;
  eventType: string;
  subjectId: string;
  version: number | null;
  isOutOfSight: boolean;
  ticket: { id: string; number: string; permittedActions: string[]; issueClass: { name: string } } | null;
}

const fields = `cursor eventType subjectId version isOutOfSight
  ticket { id number permittedActions issueClass { name } }`;

const all = `subscription ($after: String) { ticketChanges(after: $after) { ${fields} } }`;

/** Somebody who listens, and everything that he was told. */
interface Listener {
  readonly told: Told[];
  readonly errors: unknown[];
  /** Waits until so much was told in all. */
  until(count: number): Promise<readonly Told[]>;
  hangUp(): void;
}

describe("what subscribers are told through the log", () => {
  let api: Api;
  let world: World;
  const clients: Client[] = [];

  beforeAll(async () => {
    api = await startTestApi();
    world = await makeProvince();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  afterAll(() => api.close(1000));

  const latest = async (caller: Caller): Promise<string> => {
    await relayNow();
    const { changes } = await caller.ask<{ changes: { latestCursor: string } }>(
      "{ changes(first: 1) { latestCursor } }",
    );
    return changes.latestCursor;
  };

  const listen = (caller: Caller, query: string, variables: Variables, acceptLanguage = "en"): Listener => {
    const client = createClient({
      url: socketAddress(api),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      connectionParams: async () => ({ authorization: `Bearer ${await caller.token()}`, acceptLanguage }),
    });
    clients.push(client);
    const told: Told[] = [];
    const errors: unknown[] = [];
    const hangUp = client.subscribe<{ ticketChanges: Told }>(
      { query, variables: { ...variables } },
      {
        next: ({ data, errors: failed }) => {
          if (failed !== undefined) errors.push(...failed);
          if (data != null) told.push(data.ticketChanges);
        },
        error: (error) => errors.push(error),
        complete: () => {},
      },
    );
    const until = async (count: number): Promise<readonly Told[]> => {
      await vi.waitUntil(() => told.length >= count || errors.length > 0, { timeout: 20_000, interval: 5 });
      expect(errors).toEqual([]);
      return told;
    };
    return { told, errors, until, hangUp };
  };

  const centre = () => ({ operator: world.as("cityACentre.operator"), dispatcher: world.as("cityACentre.dispatcher") });

  const registerSome = async (count: number): Promise<TicketAnswer[]> => {
    const made: TicketAnswer[] = [];
    for (let index = 0; index < count; index += 1) made.push(await register(centre().operator, complaint(world)));
    return made;
  };

  it("is what each of them would read himself: two people of one bureau have their own permitted actions and words", async () => {
    const { dispatcher, operator } = centre();
    const after = await latest(operator);
    const [asOperator, asDispatcher, inChinese] = [
      listen(operator, all, { after }),
      listen(dispatcher, all, { after }),
      listen(dispatcher, all, { after }, "zh"),
    ];
    const [ticket] = await registerSome(1);
    await relayNow();
    const read = async (caller: Caller, headers = {}) => {
      const document = "query ($id: ID!) { ticket(id: $id) { permittedActions issueClass { name } } }";
      const { data } = await caller.gql<{ ticket: object }>(document, { id: ticket?.id }, headers);
      return data.ticket;
    };
    const count = ticket?.version ?? 0;
    const told = await Promise.all([asOperator, asDispatcher, inChinese].map((one) => one.until(count)));
    expect(told.map((one) => one.length)).toEqual([count, count, count]);
    const [own, others, chinese] = told.map((one) => one.at(-1)?.ticket);
    expect(own).toMatchObject(await read(operator));
    expect(others).toMatchObject(await read(dispatcher));
    expect(own?.permittedActions).not.toEqual(others?.permittedActions);
    expect(chinese).toMatchObject(await read(dispatcher, { "Accept-Language": "zh" }));
    expect(chinese?.issueClass.name).not.toBe(others?.issueClass.name);
  });

  it("comes once and in order to who resumes while more is told, and to who was there all the time", async () => {
    const { operator } = centre();
    const after = await latest(operator);
    const first = listen(operator, all, { after });
    const tickets = await registerSome(30);
    await relayNow();
    const resumed = listen(operator, all, { after });
    tickets.push(...(await registerSome(30)));
    await relayNow();
    const count = tickets.reduce((sum, { version }) => sum + version, 0);
    const [whole, again] = await Promise.all([first.until(count), resumed.until(count)]);
    expect(whole.map(({ cursor }) => cursor)).toEqual(again.map(({ cursor }) => cursor));
    expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(count);
    for (const { id, version } of tickets) {
      const versions = whole.filter(({ subjectId }) => subjectId === id).map((one) => one.version);
      expect(versions).toEqual(Array.from({ length: version }, (_, before) => before + 1));
    }
    const half = whole[Math.floor(count / 2)]?.cursor ?? "";
    const rest = listen(operator, all, { after: half });
    expect(await rest.until(count - Math.floor(count / 2) - 1)).toEqual(whole.slice(Math.floor(count / 2) + 1));
  });

  it("is nothing of another province, and a cursor of another bureau is refused", async () => {
    const neighbour = await makeProvince();
    const foreign = neighbour.as("province.supervisor");
    const after = await latest(foreign);
    const there = listen(foreign, all, { after });
    const own = listen(centre().operator, all, { after: await latest(centre().operator) });
    const [ticket] = await registerSome(1);
    await relayNow();
    await own.until(ticket?.version ?? 1);
    // One of his own, behind which nothing of the others can still be on its way.
    const [centreOperator] = [neighbour.as("cityACentre.operator")];
    const mine = await register(centreOperator, complaint(neighbour));
    await relayNow();
    const told = await there.until(mine.version);
    expect(told.map(({ subjectId }) => subjectId)).toEqual(Array.from({ length: mine.version }, () => mine.id));

    const refused = listen(centre().operator, all, { after });
    await vi.waitUntil(() => refused.errors.length > 0, { timeout: 20_000 });
    expect(refused.errors).toMatchObject([[{ extensions: { code: "INVALID_INPUT", field: "after" } }]]);
    expect(refused.told).toEqual([]);
  });

  it("is refused as over HTTP: what does not fit the schema, who has no right, and who has no role for it", async () => {
    const refusals = [
      { query: "subscription { nothing }", caller: centre().operator, code: "INVALID_DOCUMENT" },
      {
        query: 'subscription { ticketChange(id: "VGlja2V0Ong") { cursor } }',
        caller: centre().operator,
        code: "NOT_FOUND",
      },
      { query: all, caller: world.as("cityACentre.auditor"), code: "FORBIDDEN" },
      { query: all, caller: centre().operator, variables: { after: "AAAA" }, code: "INVALID_INPUT" },
    ];
    for (const { caller, code, query, variables = {} } of refusals) {
      const refused = listen(caller, query, variables);
      await vi.waitUntil(() => refused.errors.length > 0, { timeout: 20_000 });
      expect(refused.errors, code).toMatchObject([[{ extensions: { code } }]]);
    }
  });
});
