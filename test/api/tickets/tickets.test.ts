import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { makeProvince, type PersonName, type Unit, type World } from "../../world.js";
import { complaint, consultation, read, register, report, staff, type TicketAnswer, take } from "./driving.js";

const document = `query ($filter: TicketFilter, $view: TicketView, $order: TicketOrder, $first: Int, $after: String) {
  tickets(filter: $filter, view: $view, order: $order, first: $first, after: $after) {
    nodes { id } edges { cursor node { id } } totalCount totalCountIsExact
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface ListAnswer {
  tickets: {
    nodes: { id: string }[];
    edges: { cursor: string; node: { id: string } }[];
    totalCount: number;
    totalCountIsExact: boolean;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

const list = (caller: Caller, variables: Variables = {}) => caller.gql<ListAnswer>(document, variables);

/** All the tickets of a list, page by page, each page checked. */
async function all(caller: Caller, variables: Variables, first = 100): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { tickets }: ListAnswer = await caller.ask<ListAnswer>(document, { ...variables, first, after });
    expect(tickets.nodes.length).toBeLessThanOrEqual(first);
    expect(tickets.edges.map(({ node }) => node.id)).toEqual(tickets.nodes.map(({ id }) => id));
    expect(tickets.pageInfo.hasPreviousPage).toBe(after !== null);
    expect(tickets.pageInfo.endCursor).toBe(tickets.edges.at(-1)?.cursor ?? null);
    ids.push(...tickets.nodes.map(({ id }) => id));
    if (!tickets.pageInfo.hasNextPage) {
      expect(tickets).toMatchObject({ totalCount: ids.length, totalCountIsExact: true });
      return ids;
    }
    expect(tickets.nodes.length).toBe(first);
    after = tickets.pageInfo.endCursor;
  }
}

let world: World;
/** Every ticket of the province as its supervisor reads it. */
let known: TicketAnswer[];
const everybody = (): Caller => world.as("province.supervisor");

/** The tickets of the province's people, of all kinds and in many states. */
async function fill(): Promise<TicketAnswer[]> {
  const { operator, dispatcher, handler } = staff(world);
  const made: TicketAnswer[] = [];
  const respondents = (["countyA1", "countyA2", "countyB1"] as const).map((name) => ({
    name: `商户${name}`,
    businessDivision: world.division[name],
    actDivision: world.division[name],
  }));
  const days = ["2026-03-01", "2026-04-14", "2026-04-15", "2026-05-20", "2026-05-20", "2026-06-30"];
  const channels = ["PHONE", "WEB", "HOTLINE_12345"];
  const classes = ["PRICE", "QUALITY", "FOOD_SAFETY"];
  const registrars = [
    operator,
    operator,
    world.as("cityBCentre.operator"),
    world.as("provinceCentre.operator"),
    world.as("countyA1.operator"),
  ];
  for (let index = 0; index < 30; index += 1) {
    const base = {
      receivedAt: `${days[index % days.length]}T01:00:00.000Z`,
      channel: channels[index % 3],
      issueClass: classes[index % 3],
      goodsClass: index % 4 === 0 ? "GOODS_GENERAL_FOOD" : null,
      topics: ["MASKS", "EPIDEMIC", "REFUNDS"].slice(0, index % 4),
      respondent: index % 7 === 6 ? { name: "不明商户" } : respondents[index % 3],
    };
    const input =
      index % 5 === 4
        ? { ...consultation(base), ...(index % 2 === 0 ? { answer: "请看公示" } : {}) }
        : index % 3 === 1
          ? report(world, base)
          : complaint(world, { ...base, submit: index % 8 !== 0 });
    made.push(await register(registrars[index % 5] ?? operator, input));
  }
  const reviewed = made.filter(
    ({ state, intakeBureau }) => state === "IN_REVIEW" && intakeBureau.code === operator.bureau,
  );
  for (const [index, ticket] of reviewed.entries()) {
    if (index === 0) await take(dispatcher, "setTicketTracing", ticket);
    if (index === 1)
      await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.cityAPrice, reason: "价格线索" });
    if (index < 2 || index % 4 === 3) continue;
    const sent = await take(dispatcher, "dispatchTicket", ticket, {
      bureau: world.code.countyA1,
      reason: "由该局处理",
    });
    if (index % 4 === 0) await take(handler, "returnTicketToCentre", sent);
    if (index % 4 === 1) await take(handler, "signTicket", sent);
  }
  return Promise.all(made.map((ticket) => read(everybody(), ticket)));
}

beforeAll(async () => {
  world = await makeProvince();
  known = await fill();
}, 30_000);

/** The ids of the known tickets that fit, in the order of a list. */
function expected(order: "RECEIVED_DESCENDING" | "DUE_ASCENDING", fits: (ticket: TicketAnswer) => boolean): string[] {
  const uuid = ({ id }: TicketAnswer): string => Buffer.from(id, "base64url").toString().split(":")[2] ?? "";
  const place = (ticket: TicketAnswer): string =>
    `${order === "DUE_ASCENDING" ? ticket.dueOn : ticket.receivedAt} ${uuid(ticket)}`;
  const sorted = known
    .filter((ticket) => fits(ticket) && (order === "RECEIVED_DESCENDING" || ticket.dueOn !== null))
    .sort((one, other) => (place(one) < place(other) ? -1 : 1));
  return (order === "DUE_ASCENDING" ? sorted : sorted.reverse()).map(({ id }) => id);
}

/** Filters that tell the known tickets apart, and what they mean. */
const filters = (): [Variables, (ticket: TicketAnswer) => boolean][] => [
  [{}, () => true],
  [{ kinds: ["REPORT"] }, ({ kind }) => kind === "REPORT"],
  [{ kinds: ["REPORT", "CONSULTATION"] }, ({ kind }) => kind !== "COMPLAINT"],
  [{ states: ["IN_REVIEW"] }, ({ state }) => state === "IN_REVIEW"],
  [{ states: ["SIGNED", "DISPATCHED"] }, ({ state }) => state === "SIGNED" || state === "DISPATCHED"],
  [{ states: ["CLOSED", "REGISTERED"] }, ({ state }) => state === "CLOSED" || state === "REGISTERED"],
  [{ issueClasses: ["PRICE"] }, ({ issueClass }) => issueClass.code === "PRICE"],
  [{ goodsClasses: ["GOODS_GENERAL_FOOD"] }, ({ goodsClass }) => goodsClass !== null],
  [{ topics: ["EPIDEMIC"] }, ({ topics }) => topics.length > 1],
  [{ topics: ["REFUNDS", "MASKS"] }, ({ topics }) => topics.length > 0],
  [{ channels: ["WEB"] }, ({ channel }) => channel.code === "WEB"],
  [{ region: world.division.countyA1 }, ({ division }) => division?.code === world.division.countyA1],
  [
    { region: world.division.cityA },
    ({ division }) => [world.division.countyA1, world.division.countyA2].includes(division?.code ?? ""),
  ],
  [{ region: world.division.province }, ({ division }) => division !== null],
  [{ region: "100000" }, () => true],
  [{ bureau: world.code.countyA1 }, ({ holder }) => holder.code === world.code.countyA1],
  [
    { bureau: world.code.cityA },
    ({ holder }) => [world.code.cityACentre, world.code.cityAPrice, world.code.countyA1].includes(holder.code),
  ],
  [{ bureau: world.code.cityACentre }, ({ holder }) => holder.code === world.code.cityACentre],
  [{ bureau: world.code.province }, () => true],
  [{ receivedFrom: "2026-04-14T16:00:00Z" }, ({ regime }) => regime === "ORDER_121"],
  [{ receivedBefore: "2026-04-15T00:00:00Z" }, ({ regime }) => regime === "ORDER_20"],
  [
    { receivedFrom: "2026-05-20T01:00:00Z", receivedBefore: "2026-05-20T01:00:00.001Z" },
    ({ receivedAt }) => receivedAt.startsWith("2026-05-20"),
  ],
  [{ overdue: true }, ({ isOverdue }) => isOverdue],
  [{ overdue: false }, ({ isOverdue }) => !isOverdue],
  [{ dueUntil: "2100-01-01" }, ({ dueOn }) => dueOn !== null],
  [{ localities: ["UNIDENTIFIED"] }, ({ locality }) => locality === "UNIDENTIFIED"],
  [{ localities: ["WITHIN_REACH", "ELSEWHERE_IN_PROVINCE"] }, ({ locality }) => locality !== "UNIDENTIFIED"],
  [{ isForTracing: true }, ({ isForTracing }) => isForTracing],
  [{ isForTracing: false }, ({ isForTracing }) => !isForTracing],
  [{ text: "商户" }, ({ respondent }) => respondent.name?.includes("商户") === true],
];

describe("a filter", () => {
  it("tells the tickets apart that it says, in both orders, each once", async () => {
    for (const [filter, fits] of filters()) {
      for (const order of ["RECEIVED_DESCENDING", "DUE_ASCENDING"] as const) {
        expect({ filter, order, ids: await all(everybody(), { filter, order }) }).toEqual({
          filter,
          order,
          ids: expected(order, fits),
        });
      }
    }
  });

  it("is met together with others", async () => {
    const several = fc.uniqueArray(fc.nat(filters().length - 1), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        several,
        fc.constantFrom("RECEIVED_DESCENDING" as const, "DUE_ASCENDING" as const),
        async (chosen, order) => {
          const picked = chosen.map((position) => filters()[position]).filter((one) => one !== undefined);
          const keys = picked.flatMap(([filter]) => Object.keys(filter));
          fc.pre(new Set(keys).size === keys.length);
          const filter = Object.assign({}, ...picked.map(([one]) => one));
          const ids = await all(everybody(), { filter, order });
          expect(ids).toEqual(expected(order, (ticket) => picked.every(([, fits]) => fits(ticket))));
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each<[string, Variables, string]>([
    ["an empty list", { kinds: [] }, "filter.kinds"],
    [
      "more values than a list may have",
      { issueClasses: Array.from({ length: 51 }, (_, index) => `C${index}`) },
      "filter.issueClasses",
    ],
    ["a code that is none", { topics: ["口罩"] }, "filter.topics"],
    ["a code with NUL", { channels: ["PHONE\u0000"] }, "filter.channels"],
    ["an unknown division", { region: "999999" }, "filter.region"],
    ["a division with NUL", { region: "32\u0000" }, "filter.region"],
    ["an unknown bureau", { bureau: "999999" }, "filter.bureau"],
    ["a bureau with NUL", { bureau: "32\u0000" }, "filter.bureau"],
    [
      "an end before the beginning",
      { receivedFrom: "2026-05-02T00:00:00Z", receivedBefore: "2026-05-02T00:00:00Z" },
      "filter.receivedBefore",
    ],
    ["the year 0", { receivedFrom: "0000-01-01T00:00:00Z" }, "filter.receivedFrom"],
    ["a day of the year 0", { dueUntil: "0000-01-01" }, "filter.dueUntil"],
    ["no words", { text: " \n " }, "filter.text"],
    ["words that are too long", { text: "口".repeat(51) }, "filter.text"],
    ["words with NUL", { text: "口\u0000罩" }, "filter.text"],
    ["words with half a character", { text: "口\udc00" }, "filter.text"],
  ])("is refused for %s", async (_, filter, field) => {
    expectCode(await list(everybody(), { filter }), "INVALID_INPUT", field);
  });

  it.each([
    ["issueClasses", "ISSUE_CLASS", "PRICE"],
    ["goodsClasses", "GOODS_CLASS", "GOODS_GENERAL_FOOD"],
    ["topics", "TOPIC", "MASKS"],
    ["channels", "CHANNEL", "PHONE"],
  ])("names the codes of %s that no entry of %s has", async (field, dictionary, known) => {
    const refused = await list(everybody(), { filter: { [field]: ["PRIECE", known, "MASQUES"] } });
    const { message } = expectCode(refused, "INVALID_INPUT", `filter.${field}`);
    expect(message).toContain(`${dictionary} has no entry PRIECE, MASQUES.`);
  });
});

describe("a view", () => {
  const people: PersonName[] = [
    "province.supervisor",
    "provinceCentre.operator",
    "provinceCentre.dispatcher",
    "cityA.supervisor",
    "cityACentre.operator",
    "cityACentre.dispatcher",
    "cityACentre.handler",
    "cityAPrice.handler",
    "cityB.analyst",
    "cityBCentre.dispatcher",
    "countyA1.operator",
    "countyA1.handler",
    "countyA1.dispatcher",
    "countyA2.handler",
    "streetA1.handler",
  ];

  /** Which of the known tickets somebody sees, each read by its own identifier. */
  async function seen(caller: Caller): Promise<TicketAnswer[]> {
    const nodes = await caller.gql<{ nodes: (TicketAnswer | null)[] }>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { id permittedActions handlerName holder { code } intakeBureau { code } } } }`,
      { ids: known.map(({ id }) => id) },
    );
    return nodes.data.nodes.filter((node) => node !== null);
  }

  const sorted = (ids: readonly string[]): string[] => [...ids].sort();

  it.each(people)("ALL shows %s what can be read by its identifier, and nothing else", async (name) => {
    const caller = world.as(name);
    expect(sorted(await all(caller, {}, 7))).toEqual(sorted((await seen(caller)).map(({ id }) => id)));
  });

  it.each(people)("REGISTERED_BY_US shows %s what the bureau registered", async (name) => {
    const caller = world.as(name);
    const registered = known.filter(({ intakeBureau }) => intakeBureau.code === caller.bureau);
    expect(sorted(await all(caller, { view: "REGISTERED_BY_US" }))).toEqual(sorted(registered.map(({ id }) => id)));
  });

  const subtree: Record<Extract<Unit, "cityA" | "cityACentre" | "countyA1" | "streetA1" | "province">, Unit[]> = {
    province: ["province", "provinceCentre", "cityA", "cityACentre", "cityAPrice", "countyA1", "cityBCentre"],
    cityA: ["cityA", "cityACentre", "cityAPrice", "countyA1"],
    cityACentre: ["cityA", "cityACentre", "cityAPrice", "countyA1"],
    countyA1: ["countyA1", "streetA1"],
    streetA1: ["streetA1"],
  };

  it.each(Object.entries(subtree))("OWNED shows at %s what its subtree handles", async (unit, units) => {
    const caller = world.as(`${unit as Unit}.handler`);
    const codes = units.map((name) => world.code[name]);
    const owned = known.filter(({ holder }) => codes.includes(holder.code));
    expect(sorted(await all(caller, { view: "OWNED" }))).toEqual(sorted(owned.map(({ id }) => id)));
  });

  it("OWNED shows a department with a line the tickets of its line", async () => {
    const ofLine = known.filter(
      ({ line, holder }) => line === "PRICE" && subtree.cityA.map((name) => world.code[name]).includes(holder.code),
    );
    expect(sorted(await all(world.as("cityAPrice.priceSupervisor"), { view: "OWNED" }))).toEqual(
      sorted(ofLine.map(({ id }) => id)),
    );
    expect(ofLine.length).toBeGreaterThan(1);
  });

  it.each(people)("WAITING_FOR_ME shows %s what that person may move on", async (name) => {
    const caller = world.as(name);
    const always = ["RECLASSIFY", "SPLIT", "SET_TRACING", "AMEND", "GIVE_FEEDBACK", "RETURN_TO_CENTRE"];
    const idle = [...always, "TURN_INTO_CASE", "TAKE_UP", "HAND_OVER"];
    const waiting = (await seen(caller)).filter(
      ({ holder, handlerName, permittedActions }) =>
        holder.code === caller.bureau &&
        (handlerName === null || handlerName === `${world.mark}${name}`) &&
        permittedActions.some((verb) => !idle.includes(verb)),
    );
    // What a dispatcher may pass further down waits for its handler's signature, not for him.
    const passed = waiting.filter(
      ({ permittedActions }) => permittedActions.includes("DISPATCH") && name === "countyA1.dispatcher",
    );
    const ids = waiting.filter((ticket) => !passed.includes(ticket)).map(({ id }) => id);
    const listed = await all(caller, { view: "WAITING_FOR_ME" });
    expect(sorted(listed.filter((id) => !passed.some((ticket) => ticket.id === id)))).toEqual(sorted(ids));
  });

  it("is for those who work on tickets", async () => {
    for (const name of ["province.administrator", "province.auditor"] as const) {
      expectCode(await list(world.as(name)), "FORBIDDEN");
    }
  });
});

describe("a page", () => {
  it("follows the one before, whatever the size, so that each ticket comes once", async () => {
    for (const order of ["RECEIVED_DESCENDING", "DUE_ASCENDING"] as const) {
      for (const first of [1, 2, 3, 7, 13]) {
        expect(await all(everybody(), { order }, first)).toEqual(expected(order, () => true));
      }
    }
  });

  it("holds 20 where nobody says how many", async () => {
    const { data } = await list(everybody());
    expect(data.tickets.nodes).toHaveLength(20);
    expect(data.tickets).toMatchObject({ totalCount: known.length, pageInfo: { hasNextPage: true } });
  });

  it("keeps its place when tickets are registered meanwhile", async () => {
    const own = await makeProvince();
    const { operator } = staff(own);
    const made: string[] = [];
    for (let index = 0; index < 4; index += 1) made.unshift((await register(operator, complaint(own))).id);
    const { data } = await list(operator, { first: 2 });
    await register(operator, complaint(own));
    const next = await list(operator, { first: 10, after: data.tickets.pageInfo.endCursor });
    expect(next.data.tickets.nodes.map(({ id }) => id)).toEqual(made.slice(2));
  });

  it.each<[number, string]>([
    [0, "INVALID_INPUT"],
    [-1, "INVALID_INPUT"],
    [101, "TOO_LARGE"],
  ])("of %i is refused", async (first, code) => {
    expectCode(await list(everybody(), { first }), code as "INVALID_INPUT", "first");
  });

  it("after a cursor of another order is refused", async () => {
    const { data } = await list(everybody(), { order: "DUE_ASCENDING", first: 1 });
    const after = data.tickets.pageInfo.endCursor;
    expectCode(await list(everybody(), { order: "RECEIVED_DESCENDING", after }), "INVALID_INPUT", "after");
  });

  const id = "0195d3a0-0000-7000-8000-000000000000";
  const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url");

  it.each<[string, string]>([
    ["nothing", ""],
    ["no base64url", "§§§"],
    ["no JSON", Buffer.from("cursor").toString("base64url")],
    ["too few parts", cursor("RECEIVED_DESCENDING", "2026-05-20T01:00:00.000Z")],
    ["a key that is no text", cursor("RECEIVED_DESCENDING", 5, id)],
    ["a key that is no time", cursor("RECEIVED_DESCENDING", "yesterday", id)],
    ["a time that does not exist", cursor("RECEIVED_DESCENDING", "2026-02-30T01:00:00.000Z", id)],
    ["a time of the year 0", cursor("RECEIVED_DESCENDING", "0000-01-01T00:00:00.000Z", id)],
    ["a time of the far future", cursor("RECEIVED_DESCENDING", "+275760-09-13T00:00:00.000Z", id)],
    ["an end of time", cursor("RECEIVED_DESCENDING", "infinity", id)],
    ["an id that is none", cursor("RECEIVED_DESCENDING", "2026-05-20T01:00:00.000Z", "7")],
    ["an id in capitals", cursor("RECEIVED_DESCENDING", "2026-05-20T01:00:00.000Z", id.toUpperCase())],
    ["statements", cursor("RECEIVED_DESCENDING", "2026-05-20", "1; DROP TABLE tickets")],
    ["a name", cursor("orderByCode", "320500", "320500")],
  ])("after a cursor that holds %s is refused", async (_, after) => {
    expectCode(await list(everybody(), { after }), "INVALID_INPUT", "after");
  });

  it("after a cursor that was made up, but has the right form, shows nothing that is not in sight", async () => {
    const after = cursor("RECEIVED_DESCENDING", "2100-01-01T00:00:00.000Z", id);
    expect(await all(world.as("countyA2.handler"), {})).toEqual(
      (await list(world.as("countyA2.handler"), { after, first: 100 })).data.tickets.nodes.map((node) => node.id),
    );
  });
});

describe("the count of a list", () => {
  it("is exact up to 10,000, and then says that there are more", async () => {
    const own = await makeProvince();
    const count = async (name: PersonName): Promise<object> => {
      const { tickets } = await own.as(name).ask<ListAnswer>("{ tickets(first: 1) { totalCount totalCountIsExact } }");
      return tickets;
    };
    const insert = (from: number, to: number): Promise<unknown> =>
      asSuperuser(
        inject("adminUrl"),
        (sql) => sql`
        INSERT INTO tickets (province, id, number, kind, state, regime, city, county, holder, intake_city, intake_bureau,
          channel, issue_class, locality, received_at, registered_at)
        SELECT ${own.code.province}, gen_random_uuid(), 'N' || number, 'COMPLAINT', 'CLOSED', 'ORDER_121', ${own.code.cityA},
          ${own.code.countyA1}, ${own.code.countyA1}, ${own.code.cityA}, ${own.code.cityACentre}, 'PHONE', 'PRICE',
          'WITHIN_REACH', now(), now()
        FROM generate_series(${from}::int, ${to}::int) AS number`,
      );
    await insert(1, 10_000);
    for (const name of ["province.analyst", "cityA.analyst", "countyA1.analyst"] as const) {
      expect(await count(name)).toEqual({ totalCount: 10_000, totalCountIsExact: true });
    }
    await insert(10_001, 10_001);
    for (const name of ["province.analyst", "cityA.analyst", "countyA1.analyst"] as const) {
      expect(await count(name)).toEqual({ totalCount: 10_000, totalCountIsExact: false });
    }
    expect(await count("countyA2.analyst")).toEqual({ totalCount: 0, totalCountIsExact: true });
  }, 30_000);
});

describe("ticketsByNumber", () => {
  const byNumber = "query ($number: String!) { ticketsByNumber(number: $number) { id } }";

  it("finds a ticket by its number, for those who see it", async () => {
    const [ticket] = known;
    const { operator } = staff(world);
    expect(await operator.ask(byNumber, { number: ticket?.number })).toEqual({ ticketsByNumber: [{ id: ticket?.id }] });
    // Bureaus of the sister city may have given the same number, but this is not their ticket.
    const elsewhere = await world.as("cityB.supervisor").ask(byNumber, { number: ticket?.number });
    expect(JSON.stringify(elsewhere)).not.toContain(ticket?.id);
  });

  it.each(["", " ", "号".repeat(101), "1\u0000"])("refuses %j", async (number) => {
    expectCode(await everybody().gql(byNumber, { number }), "INVALID_INPUT", "number");
  });
});
