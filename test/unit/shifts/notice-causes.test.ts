import { describe, expect, it } from "vitest";
import { causeOf, isWaitingFor, mayArrive } from "../../../src/modules/shifts/notice.causes.js";
import { ticketEventTypes } from "../../../src/modules/tickets/index.js";
import { ticketVerbs } from "../../../src/modules/tickets/ticket.words.js";

const place = { bureau: "341102" };
const by = (bureau: string, isByPlatform = false) => ({ bureau, isByPlatform });

describe("the verbs of the workflow", () => {
  it("put a ticket into the hands of a bureau that did not ask for it by these alone", () => {
    expect(ticketVerbs.filter((verb) => mayArrive(ticketEventTypes[verb]))).toEqual([
      ...["SUBMIT", "ESCALATE", "DISPATCH", "RETURN_TO_CENTRE", "REFER_TO_SUPERIOR", "DESIGNATE", "REOPEN"],
    ]);
  });

  it("make a cause where another bureau acted, and none where the bureau did itself", () => {
    expect(causeOf("ticket.dispatched", place, by("341100-12315"))).toBe("DISPATCHED");
    expect(causeOf("ticket.dispatched", place, by("341102"))).toBeNull();
    expect(causeOf("ticket.designated", place, by("341100"))).toBe("DESIGNATED");
    expect(causeOf("ticket.designated", place, by("341102"))).toBeNull();
    expect(causeOf("ticket.takenUp", place, by("341100"))).toBeNull();
    expect(causeOf("ticket.transferred", place, by("341100"))).toBeNull();
  });

  it("make a hand-over of what the platform passes on to review, and nothing of what an operator does", () => {
    expect(causeOf("ticket.submitted", place, by("341102", true))).toBe("HANDED_OVER");
    expect(causeOf("ticket.escalated", place, by("341102", true))).toBe("HANDED_OVER");
    expect(causeOf("ticket.submitted", place, by("341102"))).toBeNull();
    expect(causeOf("ticket.submitted", place, by("341100-12315"))).toBeNull();
  });
});

describe("a ticket that came", () => {
  it("waits while the bureau holds it and has not taken it in hand", () => {
    const at = (state: string, holder = "341102") => ({ state, holder });
    expect(isWaitingFor(at("DISPATCHED"), "341102", "DESIGNATED")).toBe(true);
    expect(isWaitingFor(at("SIGNED"), "341102", "DESIGNATED")).toBe(false);
    expect(isWaitingFor(at("SIGNED"), "341102", "REOPENED")).toBe(true);
    expect(isWaitingFor(at("ESCALATED"), "341102", "RETURNED")).toBe(true);
    expect(isWaitingFor(at("DISPATCHED", "341103"), "341102", "DISPATCHED")).toBe(false);
    expect(isWaitingFor(undefined, "341102", "DISPATCHED")).toBe(false);
  });
});
