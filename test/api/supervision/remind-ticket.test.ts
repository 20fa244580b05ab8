import { beforeAll, describe, expect, inject, it } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode } from "../../api.js";
import { asSuperuser } from "../../database.js";
import type { PersonName } from "../../world.js";
import { setOrderStage, timelineOf } from "./ordering.js";
import { register, take, usualClosing } from "./tickets.js";

const stage = setOrderStage();

const document = `mutation ($input: RemindTicketInput!) {
  remindTicket(input: $input) { ticket { id version reminderCount } } }`;

interface Answer {
  remindTicket: { ticket: { id: string; version: number; reminderCount: number } };
}

const remind = (caller: Caller, { id }: { id: string }, remark?: string | null) =>
  caller.gql<Answer>(document, { input: { ticketId: id, ...(remark === undefined ? {} : { remark }) } });

const listDocument = `query ($view: ReminderView!, $first: Int, $after: String) {
  reminders(view: $view, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    nodes { id at isAutomatic ticket { id } bureau { code } toBureau { code } personName remark } } }`;

interface ReminderNode {
  id: string;
  isAutomatic: boolean;
  ticket: { id: string } | null;
  bureau: { code: string };
  toBureau: { code: string };
  personName: string;
  remark: string | null;
}

interface ListAnswer {
  reminders: {
    totalCount: number;
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
    nodes: ReminderNode[];
  };
}

const listed = async (person: PersonName, view: "TO_US" | "FROM_US") =>
  (await stage.as(person).ask<ListAnswer>(listDocument, { view, first: 100 })).reminders.nodes;

describe("a reminder", () => {
  it.each<[PersonName, string]>([
    ["cityACentre.operator", "by the centre that registered it"],
    ["cityACentre.dispatcher", "by the dispatcher of the centre"],
    ["cityA.supervisor", "by the supervisor of the city"],
    ["province.head", "by the head of the province"],
    ["countyA1.head", "by the head of the county itself"],
  ])("is sent of %s, %s, and counted", async (person) => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    const { data, errors } = await remind(as(person), ticket, "群众来电催促");
    expect(errors).toBeUndefined();
    expect(data.remindTicket.ticket).toEqual({ id: ticket.id, version: ticket.version, reminderCount: 1 });
    expect((await timelineOf(as("countyA1.handler"), ticket)).at(-1)).toBe(`Reminded ${world.mark}countyA1`);
  });

  it("is sent by the centre of a ticket of its region that it did not register", async () => {
    const { as, world } = stage;
    const ticket = await register({
      ...stage,
      as: (name) => as(name === "cityACentre.operator" ? "provinceCentre.operator" : name),
    });
    const sent = await take(as("provinceCentre.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect((await remind(as("cityACentre.operator"), sent)).errors).toBeUndefined();
  });

  it("is sent once in a working day by one bureau, and by another all the same", async () => {
    const { as, on, ticketAt } = stage;
    on("2026-09-24");
    const ticket = await ticketAt();
    const centre = as("cityACentre.operator");
    expect((await remind(centre, ticket)).errors).toBeUndefined();
    const refused = expectCode(await remind(as("cityACentre.dispatcher"), ticket), "ILLEGAL_TRANSITION");
    expect(refused.message).toBe(
      "Your bureau reminded of it on 2026-09-24, and does so once in a working day: again from 2026-09-28 on.",
    );
    expect((await remind(as("cityA.supervisor"), ticket)).errors).toBeUndefined();
    // From the 25th to the 27th is the Mid-Autumn Festival of 2026.
    on("2026-09-26");
    expectCode(await remind(centre, ticket), "ILLEGAL_TRANSITION");
    on("2026-09-28");
    const { data } = await remind(centre, ticket);
    expect(data.remindTicket.ticket.reminderCount).toBe(3);
    on("2026-09-21");
  });

  it("of two at once is sent once", async () => {
    const { as, ticketAt } = stage;
    const ticket = await ticketAt();
    const tried = await Promise.all([1, 2, 3].map(() => remind(as("cityACentre.operator"), ticket)));
    expect(tried.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort()).toEqual([
      "DONE",
      "ILLEGAL_TRANSITION",
      "ILLEGAL_TRANSITION",
    ]);
  });

  it("is refused of a closed ticket", async () => {
    const closed = await usualClosing(stage);
    const refused = expectCode(await remind(stage.as("cityA.head"), closed), "ILLEGAL_TRANSITION");
    expect(refused.message).toBe(`The ticket ${closed.number} is closed; only open tickets are reminded of.`);
  });

  it("is FORBIDDEN to a handler, and to a bureau that registered the ticket and has no say where it is", async () => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    expectCode(await remind(as("countyA1.handler"), ticket), "FORBIDDEN");
    const own = await register({
      ...stage,
      as: (name) => as(name === "cityACentre.operator" ? "countyA1.operator" : name),
    });
    const back = await take(as("countyA1.dispatcher"), "dispatchTicket", own, { bureau: world.code.streetA1 });
    expect((await remind(as("countyA1.operator"), back)).errors).toBeUndefined();
    expectCode(await remind(as("streetA1.handler"), back), "FORBIDDEN");
  });

  it("finds nothing for a sister city, a sister county, and what is no ticket", async () => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    for (const person of ["cityB.head", "cityBCentre.operator", "countyA2.head"] as const) {
      expectCode(await remind(as(person), ticket), "NOT_FOUND", "ticketId");
    }
    const absent = toGlobalId("Ticket", world.code.province, "00000000-0000-7000-8000-000000000000");
    for (const id of ["", "x", absent]) expectCode(await remind(as("cityA.head"), { id }), "NOT_FOUND", "ticketId");
  });

  it("with words that are too long or hold NUL is refused", async () => {
    const ticket = await stage.ticketAt();
    for (const remark of ["催".repeat(2001), "催\u0000办"]) {
      expectCode(await remind(stage.as("cityA.head"), ticket, remark), "INVALID_INPUT", "remark");
    }
  });

  it("is in the audit of the bureau that reminded, and told where the ticket is", async () => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    await remind(as("cityACentre.operator"), ticket);
    const rows = await asSuperuser(inject("adminUrl"), async (sql) => ({
      audit: await sql`SELECT bureau, detail FROM audit_entries
        WHERE subject_id = ${ticket.id} AND action = 'ticket.remind'`,
      events: await sql`SELECT bureau, payload FROM told_events
        WHERE subject_id = ${ticket.id} AND type = 'ticket.reminded'`,
    }));
    const detail = { bureau: world.code.cityACentre, toBureau: world.code.countyA1 };
    expect([...rows.audit]).toEqual([{ bureau: world.code.cityACentre, detail }]);
    expect([...rows.events]).toEqual([{ bureau: world.code.countyA1, payload: { ...detail, state: "DISPATCHED" } }]);
  });
});

describe("reminders", () => {
  const ids: string[] = [];

  beforeAll(async () => {
    const { as, tick, ticketAt } = stage;
    for (let index = 0; index < 3; index += 1) {
      const ticket = await ticketAt("countyA2", { contact: { name: "欧阳若兰", phone: "13911112222" } });
      await remind(as("cityACentre.dispatcher"), ticket, "欧阳若兰来电 13911112222");
      ids.unshift(ticket.id);
      tick();
    }
  });

  it("are listed to whoever was reminded, newest first, their words masked", async () => {
    const { world } = stage;
    const reminders = await listed("countyA2.handler", "TO_US");
    expect(reminders.map(({ ticket }) => ticket?.id)).toEqual(ids);
    expect(reminders[0]).toMatchObject({
      isAutomatic: false,
      bureau: { code: world.code.cityACentre },
      toBureau: { code: world.code.countyA2 },
      personName: `${world.mark}cityACentre.dispatcher`,
      remark: "***来电 ***",
    });
  });

  it("are listed to whoever reminded, and to nobody else", async () => {
    const tickets = (await listed("cityACentre.operator", "FROM_US")).map(({ ticket }) => ticket?.id);
    expect(tickets).toEqual(expect.arrayContaining(ids));
    expect(await listed("countyA2.handler", "FROM_US")).toEqual([]);
    expect(await listed("cityB.head", "TO_US")).toEqual([]);
    expect(await listed("cityAPrice.handler", "TO_US")).toEqual([]);
  });

  it("come in pages that meet", async () => {
    const caller = stage.as("countyA2.handler");
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { reminders }: ListAnswer = await caller.ask<ListAnswer>(listDocument, { view: "TO_US", first: 2, after });
      expect(reminders.totalCount).toBe(3);
      seen.push(...reminders.nodes.map(({ ticket }) => ticket?.id ?? ""));
      after = reminders.pageInfo.endCursor;
      if (!reminders.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(ids);
  });

  it("are nodes for both sides, and for nobody else", async () => {
    const [reminder] = await listed("countyA2.handler", "TO_US");
    const id = reminder?.id ?? "";
    const node = "query ($id: ID!) { node(id: $id) { id ... on Reminder { isAutomatic } } }";
    for (const person of ["countyA2.handler", "cityACentre.analyst"] as const) {
      expect(await stage.as(person).ask(node, { id })).toEqual({ node: { id, isAutomatic: false } });
    }
    for (const person of ["cityB.head", "countyA1.handler", "cityA.head", "countyA2.auditor"] as const) {
      expectCode(await stage.as(person).gql(node, { id }), "NOT_FOUND", "id");
    }
  });

  it("of a ticket that went elsewhere are not there any more for whoever handled it", async () => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt("zoneA");
    await remind(as("cityACentre.operator"), ticket);
    expect(await listed("zoneA.handler", "TO_US")).toHaveLength(1);
    const back = await take(as("zoneA.handler"), "returnTicketToCentre", ticket, { reason: "ADDRESS_UNKNOWN" });
    await take(as("cityACentre.dispatcher"), "dispatchTicket", back, { bureau: world.code.countyA1 });
    expect(await listed("zoneA.handler", "TO_US")).toEqual([]);
  });
});
