import { describe, expect, it } from "vitest";
import { needsFeedback, regimeOn } from "../../src/modules/tickets/ticket.regime.js";

describe("the order that rules a ticket", () => {
  it.each([
    ["2020-01-01T00:00:00+08:00", "ORDER_20"],
    ["2026-04-14T23:59:59.999+08:00", "ORDER_20"],
    ["2026-04-15T00:00:00+08:00", "ORDER_121"],
    ["2026-04-14T16:00:00Z", "ORDER_121"],
    ["2026-04-14T15:59:00Z", "ORDER_20"],
  ])("for a receipt at %s is %s", (instant, regime) => {
    expect(regimeOn(new Date(instant))).toBe(regime);
  });
});

describe("the duty to tell the citizen", () => {
  it.each([
    ["COMPLAINT", "ORDER_20", false, true],
    ["COMPLAINT", "ORDER_121", false, true],
    ["REPORT", "ORDER_20", false, true],
    ["REPORT", "ORDER_20", true, false],
    ["REPORT", "ORDER_121", false, false],
    ["CONSULTATION", "ORDER_121", false, false],
  ] as const)(
    "must be kept before the archive for a %s under %s, anonymous %s: %s",
    (kind, regime, isAnonymous, must) => {
      expect(needsFeedback({ kind, regime, isAnonymous })).toBe(must);
    },
  );
});
