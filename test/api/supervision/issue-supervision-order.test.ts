import { describe, expect, inject, it } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { expectCode, type Variables } from "../../api.js";
import { asSuperuser } from "../../database.js";
import type { PersonName, Unit } from "../../world.js";
import { idsOf, orderInput, run, send, setOrderStage } from "./ordering.js";
import { register, take, usualClosing } from "./tickets.js";

const stage = setOrderStage();

describe("an order is issued", () => {
  it.each<[string, PersonName, Unit]>([
    ["the city to its county", "cityA.head", "countyA1"],
    ["the city to a zone of its own", "cityA.supervisor", "zoneA"],
    ["the province to a city", "province.supervisor", "cityA"],
    ["the province straight to a county", "province.head", "countyA1"],
    ["the nation to a province", "nation.supervisor", "province"],
    ["the nation straight to a county", "nation.head", "countyA1"],
    ["a county to its street office", "countyA1.supervisor", "streetA1"],
    ["a city to its own department", "cityA.head", "cityAPrice"],
  ])("by %s", async (_, person, unit) => {
    const { as, ticketAt, world } = stage;
    const holder = ["zoneA", "cityAPrice"].includes(unit) ? unit : "countyA1";
    let ticket = await ticketAt(holder as Unit);
    if (unit === "streetA1") {
      ticket = await take(as("countyA1.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.streetA1 });
    }
    const order = await run(as(person), "issueSupervisionOrder", orderInput(world.code[unit], [ticket]));
    expect(order).toMatchObject({ receiver: { code: world.code[unit] }, ticketCount: 1 });
    expect(order.risesOn).toBe(person.startsWith("nation") ? null : "2026-09-25");
  });

  it("for the very day, where that is a working day", async () => {
    const order = await stage.order([await stage.ticketAt()], { replyBy: "2026-09-21" });
    expect(order.replyBy).toBe("2026-09-21");
  });

  it("on a make-up day, which is a working day though it is a Saturday", async () => {
    const order = await stage.order([await stage.ticketAt()], { replyBy: "2026-10-10" });
    expect(order).toMatchObject({ replyBy: "2026-10-10", risesOn: "2026-10-11" });
  });
});

describe("an order is FORBIDDEN", () => {
  it.each<[string, PersonName, Unit, string]>([
    ["to the bureau itself", "cityA.head", "cityA", "A bureau supervises those beneath it"],
    ["to the bureau above", "cityA.head", "province", "nor one above or beside it (Order 121 art. 4"],
    ["to the nation", "cityA.head", "nation", "A bureau supervises those beneath it"],
    ["to a sister city", "cityA.head", "cityB", "nor one above or beside it"],
    ["to a county of a sister city", "cityA.head", "countyB1", "A bureau supervises those beneath it"],
    ["to the nation by itself", "nation.head", "nation", "A bureau supervises those beneath it"],
    [
      "by a centre",
      "cityACentre.supervisor",
      "countyA1",
      "A hotline centre, a department or a street office supervises nobody",
    ],
    ["by a centre to its own authority", "cityACentre.head", "cityA", "it may remind"],
    ["by an operator", "cityA.operator", "countyA1", "None of your roles holds supervision.issue"],
    ["by a handler", "cityA.handler", "countyA1", "one of HEAD, SUPERVISOR is needed"],
  ])("%s", async (_, person, unit, rule) => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    const refused = await send(as(person), "issueSupervisionOrder", orderInput(world.code[unit], [ticket]));
    expect(expectCode(refused, "FORBIDDEN").message).toContain(rule);
  });

  it("by a county to its city, and by a street office to its county", async () => {
    const { as, ticketAt, world } = stage;
    let ticket = await ticketAt();
    const up = await send(as("countyA1.head"), "issueSupervisionOrder", orderInput(world.code.cityA, [ticket]));
    expectCode(up, "FORBIDDEN");
    ticket = await take(as("countyA1.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.streetA1 });
    const unit = await send(as("streetA1.head"), "issueSupervisionOrder", orderInput(world.code.countyA1, [ticket]));
    expect(expectCode(unit, "FORBIDDEN").message).toContain("supervises nobody");
  });
});

describe("an order is refused", () => {
  const refused = async (more: Variables, code: "INVALID_INPUT" | "NOT_FOUND" | "TOO_LARGE", field: string) => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    const input = orderInput(world.code.countyA1, [ticket], more);
    const { message } = expectCode(await send(as("cityA.supervisor"), "issueSupervisionOrder", input), code, field);
    expect(await idsOf(as("cityA.supervisor"), { filter: { ticket: ticket.id } })).toEqual([]);
    return message;
  };

  it.each<[string, string, string]>([
    ["in the past", "2026-09-18", "cannot be before today (2026-09-21); the next working day is 2026-09-22"],
    ["on a Saturday", "2026-09-26", "is a day off; the first working day after it is 2026-09-28"],
    ["on a holiday", "2026-10-01", "is a day off; the first working day after it is 2026-10-08"],
    ["in the year 1", "0001-01-01", "cannot be before today"],
    ["in the year 9999", "9999-12-31", "cannot be more than 366 days ahead"],
  ])("with a day for the answer %s", async (_, replyBy, rule) => {
    expect(await refused({ replyBy }, "INVALID_INPUT", "replyBy")).toContain(rule);
  });

  it.each<[string, Variables, string]>([
    ["an unknown ground", { ground: "BORED" }, "ground"],
    ["a ground with NUL", { ground: "OTHER\u0000" }, "ground"],
    ["a ground of another dictionary", { ground: "MISSING_ELEMENT" }, "ground"],
    ["no requirement", { requirement: "" }, "requirement"],
    ["a requirement of blanks", { requirement: "   " }, "requirement"],
    ["a requirement with NUL", { requirement: "请\u0000办" }, "requirement"],
    ["a requirement of 2001 characters", { requirement: "办".repeat(2001) }, "requirement"],
  ])("with %s", async (_, more, field) => {
    await refused(more, "INVALID_INPUT", field);
  });

  it("with an unknown ground, and the grounds are told", async () => {
    expect(await refused({ ground: "BORED" }, "INVALID_INPUT", "ground")).toContain("MAJOR_MATTER");
  });

  it.each<[string, string]>([
    ["unknown", "999999"],
    ["with NUL", "3205\u0000"],
    ["empty", ""],
  ])("with a receiver that is %s", async (_, receiver) => {
    await refused({ receiver }, "NOT_FOUND", "receiver");
  });

  it("over no ticket, over more than a hundred, and over what is none", async () => {
    const { world } = stage;
    const absent = toGlobalId("Ticket", world.code.province, "00000000-0000-7000-8000-000000000000");
    await refused({ tickets: [] }, "INVALID_INPUT", "tickets");
    await refused({ tickets: Array.from({ length: 101 }, () => absent) }, "TOO_LARGE", "tickets");
    for (const id of [absent, "", "x", toGlobalId("Person", "00000000-0000-7000-8000-000000000000")]) {
      await refused({ tickets: [id] }, "NOT_FOUND", "tickets");
    }
  });

  it("over a ticket that is closed, which is named", async () => {
    const { as, world } = stage;
    const [open, closed] = [await stage.ticketAt(), await usualClosing(stage)];
    const input = orderInput(world.code.countyA1, [open, closed]);
    const { message } = expectCode(
      await send(as("cityA.supervisor"), "issueSupervisionOrder", input),
      "INVALID_INPUT",
      "tickets",
    );
    expect(message).toBe(`The ticket ${closed.number} is closed; only open tickets are supervised.`);
    expect(await idsOf(as("cityA.supervisor"), { filter: { ticket: open.id } })).toEqual([]);
  });

  it("over a ticket that the receiver does not hold, nor anybody beneath it", async () => {
    const { as, ticketAt, world } = stage;
    const elsewhere = await ticketAt("countyA2");
    const input = orderInput(world.code.countyA1, [await ticketAt(), elsewhere]);
    const { message } = expectCode(
      await send(as("cityA.supervisor"), "issueSupervisionOrder", input),
      "INVALID_INPUT",
      "tickets",
    );
    expect(message).toContain(
      `The ticket ${elsewhere.number} is handled neither by ${world.code.countyA1} nor beneath it`,
    );
    expect(message).toContain("Order 121 art. 4");
    // Before it was dispatched, it is with the centre, which stands beneath the city and not beneath the county.
    const undispatched = await register(stage);
    const early = orderInput(world.code.countyA1, [undispatched]);
    expectCode(await send(as("cityA.head"), "issueSupervisionOrder", early), "INVALID_INPUT", "tickets");
    const toCentre = orderInput(world.code.cityACentre, [undispatched]);
    expect((await run(as("cityA.head"), "issueSupervisionOrder", toCentre)).ticketCount).toBe(1);
  });

  it("over a ticket of a sister city, which is not there for it", async () => {
    const { as, ticketAt, world } = stage;
    const ticket = await ticketAt();
    for (const person of ["cityB.head", "countyA2.head"] as const) {
      const asked = await send(as(person), "issueSupervisionOrder", orderInput(world.code.countyA1, [ticket]));
      expectCode(asked, "NOT_FOUND", "tickets");
    }
  });

  it("and nothing of it is left", async () => {
    const { world } = stage;
    const [left] = await asSuperuser(
      inject("adminUrl"),
      (sql) => sql<{ orders: number; lonely: number }[]>`SELECT
        (SELECT count(*)::int FROM supervision_orders AS o WHERE province = ${world.code.province} AND NOT EXISTS
          (SELECT FROM supervised_tickets AS s WHERE s.province = o.province AND s.order_id = o.id)) AS orders,
        (SELECT count(*)::int FROM ticket_notices AS n WHERE province = ${world.code.province}
          AND kind = 'SUPERVISION_ISSUED' AND NOT EXISTS (SELECT FROM supervised_tickets AS s
            WHERE s.province = n.province AND s.ticket_id = n.ticket_id)) AS lonely`,
    );
    expect(left).toEqual({ orders: 0, lonely: 0 });
  });
});
