import { describe, expect, it } from "vitest";
import { formatNumber } from "../../src/modules/tickets/number.store.js";

describe("the number of a ticket", () => {
  it.each([
    ["COMPLAINT", 123, "苏市监投〔2026〕第123号"],
    ["REPORT", 1, "苏市监举〔2026〕第1号"],
    ["CONSULTATION", 1_000_000, "苏市监咨〔2026〕第1000000号"],
  ] as const)("of a %s has the trade's form", (kind, number, text) => {
    expect(formatNumber("苏市监", { bureau: "320500", year: 2026, kind }, number)).toBe(text);
  });
});
