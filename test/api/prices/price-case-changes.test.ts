import { beforeAll, describe, expect, it } from "vitest";
import type { Variables } from "../../api.js";
import { latestPosition, relayNow } from "../../events.js";
import { openAs, refusalOf } from "../../sources.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, report, staff, take } from "../tickets/driving.js";
import { caseAt, deskOf, type NoteAnswer, run } from "./pricing.js";

const text = `subscription ($after: String, $backfill: Boolean) { priceCaseChanges(after: $after, backfill: $backfill) {
  cursor kind at eventType ticketId isOutOfSight ticket { id number line state facts } } }`;

interface Change {
  cursor: string;
  kind: string;
  at: string;
  eventType: string | null;
  ticketId: string;
  isOutOfSight: boolean;
  ticket: { id: string; line: string; state: string; facts: string } | null;
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const here = async (): Promise<number> => {
  await relayNow();
  return latestPosition();
};

/** What the desk of city A is told of what some work does. */
async function told(
  work: () => Promise<unknown>,
  caller = deskOf(world),
  variables: Variables = {},
): Promise<Change[]> {
  const opened = await openAs(caller, text, variables);
  const before = await here();
  await work();
  await relayNow();
  return opened.tellAfter<Change>(before);
}

const kindsOf = (changes: readonly Change[]) => changes.map(({ eventType, kind }) => [kind, eventType]);

describe("priceCaseChanges", () => {
  it("tells the desk of a case as it is registered, dispatched, decided and closed, read again and masked", async () => {
    const handler = staff(world).handler;
    const changes = await told(async () => {
      let ticket = await caseAt(world, "countyA1", { facts: "口罩太贵，请联系王小明" });
      for (const step of ["signTicket", "startCheck", "refuseComplaint", "closeTicket"] as const) {
        ticket = await take(handler, step, ticket);
      }
    });
    expect(kindsOf(changes)).toEqual([
      ["REGISTERED", "ticket.registered"],
      ["DISPATCHED", "ticket.dispatched"],
      ["DECIDED", "ticket.refused"],
      ["CLOSED", "ticket.closed"],
    ]);
    for (const { isOutOfSight, ticket, ticketId } of changes) {
      expect(ticket).toMatchObject({ id: ticketId, line: "PRICE", facts: "口罩太贵，请联系***" });
      expect(isOutOfSight).toBe(false);
    }
  });

  it("tells nothing of other lines, nor of a sister city, nor of another province", async () => {
    const stranger = await makeProvince();
    const changes = await told(async () => {
      await register(staff(world).operator, complaint(world, { issueClass: "QUALITY" }));
      await register(world.as("cityBCentre.operator"), complaint(world));
      await register(staff(stranger).operator, complaint(stranger));
    });
    expect(changes).toEqual([]);
    const foreign = await told(() => caseAt(world), world.as("cityBPrice.priceSupervisor"));
    expect(foreign).toEqual([]);
  });

  it("tells a county's desk of what comes to it, and of what it loses as out of sight", async () => {
    const county = world.as("countyA1.priceSupervisor");
    const changes = await told(async () => {
      const ticket = await caseAt(world);
      await take(world.as("countyA1.handler"), "returnTicketToCentre", ticket);
    }, county);
    expect(changes.map(({ kind }) => kind)).toEqual(["DISPATCHED", "RETURNED"]);
  });

  it("tells of a ticket that is sorted into the price line, and out of it", async () => {
    const { dispatcher, operator } = staff(world);
    const changes = await told(async () => {
      const ticket = await register(operator, complaint(world, { issueClass: "QUALITY" }));
      const sorted = await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "PRICE" });
      const same = await take(dispatcher, "reclassifyTicket", sorted, { goodsClass: "GOODS_MEDICAL_PROTECTION" });
      await take(dispatcher, "reclassifyTicket", same, { issueClass: "QUALITY" });
    });
    expect(changes.map(({ isOutOfSight, kind, ticket }) => [kind, isOutOfSight, ticket])).toEqual([
      // Both are told after the last step, when the ticket is out of sight: nothing of the first but that it left.
      ["LEFT", true, null],
      ["RECLASSIFIED_OUT", true, null],
    ]);
  });

  it("tells of marks of one's own desk, and of what is said of a case, and not of another desk's marks", async () => {
    const ticket = await caseAt(world);
    const changes = await told(async () => {
      const input = { ticketId: ticket.id, version: 0, state: "KEY" };
      await run(deskOf(world), "markPriceCase", input);
      await run(world.as("countyA1.priceSupervisor"), "markPriceCase", input);
      const question = await run<NoteAnswer>(deskOf(world), "askAboutPriceCase", {
        ...{ ticketId: ticket.id, question: "进货价多少" },
      });
      await run(staff(world).handler, "answerPriceQuestion", { questionId: question.id, answer: "每包120元" });
    });
    expect(kindsOf(changes)).toEqual([
      ["MARKED", "priceCase.marked"],
      ["NOTED", "priceCase.asked"],
      ["NOTED", "priceCase.answered"],
    ]);
    expect(changes.every((change) => change.ticket?.id === ticket.id)).toBe(true);
  });

  it("goes on after a cursor with what came since, once and in order", async () => {
    const [first, ...others] = await told(() => caseAt(world));
    expect(others).toHaveLength(1);
    await caseAt(world);
    await relayNow();
    const { source, tellAfter } = await openAs(deskOf(world), text, { after: first?.cursor });
    const changes = await tellAfter<Change>(source.after ?? 0);
    expect(changes.map(({ kind }) => kind)).toEqual(["DISPATCHED", "REGISTERED", "DISPATCHED"]);
    expect(changes[0]?.ticketId).toBe(others[0]?.ticketId);
  });

  it("reads reports under the rules of their confidentiality", async () => {
    const changes = await told(() => register(staff(world).operator, report(world)));
    expect(changes.map(({ kind }) => kind)).toEqual(["REGISTERED"]);
  });
});

describe("the backfill of priceCaseChanges", () => {
  it("begins with the open cases, the latest receipt first, and goes on with what happened meanwhile", async () => {
    const own = await makeProvince();
    const [one, other] = [await caseAt(own), await caseAt(own, "countyA2")];
    const closed = await caseAt(own);
    for (const step of ["signTicket", "startCheck", "refuseComplaint", "closeTicket"] as const) {
      Object.assign(closed, await take(staff(own).handler, step, closed));
    }
    await relayNow();
    const opened = await openAs(deskOf(own), text, { backfill: true });
    const late = await caseAt(own);
    await relayNow();
    const first = await opened.tellFirst<Change>();
    expect(first.map(({ kind, ticketId }) => [kind, ticketId])).toEqual([
      ["OPEN", late.id],
      ["OPEN", other.id],
      ["OPEN", one.id],
    ]);
    const live = await opened.tellAfter<Change>(opened.source.after ?? 0);
    expect(live.map(({ kind, ticketId }) => [kind, ticketId])).toEqual([
      ["REGISTERED", late.id],
      ["DISPATCHED", late.id],
    ]);
  });

  it("goes on in its midst for whoever broke off there, and misses nothing after it", async () => {
    const own = await makeProvince();
    const tickets = [await caseAt(own), await caseAt(own), await caseAt(own)];
    await relayNow();
    const [latest] = await (await openAs(deskOf(own), text, { backfill: true })).tellFirst<Change>();
    const late = await caseAt(own);
    await relayNow();
    const resumed = await openAs(deskOf(own), text, { after: latest?.cursor });
    const rest = await resumed.tellFirst<Change>();
    expect(rest.map(({ ticketId }) => ticketId)).toEqual([tickets[1]?.id, tickets[0]?.id]);
    const live = await resumed.tellAfter<Change>(resumed.source.after ?? 0);
    expect(live.map(({ ticketId }) => ticketId)).toEqual([late.id, late.id]);
    const done = await openAs(deskOf(own), text, { after: rest.at(-1)?.cursor });
    expect(await done.tellFirst<Change>()).toEqual([]);
  });

  it("is not told again to whoever goes on after a live change", async () => {
    const [change] = await told(() => caseAt(world));
    const resumed = await openAs(deskOf(world), text, { after: change?.cursor, backfill: true });
    expect(resumed.source.backfill).toBeUndefined();
  });
});

describe("priceCaseChanges is refused", () => {
  it("at a bureau without a price desk, and to those who do not watch prices", async () => {
    for (const person of ["cityACentre.head", "streetA1.head", "cityAPrice.operator"] as const) {
      expect(await refusalOf(openAs(world.as(person), text))).toMatchObject({ code: "FORBIDDEN" });
    }
  });

  it("with a cursor of another bureau, and with what is none", async () => {
    const [change] = await told(() => caseAt(world));
    const [open] = await (await openAs(deskOf(world), text, { backfill: true })).tellFirst<Change>();
    const foreign = world.as("cityBPrice.priceSupervisor");
    for (const after of [change?.cursor, open?.cursor]) {
      expect(await refusalOf(openAs(foreign, text, { after }))).toEqual({ code: "INVALID_INPUT", field: "after" });
    }
    const place = open?.cursor.split(".")[1];
    for (const after of [
      "",
      "x",
      ".",
      `${change?.cursor}.`,
      `${change?.cursor}.x`,
      `x.${place}`,
      `${open?.cursor}.x`,
    ]) {
      expect(await refusalOf(openAs(deskOf(world), text, { after }))).toEqual({
        ...{ code: "INVALID_INPUT", field: "after" },
      });
    }
  });
});
