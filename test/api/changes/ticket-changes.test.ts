import { beforeAll, describe, expect, it } from "vitest";
import { toChangeCursor } from "../../../src/modules/events/index.js";
import type { Database } from "../../../src/platform/database.js";
import { testDatabase } from "../../database.js";
import { latestPosition, relayNow } from "../../events.js";
import { openAs, refusalOf } from "../../sources.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, report, staff, take } from "../tickets/driving.js";
import { follow, following, inShort } from "./following.js";

const document = following(
  "ticketChanges",
  "(filter: $filter, after: $after)",
  "($filter: TicketChangeFilter, $after: String)",
);

describe("ticketChanges", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  it("tells the steps on tickets in sight, and of nobody else's", async () => {
    const [ours, theirs] = [
      await follow(world.as("cityA.supervisor"), document),
      await follow(world.as("cityB.supervisor"), document),
    ];
    const ticket = await complaintIn(world, "SIGNED");
    expect(inShort(await ours.told(), ticket)).toEqual([
      "ticket.registered",
      "ticket.submitted",
      "ticket.dispatched",
      "ticket.signed",
    ]);
    expect(await theirs.told()).toEqual([]);
  });

  it("tells of tickets of the kinds and classes that are wanted", async () => {
    const { operator } = staff(world);
    const supervisor = world.as("cityA.supervisor");
    const reports = await follow(supervisor, document, { filter: { kinds: ["REPORT"] } });
    const quality = await follow(supervisor, document, { filter: { issueClasses: ["QUALITY"] } });
    const one = await register(operator, complaint(world, { issueClass: "QUALITY", submit: false }));
    const two = await register(operator, report(world, { submit: false }));
    expect(inShort(await reports.told(), one, two)).toEqual(["ticket.registered 2"]);
    expect(inShort(await quality.told(), one, two)).toEqual(["ticket.registered 1"]);
  });

  it("tells of channels, goods and topics as the list does", async () => {
    const { operator } = staff(world);
    const supervisor = world.as("cityA.supervisor");
    const filter = { channels: ["PHONE"], topics: ["MASKS", "REFUNDS"], goodsClasses: ["GOODS_DAIRY"] };
    const followed = await follow(supervisor, document, { filter });
    const one = await register(
      operator,
      complaint(world, { topics: ["EPIDEMIC", "MASKS"], goodsClass: "GOODS_DAIRY", submit: false }),
    );
    const two = await register(operator, complaint(world, { goodsClass: "GOODS_DAIRY", submit: false }));
    expect(inShort(await followed.told(), one, two)).toEqual(["ticket.registered 1"]);
  });

  it("tells once more of a ticket that leaves the states that are wanted", async () => {
    const { dispatcher, handler, operator } = staff(world);
    const followed = await follow(world.as("cityA.supervisor"), document, { filter: { states: ["DISPATCHED"] } });
    const ticket = await register(operator, complaint(world));
    expect(await followed.told()).toEqual([]);
    const there = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(inShort(await followed.told(), ticket)).toEqual(["ticket.dispatched"]);
    const signed = await take(handler, "signTicket", there);
    expect(inShort(await followed.told(), ticket)).toEqual(["ticket.signed over"]);
    await take(handler, "startCheck", signed);
    expect(await followed.told()).toEqual([]);
  });

  it("tells once more of a ticket that leaves the classes that are wanted, and of one that comes into them", async () => {
    const { dispatcher, operator } = staff(world);
    const supervisor = world.as("cityA.supervisor");
    const prices = await follow(supervisor, document, { filter: { issueClasses: ["PRICE"] } });
    const quality = await follow(supervisor, document, { filter: { issueClasses: ["QUALITY"] } });
    const ticket = await register(operator, complaint(world));
    expect(inShort(await prices.told(), ticket)).toEqual(["ticket.registered", "ticket.submitted"]);
    await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    expect(inShort(await prices.told(), ticket)).toEqual(["ticket.reclassified over"]);
    expect(inShort(await quality.told(), ticket)).toEqual(["ticket.reclassified"]);
  });

  it("tells once more of a ticket whose class is corrected, and that it left a department's sight", async () => {
    const { handler, operator } = staff(world);
    const ticket = await complaintIn(world, "CHECKING");
    const filter = { issueClasses: ["PRICE"] };
    const prices = await follow(world.as("cityA.supervisor"), document, { filter });
    const department = await follow(world.as("cityAPrice.handler"), document, { filter });
    const { requestCorrection } = await handler.ask<{ requestCorrection: { correction: { id: string } } }>(
      "mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correction { id } } }",
      { input: { ticketId: ticket.id, fields: ["ISSUE_CLASS"], reason: "不是价格问题" } },
    );
    await prices.told();
    await department.told();
    await operator.ask("mutation ($input: MakeCorrectionInput!) { makeCorrection(input: $input) { ticket { id } } }", {
      input: { correctionId: requestCorrection.correction.id, version: 1, issueClass: "QUALITY" },
    });
    expect(inShort(await prices.told(), ticket)).toContain("ticket.corrected over");
    expect(inShort(await department.told(), ticket)).toContain("subject.outOfSight gone");
  });

  it("tells once more of a ticket that leaves the bureau that is wanted", async () => {
    const { dispatcher, handler, operator } = staff(world);
    const supervisor = world.as("cityA.supervisor");
    const county = await follow(supervisor, document, { filter: { bureau: world.code.countyA1 } });
    const centre = await follow(supervisor, document, { filter: { bureau: world.code.cityACentre } });
    const registered = await register(operator, complaint(world));
    expect(await county.told()).toEqual([]);
    expect(inShort(await centre.told(), registered)).toEqual(["ticket.registered", "ticket.submitted"]);
    const there = await take(dispatcher, "dispatchTicket", registered, { bureau: world.code.countyA1 });
    expect(inShort(await county.told(), registered)).toEqual(["ticket.dispatched"]);
    expect(inShort(await centre.told(), registered)).toEqual(["ticket.dispatched over"]);
    await take(handler, "returnTicketToCentre", there);
    expect(inShort(await county.told(), registered)).toEqual(["ticket.returned over"]);
    expect(inShort(await centre.told(), registered)).toEqual(["ticket.returned"]);
  });

  it("tells that a ticket left the reader's sight, whatever the filter", async () => {
    const { dispatcher, operator } = staff(world);
    const department = await follow(world.as("cityAPrice.handler"), document, {
      filter: { states: ["REGISTERED", "IN_REVIEW"], issueClasses: ["PRICE"] },
    });
    const ticket = await register(operator, complaint(world));
    expect(inShort(await department.told(), ticket)).toEqual(["ticket.registered", "ticket.submitted"]);
    await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    expect(inShort(await department.told(), ticket)).toEqual(["subject.outOfSight gone"]);
  });

  it("goes on after the cursor of any change", async () => {
    const supervisor = world.as("cityA.supervisor");
    const followed = await follow(supervisor, document);
    const ticket = await complaintIn(world, "SIGNED");
    const [, submitted] = await followed.told();
    const resumed = await openAs(supervisor, document, { after: submitted?.cursor });
    expect(inShort(await resumed.tellAfter(resumed.source.after ?? 0), ticket)).toEqual([
      "ticket.dispatched",
      "ticket.signed",
    ]);
  });

  it("reads all tickets of a batch by one statement", async () => {
    const { operator } = staff(world);
    const [database, transactions] = counting(testDatabase());
    const followed = await follow(world.as("cityA.supervisor"), document, {}, { database });
    for (let count = 0; count < 5; count += 1) await register(operator, complaint(world));
    const before = transactions();
    expect(await followed.told()).toHaveLength(10);
    expect(transactions() - before, "the log, and the tickets").toBe(2);
  });

  it("refuses bureaus that are not beneath the reader, as if there were none", async () => {
    const supervisor = world.as("cityA.supervisor");
    const stranger = await makeProvince();
    const { cityB, countyB1, province } = world.code;
    for (const bureau of [cityB, countyB1, province, "100000", stranger.code.cityA, "NOBODY", "'; --", ""]) {
      const opening = openAs(supervisor, document, { filter: { bureau } });
      expect(await refusalOf(opening), bureau).toEqual({ code: "NOT_FOUND", field: "filter.bureau" });
    }
  });

  it("refuses codes that the dictionaries do not know, and empty lists", async () => {
    const supervisor = world.as("cityA.supervisor");
    for (const [name, value] of [
      ["issueClasses", ["NOTHING"]],
      ["topics", []],
      ["channels", ["a b"]],
    ] as const) {
      const opening = openAs(supervisor, document, { filter: { [name]: value } });
      expect(await refusalOf(opening)).toEqual({ code: "INVALID_INPUT", field: `filter.${name}` });
    }
  });

  it("refuses cursors of another bureau, and of what is not there yet", async () => {
    const supervisor = world.as("cityA.supervisor");
    await relayNow();
    const latest = await latestPosition();
    for (const after of [
      toChangeCursor(latest, world.code.cityB),
      toChangeCursor(latest + 1_000_000, world.code.cityA),
      "nonsense",
    ]) {
      expect(await refusalOf(openAs(supervisor, document, { after }))).toEqual({
        code: "INVALID_INPUT",
        field: "after",
      });
    }
  });

  it("is FORBIDDEN to those who read no tickets", async () => {
    for (const name of ["cityA.administrator", "cityA.auditor"] as const) {
      expect((await refusalOf(openAs(world.as(name), document))).code).toBe("FORBIDDEN");
    }
  });

  it("is like another of equal conditions, in whatever order they stand, and unlike any with other rights", async () => {
    const supervisor = world.as("cityA.supervisor");
    const likenessOf = async (name: "cityA.supervisor" | "cityA.handler", filter: object) =>
      (await openAs(world.as(name), document, { filter })).source.likeness;
    const one = await likenessOf("cityA.supervisor", { states: ["SIGNED", "DISPATCHED"], kinds: ["REPORT"] });
    const same = await likenessOf("cityA.supervisor", {
      kinds: ["REPORT", "REPORT"],
      topics: null,
      states: ["DISPATCHED", "SIGNED"],
    });
    expect(same).toBe(one);
    const others = [
      await likenessOf("cityA.supervisor", { states: ["SIGNED"], kinds: ["REPORT"] }),
      await likenessOf("cityA.handler", { states: ["SIGNED", "DISPATCHED"], kinds: ["REPORT"] }),
      (await openAs(supervisor, document)).source.likeness,
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });
});

/** A database that counts the transactions of actors. */
function counting(database: Database): [Database, () => number] {
  let transactions = 0;
  const counted: Database = {
    ...database,
    asActor: (actor, work) => {
      transactions += 1;
      return database.asActor(actor, work);
    },
    readAsActor: (actor, work, settings) => {
      transactions += 1;
      return database.readAsActor(actor, work, settings);
    },
    until: () => counted,
  };
  return [counted, () => transactions];
}

const oneDocument = following("ticketChange", "(id: $id, after: $after)", "($id: ID!, $after: String)");

describe("ticketChange", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  it("tells of one ticket alone", async () => {
    const { dispatcher, operator } = staff(world);
    const ticket = await register(operator, complaint(world));
    const other = await register(operator, complaint(world));
    const followed = await follow(world.as("cityA.supervisor"), oneDocument, { id: ticket.id });
    for (const one of [other, ticket]) {
      await take(dispatcher, "dispatchTicket", one, { bureau: world.code.countyA1 });
    }
    expect(inShort(await followed.told(), ticket)).toEqual(["ticket.dispatched"]);
  });

  it("tells that the ticket left the reader's sight", async () => {
    const { dispatcher, operator } = staff(world);
    const ticket = await register(operator, complaint(world));
    const followed = await follow(world.as("cityAPrice.handler"), oneDocument, { id: ticket.id });
    await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    expect(inShort(await followed.told(), ticket)).toEqual(["subject.outOfSight gone"]);
  });

  it("refuses a ticket that is not in sight as one that is not there", async () => {
    const ticket = await register(staff(world).operator, complaint(world));
    for (const id of [ticket.id, "VGlja2V0OjE6Mg", "", "x"]) {
      const opening = openAs(world.as("cityB.supervisor"), oneDocument, { id });
      expect(await refusalOf(opening)).toEqual({ code: "NOT_FOUND", field: "id" });
    }
  });
});
