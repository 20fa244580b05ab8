import { getTableColumns, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { tickets } from "../../../schema/index.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  expectUnseen,
  read,
  register,
  report,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
  ticketFields,
} from "../tickets/driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const merging = `mutation ($input: MergeTicketsInput!) { mergeTickets(input: $input) {
  ticket { ${ticketFields} mergedTickets { id number } timeline { verb text remark } }
  other { ${ticketFields} mergedInto { id } timeline { verb text } } } }`;
const parting = `mutation ($input: UnmergeTicketInput!) { unmergeTicket(input: $input) {
  ticket { ${ticketFields} mergedInto { id } } other { ${ticketFields} mergedTickets { id } } } }`;

interface Entry {
  verb: string;
  text: string;
  remark: string | null;
}

interface MergedAnswer {
  ticket: TicketAnswer & { mergedTickets: { id: string; number: string }[]; timeline: Entry[] };
  other: TicketAnswer & { mergedInto: { id: string } | null; timeline: Entry[] };
}

const inputOf = (kept: TicketAnswer, other: TicketAnswer, more: Variables = {}) => ({
  ticketId: kept.id,
  version: kept.version,
  otherId: other.id,
  otherVersion: other.version,
  remark: "同一人就同一事项再次来电",
  ...more,
});

const send = (caller: Caller, kept: TicketAnswer, other: TicketAnswer, more: Variables = {}) =>
  caller.gql<{ mergeTickets: MergedAnswer }>(merging, { input: inputOf(kept, other, more) });

async function merge(caller: Caller, kept: TicketAnswer, other: TicketAnswer, more: Variables = {}) {
  const { data, errors } = await send(caller, kept, other, more);
  expect(errors).toBeUndefined();
  return data.mergeTickets;
}

/** Two complaints of one citizen, both in review at the centre. */
async function twoComplaints(more: Variables = {}): Promise<[TicketAnswer, TicketAnswer]> {
  const { operator } = staff(world);
  const first = await register(operator, complaint(world));
  return [first, await register(operator, complaint(world, more))];
}

/** Complaints of one citizen that came on three days, and who handles them. */
async function threeOfThreeDays(stage: Stage) {
  const place = await stage.makeProvince();
  const { dispatcher, handler, operator } = staff(place);
  const received = async (day: string): Promise<TicketAnswer> => {
    stage.goTo(day);
    const to = { bureau: place.code.countyA1 };
    return take(dispatcher, "dispatchTicket", await register(operator, complaint(place)), to);
  };
  const first = await received("2026-06-01");
  const second = await received("2026-06-02");
  return { first, handler, second, third: await received("2026-06-03") };
}

describe("mergeTickets", () => {
  it("closes the other as merged; both keep their number and timeline, and name each other", async () => {
    const [kept, other] = await twoComplaints();
    const merged = await merge(staff(world).dispatcher, kept, other);
    expect(merged.ticket).toMatchObject({
      state: kept.state,
      version: kept.version + 1,
      mergedTickets: [{ id: other.id, number: other.number }],
    });
    expect(merged.ticket.timeline.at(-1)).toMatchObject({
      verb: "MERGED_TEXT",
      text: `What the ticket ${other.number} that was merged into it says`,
      remark: "口罩价格太贵，一包卖400元\n退还差价",
    });
    expect(merged.ticket.timeline.at(-2)).toMatchObject({
      verb: "ABSORB",
      text: `The ticket ${other.number} was merged into this one`,
      remark: "同一人就同一事项再次来电",
    });
    expect(merged.other).toMatchObject({
      state: "CLOSED",
      number: other.number,
      dueOn: null,
      mergedInto: { id: kept.id },
    });
    expect(merged.other.timeline.at(-1)).toMatchObject({
      verb: "MERGE",
      text: `Merged into the ticket ${kept.number}`,
    });
    expect(merged.other.timeline.length).toBe(other.version + 1);
  });

  it("takes the earliest clock: the receipt and the due day of the ticket that came first", async () => {
    const stage = await setStage("2026-06-01");
    try {
      const place = await stage.makeProvince();
      const { dispatcher, handler, operator } = staff(place);
      const to = { bureau: place.code.countyA1 };
      const first = await take(dispatcher, "dispatchTicket", await register(operator, complaint(place)), to);
      stage.goTo("2026-06-03");
      const second = await take(dispatcher, "dispatchTicket", await register(operator, complaint(place)), to);
      expect([first.dueOn, second.dueOn]).toEqual(["2026-06-10", "2026-06-12"]);
      const merged = await merge(handler, second, first);
      expect(merged.ticket).toMatchObject({ dueOn: "2026-06-10", competentReceivedAt: first.competentReceivedAt });
    } finally {
      await stage.close();
    }
  });

  it("begins the limit of a report anew from the last receipt where new facts came (art. 35)", async () => {
    const stage = await setStage("2026-06-01");
    try {
      const place = await stage.makeProvince();
      const { dispatcher, handler, operator } = staff(place);
      const kept = await reportInVerification(place);
      stage.goTo("2026-06-05");
      const again = await register(operator, report(place, { facts: "补充：还发现囤积口罩" }));
      const other = await take(dispatcher, "dispatchTicket", again, { bureau: place.code.countyA1 });
      const merged = await merge(handler, kept, other, { hasNewFacts: true });
      expect(merged.ticket).toMatchObject({
        state: "VERIFYING",
        dueOn: other.dueOn,
        competentReceivedAt: other.competentReceivedAt,
      });
      expect(other.dueOn).not.toBe(kept.dueOn);
      expect(merged.ticket.timeline.at(-2)?.text).toContain("with new facts");
    } finally {
      await stage.close();
    }
  });

  it("is archived without telling anybody: the citizen is told by the ticket that goes on", async () => {
    const { dispatcher, operator } = staff(world);
    const [kept, other] = await twoComplaints();
    const merged = await merge(dispatcher, kept, other);
    expect((await take(operator, "archiveTicket", merged.other)).state).toBe("ARCHIVED");
  });

  it("refuses tickets of different citizens, since each must be told", async () => {
    const [kept, other] = await twoComplaints({ contact: { name: "李四", phone: "13900001111" } });
    expectCode(await send(staff(world).dispatcher, kept, other), "INVALID_INPUT", "otherId");
    expect((await read(staff(world).dispatcher, other)).state).toBe(other.state);
  });

  it("takes an anonymous report into one with a name, and never the other way", async () => {
    const { dispatcher, operator } = staff(world);
    const named = await register(operator, report(world));
    const anonymous = await register(operator, report(world, { contact: null, isAnonymous: true }));
    expectCode(await send(dispatcher, anonymous, named), "INVALID_INPUT", "otherId");
    expect((await merge(dispatcher, named, anonymous)).other.state).toBe("CLOSED");
  });

  it("refuses a complaint and a report, which have two clocks", async () => {
    const { dispatcher, operator } = staff(world);
    const kept = await register(operator, complaint(world));
    const other = await register(operator, report(world));
    expectCode(await send(dispatcher, kept, other), "INVALID_INPUT", "otherId");
  });

  it("refuses new facts of a complaint", async () => {
    const [kept, other] = await twoComplaints();
    const answer = await send(staff(world).dispatcher, kept, other, { hasNewFacts: true });
    expectCode(answer, "INVALID_INPUT", "hasNewFacts");
  });

  it("gives no limit anew for an anonymous report, of which nobody knows that the reporter is the same", async () => {
    const { dispatcher, operator } = staff(world);
    const named = await register(operator, report(world));
    const anonymous = await register(operator, report(world, { contact: null, isAnonymous: true }));
    expectCode(await send(dispatcher, named, anonymous, { hasNewFacts: true }), "INVALID_INPUT", "hasNewFacts");
  });

  it("takes in a hundred and no more", async () => {
    const { dispatcher } = staff(world);
    const [kept, other] = await twoComplaints();
    const [one] = await twoComplaints();
    const keyOf = ({ id }: TicketAnswer) => fromGlobalId(id)?.parts ?? [];
    const [province = "", keptId = ""] = keyOf(kept);
    const [, oneId = ""] = keyOf(one);
    const names = Object.values(getTableColumns(tickets)).flatMap(({ generated, name }) => (generated ? [] : [name]));
    const written = sql.raw(names.map((name) => `"${name}"`).join(", "));
    await world.database.asSystem("a test merges a hundred", (tx) =>
      tx.execute(sql`INSERT INTO tickets (${written}) SELECT ${written} FROM (SELECT copied.* FROM tickets, generate_series(1, 100) AS copy,
        jsonb_populate_record(tickets, jsonb_build_object('id', gen_random_uuid(), 'merged_into', ${keptId}::text,
          'number', tickets.number || '-' || copy, 'idempotency_key', NULL)) AS copied
        WHERE tickets.province = ${province} AND tickets.id = ${oneId}) AS copies`),
    );
    expectCode(await send(dispatcher, kept, other), "TOO_LARGE", "ticketId");
  });

  it("refuses to merge a ticket into itself", async () => {
    const [kept] = await twoComplaints();
    expectCode(await send(staff(world).dispatcher, kept, kept), "INVALID_INPUT", "otherId");
  });

  it("refuses to end a complaint that was accepted, which may take another in", async () => {
    const { dispatcher, handler, operator } = staff(world);
    const accepted = await complaintIn(world, "ACCEPTED");
    const later = await take(dispatcher, "dispatchTicket", await register(operator, complaint(world)), {
      bureau: world.code.countyA1,
    });
    expectCode(await send(handler, later, accepted), "ILLEGAL_TRANSITION");
    expect((await merge(handler, accepted, later)).ticket.state).toBe("ACCEPTED");
  });

  it("refuses tickets that two bureaus hold: FORBIDDEN for whoever holds one alone", async () => {
    const { dispatcher } = staff(world);
    const there = await complaintIn(world, "CHECKING");
    const [here] = await twoComplaints();
    expectCode(await send(dispatcher, here, there), "FORBIDDEN");
  });

  it("names the version of either ticket that was changed", async () => {
    const [kept, other] = await twoComplaints();
    const { dispatcher } = staff(world);
    expectCode(await send(dispatcher, kept, other, { version: 9 }), "CONFLICT");
    expectCode(await send(dispatcher, kept, other, { otherVersion: 9 }), "CONFLICT");
  });

  it("asks for a reason", async () => {
    const [kept, other] = await twoComplaints();
    expectCode(await send(staff(world).dispatcher, kept, other, { remark: "" }), "INVALID_INPUT", "remark");
  });

  it("is NOT_FOUND at either field for a stranger", async () => {
    const [kept, other] = await twoComplaints();
    const stranger = (await makeProvince()).as("cityACentre.dispatcher");
    await expectUnseen(stranger, kept);
    const answer = await send(stranger, kept, other);
    const [first, second] = [kept, other].map(({ id }) => fromGlobalId(id)?.parts.at(-1) ?? "");
    expectCode(answer, "NOT_FOUND", (first ?? "") < (second ?? "") ? "ticketId" : "otherId");
  });

  it("merges once when two people merge two tickets into each other at the same moment", async () => {
    const { dispatcher } = staff(world);
    const [one, two] = await twoComplaints();
    const answers = await Promise.all([send(dispatcher, one, two), send(dispatcher, two, one)]);
    const [refused] = answers.filter(({ errors }) => errors !== undefined);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expectCode(refused ?? expect.fail("both were merged"), "CONFLICT");
  });
});

describe("the numbers", () => {
  it("count a merged ticket as received and closed, and as none to dispatch where it was not dispatched", async () => {
    const place = await makeProvince();
    const { dispatcher, operator } = staff(place);
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
    const question = {
      measures: ["RECEIVED", "CLOSED", "TO_DISPATCH", "TRANSFER_RATE"],
      period: { from: day, to: day },
    };
    const numbers = async () => {
      const { statistics } = await place.as("cityA.analyst").ask<{
        statistics: { total: { values: { value: string | null }[] } };
      }>("query ($question: StatisticsQuestion!) { statistics(question: $question) { total { values { value } } } }", {
        question: { ...question, dimensions: [] },
      });
      return statistics.total.values.map(({ value }) => value);
    };
    const [kept, other] = [await register(operator, complaint(place)), await register(operator, complaint(place))];
    expect(await numbers()).toEqual(["2", "0", "2", "0.00"]);
    const merged = await merge(dispatcher, kept, other);
    await take(dispatcher, "dispatchTicket", merged.ticket, { bureau: place.code.countyA1 });
    expect(await numbers()).toEqual(["2", "1", "1", "100.00"]);
  });
});

describe("unmergeTicket", () => {
  const part = (caller: Caller, ticket: TicketAnswer, more: Variables = {}) =>
    caller.gql<{ unmergeTicket: MergedAnswer }>(parting, {
      input: { ticketId: ticket.id, version: ticket.version, remark: "经核实为两件事", ...more },
    });

  it("lets the ticket go on where it stood, with its own clock, and the other have its receipt back", async () => {
    const stage = await setStage("2026-06-01");
    try {
      const place = await stage.makeProvince();
      const { dispatcher, handler, operator } = staff(place);
      const to = { bureau: place.code.countyA1 };
      const first = await take(dispatcher, "dispatchTicket", await register(operator, complaint(place)), to);
      stage.goTo("2026-06-03");
      const second = await take(dispatcher, "dispatchTicket", await register(operator, complaint(place)), to);
      const merged = await merge(handler, second, first);
      stage.goTo("2026-06-04");
      const { data, errors } = await part(handler, merged.other);
      expect(errors).toBeUndefined();
      const { other, ticket } = data.unmergeTicket;
      expect(ticket).toMatchObject({
        id: first.id,
        state: "DISPATCHED",
        mergedInto: null,
        closedAt: null,
        dueOn: first.dueOn,
      });
      expect(other).toMatchObject({
        id: second.id,
        mergedTickets: [],
        dueOn: second.dueOn,
        competentReceivedAt: second.competentReceivedAt,
      });
    } finally {
      await stage.close();
    }
  });

  it("leaves the clock of what stays merged, and goes back to its own when the last has left", async () => {
    const stage = await setStage("2026-06-01");
    try {
      const { first, handler, second, third } = await threeOfThreeDays(stage);
      const once = await merge(handler, third, second);
      const twice = await merge(handler, once.ticket, first);
      expect(twice.ticket.competentReceivedAt).toBe(first.competentReceivedAt);
      // The middle one leaves first: it was what the ticket had taken its clock from before.
      const { data } = await part(handler, once.other);
      expect(data.unmergeTicket.other.competentReceivedAt).toBe(first.competentReceivedAt);
      const { data: last } = await part(handler, twice.other);
      expect(last.unmergeTicket.other).toMatchObject({
        competentReceivedAt: third.competentReceivedAt,
        dueOn: third.dueOn,
      });
    } finally {
      await stage.close();
    }
  });

  it("keeps the earlier clock of what stays merged where the earliest leaves", async () => {
    const stage = await setStage("2026-06-01");
    try {
      const { first, handler, second, third } = await threeOfThreeDays(stage);
      const once = await merge(handler, third, first);
      await merge(handler, once.ticket, second);
      const { data } = await part(handler, once.other);
      expect(data.unmergeTicket.other).toMatchObject({
        competentReceivedAt: second.competentReceivedAt,
        dueOn: second.dueOn,
      });
    } finally {
      await stage.close();
    }
  });

  it("refuses a ticket that is not merged", async () => {
    const [kept] = await twoComplaints();
    expectCode(await part(staff(world).dispatcher, kept), "ILLEGAL_TRANSITION");
  });

  it("refuses whoever does not hold it", async () => {
    const [kept, other] = await twoComplaints();
    const merged = await merge(staff(world).dispatcher, kept, other);
    expectCode(await part(world.as("cityA.dispatcher"), merged.other), "FORBIDDEN");
  });
});
