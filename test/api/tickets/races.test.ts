import { describe, expect, inject, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { asSuperuser } from "../../database.js";
import { wideApi } from "../../wide-api.js";
import { makeProvince } from "../../world.js";
import {
  complaint,
  complaintIn,
  freshKey,
  type RegistrationAnswer,
  register,
  registerAll,
  report,
  send,
  sendRegistration,
  staff,
  type TicketAnswer,
  take,
} from "./driving.js";

const as = wideApi();

const numbersOf = (tickets: readonly TicketAnswer[]): number[] =>
  tickets.map(({ number }) => Number(/第(\d+)号$/.exec(number)?.[1])).sort((one, other) => one - other);

const upTo = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);

const times = <Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe("many registrations at once", () => {
  it("take the numbers from 1 on, each once and without a gap", async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const made = await times(50, () => register(operator, complaint(world)));
    expect(numbersOf(made)).toEqual(upTo(50));
  });

  it("lay out more numbers when those laid out are used up", async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const first = await register(operator, complaint(world));
    // As if most of the numbers that the first registration laid out had been used since.
    await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`DELETE FROM number_slots WHERE bureau = ${operator.bureau} AND number <= 195`,
    );
    const made = await times(30, () => register(operator, complaint(world)));
    expect(numbersOf([first, ...made])).toEqual([1, ...upTo(30).map((number) => 195 + number)]);
  });

  it("of two bureaus and of three kinds have numbers of their own", async () => {
    const world = await makeProvince();
    const mixed = (): Variables => ({ also: { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" } });
    for (const name of ["cityACentre.operator", "cityBCentre.operator"] as const) {
      const answers = await times(10, () => registerAll(as(world, name), complaint(world, mixed())));
      expect(numbersOf(answers.map(({ ticket }) => ticket))).toEqual(upTo(10));
      expect(numbersOf(answers.flatMap(({ linkedTicket }) => linkedTicket ?? []))).toEqual(upTo(10));
    }
  });

  it("under one key make one ticket, and use one number", async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const input = complaint(world);
    const answers: RegistrationAnswer[] = await times(20, () => registerAll(operator, input));
    expect(new Set(answers.map(({ ticket }) => ticket.id)).size).toBe(1);
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    const { tickets } = await world.as("province.analyst").ask<{ tickets: object }>("{ tickets { totalCount } }");
    expect(tickets).toEqual({ totalCount: 1 });
    const next = await times(20, () => register(operator, complaint(world)));
    expect(numbersOf([...next, ...answers.slice(0, 1).map(({ ticket }) => ticket)])).toEqual(upTo(21));
  });

  it("under one key with different inputs make one ticket, and refuse the others", async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const idempotencyKey = freshKey();
    const answers = await times(10, (index) =>
      sendRegistration(operator, complaint(world, { idempotencyKey, facts: `口罩太贵，第${index}次` })),
    );
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(9);
    for (const answer of refused) expectCode(answer, "IDEMPOTENCY_MISMATCH", "idempotencyKey");
  });

  it("leave no gap where some of them fail after they took a number", async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const good = async (): Promise<TicketAnswer[]> => [await register(operator, complaint(world))];
    const bad = async (): Promise<TicketAnswer[]> => {
      expectCode(
        await sendRegistration(operator, complaint(world, { issueClass: "NONE" })),
        "INVALID_INPUT",
        "issueClass",
      );
      return [];
    };
    const first = (await times(30, (index) => (index % 2 === 0 ? good() : bad()))).flat();
    // Numbers that the failed ones held are free again, and the next take them first.
    const greatest = Math.max(...numbersOf(first));
    const later = (await times(greatest - first.length, good)).flat();
    expect(numbersOf([...first, ...later])).toEqual(upTo(greatest));
  });

  it("one after the other have numbers in order, though some fail between", async () => {
    const world = await makeProvince();
    const operator = as(world, "cityACentre.operator");
    const made: TicketAnswer[] = [];
    for (let index = 0; index < 3; index += 1) {
      expectCode(
        await sendRegistration(operator, report(world, { issueClass: "NONE" })),
        "INVALID_INPUT",
        "issueClass",
      );
      made.push(await register(operator, report(world)));
      expect(numbersOf(made)).toEqual(upTo(index + 1));
    }
  });
});

describe("two officers at once", () => {
  it("cannot both decide: one wins, the other learns of the new version", async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "CHECKING");
    const handler = as(world, "countyA1.handler");
    const answers = await Promise.all([
      send(handler, "acceptComplaint", ticket),
      send(handler, "refuseComplaint", ticket),
      send(handler, "requestMaterials", ticket),
      send(handler, "returnTicketToCentre", ticket),
    ]);
    const lost = answers.filter(({ errors }) => errors !== undefined);
    expect(lost).toHaveLength(3);
    for (const answer of lost) {
      // Whoever came after a return finds the ticket with the centre, where he may do nothing with it.
      const [error] = answer.errors ?? [];
      if (error?.extensions.code === "FORBIDDEN") continue;
      expect(expectCode(answer, "CONFLICT").extensions.currentVersion).toBe(ticket.version + 1);
    }
  });

  it("cannot both sign: the other gets a conflict, and the handler is one of them", async () => {
    const world = await makeProvince();
    const { operator, dispatcher } = staff(world);
    const sent = await take(dispatcher, "dispatchTicket", await register(operator, complaint(world)), {
      bureau: world.code.countyA1,
    });
    const answers = await times(10, () => send(as(world, "countyA1.handler"), "signTicket", sent));
    const lost = answers.filter(({ errors }) => errors !== undefined);
    expect(lost).toHaveLength(9);
    for (const answer of lost) {
      expect(expectCode(answer, "CONFLICT").extensions.currentVersion).toBe(sent.version + 1);
    }
  });

  it("cannot both split, or dispatch to two bureaus", async () => {
    const world = await makeProvince();
    const dispatcher = as(world, "cityACentre.dispatcher");
    const ticket = await register(staff(world).operator, complaint(world));
    const answers = await Promise.all([
      send(dispatcher, "splitTicket", ticket),
      send(dispatcher, "splitTicket", ticket),
      send(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 }),
      send(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA2, reason: "就近处理" }),
    ]);
    const lost = answers.filter(({ errors }) => errors !== undefined);
    expect(lost).toHaveLength(3);
    for (const answer of lost) {
      const [error] = answer.errors ?? [];
      expect(["CONFLICT", "FORBIDDEN"]).toContain(error?.extensions.code);
    }
  });
});

describe("what is kept of a change", () => {
  /** The audit, the events and the timeline of a ticket, behind the API's back. */
  async function kept({ id }: TicketAnswer) {
    const uuid = Buffer.from(id, "base64url").toString().split(":")[2] ?? "";
    return asSuperuser(inject("adminUrl"), async (sql) => ({
      audit: await sql`SELECT action, subject_version AS version, transaction::text FROM audit_entries
        WHERE subject_id = ${id} ORDER BY subject_version, at`,
      events: await sql`SELECT type, subject_version AS version, transaction::text, payload FROM told_events
        WHERE subject_id = ${id} ORDER BY subject_version`,
      timeline:
        await sql`SELECT sequence AS version, verb FROM timeline_entries WHERE ticket_id = ${uuid} ORDER BY sequence`,
    }));
  }

  it("is one audit entry, one event and one timeline entry for each version, from one transaction", async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "SETTLED");
    const { audit, events, timeline } = await kept(ticket);
    expect(audit.map(({ version }) => version)).toEqual(upTo(ticket.version));
    expect(events.map(({ version }) => version)).toEqual(upTo(ticket.version));
    expect(timeline.map(({ version }) => version)).toEqual(upTo(ticket.version));
    expect(events.map(({ transaction }) => transaction)).toEqual(audit.map(({ transaction }) => transaction));
    expect(audit.map(({ action }) => action)).toEqual([
      "ticket.register",
      "ticket.submit",
      "ticket.dispatch",
      "ticket.sign",
      "ticket.check",
      "ticket.accept",
      "ticket.mediate",
      "ticket.settle",
    ]);
    expect(events.map(({ type }) => type)).toEqual([
      "ticket.registered",
      "ticket.submitted",
      "ticket.dispatched",
      "ticket.signed",
      "ticket.checkStarted",
      "ticket.accepted",
      "ticket.mediationStarted",
      "ticket.settled",
    ]);
    expect(JSON.stringify(events)).not.toMatch(/王小明|13812345678|平安大药房|口罩/);
  });

  it("is as much for each part of mixed material, and for a split", async () => {
    const world = await makeProvince();
    const { operator, dispatcher } = staff(world);
    const also = { kind: "REPORT", issueClass: "PRICE", facts: "哄抬价格" };
    const mixed = await registerAll(operator, complaint(world, { also }));
    const split = await send(dispatcher, "splitTicket", await register(operator, complaint(world)));
    const parts = [
      mixed.ticket,
      mixed.linkedTicket,
      split.data.splitTicket?.ticket,
      split.data.splitTicket?.linkedTicket,
    ];
    for (const part of parts) {
      if (part == null) expect.fail("a part is missing");
      const { audit, events, timeline } = await kept(part);
      expect([audit.length, events.length, timeline.length]).toEqual([part.version, part.version, part.version]);
    }
  });

  it("is nothing, where the change was refused", async () => {
    const world = await makeProvince();
    const ticket = await complaintIn(world, "CHECKING");
    const before = await kept(ticket);
    await send(staff(world).handler, "acceptComplaint", { ...ticket, version: 1 });
    await send(staff(world).handler, "settleComplaint", ticket);
    await send(staff(world).handler, "acceptComplaint", ticket, { remark: "\u0000" });
    await send(staff(world).dispatcher, "signTicket", ticket);
    expect(await kept(ticket)).toEqual(before);
  });
});
