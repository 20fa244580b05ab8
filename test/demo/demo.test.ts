import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import { type DemoPerson, demoPeople, loadDemoPeople, loadDemoTickets, loadDemoWorld } from "../../src/demo/index.js";
import { issueTokenForLogin } from "../../src/modules/identity/index.js";
import { edges, ticketStates } from "../../src/modules/tickets/index.js";
import { nationCode } from "../../src/platform/actor.js";
import { chinaDay, systemClock } from "../../src/platform/clock.js";
import { fromGlobalId } from "../../src/platform/ids.js";
import { createLogger } from "../../src/platform/log.js";
import { addressOf, gql, startTestApi, testIssuer, testSeal, testSigningKeys } from "../api.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";

let own: OwnDatabase;
let api: Api;
let loadedAt: Date;

const options = async () => ({
  database: own.database,
  clock: systemClock,
  seal: await testSeal(),
  log: createLogger("silent"),
});

/** What a first start does. */
async function start(): Promise<void> {
  await loadDemoPeople(await options());
  await loadDemoTickets(await options());
}

beforeAll(async () => {
  own = await ownDatabase();
  await start();
  loadedAt = systemClock.now();
  api = await startTestApi({ database: own.database, databaseUrl: own.url });
}, 60_000);

afterAll(async () => {
  await api.close(1000);
  await own.drop();
});

const tokens = new Map<string, Promise<string>>();

async function tokenOf(login: string): Promise<string> {
  const keys = await testSigningKeys();
  const now = systemClock.now();
  return issueTokenForLogin({ database: own.database, keys, issuer: testIssuer, login, bureau: null, now });
}

/** Asks as a person of the demo world. */
async function ask<Data>({ login }: Pick<DemoPerson, "login">, document: string): Promise<Data> {
  const token = await (tokens.get(login) ?? tokens.set(login, tokenOf(login)).get(login) ?? "");
  const { data, errors } = await gql<Data>(token, document, {}, {}, addressOf(api));
  expect(errors, login).toBeUndefined();
  return data;
}

const read = <Row extends object>(statement: string): Promise<Row[]> =>
  asSuperuser(own.adminUrl, async (sql) => [...(await sql.unsafe<Row[]>(statement))]);

const peopleOf = (...roles: readonly DemoPerson["role"][]): DemoPerson[] =>
  demoPeople.filter(({ role }) => roles.includes(role));

/** Expects that a list holds something for each of some people. */
async function expectSomething(people: readonly DemoPerson[], list: string): Promise<void> {
  const counts = await Promise.all(
    people.map(async (person) => {
      const { list: found } = await ask<{ list: { totalCount: number } }>(person, `{ list: ${list} }`);
      return { login: person.login, count: found.totalCount };
    }),
  );
  expect(people.length).toBeGreaterThan(0);
  expect(counts.filter(({ count }) => count === 0)).toEqual([]);
}

const tickets = (given: string): string => `tickets(${given}) { totalCount }`;

const readers = [
  "OPERATOR",
  "DISPATCHER",
  "HANDLER",
  "SUPERVISOR",
  "ANALYST",
  "SHIFT_MANAGER",
  "PRICE_SUPERVISOR",
] as const;

describe("what the people of the demo world see", () => {
  it("shows tickets to everyone who reads them, and work of his own subtree", async () => {
    await expectSomething(peopleOf(...readers), tickets("view: ALL"));
    await expectSomething(peopleOf(...readers), tickets("view: OWNED"));
  });

  it("has something waiting for everyone who moves tickets on", async () => {
    await expectSomething(peopleOf("OPERATOR", "DISPATCHER", "HANDLER"), tickets("view: WAITING_FOR_ME"));
  });

  it("shows what their bureau registered to those at a bureau that registers", async () => {
    const registering = new Set(peopleOf("OPERATOR").map(({ bureau }) => bureau));
    const staff = peopleOf(...readers).filter(({ bureau }) => registering.has(bureau));
    await expectSomething(staff, tickets("view: REGISTERED_BY_US"));
  });

  it("shows overdue work to every supervisor", async () => {
    await expectSomething(peopleOf("SUPERVISOR"), tickets("filter: { overdue: true }"));
  });

  it("shows people to administrators and the audit to auditors", async () => {
    await expectSomething(peopleOf("ADMINISTRATOR"), "people { totalCount }");
    await expectSomething(peopleOf("AUDITOR"), "auditEntries { totalCount }");
  });

  it("shows the dispatcher of Suzhou every locality and the list for joint tracing", async () => {
    const dispatcher = { login: "suzhou.dispatcher" };
    const localities = ["WITHIN_REACH", "ELSEWHERE_IN_PROVINCE", "OUTSIDE_PROVINCE", "UNIDENTIFIED"];
    const lists = localities.map((locality) => `${locality}: ${tickets(`filter: { localities: [${locality}] }`)}`);
    const counts = await ask<Record<string, { totalCount: number }>>(
      dispatcher,
      `{ ${lists.join(" ")} tracing: ${tickets("filter: { isForTracing: true }")} }`,
    );
    expect(Object.entries(counts).filter(([, { totalCount }]) => totalCount === 0)).toEqual([]);
  });

  it("shows nobody below the nation a ticket of another province", async () => {
    const provinceOf = new Map(
      (await read<{ code: string; province: string }>("SELECT code, province FROM bureaus")).map((row) => [
        row.code,
        row.province,
      ]),
    );
    const below = peopleOf(...readers).filter(({ bureau }) => provinceOf.get(bureau) !== nationCode);
    const seen = await Promise.all(
      below.map(async (person) => {
        const { list } = await ask<{ list: { nodes: { id: string }[] } }>(
          person,
          "{ list: tickets(first: 100) { nodes { id } } }",
        );
        const provinces = new Set(list.nodes.map(({ id }) => fromGlobalId(id)?.parts[0]));
        return { login: person.login, own: provinceOf.get(person.bureau), provinces: [...provinces] };
      }),
    );
    expect(seen.filter(({ own: home, provinces }) => provinces.length !== 1 || provinces[0] !== home)).toEqual([]);
  });

  it("shows the price departments price cases alone", async () => {
    const answers = await Promise.all(
      peopleOf("PRICE_SUPERVISOR").map((person) =>
        ask<{ list: { nodes: { issueClass: { code: string } }[] } }>(
          person,
          "{ list: tickets(first: 100) { nodes { issueClass { code } } } }",
        ),
      ),
    );
    const classes = answers.flatMap(({ list }) => list.nodes.map(({ issueClass }) => issueClass.code));
    expect(new Set(classes)).toEqual(new Set(["PRICE"]));
  });
});

describe("the tickets of the demo world", () => {
  it("stand in every state in which a ticket can rest", async () => {
    const rows = await read<{ state: string }>("SELECT DISTINCT state FROM tickets");
    // An answered consultation closes at once.
    const resting = ticketStates.filter((state) => state !== "ANSWERED");
    expect(rows.map(({ state }) => state).sort()).toEqual([...resting].sort());
  });

  it("have a timeline of as many entries as versions, each along an edge of the workflow, up to the state", async () => {
    const rows = await read<{ kind: string; state: string; version: number; timeline: (string | number | null)[][] }>(
      `SELECT kind, state, version, (SELECT json_agg(json_build_array(sequence, verb, from_state, to_state) ORDER BY sequence)
         FROM timeline_entries e WHERE e.province = t.province AND e.ticket_id = t.id) AS timeline FROM tickets t`,
    );
    expect(rows.length).toBeGreaterThan(250);
    const isEdge = (kind: string, [, verb, from, to]: (string | number | null)[]): boolean =>
      verb === "REGISTER"
        ? from === null && to === "REGISTERED"
        : edges.some(
            (edge) =>
              edge.verb === verb &&
              (edge.kinds as readonly string[]).includes(kind) &&
              (edge.from as readonly unknown[]).includes(from) &&
              (edge.to ?? from) === to,
          );
    const broken = rows.filter(({ kind, state, version, timeline }) => {
      const isChained = timeline.every(([sequence, , from], at) => {
        const before = timeline[at - 1]?.[3] ?? null;
        return sequence === at + 1 && from === before;
      });
      const isAlongEdges = timeline.every((entry) => isEdge(kind, entry));
      return timeline.length !== version || timeline.at(-1)?.[3] !== state || !isChained || !isAlongEdges;
    });
    expect(broken).toEqual([]);
  });

  it.each(["audit_entries", "outbox_events"])(
    "have one row of %s for each change, of the same instant",
    async (table) => {
      const rows = await read(
        `SELECT e.ticket_id, e.sequence, count(r.*) AS rows FROM timeline_entries e
       LEFT JOIN ${table} r ON r.subject_version = e.sequence AND r.at = e.at
         AND r.subject_id = translate(encode(convert_to('Ticket:' || e.province || ':' || e.ticket_id, 'UTF8'), 'base64'), E'+/=\\n', '-_')
       GROUP BY 1, 2 HAVING count(r.*) <> 1`,
      );
      expect(rows).toEqual([]);
      const [strange] = await read<{ count: number }>(
        `SELECT (SELECT count(*) FROM ${table} WHERE subject_type = 'Ticket')::int - (SELECT count(*) FROM timeline_entries)::int AS count`,
      );
      expect(strange).toEqual({ count: 0 });
    },
  );

  it("carry numbers without gaps in the order of registration, and the next registration takes the next one", async () => {
    const rows = await read(
      `WITH numbered AS (
         SELECT intake_bureau, kind, extract(year FROM registered_at AT TIME ZONE 'Asia/Shanghai')::int AS year,
           substring(number FROM '第(\\d+)号')::int AS number,
           row_number() OVER (PARTITION BY intake_bureau, kind, extract(year FROM registered_at AT TIME ZONE 'Asia/Shanghai')
             ORDER BY registered_at, id) AS rank FROM tickets)
       SELECT intake_bureau, kind, year FROM numbered GROUP BY 1, 2, 3
       HAVING bool_or(number <> rank) OR max(number) + 1 <> (SELECT min(s.number) FROM number_slots s
         WHERE s.bureau = intake_bureau AND s.kind = numbered.kind AND s.year = numbered.year)`,
    );
    expect(rows).toEqual([]);
  });

  it("happened before they were loaded, and since Order 20 too", async () => {
    const [span] = await read<{ last: Date; regimes: string[] }>(
      "SELECT max(at) AS last, (SELECT array_agg(DISTINCT regime) FROM tickets) AS regimes FROM timeline_entries",
    );
    expect(span?.last.getTime()).toBeLessThanOrEqual(loadedAt.getTime());
    expect(span?.regimes.sort()).toEqual(["ORDER_121", "ORDER_20"]);
  });

  it("keep contacts sealed with the key of this installation, and invented ones alone", async () => {
    const seal = await testSeal();
    const rows = await read<{ province: string; ticket_id: string; key_id: string; sealed: Buffer }>(
      "SELECT province, ticket_id, key_id, sealed FROM ticket_contacts",
    );
    const phones = rows.map((row) => {
      const owner = `contact:${row.province}:${row.ticket_id}`;
      return (JSON.parse(seal.open({ keyId: row.key_id, sealed: row.sealed }, owner)) as { phone: string }).phone;
    });
    expect(phones.length).toBeGreaterThan(150);
    expect(phones.filter((phone) => !/^1380000\d{4}$/.test(phone))).toEqual([]);
  });

  it("link the two parts of mixed material to each other", async () => {
    const [pairs] = await read<{ linked: number; mutual: number }>(
      `SELECT count(*)::int AS linked, count(*) FILTER (WHERE o.linked_ticket = t.id AND o.kind <> t.kind)::int AS mutual
       FROM tickets t JOIN tickets o ON o.province = t.province AND o.id = t.linked_ticket`,
    );
    expect(pairs?.linked).toBeGreaterThan(4);
    expect(pairs?.mutual).toBe(pairs?.linked);
  });
});

describe("the rosters of the demo world", () => {
  const as = (login: string) => ({ login });
  const today = (): string => chinaDay(loadedAt);

  it("show Chuzhou's shift manager where the four shifts of today fall short", async () => {
    const { roster } = await ask<{
      roster: { entries: { shift: string; presentHeads: number; holes: number; warnings: string[] }[] };
    }>(
      as("chuzhou.shiftmanager"),
      `{ roster(from: "${today()}", to: "${today()}") { entries { shift presentHeads holes warnings } } }`,
    );
    const short = { presentHeads: 2, holes: 1 };
    expect(roster.entries).toEqual([
      { ...short, shift: "EARLY", warnings: ["NO_LEADER", "BELOW_PLAN"] },
      { ...short, shift: "PEAK", warnings: ["BELOW_PLAN"] },
      { ...short, shift: "LATE", warnings: ["NO_LEADER", "BELOW_PLAN"] },
      { shift: "NIGHT", presentHeads: 2, holes: 0, warnings: ["NO_LEADER"] },
    ]);
  });

  it("say who is on duty tonight in the centre, and in a district to the dispatcher of its city", async () => {
    const at = `${today()}T15:30:00Z`;
    const duty = (bureau: string) =>
      `onDuty(bureau: "${bureau}", at: "${at}") { source people { name workTelephone } leaders { name workTelephone } }`;
    const { centre, gusu } = await ask<Record<string, { source: string; people: object[]; leaders: object[] }>>(
      as("suzhou.dispatcher"),
      `{ centre: ${duty("320500-12315")} gusu: ${duty("320508")} }`,
    );
    expect([centre?.source, centre?.people.length]).toEqual(["ON_DUTY", 1]);
    expect([gusu?.source, gusu?.people.length, gusu?.leaders.length]).toEqual(["ON_DUTY", 1, 1]);
    const told = [...(centre?.people ?? []), ...(gusu?.people ?? []), ...(gusu?.leaders ?? [])];
    for (const person of told)
      expect(person).toMatchObject({ workTelephone: expect.stringMatching(/^138-0000-\d{4}$/) });
  });

  it("show the shift manager of Chuzhou which of the four shifts of today are short, by how many and why", async () => {
    interface Advice {
      gap: string | null;
      presence: string;
      shifts: { code: string; isShort: boolean; missing: number; serviceLevelPercent: number; explanation: string }[];
    }
    const asked = (more: string) =>
      ask<{ staffingAdvice: Advice }>(
        as("chuzhou.shiftmanager"),
        `{ staffingAdvice(input: { day: "${today()}" ${more} }) { gap presence
          shifts { code isShort missing serviceLevelPercent explanation } } }`,
      );
    const { staffingAdvice: usual } = await asked("");
    const { staffingAdvice: surge } = await asked("surgeFactor: 6");
    expect(usual).toMatchObject({ gap: null, presence: "ROSTER" });
    expect(usual.shifts.map(({ code }) => code)).toEqual(["EARLY", "PEAK", "LATE", "NIGHT"]);
    expect(usual.shifts.filter(({ isShort }) => isShort).length).toBeGreaterThan(0);
    for (const [position, { explanation, isShort, missing }] of usual.shifts.entries()) {
      expect(isShort).toBe(missing > 0);
      expect(explanation).toMatch(isShort ? new RegExp(`is short of ${missing}\\b.* erlangs`) : /has enough people/);
      // With six times the calls every shift is short, by more than before.
      expect(surge.shifts[position]?.missing).toBeGreaterThan(missing);
    }
  });
});

describe("loading the demo world", () => {
  it("changes nothing where there are bureaus already", async () => {
    const count = "SELECT (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM people) AS people";
    const before = await read(count);
    await start();
    expect(await loadDemoWorld(await options())).toBeNull();
    expect(await read(count)).toEqual(before);
  });
});
