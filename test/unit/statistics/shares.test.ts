import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fraction, percentText, wholeFraction } from "../../../src/modules/statistics/numbers/fraction.js";
import { orderGroups, type SharedGroup, sharesOf, topGroups } from "../../../src/modules/statistics/numbers/shares.js";

const group = (code: string, amount: number): SharedGroup => ({ code, amount: BigInt(amount) });
const byAmount = {
  measured: ({ amount }: SharedGroup) => wholeFraction(amount),
  code: ({ code }: SharedGroup) => code,
};
const codes = (groups: readonly { readonly code: string }[]) => groups.map(({ code }) => code).join("");
const anyGroups = fc.uniqueArray(fc.record({ code: fc.string(), amount: fc.bigInt({ min: 0n, max: 20n }) }), {
  selector: ({ code }) => code,
  maxLength: 12,
});

describe("the top groups", () => {
  const groups = [group("d", 5), group("b", 9), group("a", 5), group("c", 1)];

  it("are those with most, equal ones by their code", () => {
    expect(codes(topGroups(groups, 3, byAmount))).toBe("bad");
    expect(codes(topGroups(groups, 9, byAmount))).toBe("badc");
    expect(codes(topGroups(groups, 0, byAmount))).toBe("");
  });

  it("are those with least where the lower is asked for first, equal ones by their code all the same", () => {
    expect(codes(topGroups(groups, 3, { ...byAmount, direction: "LOWER_FIRST" }))).toBe("cad");
  });

  it.each(["HIGHER_FIRST", "LOWER_FIRST"] as const)("by a rate have those without one last, %s", (direction) => {
    const rates: { code: string; rate: Fraction | null }[] = [
      { code: "z", rate: null },
      { code: "y", rate: { numerator: 0n, denominator: 0n } },
      { code: "b", rate: { numerator: 2n, denominator: 3n } },
      { code: "a", rate: { numerator: 4n, denominator: 6n } },
    ];
    expect(codes(orderGroups(rates, { measured: ({ rate }) => rate, code: ({ code }) => code, direction }))).toBe(
      "abyz",
    );
  });

  it("do not depend on the order in which the groups come", () => {
    const shuffled = anyGroups.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(12), ([list, other], count) => {
        expect(topGroups(other, count, byAmount)).toEqual(topGroups(list, count, byAmount));
      }),
    );
  });
});

describe("shares", () => {
  it("are amount of total, with a joint share and an other", () => {
    const shares = sharesOf([group("complaint", 789), group("report", 658)], 2851n);
    expect(shares.groups.map(({ share }) => percentText(share, 2))).toEqual(["27.67", "23.08"]);
    expect([percentText(shares.jointShare, 2), shares.other, percentText(shares.otherShare, 2)]).toEqual([
      "50.75",
      1404n,
      "49.25",
    ]);
    expect([shares.jointReason, shares.otherReason]).toEqual([null, null]);
  });

  it("add up to the whole exactly", () => {
    fc.assert(
      fc.property(anyGroups, fc.nat(12), (groups, count) => {
        const total = groups.reduce((sum, { amount }) => sum + amount, 0n);
        const { jointShare, other } = sharesOf(topGroups(groups, count, byAmount), total);
        if (total > 0n) expect((jointShare?.numerator ?? 0n) + (other ?? 0n)).toBe(total);
        if (count >= groups.length) expect(other).toBe(0n);
      }),
    );
  });

  it("are not there over a total of zero", () => {
    expect(sharesOf([group("a", 0)], 0n)).toEqual({
      groups: [{ group: group("a", 0), share: null }],
      jointShare: null,
      jointReason: "ZERO_TOTAL",
      other: 0n,
      otherShare: null,
      otherReason: "ZERO_TOTAL",
    });
  });

  it("of groups that overlap have neither a joint share nor an other", () => {
    const shares = sharesOf([group("masks", 80), group("epidemic", 90)], 100n, true);
    expect(shares.groups.map(({ share }) => percentText(share, 0))).toEqual(["80", "90"]);
    expect(shares).toMatchObject({
      jointShare: null,
      jointReason: "OVERLAPPING_GROUPS",
      other: null,
      otherShare: null,
      otherReason: "OVERLAPPING_GROUPS",
    });
  });

  it("refuse groups that are more than their total though they do not overlap", () => {
    expect(() => sharesOf([group("a", 3)], 2n)).toThrow("groups that do not overlap are more than their total");
  });
});
