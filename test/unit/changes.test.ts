import { describe, expect, it } from "vitest";
import { carryingOffTypes, mayConcern, subjectOf, type TicketConditions } from "../../src/modules/changes/index.js";
import { toGlobalId } from "../../src/platform/ids.js";
import type { LoggedEvent } from "../../src/platform/live-source.js";

const uuid = "0190a0b0-0000-7000-8000-000000000000";
const id = toGlobalId("Ticket", "320000", uuid);

const any: TicketConditions = {
  ...{ kinds: null, states: null, issueClasses: null, goodsClasses: null, topics: null, channels: null },
  ...{ bureau: null, overdue: null },
};

const event = (type: string, payload: LoggedEvent["payload"], subjectType = "Ticket"): LoggedEvent => ({
  ...{ position: 1, at: new Date(0), type, subjectType, subjectId: id, subjectVersion: 1, witnesses: [], payload },
  place: { province: "320000", city: null, county: null, bureau: "320000", line: null },
});

const step = (type: string, from: string | null, to: string, more: LoggedEvent["payload"] = {}) =>
  event(type, { verb: "X", from, to, kind: "COMPLAINT", issueClass: "PRICE", ...more });

describe("the subject of an event", () => {
  it("is found by a global identifier, and by a bare key", () => {
    const subject = { type: "Ticket", parts: ["320000", uuid], id };
    expect(subjectOf({ subjectType: "Ticket", subjectId: id })).toEqual(subject);
    expect(subjectOf({ subjectType: "Ticket", subjectId: `320000/${uuid}` })).toEqual(subject);
    expect(subjectOf({ subjectType: "Person", subjectId: uuid })).toEqual({
      type: "Person",
      parts: [uuid],
      id: toGlobalId("Person", uuid),
    });
  });

  it("is not taken for one of another type that its key spells by chance", () => {
    expect(subjectOf({ subjectType: "Person", subjectId: id }).parts).toEqual([id]);
  });
});

describe("whether an event may concern a filter", () => {
  it("asks for tickets alone", () => {
    expect(mayConcern(any, event("deadline.expired", {}))).toBe(true);
    expect(mayConcern(any, event("dispute.raised", {}, "Dispute"))).toBe(false);
  });

  it("looks at the states before and after the step", () => {
    const conditions = { ...any, states: ["SIGNED"] };
    expect(mayConcern(conditions, step("ticket.signed", "DISPATCHED", "SIGNED"))).toBe(true);
    expect(mayConcern(conditions, step("ticket.checkStarted", "SIGNED", "CHECKING"))).toBe(true);
    expect(mayConcern(conditions, step("ticket.accepted", "CHECKING", "ACCEPTED"))).toBe(false);
  });

  it("takes anything for possible that an event does not say", () => {
    const conditions = { ...any, kinds: ["REPORT"], states: ["SIGNED"], issueClasses: ["QUALITY"] };
    expect(mayConcern(conditions, event("ticket.reminded", { bureau: "1", toBureau: "2" }))).toBe(true);
    expect(mayConcern(conditions, event("deadline.expired", { kind: "COMPLAINT" }))).toBe(false);
  });

  it("looks at nothing but the kind of what may take a ticket out of sight", () => {
    const conditions = { ...any, states: ["SIGNED"], issueClasses: ["QUALITY"] };
    expect(carryingOffTypes.size).toBe(9);
    for (const type of carryingOffTypes) {
      expect(mayConcern(conditions, step(type, "IN_REVIEW", "DISPATCHED")), type).toBe(true);
      expect(mayConcern({ ...conditions, kinds: ["REPORT"] }, step(type, "IN_REVIEW", "DISPATCHED")), type).toBe(false);
    }
  });
});
