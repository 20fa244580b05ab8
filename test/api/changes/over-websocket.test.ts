import { type Client, createClient } from "graphql-ws";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Caller, testAddress, type Variables } from "../../api.js";
import { relayNow } from "../../events.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff, take } from "../tickets/driving.js";
import { type ChangeAnswer, following, inShort } from "./following.js";

const clients: Client[] = [];

/** A stock client of graphql-ws. */
async function connect(caller: Caller): Promise<Client> {
  const address = await testAddress();
  const client = createClient({
    url: `${address.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await caller.token()}` },
    retryAttempts: 0,
  });
  clients.push(client);
  return client;
}

type Answers = AsyncIterableIterator<{ data?: Record<string, unknown> | null; errors?: unknown }>;

/** Waits for so many answers of a subscription. */
async function next<Value = ChangeAnswer>(answers: Answers, count: number): Promise<Value[]> {
  const values: Value[] = [];
  while (values.length < count) {
    const { value, done } = await answers.next();
    if (done === true) expect.fail("the subscription ended");
    expect(value.errors).toBeUndefined();
    values.push(Object.values(value.data ?? {})[0] as Value);
  }
  return values;
}

async function subscribe(caller: Caller, query: string, variables: Variables = {}): Promise<Answers> {
  const client = await connect(caller);
  return client.iterate({ query, variables }) as Answers;
}

/** The errors by which the protocol refuses a subscription. */
async function refusal(answers: Answers): Promise<{ extensions?: { code?: string; field?: string } }[]> {
  return answers.next().then(
    () => expect.fail("it was not refused"),
    (errors: { extensions?: { code?: string; field?: string } }[]) => errors,
  );
}

const tickets = following(
  "ticketChanges",
  "(filter: $filter, after: $after)",
  "($filter: TicketChangeFilter, $after: String)",
);

const numbers = `subscription ($question: StatisticsQuestion!) { statisticsChanges(question: $question) {
  cursor answer { total { values { value } } } } }`;

describe("changes over a WebSocket", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  /** A cursor from which a subscription can go on at once, whenever it gets going. */
  const now = async (caller: Caller): Promise<string> => {
    await relayNow();
    const { changes } = await caller.ask<{ changes: { latestCursor: string } }>(
      "{ changes(first: 1) { latestCursor } }",
    );
    return changes.latestCursor;
  };

  it("come to who is above, in order, and to the sister city not", async () => {
    const [ours, theirs] = [world.as("cityA.supervisor"), world.as("cityB.supervisor")];
    const mine = await subscribe(ours, tickets, { after: await now(ours) });
    const others = await subscribe(theirs, tickets, { after: await now(theirs) });
    const { dispatcher, operator } = staff(world);
    const ticket = await register(operator, complaint(world));
    await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    const elsewhere = await register(world.as("cityBCentre.operator"), complaint(world, { submit: false }));
    await relayNow();
    expect(inShort(await next(mine, 3), ticket)).toEqual([
      "ticket.registered",
      "ticket.submitted",
      "ticket.dispatched",
    ]);
    expect(inShort(await next(others, 1), elsewhere), "nothing of ours came before it").toEqual(["ticket.registered"]);
  });

  it("tell a price department that a ticket left its line", async () => {
    const { dispatcher, operator } = staff(world);
    const department = world.as("cityAPrice.priceSupervisor");
    const answers = await subscribe(department, tickets, { after: await now(department) });
    const ticket = await register(operator, complaint(world));
    await relayNow();
    expect(inShort(await next(answers, 2), ticket)).toEqual(["ticket.registered", "ticket.submitted"]);
    await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    await relayNow();
    expect(inShort(await next(answers, 1), ticket)).toEqual(["subject.outOfSight gone"]);
  });

  it("go on after the last cursor in another connection, with everything that came meanwhile, once", async () => {
    const supervisor = world.as("cityA.supervisor");
    const { operator } = staff(world);
    const first = await subscribe(supervisor, tickets, { after: await now(supervisor) });
    const seen = await register(operator, complaint(world, { submit: false }));
    await relayNow();
    const [change] = await next(first, 1);
    expect(change?.subjectId).toBe(seen.id);
    await first.return?.();
    const missed = [];
    for (let count = 0; count < 5; count += 1) {
      missed.push(await register(operator, complaint(world, { submit: false })));
    }
    const resumed = await subscribe(supervisor, tickets, { after: change?.cursor });
    const later = await register(operator, complaint(world, { submit: false }));
    await relayNow();
    const told = await next(resumed, 6);
    expect(told.map(({ subjectId }) => subjectId)).toEqual([...missed, later].map(({ id }) => id));
  });

  it("are refused by the protocol's own error for a bureau above, a foreign cursor and a ticket out of sight", async () => {
    const supervisor = world.as("cityA.supervisor");
    const foreign = await now(world.as("cityB.supervisor"));
    const ticket = await register(world.as("cityBCentre.operator"), complaint(world));
    const above = await subscribe(supervisor, tickets, { filter: { bureau: world.code.province } });
    expect(await refusal(above)).toMatchObject([{ extensions: { code: "NOT_FOUND", field: "filter.bureau" } }]);
    const moved = await subscribe(supervisor, tickets, { after: foreign });
    expect(await refusal(moved)).toMatchObject([{ extensions: { code: "INVALID_INPUT", field: "after" } }]);
    const one = await subscribe(supervisor, following("ticketChange", "(id: $id)", "($id: ID!)"), { id: ticket.id });
    expect(await refusal(one)).toMatchObject([{ extensions: { code: "NOT_FOUND", field: "id" } }]);
    const administrator = await subscribe(world.as("cityA.administrator"), tickets);
    expect(await refusal(administrator)).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  it("tell the work that waits for each of two colleagues", async () => {
    const [dispatcher, operator] = [world.as("cityACentre.dispatcher"), world.as("cityACentre.operator")];
    const work = following("waitingWork", "(after: $after)", "($after: String)");
    const review = await subscribe(dispatcher, work, { after: await now(dispatcher) });
    const entries = await subscribe(operator, work, { after: await now(operator) });
    const entry = await register(operator, complaint(world, { submit: false }));
    await relayNow();
    expect(inShort(await next(entries, 1), entry)).toEqual(["ticket.registered"]);
    await take(operator, "submitTicket", entry);
    await relayNow();
    expect(inShort(await next(review, 1), entry)).toEqual(["ticket.submitted"]);
    expect(inShort(await next(entries, 1), entry)).toEqual(["ticket.submitted over"]);
  });

  it("tell a number at once, and again when it has changed", async () => {
    const question = { measures: ["RECEIVED"], period: { from: "2020-01-01", to: "2029-12-31" } };
    const answers = await subscribe(world.as("countyB2.analyst"), numbers, { question });
    const toldValue = async (): Promise<number> => {
      const [told] = await next<{ answer: { total: { values: { value: string }[] } } }>(answers, 1);
      return Number(told?.answer.total.values[0]?.value);
    };
    expect(await toldValue()).toBe(0);
    const registered = await register(world.as("cityBCentre.operator"), complaint(world));
    await take(world.as("cityBCentre.dispatcher"), "dispatchTicket", registered, {
      ...{ bureau: world.code.countyB2, reason: "按地址分派" },
    });
    await relayNow();
    expect(await toldValue()).toBe(1);
  });
});
