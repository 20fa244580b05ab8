import { beforeAll, describe, expect, inject, it } from "vitest";
import { toChangeCursor } from "../../../src/modules/events/index.js";
import { expectCode } from "../../api.js";
import { asSuperuser, ownDatabase } from "../../database.js";
import { latestPosition, relayNow } from "../../events.js";
import { setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, staff, take } from "../tickets/driving.js";
import { askPage, endOfLog, inShort, type PageAnswer, readAll, readPage } from "./following.js";

describe("changes", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  it("tells everything in order to those above, with the ticket as it is now", async () => {
    const supervisor = world.as("province.supervisor");
    const after = await endOfLog(supervisor);
    const ticket = await complaintIn(world, "CHECKING");
    const changes = await readAll(supervisor, after);
    expect(inShort(changes, ticket)).toEqual([
      "ticket.registered",
      "ticket.submitted",
      "ticket.dispatched",
      "ticket.signed",
      "ticket.checkStarted",
    ]);
    expect(changes.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    for (const change of changes) {
      expect(change).toMatchObject({
        subjectType: "Ticket",
        subjectId: ticket.id,
        ticket: { id: ticket.id, number: ticket.number, state: "CHECKING" },
        node: { __typename: "Ticket", id: ticket.id },
      });
    }
  });

  it("tells the sister city and another province nothing", async () => {
    const stranger = await makeProvince();
    const others = [world.as("cityB.supervisor"), stranger.as("province.supervisor")];
    const cursors = await Promise.all(others.map(endOfLog));
    await complaintIn(world, "SIGNED");
    for (const [index, other] of others.entries()) expect(await readAll(other, cursors[index] ?? "")).toEqual([]);
  });

  it("says of a ticket that left the reader's sight that it left, and nothing else", async () => {
    const { dispatcher, operator } = staff(world);
    const department = world.as("cityAPrice.handler");
    const ticket = await register(operator, complaint(world));
    const after = await endOfLog(department);
    await take(dispatcher, "reclassifyTicket", ticket, { issueClass: "QUALITY" });
    const changes = await readAll(department, after);
    expect(changes).toMatchObject([
      {
        eventType: "subject.outOfSight",
        subjectType: "Ticket",
        subjectId: ticket.id,
        version: null,
        isOutOfSight: true,
        stillMatches: false,
        ticket: null,
        node: null,
      },
    ]);
    const others = await readAll(department, after, { filter: { eventTypes: ["ticket.archived"] } });
    expect(inShort(others, ticket), "no filter betrays what happened").toEqual(["subject.outOfSight gone"]);
  });

  it("tells earlier events of a ticket that left as out of sight too", async () => {
    const { dispatcher, operator } = staff(world);
    const county = world.as("countyA2.handler");
    const after = await endOfLog(county);
    const registered = await register(operator, complaint(world));
    const there = await take(dispatcher, "dispatchTicket", registered, {
      bureau: world.code.countyA2,
      reason: "经营者已搬迁",
    });
    const signed = await take(county, "signTicket", there);
    const back = await take(county, "returnTicketToCentre", signed);
    expect(inShort(await readAll(county, after), back)).toEqual([
      "ticket.dispatched",
      "ticket.signed",
      "ticket.returned",
    ]);
    await take(dispatcher, "dispatchTicket", back, { bureau: world.code.countyA1 });
    expect(inShort(await readAll(county, after), back)).toEqual([
      "subject.outOfSight gone",
      "subject.outOfSight gone",
      "subject.outOfSight gone",
      "subject.outOfSight gone",
    ]);
  });

  it("goes on after the cursor of any change, and nothing comes twice or is left out", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const after = await endOfLog(dispatcher);
    for (let count = 0; count < 3; count += 1) await register(staff(world).operator, complaint(world));
    const whole = await readPage(dispatcher, { after, first: 100 });
    expect(whole.edges.map(({ cursor }) => cursor)).toEqual(whole.nodes.map(({ cursor }) => cursor));
    expect(whole.nodes).toHaveLength(6);
    for (const [index, { cursor }] of whole.nodes.entries()) {
      const rest = await readAll(dispatcher, cursor);
      expect(rest.map((change) => change.cursor)).toEqual(whole.nodes.slice(index + 1).map((change) => change.cursor));
    }
  });

  it("moves on over events that the reader is not told, and ends at the latest cursor", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const after = await endOfLog(dispatcher);
    await register(staff(world).operator, complaint(world));
    const page = await readPage(dispatcher, { after, filter: { subjectTypes: ["Person"] } });
    expect(page.nodes).toEqual([]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true, startCursor: null });
    expect(page.pageInfo.endCursor).toBe(page.latestCursor);
    expect(page.latestCursor).not.toBe(after);
  });

  it("is narrowed by types of events and of subjects", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const after = await endOfLog(dispatcher);
    const ticket = await register(staff(world).operator, complaint(world));
    await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    const filter = { eventTypes: ["ticket.submitted"], subjectTypes: ["Ticket", "Dispute"] };
    expect(inShort(await readAll(dispatcher, after, { filter }), ticket)).toEqual(["ticket.submitted"]);
  });

  it("tells of a matter only those who may read it", async () => {
    const administrator = world.as("cityA.administrator");
    const [head, dispatcher] = [world.as("cityA.head"), world.as("cityA.dispatcher")];
    const after = await endOfLog(head);
    const made = await head.ask<{ exportTickets: { export: { id: string } } }>(
      "mutation ($input: ExportTicketsInput!) { exportTickets(input: $input) { export { id } } }",
      { input: { format: "CSV", purpose: "测试" } },
    );
    expect((await readAll(head, after)).map(({ eventType, node }) => [eventType, node?.id])).toEqual([
      ["export.requested", made.exportTickets.export.id],
    ]);
    expect(await readAll(dispatcher, after), "a dispatcher reads no exports").toEqual([]);
    expectCode(await askPage(administrator, {}), "FORBIDDEN");
  });

  it("begins with the oldest event that is kept", async () => {
    const fresh = await makeProvince();
    const ticket = await register(fresh.as("cityACentre.operator"), complaint(fresh));
    const supervisor = fresh.as("province.supervisor");
    const { nodes, pageInfo } = await readPage(supervisor, { first: 1 });
    expect(inShort(nodes, ticket)).toEqual(["ticket.registered"]);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it("refuses cursors of others, of other lists, and of what is not there yet", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const foreign = await endOfLog(world.as("cityB.dispatcher"));
    const { tickets } = await dispatcher.ask<{ tickets: { pageInfo: { endCursor: string } } }>(
      "{ tickets(first: 1) { pageInfo { endCursor } } }",
    );
    await relayNow();
    const ahead = toChangeCursor((await latestPosition()) + 1_000_000, dispatcher.bureau);
    for (const after of [foreign, tickets.pageInfo.endCursor, ahead, "", "x", "0"]) {
      expectCode(await askPage(dispatcher, { after }), "INVALID_INPUT", "after");
    }
  });

  it("shows where to go on where very much is not for the reader, instead of looking for ever", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    const after = await endOfLog(dispatcher);
    const { cityA, cityACentre, province } = world.code;
    await asSuperuser(
      inject("adminUrl"),
      (sql) => sql`INSERT INTO outbox_events (province, city, bureau, at, type, subject_type, subject_id, payload)
        SELECT ${province}, ${cityA}, ${cityACentre}, now(), 'accessToken.revoked', 'AccessToken', number, '{}'
        FROM generate_series(1, 2500) AS number`,
    );
    const first = await readPage(dispatcher, { after });
    expect(first).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true } });
    expect(first.pageInfo.endCursor).not.toBe(after);
    const second = await readPage(dispatcher, { after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, endCursor: second.latestCursor } });
  });

  it("says of a cursor whose events are not kept any more from where to resynchronise", async () => {
    const own = await ownDatabase();
    const stage = await setStage("2026-03-02", own);
    try {
      const { as } = await stage.makeProvince();
      const dispatcher = as("cityACentre.dispatcher");
      await asSuperuser(own.adminUrl, (sql) => sql`UPDATE event_relay SET position = 90, oldest = 51`);
      const ask = (position: number) =>
        dispatcher.gql<PageAnswer>(
          "query ($after: String) { changes(after: $after) { latestCursor nodes { cursor } } }",
          {
            after: toChangeCursor(position, dispatcher.bureau),
          },
        );
      const { extensions } = expectCode(await ask(49), "CURSOR_EXPIRED", "after");
      expect(extensions).toMatchObject({ resumeAfter: toChangeCursor(50, dispatcher.bureau) });
      expect((await ask(50)).data.changes.latestCursor).toBe(toChangeCursor(90, dispatcher.bureau));
    } finally {
      await stage.close();
      await own.drop();
    }
  });

  it("refuses pages that are too large or negative, and filters that name no types", async () => {
    const dispatcher = world.as("cityACentre.dispatcher");
    expectCode(await askPage(dispatcher, { first: 101 }), "TOO_LARGE");
    expectCode(await askPage(dispatcher, { first: 0 }), "INVALID_INPUT", "first");
    expectCode(await askPage(dispatcher, { filter: { eventTypes: [] } }), "INVALID_INPUT", "filter.eventTypes");
    expectCode(await askPage(dispatcher, { filter: { eventTypes: ["ticket"] } }), "INVALID_INPUT", "filter.eventTypes");
    expectCode(
      await askPage(dispatcher, { filter: { subjectTypes: ["a b"] } }),
      "INVALID_INPUT",
      "filter.subjectTypes",
    );
  });
});
