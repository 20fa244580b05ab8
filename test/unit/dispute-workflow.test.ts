import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import { edges } from "../../src/modules/tickets/index.js";
import { negotiationFrom } from "../../src/modules/transfers/dispute.term.js";
import {
  type DisputeFacts,
  disputeActions,
  disputeStates,
  hasMovedOn,
  obstacleToDispute,
  openDisputeStates,
  type TicketFacts,
} from "../../src/modules/transfers/dispute.workflow.js";

const raised: DisputeFacts = { state: "NEGOTIATING", origin: "RAISED", raiser: "320571", superior: "320500" };

const ticket: TicketFacts = {
  kind: "COMPLAINT",
  state: "SIGNED",
  holder: "320571",
  province: "320000",
  city: "320500",
  county: "320571",
};

describe("the table of disputes", () => {
  it("has no way out of a state that is an end", () => {
    for (const state of disputeStates.filter((one) => !openDisputeStates.includes(one))) {
      for (const action of disputeActions) {
        expect(obstacleToDispute(action, { ...raised, state }, ticket)).not.toBeNull();
      }
    }
  });

  it("lets a dispute be withdrawn also when the ticket has moved on, and nothing else", () => {
    const closed = { ...ticket, state: "CLOSED" };
    const left = disputeActions.filter((action) => obstacleToDispute(action, raised, closed) === null);
    expect(left).toEqual(["WITHDRAW"]);
  });

  it("has nothing to withdraw after a third return", () => {
    const third: DisputeFacts = { ...raised, origin: "THIRD_RETURN", state: "REFERRED" };
    const atSuperior = { ...ticket, state: "IN_REVIEW", holder: "320500", county: null };
    expect(disputeActions.filter((action) => obstacleToDispute(action, third, atSuperior) === null)).toEqual([
      "DESIGNATE",
    ]);
  });

  it("moves a ticket only by edges that the table of tickets has for disputes", () => {
    const through = edges.filter(({ through: matter }) => matter === "DISPUTE").map(({ verb }) => verb);
    expect(new Set(through)).toEqual(new Set(["TRANSFER", "DESIGNATE"]));
  });
});

describe("a ticket has moved on from under a dispute", () => {
  it.each<[string, Partial<TicketFacts>, boolean]>([
    ["not where the raiser holds it", {}, false],
    ["not where a unit of the raiser holds it", { holder: "320571-01" }, false],
    ["where another county holds it", { holder: "320506", county: "320506" }, true],
    ["where the city took it up", { holder: "320500", county: null }, true],
    ["where it was accepted", { state: "ACCEPTED" }, true],
    ["where it was closed", { state: "CLOSED" }, true],
  ])("%s", (_, more, isMoved) => {
    expect(hasMovedOn(raised, { ...ticket, ...more })).toBe(isMoved);
  });
});

describe("the negotiation", () => {
  it("ends after 7 working days, the first not counted, across the National Day holiday of 2026", () => {
    const at = new Date("2026-09-24T10:00:00+08:00");
    expect(negotiationFrom(at, ANNOUNCED_CALENDAR)).toEqual({ negotiateUntil: "2026-10-12", refersOn: "2026-10-13" });
  });

  it("begins on the day in China", () => {
    const at = new Date("2026-04-14T17:00:00Z");
    expect(negotiationFrom(at, ANNOUNCED_CALENDAR).negotiateUntil).toBe("2026-04-24");
  });
});
